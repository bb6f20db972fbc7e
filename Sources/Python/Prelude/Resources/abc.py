"""Abstract base classes."""

__all__ = ("ABC", "ABCMeta", "abstractmethod", "abstractclassmethod", "abstractstaticmethod", "abstractproperty",
           "update_abstractmethods")


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractclassmethod(callable):
    return classmethod(abstractmethod(callable))


def abstractstaticmethod(callable):
    return staticmethod(abstractmethod(callable))


def abstractproperty(fget=None, fset=None, fdel=None, doc=None):
    return property(fget and abstractmethod(fget), fset, fdel, doc)


def update_abstractmethods(cls):
    names = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    for base in _bases(cls):
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(_attribute(cls, name)):
                names.add(name)
    type.__setattr__(cls, "__abstractmethods__", frozenset(names))
    return cls


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        type.__setattr__(cls, "_abc_subclasses", [])
        return update_abstractmethods(cls)

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if _is_sealed(cls):
            raise TypeError("cannot register a class with immutable type %r" % cls.__name__)
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_subclasses.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        hook = getattr(cls, "__subclasshook__", None)
        if hook is not None:
            answer = hook(subclass)
            if answer is not NotImplemented:
                return answer
        if _derives(subclass, cls):
            return True
        for registered in cls._abc_subclasses:
            if issubclass(subclass, registered):
                return True
        for derived in _derived(cls):
            if derived is not cls and issubclass(subclass, derived):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()
