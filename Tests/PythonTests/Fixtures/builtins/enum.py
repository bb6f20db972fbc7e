from enum import *
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return self.name.lower()
    @classmethod
    def first(cls): return cls.RED
print(Color.RED, repr(Color.RED), Color(1), Color["GREEN"], Color.CRIMSON, list(Color), len(Color), Color.__members__)
print(Color.RED.describe(), Color.first(), Color, Color.RED in Color, Color.RED == Color.CRIMSON, Color.RED is Color(1), hash(Color.RED) == hash("RED"))
for bad in ["Color(5)", "Color['X']", "Color.BLUE", "1 in Color"]:
    try:
        if bad == "Color(5)": Color(5)
        if bad == "Color['X']": Color['X']
        if bad == "Color.BLUE": Color.BLUE
        if bad == "1 in Color": 1 in Color
    except Exception as e: print(type(e).__name__, e)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
def setred(): Color.RED = 3
def delred(): del Color.RED
attempt(setred); attempt(delred)
attempt(lambda: Color.RED.GREEN)
def dup():
    class X(Enum):
        A = 1
        A = 2
attempt(dup)
def ext():
    class X(Color):
        Z = 9
attempt(ext)
class N(IntEnum):
    ONE = 1
    TWO = auto()
    FOUR = 4
    FIVE = auto()
print(N.ONE, repr(N.TWO), N.FIVE + 1, N.ONE < N.TWO, f"{N.ONE}", "%d" % N.TWO, N(4), sorted([N.FOUR, N.ONE]), str(N.ONE), format(N.FOUR, "03d"), N.ONE == 1, {N.ONE: 2}[1])
class S(StrEnum):
    FOO = auto()
    BAR = "bar!"
print(S.FOO, repr(S.BAR), S.FOO == "foo", S.FOO.upper(), f"{S.BAR:>6}", S("foo"), isinstance(S.FOO, str), "-".join([S.FOO, S.BAR]))
class SS(str, Enum):
    A = "a"
    B = "b"
print(SS.A, repr(SS.A), f"{SS.A}", SS.A == "a", "%s" % SS.A, SS("b"), SS.A + "x", format(SS.A), SS.A.value)
class II(int, Enum):
    A = 1
print(II.A, repr(II.A), f"{II.A}", II.A + 1)
class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RWX = 7
print(Perm.R | Perm.W, repr(Perm.R | Perm.W), Perm(0), repr(Perm(0)), ~Perm.R, repr(~Perm.R), Perm.RWX, list(Perm.RWX), list(Perm), Perm.R in Perm.RWX, bool(Perm(0)), len(Perm.RWX), Perm(6), Perm.R ^ Perm.RWX, Perm)
attempt(lambda: Perm(8)); attempt(lambda: Perm("x")); attempt(lambda: Perm.R | 2)
attempt(lambda: Perm(-9)); attempt(lambda: Perm(-1)); attempt(lambda: 3 in Perm.R)
class IF(IntFlag):
    A = auto()
    B = auto()
    C = auto()
print(IF.A | IF.B, repr(IF.A | IF.C), repr(IF(9)), IF(8), ~IF.A, repr(~IF.A), IF.A | 8, repr(IF.A | 8), IF.A + 1, repr(IF(0)), f"{IF.A|IF.B}", IF.A & 3, list(IF(5)), IF(-2), repr(IF(-2)))
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def g(self): return self.mass / self.radius**2
print(Planet.EARTH.value, Planet.EARTH.mass, round(Planet.EARTH.g, 3), repr(Planet.EARTH), Planet((3.303e+23, 2.4397e6)))
A = Enum("A", "X Y Z"); print(list(A), A.X, A)
B = Enum("B", ["P", "Q"], start=5); print(list(B))
C = Enum("C", {"P": "p", "Q": "q"}); print(list(C), C("q"))
D = IntEnum("D", [("ONE", 1), ("TWO", 2)]); print(list(D), D.ONE + D.TWO)
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
        C = 2
        D = 2
