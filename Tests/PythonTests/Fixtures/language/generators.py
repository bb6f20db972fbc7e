def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(3)), sum(count(5)), [x * 2 for x in count(3)], max(count(4)))
g = count(2)
print(next(g), next(g), next(g, "end"))
for x in count(0): print("never")
a, b, c = count(3)
print(a, b, c, *count(2))
---
def echo():
    got = []
    while True:
        x = yield len(got)
        if x is None: break
        got.append(x)
    return got
g = echo()
print(next(g), g.send("a"), g.send("b"))
try: g.send(None)
except StopIteration as e: print(e.value)
---
def inner():
    x = yield 1
    print("inner got", x)
    y = yield 2
    return x, y
def outer():
    result = yield from inner()
    print("result", result)
    yield from [10, 20]
    yield from "ab"
    return "end"
g = outer()
print(next(g), g.send("p"), g.send("q"), next(g), list(g))
---
def g():
    yield 1
x = g()
next(x)
next(x) ### ""
---
def g():
    yield 1
g().send(5) ### "can't send non-None value to a just-started generator"
---
def g():
    raise StopIteration
    yield
list(g()) ### "generator raised StopIteration"
---
def tree(t):
    if t:
        yield from tree(t[0])
        yield t[1]
        yield from tree(t[2])
print(list(tree(((None, 1, None), 2, (None, 3, None)))))
gen = (x * y for x in range(3) for y in range(2) if x != y)
print(list(gen), list(gen))
def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print([x for _, x in zip(range(10), fibs())])
---
def g():
    try:
        yield 1
    finally:
        print("closed")
it = g()
next(it)
it.close()
it.close()
print("ok")
---
def g():
    while True:
        try:
            x = yield ### "'out'"
            print("got", x)
        except ValueError as e:
            print("error", e)
            yield "recovered"
it = g()
next(it)
it.send(1)
print(it.throw(ValueError, "bad"))
print(it.send(None))
it.throw(KeyError("out"))
---
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), [*Count(2)], sum(Count(4)), 2 in Count(5))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq())
for a, b in zip(Count(3), Seq()): print(a, b)
---
def sub():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("sub", e)
        yield 99
    return "r"
def main():
    r = yield from sub()
    print("r", r)
    yield "last"
g = main()
print(next(g), g.throw(ValueError("x")), next(g))
def running():
    yield next(me)
me = running()
try: next(me)
except ValueError as e: print(e)
---
print(list(i for i in [1, 2, 3] if i > 1), tuple(x for x in "ab"), set(x for x in [1, 1]), dict((k, 1) for k in "ab"))
print(any(x > 2 for x in [1, 2, 3]), all(x for x in []), ",".join(str(x) for x in range(3)))
def lazily():
    print("start")
    yield 1
x = lazily()
print("made")
print(next(x))
print(type(x).__name__)
