from dataclasses import *
from typing import ClassVar, Optional, List
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
@dataclass
class P:
    x: int
    y: int = 5
    z: list = field(default_factory=list)
    def total(self): return self.x + self.y
p = P(1); print(p, p.total(), p == P(1), p != P(2), P(1, 2, [3]), P(x=3, y=4))
attempt(lambda: P()); attempt(lambda: P(1,2,3,4)); attempt(lambda: P(1, q=3)); attempt(lambda: P(1, x=3)); attempt(lambda: hash(p)); attempt(lambda: p < P(2))
print([f.name for f in fields(p)], asdict(p), astuple(p), replace(p, x=9), is_dataclass(P), is_dataclass(p), is_dataclass(3), P.__match_args__, P.__doc__)
@dataclass(order=True, frozen=True)
class Q:
    a: int
    b: str = "q"
q = Q(1); print(q, q < Q(2), sorted([Q(3), Q(1)]), hash(q) == hash(Q(1)), {q: 1}[Q(1)], q >= Q(1, "a"))
def setq(): q.a = 3
def delq(): del q.a
attempt(setq); attempt(delq)
try: q.a = 1
except FrozenInstanceError as e: print(isinstance(e, AttributeError), e)
def mutable():
    @dataclass
    class M: a: list = []
attempt(mutable)
def nondef():
    @dataclass
    class M:
        a: int = 1
        b: int
attempt(nondef)
@dataclass
class Base:
    a: int
    b: int = 2
@dataclass
class Derived(Base):
    c: int = 3
    a: int = 10
print(Derived(), Derived(1, 2, 3), Base(1) == Derived(1), Derived.__doc__)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int
k = K(1, c=5); print(k); attempt(lambda: K(1, 2)); attempt(lambda: K(1, 2, 3))
@dataclass(kw_only=True)
class K2:
    a: int = 1
    b: str
print(K2(b="x"), K2.__doc__)
@dataclass
class Post:
    a: int
    iv: InitVar[int] = 3
    cv: ClassVar[int] = 7
    d: int = field(init=False)
    e: int = field(default=1, repr=False, compare=False)
    def __post_init__(self, iv): self.d = self.a * iv
print(Post(2), Post(2, 5), Post(1, e=3) == Post(1, e=4), [f.name for f in fields(Post)], Post.cv, replace(Post(2), a=3, iv=4))
attempt(lambda: replace(Post(2), d=3, iv=1))
@dataclass(slots=True)
class Sl:
    a: int
    b: int = 2
s = Sl(1); print(s, Sl.__slots__)
def sets(): s.zzz = 3
attempt(sets)
s.a = 5; print(s)
@dataclass(eq=False)
class NoEq: a: int = 1
print(NoEq() == NoEq(), hash(NoEq()) is not None)
@dataclass(unsafe_hash=True)
class UH: a: int = 1
print(hash(UH()) == hash(UH()))
@dataclass(repr=False)
class NR: a: int = 1
print("NR object" in repr(NR()))
@dataclass(init=False)
class NI:
    a: int = 1
    def __init__(self, z): self.a = z
print(NI(4))
D = make_dataclass("D", [("x", int), "y", ("z", int, field(default=5))], namespace={"s": lambda self: self.x + self.z})
print(D(1, 2), D(1,2).s())
attempt(lambda: make_dataclass("E", ["a b"])); attempt(lambda: make_dataclass("E", ["class"])); attempt(lambda: make_dataclass("E", ["a", "a"]))
@dataclass
class Node:
    v: int
    children: List["Node"] = field(default_factory=list)
n = Node(1, [Node(2), Node(3, [Node(4)])]); print(n, asdict(n), astuple(n))
n.children.append(n); print(n)
attempt(lambda: fields(3)); attempt(lambda: asdict(P)); attempt(lambda: field(default=1, default_factory=list))
@dataclass
class Cmp:
    a: int = field(compare=False)
    b: int = 1
print(Cmp(1) == Cmp(2))
match P(1, 2):
    case P(x, y, z): print(x, y, z)
match Q(1):
    case Q(a=1, b=b): print(b)
def ordererr():
    @dataclass(order=True)
    class O:
        a: int
        def __lt__(self, o): return 1
attempt(ordererr)
def frozeninherit():
    @dataclass
    class O(Q): c: int = 1
attempt(frozeninherit)
attempt(lambda: dataclass(order=True, eq=False)(type("Z", (), {})))
@dataclass
class Meta:
    a: int = field(metadata={"unit": "kg"})
print(fields(Meta)[0].metadata["unit"], fields(Meta)[0].type)
@dataclass
class Opt:
    a: Optional[int] = None
    b: "str" = "x"
    c: int | None = None
    d: dict[str, int] = field(default_factory=dict)
print(Opt(), Opt.__doc__)
print(P.__init__.__qualname__, P.__init__.__annotations__)
class Plain: pass
print(asdict(P(1)), Post.__dataclass_params__)
@dataclass
class WithProp:
    a: int
    @property
    def double(self): return self.a * 2
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def st(): return 1
print(WithProp.make(4).double, WithProp.st())
@dataclass
class Sub2(WithProp):
    b: int = 0
    def __post_init__(self): print("post", self)
print(Sub2(1))
