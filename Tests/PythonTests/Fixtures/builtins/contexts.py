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
