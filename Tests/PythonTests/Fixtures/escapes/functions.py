# What is inside functions, generators, frames and tracebacks.
def f(): pass
x = f.__globals__
---
def f(): pass
x = f.__code__
---
def f(): pass
x = f.__builtins__
---
def f(): pass
f.__code__ = None
---
def f(y):
    return lambda: y
x = f(1).__closure__
---
def f(y):
    return lambda: y
x = f(1).__closure__[0].cell_contents
---
x = print.__self__
---
x = len.__module__.__loader__
---
class A:
    def __init__(self): pass
x = A.__init__.__globals__
---
class A:
    def m(self): pass
x = A().m.__func__.__globals__
---
x = (lambda: 0).__globals__["__builtins__"]
---
x = (i for i in []).gi_frame
---
x = (i for i in []).gi_code
---
def g():
    yield 1
x = g().gi_frame.f_back.f_globals
---
def g():
    yield 1
x = g().gi_yieldfrom
---
try:
    1 / 0
except Exception as error:
    x = error.__traceback__.tb_frame
---
try:
    1 / 0
except Exception as error:
    x = error.__traceback__.tb_frame.f_back.f_globals
---
try:
    1 / 0
except Exception as error:
    x = error.with_traceback(None).__traceback__.tb_next
---
import contextlib
@contextlib.contextmanager
def c():
    yield
x = c().gen.gi_frame
---
import contextlib
x = contextlib.contextmanager.__globals__
---
import contextlib
x = contextlib.contextmanager.__wrapped__.__globals__
---
import enum
x = enum.Enum.__new__.__globals__
---
import enum
class C(enum.Enum):
    A = 1
x = C.__class__.__call__.__globals__
---
import dataclasses
@dataclasses.dataclass
class P:
    a: int
x = P.__init__.__globals__
---
import dataclasses
@dataclasses.dataclass
class P:
    a: int
x = P.__init__.__builtins__
---
import typing
x = typing.get_type_hints.__globals__
---
import abc
x = abc.ABCMeta.register.__globals__
---
import functools
x = functools.partial(print).__reduce__()
---
import functools
x = functools.partial(print).func.__self__
---
import functools
x = functools.partial(print).__setstate__((eval, (), {}, {}))
---
import functools
x = functools.reduce(getattr, ["__class__", "__mro__"], ())
---
import functools
@functools.lru_cache
def f(): pass
x = f.__wrapped__.__globals__
---
x = property(lambda self: 0).fget.__globals__
---
x = classmethod(lambda cls: 0).__func__.__globals__
---
x = staticmethod(lambda: 0).__wrapped__.__code__
