from decimal import *
import math
setcontext(Context())
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error, error.args)

show(
    lambda: Decimal(),
    lambda: Decimal('1.10'),
    lambda: Decimal('  -1_000.50\n'),
    lambda: Decimal('+.5e-3'),
    lambda: Decimal('١٢.٣'),
    lambda: Decimal('NaN123'),
    lambda: Decimal('-sNaN'),
    lambda: Decimal('-inf'),
    lambda: Decimal('Infinity'),
    lambda: Decimal('abc'),
    lambda: Decimal(''),
    lambda: Decimal('1 2'),
    lambda: Decimal('1e'),
    lambda: Decimal('.'),
    lambda: Decimal('1e1000000000000000000'),
    lambda: Decimal('1e-1999999999999999997'),
    lambda: Decimal('1e-1999999999999999998'),
    lambda: Decimal('0e99999999999999999999'),
    lambda: Decimal(3),
    lambda: Decimal(True),
    lambda: Decimal(10 ** 40),
    lambda: Decimal(0.1),
    lambda: Decimal(-0.0),
    lambda: Decimal(float('nan')),
    lambda: Decimal(1e308),
    lambda: Decimal(5e-324).adjusted(),
    lambda: Decimal((0, (1, 4, 1, 4), -3)),
    lambda: Decimal([1, [0, 0], 5]),
    lambda: Decimal((1, (), 'F')),
    lambda: Decimal((0, (1, 2), 'n')),
    lambda: Decimal((0, (1, 2), 'N')),
    lambda: Decimal((0, (1, 2), 'x')),
    lambda: Decimal((2, (1, 2), 0)),
    lambda: Decimal((0, (1, 12), 0)),
    lambda: Decimal((0, 'ab', 0)),
    lambda: Decimal((0, (1,), 1.5)),
    lambda: Decimal([1]),
    lambda: Decimal(None),
    lambda: Decimal({}),
    lambda: Decimal(b'1'),
    lambda: Decimal(1, 2, 3),
    lambda: Decimal('1', context=5),
    lambda: Decimal(value='2.50'),
    lambda: Decimal.from_float(0.5),
    lambda: Decimal.from_float(7),
    lambda: Decimal.from_float('x'),
    lambda: Decimal('5').as_tuple(),
    lambda: Decimal('-1.50').as_tuple().digits,
    lambda: DecimalTuple(0, (1, 2), -1),
    lambda: Decimal(DecimalTuple(sign=0, digits=(1, 2), exponent=-1)),
    lambda: Decimal('NaN').as_tuple(),
    lambda: Decimal('-Infinity').as_tuple(),
)
---
from decimal import *
setcontext(Context())
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error, error.args)

