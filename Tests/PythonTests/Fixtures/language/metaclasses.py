# Metaclasses, class creation, annotations and namespaces.
class M(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        c.tag = (name, sorted(kw.items()))
        return c
    def __init__(c, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("call", a)
        return super().__call__(*a)
    def hello(cls): return "hello " + cls.__name__
    @property
    def up(cls): return cls.__name__.upper()
    def __len__(cls): return 7
    def __iter__(cls): return iter([1,2])
    def __contains__(cls, x): return x == 3
    def __getitem__(cls, k): return k * 2
    def __repr__(cls): return "M:" + cls.__name__
    def __getattr__(cls, n): 
        if n.startswith("dyn"): return n
        raise AttributeError(n)
class A(metaclass=M, x=1):
    def __init__(self, v=0): self.v = v
class B(A): pass
print(A.tag, B.tag, A.hello(), A.up, len(A), list(A), 3 in A, A[4], A, A.dynx, B(5).v, type(A), isinstance(A, M), isinstance(A(), A))
try: A().hello
except AttributeError as e: print(e)
class P(type):
    @classmethod
    def __prepare__(m, name, bases): return {"pre": 1}
class C(metaclass=P):
    y = pre + 1
print(C.y, C.pre)
X = type("X", (A,), {"z": 5, "f": lambda self: self.z})
print(X.z, X().f(), X.__name__, X.tag)
Y = type("Y", (), {})
print(Y, Y().__class__.__name__)
class S:
    def __init_subclass__(cls, /, k=None, **kw):
        super().__init_subclass__(**kw); print("sub", cls.__name__, k)
class T(S, k=3): pass
class D:
    def __set_name__(self, o, n): print("set", o.__name__, n)
class U: d = D()
try:
    class V(A, metaclass=P): pass
except TypeError as e: print(e)
def f(a: int, *b: str, c: "x" = 1, **d) -> None: pass
print(f.__annotations__)
class W:
    a: int
    b: str = "x"
print(W.__annotations__, int | None, list[int], dict[str, list[int]], isinstance(3, int | str), int | None == None | int)
class Q: pass
q = Q(); q.a = 1; q.__dict__.update(b=2); print(vars(q), q.b, q.__dict__)
q.__dict__["c"] = 3; q.d = 4; print(q.c, vars(q)); del q.a; print(q.__dict__)
def g(x, y=2):
    z = 3
    print(locals(), sorted(vars()), dir())
g(1)
print([n for n in dir(q) if n[0] != '_'])
