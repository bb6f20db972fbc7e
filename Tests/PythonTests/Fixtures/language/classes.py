class Base:
    kind = "base"
    def __init__(self, x): self.x = x
    def who(self): return f"{type(self).__name__}({self.x})"
    def over(self): return "base"
class Left(Base):
    def over(self): return "left-" + super().over()
class Right(Base):
    def over(self): return "right-" + super().over()
class Both(Left, Right):
    kind = "both"
    def over(self): return "both-" + super().over()
b = Both(5)
print(b.who(), b.over(), b.kind, Base.kind, isinstance(b, Right), issubclass(Both, Left))
b.kind = "own"
print(b.kind, Both.kind)
del b.kind
print(b.kind)
b.missing ### "'Both' object has no attribute 'missing'"
---
class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    def __rmul__(self, k): return self * k
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __lt__(self, o): return self.x < o.x
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __bool__(self): return bool(self.x or self.y)
    def __abs__(self): return 5
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __iter__(self): yield self.x; yield self.y
    def __call__(self, a, b=1): return a + b + self.x
    def __iadd__(self, o): self.x += o.x; return self
    def __format__(self, spec): return f"<{spec}>"
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __index__(self): return 3
a, b = V(1, 2), V(3, 4)
print(a + b, b - a, a * 3, 3 * a, -a, a == V(1, 2), a != b, a < b, a > b, sorted([b, a]), {a: 1}[V(1, 2)])
print(bool(V(0, 0)), len(a), a[0], a[1], 2 in a, list(a), a(10), a(10, b=5), f"{a:xyz}", int(a), float(a), [1, 2, 3, 4][a])
a += b
print(a, max(a, b), abs(a))
x, y = a
print(x, y, str(a), repr([a]))
---
class A:
    def __init__(self): self._v = 0
    @property
    def v(self):
        "the v"
        return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("negative")
        self._v = x
    @v.deleter
    def v(self): self._v = None
    @property
    def ro(self): return 1
    @staticmethod
    def st(x): return x * 2
    @classmethod
    def make(cls, n):
        a = cls()
        a.v = n
        return a
a = A.make(5)
print(a.v, A.st(4), a.st(5))
a.v = 7
print(a.v)
del a.v
print(a.v)
try: a.v = -1
except ValueError as e: print(e)
a.ro = 5 ### "property 'ro' of 'A' object has no setter"
---
class A:
    def __getattr__(self, name):
        if name.startswith("dyn"): return name.upper()
        raise AttributeError(name)
    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)
a = A()
a.x = 5
print(a.x, a.dynamic, hasattr(a, "nope"), getattr(a, "zip", "default"))
setattr(a, "y", 3)
print(a.y)
---
class Stack(list):
    def push(self, x): self.append(x)
    def __repr__(self): return "Stack" + super().__repr__()
s = Stack([1, 2])
s.push(3)
print(s, len(s), s[0], s == [1, 2, 3], isinstance(s, list), sum(s), sorted(s, reverse=True))
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1)
print(d["a"], d["zz"], d, len(d), d.get("q"))
class Up(str):
    def shout(self): return self.upper() + "!"
u = Up("hey")
print(u.shout(), u + "x", len(u), u == "hey", isinstance(u, str), f"{u}")
class I(int):
    def double(self): return self * 2
print(I(5).double(), I(5) + 1, I(7) > 3)
class T(tuple):
    def first(self): return self[0]
print(T((1, 2)).first(), T([3]))
---
class Meta:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Meta.registry.append((cls.__name__, tag))
class X(Meta, tag="x"): pass
class Y(Meta): pass
print(Meta.registry)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None): return self if obj is None else obj.__dict__.get(self.name, "unset") if False else "got " + self.name
class H:
    field = Desc()
print(H().field)
class S:
    __slots__ = ("a",)
s = S()
s.a = 1
print(s.a)
s.b = 2 ### "'S' object has no attribute 'b'"
---
class A:
    x = []
    def __init__(self): self.y = []
a, b = A(), A()
a.x.append(1); a.y.append(2)
print(b.x, b.y)
class C:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self
    def __init__(self, *args): self.n = len(args)
print(C(1, 2).args, C(1, 2).n)
class Outer:
    class Inner:
        def hi(self): return "hi"
    def get(self): return self.Inner().hi()
print(Outer().get(), Outer.Inner.__qualname__)
class P:
    __secret = 5
    def get(self): return self.__secret
print(P().get(), hasattr(P, "__secret"))
---
class A: pass
A(1) ### "A() takes no arguments"
---
class A:
    def f(self): pass
A.f() ### "A.f() missing 1 required positional argument: 'self'"
---
class A: pass
A() + 1 ### "unsupported operand type(s) for +: 'A' and 'int'"
---
class A: pass
A() < A() ### "'<' not supported between instances of 'A' and 'A'"
---
class A:
    def __init__(self): return 5
A() ### "__init__() should return None, not 'int'"
---
class A: pass
A()[0] ### "'A' object is not subscriptable"
---
class A: pass
len(A()) ### "object of type 'A' has no len()"
---
class A: pass
A.x ### "type object 'A' has no attribute 'x'"
---
class A: pass
A()() ### "'A' object is not callable"
---
class A:
    def __eq__(self, o): return True
{A(): 1} ### "unhashable type: 'A'"
---
class X: pass
class Y(X): pass
class Z(X, Y): pass ### "Cannot create a consistent method resolution\norder (MRO) for bases X, Y"
---
class B(bool): pass ### "type 'bool' is not an acceptable base type"
---
class A:
    for i in range(3): x = i
    y = [z * 2 for z in range(3)]
    if True:
        def m(self): return self.x
print(A().m(), A.y, A.i)
class K:
    a = 1
    def f(self, b=a): return b
print(K().f())
def build(n):
    class Made:
        size = n
        def get(self): return n + self.size
    return Made
print(build(3)().get(), build(4).__name__)
m = A().m
print(m(), A.m(A()))
