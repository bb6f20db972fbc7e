from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: namedtuple(),
    lambda: namedtuple('P'),
    lambda: namedtuple('P',5),
    lambda: namedtuple('P','x x'),
    lambda: namedtuple('P','x class'),
    lambda: namedtuple('P','x 1a'),
    lambda: namedtuple('P','x _a'),
    lambda: namedtuple('1P','x'),
    lambda: namedtuple('P','x class 1a _a x',rename=True)._fields,
    lambda: namedtuple('P','x, y')._fields,
    lambda: namedtuple('P','x',defaults=[1,2]),
    lambda: namedtuple('P','x y',module='foo'),
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: namedtuple(5,'x'),
    lambda: namedtuple('P',['x',5]),
    lambda: P(),
    lambda: P(1),
    lambda: P(1,2,3),
    lambda: P(1,z=2),
    lambda: P(1,x=2),
    lambda: P(x=1,y=2),
    lambda: Q(),
    lambda: Q(1),
    lambda: Q(1,b=5),
    lambda: p,
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: str(p),
    lambda: p.x,
    lambda: p.z,
    lambda: p[0],
    lambda: p[5],
    lambda: p._asdict(),
    lambda: p._replace(x=5),
    lambda: p._replace(z=5),
    lambda: p._replace(z=5,w=6),
    lambda: p._replace(5),
    lambda: p._fields,
    lambda: P._fields,
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: Q._field_defaults,
    lambda: P._make([1,2]),
    lambda: P._make([1]),
    lambda: P._make([1,2,3]),
    lambda: P._make(5),
    lambda: p==(1,2),
    lambda: p==P(1,2),
    lambda: p<P(1,3),
    lambda: hash(p)==hash((1,2)),
    lambda: isinstance(p,tuple),
    lambda: len(p),
    lambda: list(p),
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: p+(3,),
    lambda: type(p),
    lambda: P,
    lambda: P.__name__,
    lambda: p.x.__class__,
    lambda: p.count(1),
    lambda: p.index(2),
    lambda: tuple(p),
    lambda: p*2,
    lambda: {p:1}[(1,2)],
    lambda: P(*[1,2]),
    lambda: p.__class__.__name__,
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: deque([1,2,3]),
    lambda: deque([1,2,3],maxlen=2),
    lambda: deque(),
    lambda: deque(5),
    lambda: deque([1],-1),
    lambda: deque([1],'a'),
    lambda: deque([]).pop(),
    lambda: deque([]).popleft(),
    lambda: deque([1]).remove(2),
    lambda: deque([1,2]).index(3),
    lambda: deque([1,2,3])[1],
    lambda: deque([1])[5],
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: deque([1])['a'],
    lambda: deque([1,2])==deque([1,2]),
    lambda: deque([1,2])==[1,2],
    lambda: deque([1,2])<deque([1,3]),
    lambda: deque([1,2])+deque([3]),
    lambda: deque([1,2])*2,
    lambda: deque([1,2])+[3],
    lambda: deque([1],maxlen=1).insert(0,5),
    lambda: deque([1,2,3]).maxlen,
    lambda: hash(deque()),
    lambda: deque().foo,
    lambda: defaultdict(list),
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: defaultdict(5),
    lambda: defaultdict(None,{1:2}),
    lambda: defaultdict(list,{1:2})[1],
    lambda: defaultdict()[1],
    lambda: defaultdict(list).default_factory,
    lambda: defaultdict(list,a=1),
    lambda: Counter('hello'),
    lambda: Counter('hello').most_common(1),
    lambda: Counter(a=1,b=2),
    lambda: Counter({'a':1}),
    lambda: Counter([1,1,2])-Counter([1]),
    lambda: Counter([1,1,2])+Counter([1]),
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: Counter([1,1,2])&Counter([1]),
    lambda: Counter([1,1,2])|Counter([1]),
    lambda: +Counter(a=1,b=-1),
    lambda: -Counter(a=1,b=-1),
    lambda: Counter('ab')['z'],
    lambda: list(Counter('aab').elements()),
    lambda: Counter('aab').total(),
    lambda: Counter('a')==Counter('a'),
    lambda: Counter(),
    lambda: Counter(5),
    lambda: Counter('a','b'),
    lambda: Counter('aab')<Counter('aabb'),
)
---
from collections import namedtuple, deque, defaultdict, Counter, OrderedDict
P = namedtuple("P", "x y")
Q = namedtuple("Q", ["a", "b", "c"], defaults=[1, 2])
p = P(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: OrderedDict([(1,2)]),
    lambda: OrderedDict(a=1),
    lambda: OrderedDict(),
    lambda: OrderedDict([(1,2),(3,4)])==OrderedDict([(3,4),(1,2)]),
    lambda: OrderedDict([(1,2),(3,4)])=={3:4,1:2},
    lambda: OrderedDict([(1,2),(3,4)]).popitem(last=False),
    lambda: OrderedDict([(1,2),(3,4)]).popitem(),
    lambda: OrderedDict().popitem(),
    lambda: OrderedDict().move_to_end(1),
    lambda: OrderedDict(a=1)|{'b':2},
)
---
from collections.abc import *
import collections.abc as c
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(MutableSet):
    def __init__(self, it=()): self.d = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.d
    def __iter__(self): return iter(list(self.d))
    def __len__(self): return len(self.d)
    def add(self, x):
        if x not in self.d: self.d.append(x)
    def discard(self, x):
        if x in self.d: self.d.remove(x)
    def __repr__(self): return "S(%r)" % self.d