d = Decimal('19.99')
show(
    lambda: d * 3, lambda: 3 * d, lambda: d + 1, lambda: 1 - d, lambda: d / 3, lambda: 100 / d, lambda: d // 4,
    lambda: d % 4, lambda: -d % 4, lambda: 7 % d, lambda: d ** 2, lambda: 2 ** Decimal(10), lambda: divmod(d, 4),
    lambda: divmod(45, d), lambda: divmod(d, 'a'), lambda: divmod(1.5, d), lambda: -d, lambda: +d, lambda: abs(-d),
    lambda: ~d, lambda: d + 1.5, lambda: 1.5 * d, lambda: d + 'a', lambda: d @ 2, lambda: d << 1, lambda: d & 1,
    lambda: d + True, lambda: pow(d, 2), lambda: pow(Decimal(7), 5, 13), lambda: pow(7, Decimal(5), 13),
    lambda: pow(d, 2, 7), lambda: pow(Decimal(7), 'a', 3), lambda: sum([d, d, d]), lambda: sum([]) + d,
    lambda: max(d, 20), lambda: min(d, 20.5, 3), lambda: sorted([d, 3, Decimal('-1'), 2.5]),
    lambda: round(d), lambda: round(d, 1), lambda: round(Decimal('2.5')), lambda: round(Decimal('2.675'), 2),
    lambda: round(d, -1), lambda: round(d, 'a'), lambda: round(d, 40), lambda: int(d), lambda: int(Decimal('-1.9')),
    lambda: float(d), lambda: str(d), lambda: bool(Decimal('0.00')), lambda: bool(Decimal('NaN')),
    lambda: int(Decimal('NaN')), lambda: int(Decimal('Infinity')), lambda: float(Decimal('sNaN')),
    lambda: float(Decimal('-1e400')), lambda: 1 / Decimal(0), lambda: Decimal(0) / 0, lambda: Decimal(1) % 0,
    lambda: Decimal(0) // 0, lambda: Decimal(5) // 0, lambda: divmod(Decimal(5), 0), lambda: Decimal(0) ** 0,
    lambda: Decimal(-8) ** Decimal('0.5'), lambda: Decimal('sNaN') + 1, lambda: Decimal('NaN') + 1,
    lambda: Decimal('9e999999') * 10, lambda: Decimal('1e-1000020') / 100000000, lambda: Decimal('1e999999') // 1,
    lambda: Decimal('Infinity') - Decimal('Infinity'), lambda: Decimal('Infinity') * 0,
)
class D: pass
show(lambda: d + D(), lambda: d < D(), lambda: d == D(), lambda: d < 'a', lambda: d < None)
---
from decimal import *
from fractions import Fraction
import math
setcontext(Context())
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: Decimal('1.0') == 1, lambda: 1 == Decimal('1.00'), lambda: Decimal('0.1') == 0.1,
    lambda: Decimal(0.1) == 0.1, lambda: Decimal('0.5') == 0.5, lambda: Decimal('0.5') < 0.6,
    lambda: 0.6 > Decimal('0.5'), lambda: Decimal('NaN') == Decimal('NaN'), lambda: Decimal('NaN') != 1,
    lambda: Decimal('NaN') < 1, lambda: Decimal('sNaN') == 1, lambda: Decimal('Infinity') > 10 ** 400,
    lambda: Decimal('Infinity') == math.inf, lambda: Decimal('-0') == 0, lambda: Decimal('1e999999') > 1,
    lambda: Decimal('0.5') == Fraction(1, 2), lambda: Decimal('0.3') < Fraction(1, 3),
    lambda: Fraction(1, 3) > Decimal('0.3'), lambda: Fraction(1, 2) == Decimal('0.5'),
    lambda: Decimal(1) + Fraction(1, 2),
    lambda: hash(Decimal('1.0')) == hash(1), lambda: hash(Decimal('0.5')) == hash(0.5),
    lambda: hash(Decimal('-3')) == hash(-3), lambda: hash(Decimal('1e30')) == hash(10 ** 30),
    lambda: hash(Decimal('-1')), lambda: hash(Decimal('Infinity')), lambda: hash(Decimal('1.1')),
    lambda: hash(Decimal('sNaN')), lambda: {1: 'a', Decimal('2.50'): 'b'}[Decimal('2.5')],
    lambda: {Decimal('1.0'), 1, 1.0}, lambda: Decimal('2.5') in [1, 2.5],
    lambda: math.floor(Decimal('-1.5')), lambda: math.ceil(Decimal('-1.5')), lambda: math.trunc(Decimal('-1.5')),
    lambda: math.sqrt(Decimal('2.25')), lambda: math.isnan(Decimal('NaN')), lambda: math.fsum([Decimal('0.1')] * 3),
    lambda: math.prod([Decimal('1.1'), 2]), lambda: isinstance(Decimal(1), int), lambda: type(Decimal(1)),
    lambda: Decimal(1).real, lambda: Decimal(1).imag, lambda: Decimal('1.5').as_integer_ratio(),
    lambda: Decimal('NaN').as_integer_ratio(), lambda: Decimal('-Infinity').as_integer_ratio(),
    lambda: Decimal('1.50').adjusted(), lambda: Decimal('0').adjusted(), lambda: Decimal(1).foo,
    lambda: Fraction(Decimal('0.75')), lambda: float('1.5') + float(Decimal('0.5')),
)
---
from decimal import *
import math
setcontext(Context())
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

price = Decimal('1234.5678')
for mode in [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]:
    print(mode, [str(Decimal(x).quantize(Decimal('0.1'), rounding=mode)) for x in
                 ['1.25', '-1.25', '1.35', '1.251', '-1.249', '1.05', '1.01', '0.00', '9.99']])