except ValueError as e: print(e)
class Au(Enum):
    def _generate_next_value_(name, start, count, last):
        return name * (count + 1)
    A = auto()
    B = auto()
print(list(Au))
class Miss(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value):
        if value == "one": return cls.A
        if value == "bad": return 5
        return None
attempt(lambda: Miss("one")); attempt(lambda: Miss("bad")); attempt(lambda: Miss("none"))
class Shape(Enum):
    SQ = 2
    def area(self): raise NotImplementedError
    __str__ = lambda self: "shape!" + self.name
print(Shape.SQ, f"{Shape.SQ}", repr(Shape.SQ))
class WithNew(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    A = (1, "first")
class Ign(Enum):
    _ignore_ = "tmp"
    tmp = 5
    A = 1
print(list(Ign), hasattr(Ign, "tmp"))
class Abstract(Enum):
    pass
class Concrete(Abstract):
    A = 1
print(list(Concrete), isinstance(Concrete.A, Abstract))
match Color.RED:
    case Color.GREEN: print("no")
    case Color.RED: print("yes")
import copy
print(copy.deepcopy(Color.RED) is Color.RED, copy.copy([Color.RED]))
attempt(lambda: Color.RED < Color.GREEN)
print({Color.RED: 1, Color.GREEN: 2}, Color.RED.__class__, type(Color), Color.__name__, Color.RED.__module__)
print(list(reversed(Color)), bool(Color), Color.RED != Color.GREEN, Color.RED.name, Color.RED.value)
@verify(CONTINUOUS)
class Co(Enum):
    A = 1
    B = 2
try:
    @verify(CONTINUOUS, UNIQUE)
    class Co(Enum):
        A = 1
        B = 4
except ValueError as e: print(e)
class Neg(Enum):
    A = auto()
    B = "x"
    C = auto()
print(list(Neg))
class Nested(Enum):
    class Inner: pass
    f = lambda x: x
    X = 1
print(Nested.X)
class Bo(Flag, boundary=CONFORM):
    A = 1
    B = 2
print(repr(Bo(7)), Bo.A | Bo.B, str(Bo.A|Bo.B))
class Un(Enum):
    L = [1]
    M = [2]
print(Un([2]), Un.L)
import json, math
print({S.FOO: 1}["foo"], {"foo": 1}[S.FOO], {S.FOO: 1}.get("foo"), "foo" in {S.FOO: 1}, "foo" in {S.FOO}, S.FOO in {"foo"}, S.FOO in ["foo"], "abc".startswith(S.FOO), "xfoo".find(S.FOO), S.FOO in "xfoo", S.FOO + "a", "a" + S.FOO, S.FOO * 2, S.FOO[0], len(S.FOO), S.FOO < "g", sorted([S.FOO, S.BAR]), "a,foo".split(S.FOO), S.FOO.split("o"), "%s" % S.FOO, "{}".format(S.FOO), json.dumps({"a": S.FOO, "b": N.ONE, S.BAR: 2}))
print(math.sqrt(N.FOUR), [1,2,3][N.ONE], list(range(N.TWO)), "x" * N.TWO, round(N.ONE), sum([N.ONE, N.TWO]), max(N.ONE, 5), divmod(7, N.TWO), N.ONE in (1,), float(N.ONE), int(N.TWO), -N.ONE, N.TWO ** 2, N.ONE | 4, abs(N.ONE), bool(N.ONE), hex(N.FOUR), chr(N.FOUR), N.ONE.bit_length(), N.FOUR.real, 5 - N.ONE, 5 / N.TWO, N.TWO == 2.0, str(S.FOO).upper(), isinstance(N.ONE, int), "abc".replace("a", S.FOO), repr(S.FOO.value), S.FOO.encode(), hash(S.FOO) == hash("foo"))
---
import enum
from enum import *
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(FlagBoundary), FlagBoundary, FlagBoundary.__module__, FlagBoundary.__qualname__, repr(STRICT), STRICT)
print(list(EnumCheck), EnumCheck.__module__, UNIQUE)
class P(Flag):
    C = 4
    A = 1
    B = 2
    AC = 5
