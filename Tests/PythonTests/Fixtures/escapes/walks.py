# Walks from a harmless value to the classes of everything. One attempt a chunk; each must end with an error.
x = ().__class__.__mro__[1].__subclasses__()
---
x = ().__class__.__bases__[0].__subclasses__()
---
x = ().__class__.__base__.__subclasses__()
---
x = object.__subclasses__()
---
x = type.__subclasses__(object)
---
x = type.mro(int)
---
x = "".__class__.__mro__
---
x = [].__class__.__base__
---
x = {}.__class__.__reduce__
---
x = (1).__class__.__init_subclass__.__self__.__subclasses__()
---
class A: pass
x = A.__mro__
---
class A: pass
x = A.__subclasses__()
---
class A: pass
x = A().__class__.__base__.__subclasses__()
---
class A: pass
x = A.__weakref__
---
x = getattr(getattr((), "__class__"), "__mro__")
---
x = getattr(object, "__sub" + "classes__")()
---
x = type("X", (), {}).__subclasshook__.__self__.__subclasses__()
---
x = super(type, type).__subclasses__
---
class A:
    def f(self):
        return super().__subclasses__()
x = A().f()
---
class M(type):
    def steal(cls):
        return super().__subclasses__()
class A(metaclass=M): pass
x = A.steal()
---
class M(type): pass
x = M.mro(int)
---
x = (lambda: 0).__class__.__base__.__subclasses__()
---
x = Exception.__subclasses__()
---
x = Exception().__class__.__base__.__subclasses__()
---
import enum
x = enum.Enum.__class__.__base__.__subclasses__(object)
---
import types
x = types.FunctionType.__subclasses__()
