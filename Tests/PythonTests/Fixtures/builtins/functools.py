from functools import cached_property, lru_cache, partial, singledispatch, total_ordering, update_wrapper, wraps
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)


class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, V) and self.n == other.n

@total_ordering
class Less(V):
    def __lt__(self, other):
        return self.n < other.n if isinstance(other, V) else NotImplemented
@total_ordering
class LessOrEqual(V):
    def __le__(self, other):
        return self.n <= other.n if isinstance(other, V) else NotImplemented
@total_ordering
class Greater(V):
    def __gt__(self, other):
        return self.n > other.n if isinstance(other, V) else NotImplemented
@total_ordering
class GreaterOrEqual(V):
    def __ge__(self, other):
        return self.n >= other.n if isinstance(other, V) else NotImplemented
for C in [Less, LessOrEqual, Greater, GreaterOrEqual]:
    for a, b in [(1, 2), (2, 2), (3, 2)]:
        a, b = C(a), C(b)
        print(C.__name__, a < b, a <= b, a > b, a >= b, a == b, a != b, max(a, b).n)
show(lambda: Less(1) < 5, lambda: Less(1) >= 5, lambda: total_ordering(type('x', (), {})) if False else 0)
try:
    @total_ordering
    class Bad:
        pass
except ValueError as error:
    print(error)

class Order:
    def __init__(self):
        self.calls = 0
    @cached_property
    def total(self):
        self.calls += 1
        return 42
o = Order()
print(o.total, o.total, o.calls)
o.total = 7
print(o.total)
del o.total
print(o.total, o.calls)

@singledispatch
def kind(x, y=0):
    return 'other'
@kind.register(int)
def kind_of_int(x, y=0):
    return f'int {y}'
@kind.register(list)
@kind.register(tuple)
def _(x, y=0):
    return 'sequence'
kind.register(V, lambda x, y=0: 'value')
print(kind(1), kind(True, 5), kind('a'), kind([1]), kind((1,)), kind(V(1)), kind(Less(1)), kind_of_int(2), kind.dispatch(bool) is kind_of_int, kind.__name__)
show(lambda: kind())

def decorator(f):
    @wraps(f)
    def inner(*args):
        return f(*args)
    return inner
@decorator
def named():
    return 1
def plain():
    pass
print(named.__name__, update_wrapper(plain, named).__name__)
---
import operator, functools
from decimal import Decimal
from fractions import Fraction
print(operator.indexOf([1, 2, 3], 2), operator.abs(Decimal('-1.5')), operator.call(max, 1, 2), operator.call(dict, a=1))
print('%d %d %s' % (Decimal('12345678901234567890.9'), Fraction(10 ** 25, 3), Decimal('1.50')))
try:
    operator.indexOf([1], 5)
except ValueError as error:
    print(error)
---
from functools import wraps
def f(a, *, b): "what it does"
@wraps(f)
def g(*args): pass
print(g.__wrapped__ is f, g.__name__, g.__doc__, g.__module__)