show(
    lambda: price.quantize(Decimal('0.01')), lambda: price.quantize(Decimal('1')), lambda: price.quantize(Decimal('1e2')),
    lambda: price.quantize(Decimal('0.01'), ROUND_UP), lambda: price.quantize(exp=Decimal('0.01'), rounding='ROUND_DOWN'),
    lambda: price.quantize(Decimal('1e-30')), lambda: price.quantize(5.0), lambda: price.quantize(2),
    lambda: price.quantize(Decimal(1), 'x'), lambda: price.quantize(Decimal(1), rounding=5),
    lambda: price.quantize(Decimal('0.01'), context=Context(prec=4)), lambda: price.quantize(Decimal(1), context=3),
    lambda: price.to_integral_value(), lambda: price.to_integral_value(rounding=ROUND_UP),
    lambda: Decimal('120').normalize(), lambda: Decimal('1.500').normalize(), lambda: Decimal('0.00').normalize(),
    lambda: price.sqrt(), lambda: Decimal(-1).sqrt(), lambda: Decimal(2).ln(), lambda: Decimal(10).log10(),
    lambda: Decimal(1).exp(), lambda: Decimal('0.5') ** Decimal('0.5'), lambda: Decimal(2) ** -3,
    lambda: price.compare(3), lambda: price.max(3), lambda: price.min('a'), lambda: price.same_quantum(Decimal('0.0001')),
    lambda: price.copy_sign(Decimal(-1)), lambda: price.scaleb(2), lambda: price.shift(2), lambda: price.rotate(-2),
    lambda: price.fma(2, 3), lambda: price.number_class(), lambda: price.to_eng_string(), lambda: price.is_finite(),
    lambda: price.is_signed(), lambda: price.is_zero(), lambda: price.conjugate(), lambda: price.radix(),
    lambda: price.canonical(), lambda: price.logb(), lambda: price.next_plus(), lambda: price.next_minus(),
    lambda: price.sqrt(1), lambda: Decimal('1e-7'), lambda: Decimal('0.000001'), lambda: Decimal('123e5'),
    lambda: str(Decimal('0E-8')), lambda: Decimal('1E+3') + 0, lambda: '%s %.2f %d' % (price, price, price),
)
subtotal = sum(Decimal(p) * q for p, q in [('19.99', 3), ('5.49', 2)])
tax = (subtotal * Decimal('0.19')).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)
print(subtotal, tax, subtotal + tax, f'{subtotal + tax:,.2f} EUR', f'{subtotal:>10}', f'{tax!r:>20}')
---
from decimal import Decimal
for spec in ['', '05', '<5', '^9', '*^9', '+', ',', '010,', '.2f', 'e', '.2e', 'g', '.3g', '%', '.1%', 'z.1f', 'E', 'G', 'F',
             'n', 'N', '.0f', '.0e', ' .2f', '-', '#.2f', '_.2f', '=+9', 'x=9', '0=9', '012,.2f', '5.', '<05', 's', 'd', '+,.3f',
             '.30f', '>012.3f', '012.4%', 'z', '.1', '.10', '010']:
    for text in ['0', '1234567.891', '-0.04', '1E+5', '0.00000012', 'NaN', '-Infinity', '0E+3', '0E-9', '9.99', '-0', 'sNaN12']:
        try:
            print(spec, text, format(Decimal(text), spec))
        except Exception as error:
            print(spec, text, type(error).__name__, error)
---
from decimal import *
setcontext(Context())
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

def change(name, value):
    setattr(getcontext(), name, value)
    return getattr(getcontext(), name)

