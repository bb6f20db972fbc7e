import itertools as it
print(list(it.islice(it.count(5, 2), 4)), list(it.islice(it.count(1.5), 3)), list(it.islice(it.cycle("ab"), 5)))
print(list(it.repeat(7, 3)), list(it.chain([1], (2,), "c")), list(it.chain.from_iterable([[1], [2, 3]])))
print(list(it.islice("abcdefg", 2)), list(it.islice("abcdefg", 2, 4)), list(it.islice("abcdefg", 2, None)), list(it.islice("abcdefg", 0, None, 2)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(it.filterfalse(None, [0, 1, 2])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress("abcd", [1, 0, 1, 1])))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate([])))
print(list(it.zip_longest("ab", [1, 2, 3], fillvalue="-")), list(it.zip_longest()), list(it.pairwise([1, 2, 3])))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=3)), list(it.product()))
print(list(it.permutations("abc")), list(it.permutations("abc", 2)), list(it.permutations("ab", 3)), list(it.permutations([], 0)))
print(list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations_with_replacement("abc", 2)))
print([(k, list(g)) for k, g in it.groupby("aabbbca")], [(k, list(g)) for k, g in it.groupby([1, 3, 2, 4], lambda x: x % 2)])
print([k for k, g in it.groupby("aabbbca")])
a, b = it.tee([1, 2, 3])
print(list(a), list(b))
---
import itertools
itertools.islice([], -1)  ### "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
---
import itertools
itertools.islice([], 0, 5, 0)  ### "Step for islice() must be a positive integer or None."
---
import itertools
itertools.chain(x=1)  ### "chain() takes no keyword arguments"
---
import itertools
list(itertools.chain([1], 5))  ### "'int' object is not iterable"
---
import itertools
itertools.combinations([1], -1)  ### "r must be non-negative"
---
import functools, operator, string, copy
print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(lambda a, b: b, [], 5), functools.partial(int, base=2)("101"))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
calls = []
@functools.lru_cache(maxsize=2)
def f(x, y=0):
    calls.append(x)
    return x * 2
print(f(1), f(1), f(2), f(3), f(1), f(y=1, x=1), calls, f.cache_info())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50))
print(operator.itemgetter(1)([5, 6]), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"))
print(operator.lt(1, 2), operator.not_(0), operator.contains([1], 1), operator.mul(3, 4), operator.floordiv(7, 2), operator.index(True), operator.iadd([1], [2]))
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords("hello big  world"))
x = [1, [2, {"a": (3, [4])}]]
y, z = copy.copy(x), copy.deepcopy(x)
x[1][1]["a"][1].append(5)
print(x, y, z, y[1] is x[1], z[1] is x[1])
loop = [1]; loop.append(loop)
print(copy.deepcopy(loop), copy.deepcopy((1, 2)), copy.copy({1: 2}), copy.copy({1}))
---
import functools
functools.reduce(lambda a, b: a, [])  ### "reduce() of empty iterable with no initial value"
---
import functools
functools.reduce(lambda a, b: a, 5)  ### "reduce() arg 2 must support iteration"
---
import random
random.seed(42)
print(random.random(), random.getrandbits(40), random.randint(1, 100), random.randrange(0, 100, 7), random.uniform(1, 2), random.choice("abc"))
l = list(range(20)); random.shuffle(l); print(l)
print(random.sample(range(1000), 5), random.sample([1, 2, 3, 4], 3), random.choices("abc", k=5), random.choices("abc", weights=[1, 2, 3], k=5))
print(random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.triangular(), random.getrandbits(100), random.randbytes(5))
random.seed("abc"); print(random.random())
random.seed(b"abc"); print(random.random())
random.seed(10**30); print(random.random())
random.seed(1.5); print(random.random())
r = random.Random(7); print(r.random(), r.randint(1, 6))
---
import random
random.choice([])  ### "Cannot choose from an empty sequence"
---
import random
random.randint(5, 1)  ### "empty range for randrange() (5, 2, -3)"
---
import random
random.sample([1], 2)  ### "Sample larger than population or is negative"
---
import random
random.sample({1}, 1)  ### "Population must be a sequence.  For dicts or sets, use sorted(d)."