a = S([1, 2, 3]); b = S([2, 3, 4])
print(a & b, a | b, a - b, a ^ b, a <= b, a < a, a <= a, a >= S([1]), a > S([1]), a == S([3, 2, 1]), a != b, a.isdisjoint(b))
print(a & [1, 9], [1, 9] & a, [9] | a, a | [9], a - [1], [1, 8] - a, a ^ [1, 5], [1, 5] ^ a, a == {1, 2, 3}, a <= {1, 2, 3, 4}, {1} <= a)
show(lambda: a & 3); show(lambda: a - 3); show(lambda: 3 - a); show(lambda: a ^ 3); show(lambda: a < 3); show(lambda: a == 3); show(lambda: a | 3); show(lambda: hash(a))
a |= [7]; print(a); a &= {1, 7, 2}; print(a); a ^= [1, 5]; print(a); a -= [5]; print(a); a ^= a; print(a); a |= [1, 2]; a -= a; print(a)
show(lambda: a.pop()); show(lambda: a.remove(3)); a.add(3); print(a.remove(3), a); b.clear(); print(b)
def iop():
    global b
    b ^= 3
show(iop)
class M(MutableMapping):
    def __init__(self, *x, **k):
        self.d = {}; self.update(*x, **k)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(list(self.d))
    def __len__(self): return len(self.d)
class Keyed:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
m = M({"a": 1}, b=2); m.update(Keyed()); m.update([("z", 9)]); m.update(M(y=3)); m.update(self=4, other=5)
print(dict(m), m.get("a"), m.get("nope"), m.get("nope", 3), "a" in m, "nope" in m, m == dict(m), m == M(), m == 3, list(m.keys()), list(m.items()), list(m.values()))
print(m.pop("a"), m.pop("a", 1), m.setdefault("n"), m.setdefault("n", 3), m.setdefault("o", 3), m.popitem(), len(m))
show(lambda: m.pop("a")); show(lambda: hash(m)); show(lambda: m.update(3)); show(lambda: m.update([1])); show(lambda: M().popitem()); show(lambda: m.update(None))
print(m.keys() & ["p"], m.keys() | ["x"] == set(m.keys()) | {"x"}, m.keys() - set(m) , ("p", "pp") in m.items(), ("p", 1) in m.items(), ("zz", 1) in m.items(), "pp" in m.values(), 77 in m.values(), len(m.keys()), m.keys() == set(m.keys()), m.items() & [("q", "qq")])
show(lambda: repr(M(a=1).keys()).split(" ")[0]); show(lambda: 3 in m.items()); show(lambda: type(m.keys()).__name__)
m.clear(); print(len(m))
class L(MutableSequence):
    def __init__(self, x=()): self.x = list(x)
    def __getitem__(self, i): return self.x[i]
    def __setitem__(self, i, v): self.x[i] = v
    def __delitem__(self, i): del self.x[i]
    def __len__(self): return len(self.x)
    def insert(self, i, v): self.x.insert(i, v)
l = L([1, 2, 3, 2]); l.append(5); l.extend((6, 7)); l += [8]; l.extend(l)
print(l.x, l.index(2), l.index(2, 2), l.index(2, -7), l.index(2, 1, -2), l.count(2), 3 in l, 33 in l, list(l), list(reversed(l)), l.pop(), l.pop(0), l.x)
show(lambda: l.index(99)); show(lambda: l.index(2, 4, 5)); show(lambda: l.index(2, -2)); show(lambda: l.remove(99)); show(lambda: l.remove(2)); l.reverse(); print(l.x); show(lambda: l.index(1, None))
l.clear(); print(l.x); show(lambda: l.pop())
class G(Generator):
    def send(self, v): return v
    def throw(self, t, v=None, tb=None): return super().throw(t, v, tb)
print(next(G()), G().close())
class G2(Generator):
    def send(self, v): return v
    def throw(self, *a): return 1
show(lambda: G2().close()); show(lambda: Iterable[int]); show(lambda: iter(G()) is not None)
class Half(Sized, Iterable):
    def __len__(self): return super().__len__()
    def __iter__(self): return super().__iter__()
print(len(Half()), list(Half())); h = Half(); h.attr = 3; print(h.attr)
class Fro(Set):
    def __init__(self, it): self.s = frozenset(it)
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print(list(Fro([1, 2]) & Fro([2])), Fro([1]) == Fro([1]), {1, 2} & Fro([1]) == {1})