show(
    lambda: getcontext(), lambda: getcontext().flags, lambda: getcontext().traps,
    lambda: change('prec', 5), lambda: Decimal(1) / 3, lambda: change('prec', 0), lambda: change('prec', 'a'),
    lambda: change('prec', 10 ** 18), lambda: change('rounding', 'x'), lambda: change('rounding', ROUND_UP),
    lambda: change('Emin', 1), lambda: change('Emax', -1), lambda: change('capitals', 2), lambda: change('clamp', 'x'),
    lambda: change('foo', 1), lambda: change('traps', 5), lambda: change('capitals', 0), lambda: Decimal('1E+9'),
    lambda: getcontext(), lambda: setcontext(1), lambda: localcontext(5), lambda: Context(prec=0),
    lambda: Context(traps=5), lambda: Context(traps=[5]), lambda: Context(rounding='x'),
    lambda: Context(3, ROUND_DOWN, -10, 10, 1, 1, [], [Inexact]), lambda: Context(prec=3).create_decimal('1.2345'),
    lambda: Context(prec=3).create_decimal(' 1'), lambda: Context(prec=3).create_decimal(12345),
    lambda: Context(prec=3).create_decimal_from_float(0.1), lambda: Context(prec=3).add(1, Decimal('2.3456')),
    lambda: Context(prec=3).divide(1, 3), lambda: Context(prec=3).divmod(7, 2), lambda: Context(prec=3).power(2, 10),
    lambda: Context(prec=3).power(2, 10, 7), lambda: Context(prec=3).sqrt(2), lambda: Context(prec=3).quantize(Decimal('1.25'), Decimal('0.1')),
    lambda: Context(prec=3).to_sci_string(Decimal('1E+5')), lambda: Context(prec=3).Etiny(), lambda: Context(prec=3).Etop(),
    lambda: Context(prec=3).plus(Decimal('1.2345')), lambda: Context(prec=3).abs(-1), lambda: Context(prec=3).add(1, 'a'),
    lambda: BasicContext, lambda: ExtendedContext, lambda: DefaultContext,
    lambda: (MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY, HAVE_THREADS, HAVE_CONTEXTVAR),
)
---
from decimal import *
c = Context(prec=4, traps=[])
setcontext(c)
print(getcontext() is c, Decimal(2) / 3, Decimal(1) / 0, Decimal('x'), c)
print(c.flags[Inexact], c.flags[Clamped], c.flags[DivisionByZero], Inexact in c.flags, len(c.traps), list(c.traps)[:2])
c.clear_flags()
print(c)
c.traps[Inexact] = True
try:
    Decimal(1) / 3
except Inexact as error:
    print(type(error), error.args, isinstance(error, ArithmeticError))
c.traps[Inexact] = False
c.traps[FloatOperation] = True
for function in [lambda: Decimal(0.5), lambda: Decimal(1) < 0.5, lambda: Decimal(1) == 0.5, lambda: Decimal.from_float(0.5),
                 lambda: c.traps['x'], lambda: c.flags.get('x', 3), lambda: sorted(c.flags.items(), key=str)[0]]:
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)
with localcontext() as inner:
    inner.prec = 2
    print(Decimal(2) / 3, inner is c, inner.traps[FloatOperation])
print(Decimal(2) / 3)
with localcontext(prec=7, rounding=ROUND_UP) as inner:
    print(+Decimal('1.23456789'), getcontext().prec)
with localcontext(ExtendedContext) as inner:
    print(Decimal(1) / 0, Decimal(1) / 7)
try:
    with localcontext(Context(prec=1)):
        print(Decimal(5) / 3)
        1 / 0
except ZeroDivisionError:
    print(Decimal(5) / 3)
other = c.copy()
other.prec = 9
print(c.prec, other.prec, c == other)
setcontext(DefaultContext)
print(getcontext().prec, getcontext() is DefaultContext)
try:
    Decimal(1) / 0
except ZeroDivisionError as error:
    print(type(error).__name__, isinstance(error, DivisionByZero), error)
try:
    Decimal('x')
except (ValueError, ArithmeticError) as error:
    print(type(error).__name__, error)
print(issubclass(Overflow, Rounded), issubclass(Underflow, Subnormal), issubclass(DivisionUndefined, ZeroDivisionError), issubclass(FloatOperation, TypeError))
---
import json, copy
from decimal import Decimal
d = Decimal('1.50')
print(copy.copy(d) is d, copy.deepcopy([d]), repr(d), [d], {'a': d}, (d,))
try:
    json.dumps(d)
except TypeError as error:
    print(error)
print(json.dumps({'a': d}, default=str), json.loads('{"price": 1.10}', parse_float=Decimal))
match d:
    case Decimal():
        print('decimal')
---
# Random operations under random contexts: results and flags.
import math, random
from decimal import *
rng = random.Random(20240229)

