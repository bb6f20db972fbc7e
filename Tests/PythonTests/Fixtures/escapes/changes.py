# Changing what scripts share with others: built-in types, modules, and classes of modules.
int.double = lambda self: self * 2
---
str.upper = None
---
setattr(dict, "get", None)
---
object.__init__ = None
---
type.__call__ = None
---
del str.upper
---
list.__class__ = dict
---
type.__setattr__(int, "x", 1)
---
object.__setattr__(int, "x", 1)
---
type.__delattr__(str, "upper")
---
class M(type): pass
M.__setattr__(int, "x", 1)
---
(1).x = 2
---
"".__class__ = int
---
len.x = 1
---
Exception.x = 1
---
ValueError.__str__ = lambda self: "x"
---
import enum
enum.Enum.x = 1
---
import enum
type.__setattr__(enum.Enum, "x", 1)
---
import enum
enum.EnumType.__call__ = None
---
import enum
enum.unique.x = 1
---
import enum
enum.unique.__annotations__ = {}
---
import dataclasses
dataclasses.Field.x = 1
---
import abc
abc.ABC.register(int)
---
import numbers
numbers.Number.register(str)
---
import collections.abc
collections.abc.Mapping.register(str)
---
import types
types.SimpleNamespace.x = 1
---
import typing
typing.Generic.x = 1
---
import datetime
datetime.date.x = 1
---
import collections
collections.deque.x = 1
---
import collections
collections.OrderedDict.x = 1
---
x = type.__dict__
x["mro"] = 1
---
x = vars(int)
x["y"] = 1
---
class B(bool): pass
---
class F(type(lambda: 0)): pass
---
class G(type(i for i in [])): pass
---
class N(type(None)): pass
---
x = type(lambda: 0)()
---
x = type(lambda: 0)(None, {})
---
x = type(i for i in [])()
---
import types
x = types.ModuleType("os")
---
import types
x = types.CodeType
---
import types
x = types.FrameType
---
import types
x = types.TracebackType
---
x = type((lambda: 0).__code__)
---
x = type.__new__(type, "X", (bool,), {})
---
x = type("X", (type(len),), {})
---
x = object.__new__(int)
---
x = int.__new__(str)
---
x = type.__call__(type(len))
---
class A: pass
A.__bases__ = (int,)
---
class A: pass
A().__class__ = int
---
class A: pass
class B(int): pass
A().__class__ = B
---
class A:
    __slots__ = ()
A().__dict__
---
class D:
    def __get__(self, instance, owner):
        return owner.__subclasses__()
class A:
    d = D()
x = A.d
---
class D:
    def __set_name__(self, owner, name):
        owner.__mro__[1].__subclasses__()
class A:
    d = D()
---
class A:
    def __init_subclass__(cls):
        cls.__mro__
class B(A): pass
---
x = ().__reduce__()
---
x = ().__reduce_ex__(2)
---
x = object().__reduce_ex__(4)
---
class A: pass
x = A().__reduce_ex__(2)
---
x = {}.__sizeof__.__self__.__reduce__()
---
import copy
class A:
    def __reduce_ex__(self, n):
        return (eval, ("1",))
x = copy.copy(A())
y = x + 1
---
import copy
x = copy.copyreg
---
import copy
x = copy._deepcopy_dispatch
