import statistics as s
from decimal import Decimal, getcontext, setcontext, Context
from fractions import Fraction
import random
setcontext(Context())
rng = random.Random(5)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

D, F = Decimal, Fraction
samples = [
    [], [1], [1, 2], [1, 2, 3, 4], [1.5, 2.5, 4], [D('1.1'), D('2.35'), D('7')], [F(1, 3), F(5, 6)], [1, 2.5, F(1, 2)],
    [1, D('2.5')], [D(1), 2.5], [float('inf'), 1], [float('nan'), 1.0], [float('inf'), float('-inf')], [D('NaN'), D(1)],
    ['a', 'b'], [True, False, True], [10 ** 30, 1], [1e308, 1e308], [0.1] * 10, [3, 3, 1, 1, 2], [-1, 4], [0, 5],
    [rng.gauss(100, 15) for _ in range(101)], [rng.randint(-50, 50) for _ in range(40)], (x for x in [1, 2, 4]), 'aab', 5, None,
    [D(rng.randint(1, 10 ** 6)) / 100 for _ in range(20)], [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5], [D('0.5'), D('0.75')],
]
names = ['mean', 'fmean', 'geometric_mean', 'harmonic_mean', 'median', 'median_low', 'median_high', 'median_grouped', 'mode',
         'multimode', 'pvariance', 'variance', 'pstdev', 'stdev', 'quantiles']
for index, sample in enumerate(samples):
    if index == 24:
        sample = [1, 2, 4]
    for name in names:
        try:
            print(index, name, repr(getattr(s, name)(sample)))
        except Exception as error:
            print(index, name, type(error).__name__, error)
x = [rng.random() for _ in range(30)]
y = [2 * v + rng.random() for v in x]
show(
    lambda: s.mean(iter([1, 2, 4])), lambda: s.fmean([1, 2, 3], weights=[1, 1, 2]), lambda: s.fmean([1, 2], [1]), lambda: s.fmean([1, 2], [0, 0]),
    lambda: s.harmonic_mean([40, 60], weights=[5, 30]), lambda: s.harmonic_mean([40, 60], [1]), lambda: s.harmonic_mean([1, -1]),
    lambda: s.harmonic_mean([D(40), D(60)]), lambda: s.variance([1, 2, 3], 2), lambda: s.pvariance([1, 2, 3], mu=2.5), lambda: s.stdev([D(1), D(2)], D('1.5')),
    lambda: s.quantiles(range(1, 101), n=10), lambda: s.quantiles([1, 2, 3, 4], n=4, method='inclusive'), lambda: s.quantiles([1, 2], n=0), lambda: s.quantiles([1, 2], method='x'),
    lambda: s.quantiles([D(1), D(2), D(4)], n=3), lambda: s.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5], interval=2), lambda: s.median_grouped(['a']),
    lambda: s.covariance(x, y), lambda: s.correlation(x, y), lambda: s.linear_regression(x, y), lambda: s.linear_regression(x, y, proportional=True),
    lambda: s.covariance([1], [2]), lambda: s.correlation([1, 1], [2, 3]), lambda: s.correlation([1, 2], [2]), lambda: s.linear_regression([1, 1], [2, 3]),
    lambda: s.linear_regression([1, 2], [3, 5]).slope, lambda: s.StatisticsError.__name__, lambda: issubclass(s.StatisticsError, ValueError), lambda: s.mode(['red', 'blue', 'red']), lambda: s.mode([[1], [2]]),
)
