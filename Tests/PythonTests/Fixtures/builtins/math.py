import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.sqrt(),
    lambda: math.sqrt('a'),
    lambda: math.sqrt(-1),
    lambda: math.sqrt(10**400),
    lambda: math.exp(1000),
    lambda: math.exp(-1000),
    lambda: math.log(0),
    lambda: math.log(-1),
    lambda: math.log('a'),
    lambda: math.log(),
    lambda: math.log(8,2),
    lambda: math.log(10**400),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.log(8,1),
    lambda: math.log(1,2,3),
    lambda: math.log2(0),
    lambda: math.log2(2**2000),
    lambda: math.log10(10**500),
    lambda: math.log1p(-1),
    lambda: math.pow(0,-1),
    lambda: math.pow(-1,0.5),
    lambda: math.pow(10,1000),
    lambda: math.pow(2),
    lambda: math.fmod(1,0),
    lambda: math.fmod(1e308,float('inf')),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.floor('a'),
    lambda: math.floor(1.5),
    lambda: math.floor(float('nan')),
    lambda: math.floor(float('inf')),
    lambda: math.ceil([]),
    lambda: math.trunc('a'),
    lambda: math.trunc(1.7),
    lambda: math.factorial(-1),
    lambda: math.factorial(1.0),
    lambda: math.factorial('a'),
    lambda: math.factorial(20),
    lambda: math.comb(5,2),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.comb(-1,2),
    lambda: math.comb(5,-2),
    lambda: math.comb(5,2.0),
    lambda: math.comb(5),
    lambda: math.perm(5),
    lambda: math.perm(5,2),
    lambda: math.perm(-1),
    lambda: math.perm(5,-1),
    lambda: math.gcd(12,18),
    lambda: math.gcd(),
    lambda: math.gcd(1.5),
    lambda: math.lcm(4,6),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.lcm(),
    lambda: math.isqrt(17),
    lambda: math.isqrt(-1),
    lambda: math.isqrt(1.5),
    lambda: math.isclose(1,1+1e-10),
    lambda: math.isclose(1,2,rel_tol=-1),
    lambda: math.isclose(1),
    lambda: math.copysign(1,-0.0),
    lambda: math.frexp(8.5),
    lambda: math.frexp(0),
    lambda: math.ldexp(0.5,4),
    lambda: math.ldexp(1,10000),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.ldexp(1,'a'),
    lambda: math.ldexp(1,1.5),
    lambda: math.modf(3.7),
    lambda: math.modf(-3.7),
    lambda: math.modf(float('inf')),
    lambda: math.hypot(3,4),
    lambda: math.hypot(),
    lambda: math.dist((1,2),(4,6)),
    lambda: math.dist((1,2),(4,)),
    lambda: math.dist(1,2),
    lambda: math.fsum([0.1]*10),
    lambda: math.fsum([1e308,1e308]),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.fsum(['a']),
    lambda: math.fsum([float('inf'),float('-inf')]),
    lambda: math.prod([1,2,3]),
    lambda: math.prod([],start=5),
    lambda: math.prod([1,2],5),
    lambda: math.prod(['a']),
    lambda: math.degrees(math.pi),
    lambda: math.radians(180),
    lambda: math.sin(float('inf')),
    lambda: math.sin(1),
    lambda: math.acos(2),
    lambda: math.atan2(1,1),
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.atanh(1),
    lambda: math.acosh(0),
    lambda: math.erf(1),
    lambda: math.erfc(1),
    lambda: math.remainder(5,3),
    lambda: math.remainder(1,0),
    lambda: math.nextafter(1,2),
    lambda: math.ulp(1),
    lambda: math.exp2(10),
    lambda: math.expm1(1e-10),
    lambda: math.cosh(1000),
    lambda: math.tau,
)
---
import math
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: math.fabs('a'),
    lambda: math.fabs(-3),
    lambda: math.isnan('a'),
    lambda: math.isinf(1),
    lambda: math.isfinite(10**400),
    lambda: math.sqrt(1,2),
    lambda: math.sqrt(x=1),
    lambda: math.foo,
    lambda: math.floor(10**30),
    lambda: math.ceil(2.5),
    lambda: math.floor(1e300),
)
