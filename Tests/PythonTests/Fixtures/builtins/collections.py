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
