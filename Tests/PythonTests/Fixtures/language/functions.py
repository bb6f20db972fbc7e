# every kind of parameter
def f(a, b, /, c, d=4, *rest, e, g=7, **others):
    return a, b, c, d, rest, e, g, others
print(f(1, 2, 3, e=5))
print(f(1, 2, 3, 4, 5, 6, e=5, z=9, g=8))
print(f(1, 2, c=3, e=5, a=10))
print(f(*[1, 2], **{"c": 3, "e": 4}))
print((lambda x, *y, z=1: (x, y, z))(1, 2, 3, z=4))
---
def f(a, b): pass
f(1) ### "f() missing 1 required positional argument: 'b'"
---
def f(a, b, c): pass
f() ### "f() missing 3 required positional arguments: 'a', 'b', and 'c'"
---
def f(a, b): pass
f(1, 2, 3) ### "f() takes 2 positional arguments but 3 were given"
---
def f(a, b=1): pass
f(1, 2, 3) ### "f() takes from 1 to 2 positional arguments but 3 were given"
---
def f(a, *, b): pass
f(1) ### "f() missing 1 required keyword-only argument: 'b'"
---
def f(a, *, b): pass
f(1, 2, b=3) ### "f() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given"
---
def f(a): pass
f(1, a=2) ### "f() got multiple values for argument 'a'"
---
def f(a): pass
f(b=2) ### "f() got an unexpected keyword argument 'b'"
---
def f(a, /): pass
f(a=2) ### "f() got some positional-only arguments passed as keyword arguments: 'a'"
---
def f(): pass
f(1) ### "f() takes 0 positional arguments but 1 was given"
---
def f(**k): pass
f(**{"a": 1}, **{"a": 2}) ### "__main__.f() got multiple values for keyword argument 'a'"
---
def f(*a): pass
f(*5) ### "__main__.f() argument after * must be an iterable, not int"
---
def f(**a): pass
f(**5) ### "__main__.f() argument after ** must be a mapping, not int"
---
def f(**a): pass
f(**{1: 2}) ### "keywords must be strings"
---
# defaults are evaluated once
def f(a, acc=[]):
    acc.append(a)
    return acc
print(f(1), f(2), f(3, []))
---
# closures share variables
def make():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
inc, get = make()
inc(); inc(5)
print(get())
fs = [lambda: i for i in range(3)]
print([g() for g in fs])
fs = [lambda i=i: i for i in range(3)]
print([g() for g in fs])
---
def outer():
    x = 1
    class C:
        x = 2
        def get(self): return x
        y = x
    return C().get(), C.y
print(outer())
---
def f():
    print(x) ### "cannot access local variable 'x' where it is not associated with a value"
    x = 1
f()
---
def f():
    def g(): return y ### "cannot access free variable 'y' where it is not associated with a value in enclosing scope"
    g()
    y = 1
f()
---
def f():
    x = 1
    del x
    return x ### "cannot access local variable 'x' where it is not associated with a value"
f()
---
print(undefined) ### "name 'undefined' is not defined"
---
def deco(tag):
    def wrap(f):
        def inner(*a, **k):
            return tag, f(*a, **k)
        return inner
    return wrap
@deco("a")
@deco("b")
def f(x): return x * 2
print(f(4))
---
count = 0
def bump():
    global count
    count += 1
for _ in range(5): bump()
print(count)
---
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(30), fact.__name__)
def walk(t): return sum(walk(x) if isinstance(x, list) else x for x in t)
print(walk([1, [2, 3, [4]], 5]))
---
5() ### "'int' object is not callable"
---
# a function's own attributes
def f(): "doc"
f.tag = 3
print(f.tag, f.__doc__, f.__name__, f.__qualname__)
def g():
    def h(): pass
    return h
print(g().__qualname__, (lambda: 0).__name__)
---
print((lambda: (yield))) if False else print("ok")
def f(a, b=2, *, c=3): return (a, b, c)
print(f(1), f(1, c=9), f(*(1,), **dict(b=5)))
def g(*args, **kw): return len(args), sorted(kw)
print(g(*range(5), *[1], x=1, **{'y': 2}, z=3))
print(max(*[1, 5, 3]), dict(**{'a': 1}, b=2))
---
f = lambda x: x + 1
print(list(map(f, [1, 2])), sorted([3, 1, 2], key=lambda v: -v))
def compose(*fs):
    def run(x):
        for f in fs: x = f(x)
        return x
    return run
print(compose(f, f, str)(1))
