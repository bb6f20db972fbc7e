print(1 + 2 * 3 ** 2 // 4 % 5 - -6, 7 / 2, 7 // 2, -7 // 2, -7 % 3, 7 % -3, 2 ** -1, 2 ** 100)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, 1 is None, None is None, 3 in [1, 2, 3], 3 not in (1, 2))
print(not 0, not [], 1 and 2, 0 and 2, 0 or 3, [] or {} or "x")
print(1 if True else 2, (lambda: 3)(), ~5, +True, -True, 5 & 3, 5 | 3, 5 ^ 3, 1 << 10, -5 >> 1)
print("a" "b" 'c', 'x' * 3, [1] * 2 + [3], (1, 2) + (3,), "a" in "cat")
---
x = [1, 2, 3, 4, 5]
print(x[0], x[-1], x[1:3], x[::-1], x[::2], x[-2:], x[10:], x[:-1])
print("hello"[1:4], "hello"[::-1], (1, 2, 3)[1:], b"abc"[0], b"abc"[1:])
x[1:3] = [9, 9, 9]
print(x)
x[::2] = [0, 0, 0]
print(x)
del x[0], x[1:2]
print(x)
---
a, b = 1, 2
a, b = b, a
(c, d), e = [3, 4], 5
f, *g = "hello"
*h, i = (1, 2, 3)
j = k = []
print(a, b, c, d, e, f, g, h, i, j is k)
[l, [m, n]] = [1, [2, 3]]
print(l, m, n)
---
a, b = 1 ### "cannot unpack non-iterable int object"
---
a, b = [1] ### "not enough values to unpack (expected 2, got 1)"
---
a, b = 1, 2, 3 ### "too many values to unpack (expected 2)"
---
a, *b, c = [1] ### "not enough values to unpack (expected at least 2, got 1)"
---
print([*range(3), *"ab"], {*[1, 2], 3}, {**{"a": 1}, "b": 2}, (*[1], 2))
if (n := 10) > 5: print(n)
print([y := 5, y ** 2], [last := i for i in range(4)], last)
print({i: i * i for i in range(3)}, {i % 2 for i in range(5)}, [(i, j) for i in range(3) for j in range(i)])
print([x for x in range(20) if x % 2 if x % 3], sum(x for x in range(5)))
matrix = [[1, 2], [3, 4]]
print([[row[i] for row in matrix] for i in range(2)])
---
x = 5
x += 1; x -= 2; x *= 10; x //= 3; x **= 2; x %= 50; x <<= 2; x >>= 1; x |= 1; x &= 0xff; x ^= 3
print(x)
y = 7.0
y /= 2
print(y)
l = [1]
m = l
l += [2]
l *= 2
print(m)
d = {"a": [1]}
d["a"] += [2]
d["a"][0] += 10
print(d)
---
name = "World"
width = 10
value = 12.3456
print(f"Hello {name}!", f"{value:.2f}", f"{value:{width}.{2}f}|", f"{name!r}", f"{name:>{width}}|", f"{{}}")
print(f"{1 + 1}", f"{[1, 2][0]}", f"{ {'a': 1}['a'] }", f"{name=}", f"{1+1=}", f"{value=:.1f}", f"{name = }")
print(f'{", ".join(str(i) for i in range(3))}', f"{(lambda x: x * 2)(3)}", f"{'a' if 1 else 'b'}")
print(f"{1_000_000:,}", f"{255:#x} {255:08b} {0.5:%} {1e10:g}", f"a{'b'}c" "d" f"{1}")
print(rf"\n{1}", f"\n{1}".strip(), f"{'x'!s:^5}|", f"""multi
{name}
line""")
---
print(0x1F, 0o17, 0b101, 1_000, 1e3, .5, 5., 1E-2, 123456789012345678901234567890)
print('\x41\u00e9\U0001F600\n\t\\\'\"\101'.encode(), r'\n', b'\x00\xff\n', '\N{BULLET}')
print("""a
b""", '''c"d''', "line \
continued")
print(True + True, 0.1 + 0.2, 1e16, 1e15, 1.5e300 * 1e10, 3.0, -0.0, 100000.0, 1e-5)
---
1 / 0 ### "division by zero"
---
1 % 0 ### "integer modulo by zero"
---
1 // 0 ### "integer division or modulo by zero"
---
1.0 / 0 ### "float division by zero"
---
1.0 % 0 ### "float modulo"
---
1 + "a" ### "unsupported operand type(s) for +: 'int' and 'str'"
---
"a" + 1 ### "can only concatenate str (not \"int\") to str"
---
[] + () ### "can only concatenate list (not \"tuple\") to list"
---
1 < "a" ### "'<' not supported between instances of 'int' and 'str'"
---
-"a" ### "bad operand type for unary -: 'str'"
---
[1][5] ### "list index out of range"
---
{}["a"] ### "'a'"
---
(1,)[2] ### "tuple index out of range"
---
"abc"[5] ### "string index out of range"
---
x = None
x.foo ### "'NoneType' object has no attribute 'foo'"
---
x = 5
x[0] ### "'int' object is not subscriptable"
---
x = (1, 2)
x[0] = 3 ### "'tuple' object does not support item assignment"
---
x = {}
x[[]] = 1 ### "unhashable type: 'list'"
---
1 in 5 ### "argument of type 'int' is not iterable"
---
1 in "abc" ### "'in <string>' requires string as left operand, not int"
---
x = 1
x += "a" ### "unsupported operand type(s) for +=: 'int' and 'str'"
---
x = [1, 2]
x[::2] = [1, 2, 3] ### "attempt to assign sequence of size 3 to extended slice of size 1"
---
for x in 5: pass ### "'int' object is not iterable"
---
assert 1 == 1
assert 1 == 2, "message" ### "message"
---
assert [] ### ""
---
d = {"a": 1, "b": {"c": [1, 2, {"d": 3}]}}
print(d["b"]["c"][2]["d"], d.get("z"), "a" in d, list(d), len(d))
del d["a"]
print(d)
for k, v in d.items(): print(k, v)
d = {1: "a", 1.0: "b", True: "c"}
print(d, {1, 1.0, True}, hash(1) == hash(1.0))
print({(1, 2): 3}[(1, 2)], {None: 1}[None])
---
print([1, 2] < [1, 3], (1,) < (1, 2), [1] == (1,), {1: 2} == {1.0: 2.0}, {1, 2} == {2, 1}, "a" < "b", [] < [0])
print({1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2} & {2, 3}, {1, 2} | {3}, {1, 2} - {1}, {1, 2} ^ {2, 3})
print({"a": 1} | {"b": 2}, 1 == "1", None == 0, 1 != 1.5)
print(10**20 == 1e20, 10**20 > 1e19, 2**53 + 1 == float(2**53), float("nan") == float("nan"))
---
print(10**30 + 1, 10**30 // 7, 10**30 % 7, -(10**30), 10**30 * 10**30, (10**30) ** 2, 2**64 - 1, -2**63, 2**63)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -9223372036854775808 // -1)
print((10**20) & (2**70 - 1), 10**20 >> 5, 10**20 << 5, ~10**20, -10**20 // 3, -10**20 % 3, 10**20 / 3, abs(-10**20))
print(3 ** 40, 2 ** 62, 2 ** 63, 2 ** 64, (-2) ** 63, (-3) ** 3, 0 ** 0, 5 ** 0)
---
print(...)
print(None, True, False, Ellipsis, NotImplemented)
x = 1,
print(x, (), (1,), [], {}, set())
print("%s and %d and %.2f" % ("a", 5, 2.5), "%r" % "x", "%5s|%-5s|" % ("a", "b"), "%(k)s" % {"k": 1})
print(1 if [] else 2 if 0 else 3, [] == False, "" or None)
