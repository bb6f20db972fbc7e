from fractions import Fraction
from decimal import Decimal
import fractions, math, copy
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: Fraction(), lambda: Fraction(6, -4), lambda: Fraction(3), lambda: Fraction('3/4'), lambda: Fraction(' -1.25e2 '),
    lambda: Fraction('.5'), lambda: Fraction('1_000/3'), lambda: Fraction('5.'), lambda: Fraction('1e-3'), lambda: Fraction('+7'),
    lambda: Fraction('1 / 2'), lambda: Fraction('x'), lambda: Fraction(''), lambda: Fraction('1/0'), lambda: Fraction('1__0'),
    lambda: Fraction('_1'), lambda: Fraction('3/-4'), lambda: Fraction('-'), lambda: Fraction('.'), lambda: Fraction('1.e'),
    lambda: Fraction('2E3'), lambda: Fraction('1.2/3'),
    lambda: Fraction(0.5), lambda: Fraction(0.1), lambda: Fraction(Decimal('1.25')), lambda: Fraction(float('inf')),
    lambda: Fraction(float('nan')), lambda: Fraction(Decimal('NaN')), lambda: Fraction(None), lambda: Fraction([1]),
    lambda: Fraction(1, 2.0), lambda: Fraction(1, 0), lambda: Fraction('1', 2), lambda: Fraction(Fraction(1, 2), Fraction(3, 4)),
    lambda: Fraction(numerator=3, denominator=9), lambda: Fraction(True), lambda: Fraction.from_float(0.25),
    lambda: Fraction.from_float(3), lambda: Fraction.from_float('x'), lambda: Fraction.from_decimal(Decimal('0.5')),
    lambda: Fraction.from_decimal(0.5), lambda: str(Fraction(1, 3)), lambda: str(Fraction(4, 2)), lambda: type(Fraction(1)),
    lambda: f'{Fraction(1, 3)}', lambda: f'{Fraction(1, 3):.2f}', lambda: '%s %.3f %d' % (Fraction(7, 3), Fraction(7, 3), Fraction(7, 3)),
)
a, b = Fraction(3, 4), Fraction(-5, 6)
show(
    lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: a ** 2,
    lambda: a ** -2, lambda: b ** -3, lambda: a ** b, lambda: a ** 0.5, lambda: 2 ** Fraction(3), lambda: 2 ** Fraction(-3), lambda: 4 ** Fraction(1, 2),
    lambda: 2.0 ** Fraction(2), lambda: Fraction(0) ** -1, lambda: a ** Fraction(2, 1), lambda: a + 1, lambda: 1 - a, lambda: 2 * a, lambda: 1 / a, lambda: 7 // a, lambda: 7 % a,
    lambda: divmod(7, a), lambda: divmod(a, 0.5), lambda: divmod(2.5, a), lambda: a + 0.25, lambda: 0.25 * a, lambda: a / 0, lambda: Fraction(0) / 0,
    lambda: a // 0, lambda: a % 0, lambda: divmod(a, 0), lambda: 1 / Fraction(0), lambda: a / 0.0, lambda: a + 'x', lambda: a + Decimal(1), lambda: a + None, lambda: -a, lambda: +a, lambda: abs(b), lambda: ~a, lambda: a << 1,
    lambda: a == 0.75, lambda: a == Decimal('0.75'), lambda: a < 1, lambda: a > 0.7, lambda: a >= b, lambda: a < 'x', lambda: a == 'x', lambda: a < float('inf'),
    lambda: a == float('nan'), lambda: hash(a) == hash(0.75), lambda: hash(Fraction(3)) == hash(3), lambda: hash(Fraction(1, 3)), lambda: hash(b), lambda: hash(Fraction(1, 2 ** 61 - 1)), lambda: bool(Fraction(0)),
    lambda: round(a), lambda: round(Fraction(5, 2)), lambda: round(Fraction(22, 7), 2), lambda: round(Fraction(12345, 7), -2), lambda: math.floor(b), lambda: math.ceil(b), lambda: math.trunc(b),
    lambda: int(Fraction(-7, 2)), lambda: float(Fraction(1, 3)), lambda: float(Fraction(10 ** 400, 3)), lambda: a.numerator, lambda: a.denominator, lambda: a.real, lambda: a.imag, lambda: a.conjugate(), lambda: a.as_integer_ratio(),
    lambda: Fraction(math.pi).limit_denominator(1000), lambda: Fraction(math.pi).limit_denominator(), lambda: Fraction('3.1415926535897932').limit_denominator(10), lambda: Fraction(-math.e).limit_denominator(100), lambda: a.limit_denominator(0), lambda: Fraction(4321, 8765).limit_denominator(10000),
    lambda: sum([a, b, 1]), lambda: max(a, b, 0.5), lambda: sorted([a, 1, 0.5, b]), lambda: math.sqrt(Fraction(1, 4)), lambda: math.prod([a, b]), lambda: copy.copy(a) is a, lambda: {0.75: 'x'}[a], lambda: a.foo, lambda: pow(a, 2), lambda: fractions.Fraction is Fraction,
    lambda: isinstance(a, int), lambda: sum(Fraction(1, n) for n in range(1, 30)), lambda: Fraction('0.1') + Fraction('0.2') == Fraction('0.3'),
)