def number():
    if rng.random() < .06:
        return rng.choice(['NaN', 'sNaN', '-NaN123', 'Infinity', '-Infinity', '0', '-0', '0E+5', '-0E-7', '1', '-1', '10',
                           '1E+999999', '9.99E+999999', '1E-1000026', '1E-999999', '-1E-1000000'])
    count = rng.choice([1, 1, 2, 3, 5, 8, 12, 20, 27, 28, 29, 30, 40])
    digits = ''.join(rng.choice('0123456789') for _ in range(count))
    if rng.random() < .25:
        digits = rng.choice(['9' * count, '5' + '0' * (count - 1), '1' + '0' * (count - 1), digits[:1] + '5' * (count - 1)])
    exponent = rng.choice([0, -2, -2, -1, -3, -count, -count + 1, rng.randint(-40, 40), rng.randint(-5, 5)])
    return rng.choice(['', '', '-']) + digits + 'E' + str(exponent)

def small():
    return rng.choice(['', '', '-']) + str(rng.randint(1, 10 ** rng.choice([1, 2, 3, 5]))) + 'E' + str(rng.choice([0, 0, -1, -2, 1]))

operations = [
    lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b),
    lambda: a.compare(b), lambda: a.compare_signal(b), lambda: a.compare_total(b), lambda: a.compare_total_mag(b),
    lambda: a.max(b), lambda: a.min(b), lambda: a.max_mag(b), lambda: a.min_mag(b), lambda: a.quantize(b),
    lambda: a.remainder_near(b), lambda: a.next_toward(b), lambda: a.same_quantum(b), lambda: a < b, lambda: a == b,
    lambda: a.copy_sign(b), lambda: a.fma(b, a), lambda: a.rotate(b), lambda: a.shift(b), lambda: a.scaleb(b),
    lambda: a.logical_and(b), lambda: a.logical_or(b), lambda: a.logical_xor(b), lambda: +a, lambda: -a, lambda: abs(a),
    lambda: str(a), lambda: a.normalize(), lambda: a.to_integral_value(), lambda: a.to_integral_exact(),
    lambda: a.to_integral_value(rounding=ROUND_UP), lambda: a.next_plus(), lambda: a.next_minus(), lambda: a.sqrt(),
    lambda: a.logb(), lambda: a.adjusted(), lambda: a.as_tuple(), lambda: a.to_eng_string(), lambda: a.number_class(),
    lambda: 0 if a.is_nan() else hash(a), lambda: a.is_subnormal(), lambda: round(a, 2),
    lambda: int(a) if abs(a.adjusted()) < 300 else 0, lambda: float(a), lambda: getcontext().create_decimal(a),
    lambda: a.as_integer_ratio() if abs(a.adjusted()) < 300 else 0, lambda: a < float(a), lambda: a.logical_invert(),
    lambda: f'{a:,.2f}' if abs(a.adjusted()) < 99 else 0, lambda: f'{a:e}', lambda: f'{a:.5g}', lambda: s.exp(),
    lambda: s.ln(), lambda: s.log10(), lambda: a.ln(), lambda: a.log10(), lambda: a.exp() if a.adjusted() < 25 else 0,
    lambda: s ** t, lambda: a ** s, lambda: a ** 3, lambda: a ** -2, lambda: a ** Decimal('0.5'),
    lambda: pow(int(s), Decimal(3), 7),
]
for round_ in range(24):
    context = Context(
        prec=rng.choice([28, 28, 9, 5, 1, 3, 50]), Emin=rng.choice([-999999, -999999, -20, -5, 0]),
        rounding=rng.choice([ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_UP, ROUND_DOWN, ROUND_CEILING,
                             ROUND_FLOOR, ROUND_05UP]),
        Emax=rng.choice([999999, 999999, 20, 5, 60]), clamp=rng.choice([0, 0, 1]), capitals=rng.choice([1, 1, 0]),
        traps=rng.choice([[InvalidOperation, DivisionByZero, Overflow], [], [InvalidOperation]]))
    setcontext(context)
    print(context)
    for index, operation in enumerate(operations):
        a, b, s, t = (Decimal(x()) for x in (number, number, small, small))
        context.clear_flags()
        try:
            result = repr(operation())
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
        print(index, a, b, s, t, '->', result, [k.__name__ for k, v in context.flags.items() if v])