print(list(P), list(P.AC), list(P(7)), ~P.A, P(7), P(-1), P(-2), len(P.AC), P.A in P.AC, P(0), list(P(0)))
show(lambda: P(8)); show(lambda: P(-9)); show(lambda: P("x")); show(lambda: P.A | 1); show(lambda: P["Z"]); show(lambda: P.Z); show(lambda: P.__zz__)
for bound in (STRICT, CONFORM, EJECT, KEEP):
    class Q(IntFlag, boundary=bound):
        A = 1
        B = 4
    for v in (2, 3, 5, 8, 9, 13, -1, -2, -3, -6, -20):
        show(lambda: (v, Q(v), repr(Q(v))))
    show(lambda: (~Q.A, ~Q.B, ~(Q.A | Q.B), list(Q), [repr(x) for x in Q(5)]))
class G(Flag):
    A = auto()
    B = auto()
    E = 16
    F = auto()
print(list(G), G.F.value)
def bad():
    class H(Flag):
        A = "x"
        B = auto()
    return list(H)
show(bad)
def mixed():
    class M(Enum):
        A = 3
        B = 1
        C = auto()
        D = "x"
        E = auto()
    return [(m.name, m.value) for m in M]
show(mixed)
def nonint():
    class M(Flag):
        A = 1
        B = (2,)
    return list(M)
show(nonint)
Color = Enum("Color", "RED, GREEN BLUE"); print(list(Color), Color.__module__)
print(list(Enum("X", ["A", "B"], start=5)), list(Enum("X", [("A", 1), ("B", 7)])), list(Enum("X", {"A": 3, "B": "t"})), list(Flag("X", "A B C")))
show(lambda: Enum("X", [("A", 1, 2)])); show(lambda: Enum("X", 5)); show(lambda: list(Enum("X", ())))
class L(Enum):
    A = [1, 2]
    B = {}
show(lambda: L([1, 2])); show(lambda: L([3])); show(lambda: L({})); show(lambda: Color(9)); show(lambda: Color(Color.RED))
class A(Enum):
    _ignore_ = "x y"
    x = 1
    A = x
    B = 1
    C = 2
    D = 2
print(list(A), A.__members__)
show(lambda: unique(A)); show(lambda: verify(UNIQUE)(A)); show(lambda: verify(CONTINUOUS)(Enum("Z", {"A": 1, "B": 4}))); show(lambda: verify(CONTINUOUS)(P))
class N(Flag):
    A = 1
    D = 11
show(lambda: verify(NAMED_FLAGS)(N)); show(lambda: verify(CONTINUOUS)(Flag("Z", {"A": 1, "B": 8})))
class N(Flag):
    A = 1
    D = 11
    E = 67
    F = 5
show(lambda: verify(NAMED_FLAGS, UNIQUE)(N))
show(lambda: verify(NAMED_FLAGS)(Flag("Z", {"A": 1, "B": 3})))
show_flag_values = enum.show_flag_values
print(show_flag_values(P.AC), show_flag_values(IntFlag("Z", "A B")(3)), show_flag_values(22)); show(lambda: show_flag_values(-1))
def sunder():
    class S(Enum):
        _foo_ = 1
show(sunder)
def late():
    class S(Enum):
        A = auto()
        def _generate_next_value_(*a): return 1
show(late)
def twice():
    class S(Enum):
        A = 1
        A = 2
show(twice)
def order():
    class S(Enum):
        _order_ = "B A"
        A = 1
        B = 2
show(order)
print(format(A.A, ">8"), hash(A.A) == hash("A"), repr(A), repr(P))
class T(str, Enum):
    A = "a"
print(format(T.A, ">5"), T.A, T("a"), T.A == "a")
class W(Enum):
    def meth(self): return 1
    @property
    def prop(self): return 2
    @staticmethod
    def st(): return 3
    @classmethod
    def cl(cls): return 4
    A = 1
    __x = 3
    f = lambda self: 9
    n = nonmember(6)
    m = member(7)
    ____ = 3
print(list(W), W.A.meth(), W.A.prop, W.st(), W.cl(), W.A.f(), W.n, W.m)
