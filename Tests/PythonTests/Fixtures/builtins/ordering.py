words = ["banana", "Apple", "cherry", "apple", "éclair", "zebra"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, reverse=True), sorted(words, key=len, reverse=True))
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([3, 1.5, True, 2**70, -1]), sorted([[2], [1, 5], [1]]), sorted({3: 1, 1: 2}), sorted("hello"))
numbers = [(i * 7919) % 1000 for i in range(500)]
print(sorted(numbers) == sorted(numbers, key=lambda n: n), sorted(numbers)[:10], sorted(numbers, reverse=True)[:10])
n = list(range(50, 0, -1)); n.sort(); print(n)
n = [5, 3, 1, 2]; n.sort(reverse=True); print(n); n.sort(key=lambda v: -v); print(n)
print(sorted([(1, "a"), (0, "b"), (1, "c"), (0, "d")] * 3, key=lambda p: p[0], reverse=True))
---
l = [3, 2, 1]
def key(v):
    l.append(v)
    return v
l.sort(key=key)  ### "list modified during sort"
---
l = [3, 2, 1]
try:
    l.sort(key=lambda v: 1 / (v - 2))
except ZeroDivisionError as error:
    print(error, sorted(l))
---
print(min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max({"a": 1, "b": 2}), min([], default=None), max([(1, 2), (1, 3)]))
print(sum([1, 2, 3]), sum([0.1, 0.2]), sum([[1], [2]], []), any([]), all([]), any([0, 1]), all([1, 0]))
print(list(zip("ab", [1, 2, 3])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 5)))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(5))), list(reversed({"a": 1, "b": 2})), list(reversed({"a": 1}.items())))
print(divmod(-7, 2), divmod(7.5, -2), divmod(10**30, 7), round(2.675, 2), round(-2.5), round(1234567, -3), pow(3, -2, 7), abs(-5), abs(-2.5))
print(bin(-10), oct(64), hex(255), chr(8364), ord("€"), bin(2**70), ascii("é"))
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "c" in k, 3 in v, ("c", 3) in i, k & {"a", "z"}, sorted(k | {"q"}), sorted(k - {"a"}), i ^ {("a", 1)} == {("b", 2), ("c", 3)})
print(k == {"a", "b", "c"}, k <= {"a", "b", "c", "d"}, i > {("a", 1)}, k.isdisjoint(["x"]))
print(d.get("z"), d.get("z", 0), d.setdefault("z", []), d.pop("z"), d.popitem(), dict.fromkeys("ab", 0), dict(a=1, **{"b": 2}), d | {"q": 1})
s = {1, 2, 3}
print(s.union([4], (5,)), s.intersection([1, 9]), s.difference([1]), s.symmetric_difference([3, 4]), s.issubset(range(9)), s.issuperset([1]), s.isdisjoint([7]))
s.update([7], {8}); s.discard(99); s.intersection_update([1, 2, 7]); s.difference_update([1]); s.symmetric_difference_update([7, 10]); print(s)
print("a,b,,c".split(","), "a b  c ".split(), " a b c".split(None, 1), "a,b,c".rsplit(",", 1), " x  y ".rsplit(None, 1), "a\nb\r\nc\x0bd".splitlines(), "a\nb".splitlines(True))
print("abc".center(10, "*"), "ab".center(5), "abc".center(6), "abc".zfill(6), "-5".zfill(4), "a\tb\tc".expandtabs(4), "x".ljust(3) + "|", "x".rjust(3))
print("hello world".title(), "HELLO".swapcase(), "straße".upper(), "ǆ".title(), "ΑΣ".lower(), "ß".casefold(), "İ".lower(), "hello".capitalize())
print("abcabc".replace("b", "X", 1), "aaa".replace("", "-"), "abc".find("c", -1), "abcabc".rfind("b", 0, 4), "abcabc".count("bc"), "abc".count(""), "".join(["a", "b"]), "-".join("abc"))
print("éàü".find("ü"), "éàü".index("à"), "éàü"[::-1], "éàü".rfind("é"), "日本語".replace("本", "x"), "日本語".partition("本"), "日本語".encode(), "日本語".encode("utf-16-le"))
print("a1".isalnum(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "ab".isidentifier(), "1a".isidentifier(), "Ab Cd".istitle(), "AB".isupper(), " \t".isspace(), "a\x00".isprintable())
print("hello".translate(str.maketrans("el", "ip")), "hello".translate({104: None, 101: "EE"}), str.maketrans({"a": 1}), "x".translate({}))
print("abc".startswith(("x", "ab")), "abc".endswith("bc", 1), "abc".startswith("b", 1, 2), "abc".removeprefix("a"), "abc".removesuffix("c"), "  a ".strip() + "|", "xxaxx".strip("x"), "abc".rstrip("c"))
