# types, abc, contextlib and numbers.
from types import SimpleNamespace, MappingProxyType
n = SimpleNamespace(a=1, b="x"); n.c = [n]; print(n, n == SimpleNamespace(a=1))
from abc import ABC, abstractmethod
class Ab(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
try: Ab()
except TypeError as e: print(e)
class Ac(Ab):
    def f(self): return 1
    g = 2
print(Ac().f(), isinstance(Ac(), Ab))
from contextlib import contextmanager, suppress, ExitStack, nullcontext, closing
@contextmanager
def cm(x):
    print("in", x)
    try: yield x * 2
    except ValueError as e: print("caught", e)
    finally: print("out")
with cm(3) as v: print(v)
with cm(4) as v: raise ValueError("hi")
with suppress(KeyError): {}["a"]
with ExitStack() as st:
    st.enter_context(cm(5)); st.callback(print, "cb", 1)
from numbers import Number, Integral
print(isinstance(3, Number), isinstance(3.0, Integral), isinstance(True, Integral), issubclass(float, Number))
---
from contextlib import *
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@contextmanager
def f(a=1):
    "doc"
    yield a
def g():
    with f(1): pass
show(g)
@contextmanager
def none(): return None
def g():
    with none(): pass
show(g)
@contextmanager
def lst(): return [1]
show(lambda: lst().__enter__())
@contextmanager
def never():
    return
    yield
show(lambda: never().__enter__())
@contextmanager
def twice():
    yield 1
    yield 2
def g():
    with twice(): pass
show(g)
def g():
    with twice(): raise ValueError("x")
show(g)
@contextmanager
def swallow():
    try: yield
    except Exception as e: print("swallowed", type(e).__name__)
def g():
    with swallow(): raise KeyError(1)
    with swallow(): raise StopIteration(2)
    return "ok"
show(g)
@contextmanager
def throughs(): yield
for kind in (StopIteration, RuntimeError, ValueError, KeyError):
    def g():
        with throughs(): raise kind("a")
    show(g)
@contextmanager
def other():
    try: yield
    except ValueError: raise KeyError("other")
def g():
    with other(): raise ValueError("v")
show(g)
@contextmanager
def fin():
    try: yield
    finally: print("fin")
@fin()
def deco(a, b=2):
    "docs"
    return a + b
print(deco(1), deco(1, b=5), deco.__name__, deco.__doc__)
@swallow()
def failing(): raise ValueError("q")
print(failing())
class D(ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *a): print("out", a[0]); return True
@D()
def h(): raise ValueError
print(h())
print(f.__name__, f().__doc__, type(f()).__name__)
class Cl:
    def close(self): print("closed")
with closing(Cl()) as x: print(type(x).__name__, x is not None)
with suppress(ValueError, KeyError) as s:
    print(s); raise KeyError
with nullcontext(5) as n: print(n)
print(nullcontext().enter_result, closing(3).thing)
show(lambda: closing())
show(lambda: nullcontext(1, 2))
