"""What containers can do, as classes to ask `isinstance` about and to derive from."""

from abc import ABCMeta, abstractmethod
from collections import deque
from contextlib import suppress

__all__ = ("Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable",
           "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet",
           "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence",
           "MutableSequence", "ByteString")


class _Structural(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, methods=(), **kwargs):
        if namespace.get("__module__") == "collections.abc":
            # What derives from a class of this module decides for itself whether it keeps attributes.
            namespace.setdefault("__slots__", ())
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        type.__setattr__(cls, "_abc_methods", methods)
        return cls

    def __subclasscheck__(cls, subclass):
        methods = cls.__dict__["_abc_methods"]
        if methods and isinstance(subclass, type) and all(_offers(subclass, name) for name in methods):
            return True
        return super().__subclasscheck__(subclass)

    def __getitem__(cls, parameters):
        return _alias(cls, parameters)


class Awaitable(metaclass=_Structural, methods=("__await__",)):
    pass


class Coroutine(Awaitable):
    pass


class AsyncIterable(metaclass=_Structural, methods=("__aiter__",)):
    pass


class AsyncIterator(AsyncIterable, methods=("__anext__", "__aiter__")):
    pass


class AsyncGenerator(AsyncIterator):
    pass


class Hashable(metaclass=_Structural, methods=("__hash__",)):
    @abstractmethod
    def __hash__(self):
        return 0


class Iterable(metaclass=_Structural, methods=("__iter__",)):
    @abstractmethod
    def __iter__(self):
        yield from ()


class Iterator(Iterable, methods=("__iter__", "__next__")):
    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Generator(Iterator, methods=("__iter__", "__next__", "send", "throw", "close")):
    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        if val is None:
            val = typ()
        raise val

    def close(self):
        with suppress(GeneratorExit, StopIteration):
            self.throw(GeneratorExit)
            raise RuntimeError("generator ignored GeneratorExit")


class Reversible(Iterable, methods=("__reversed__", "__iter__")):
    @abstractmethod
    def __reversed__(self):
        yield from ()


class Sized(metaclass=_Structural, methods=("__len__",)):
    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=_Structural, methods=("__contains__",)):
    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container, methods=("__len__", "__iter__", "__contains__")):
    pass


class Callable(metaclass=_Structural, methods=("__call__",)):
    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


def _as_set(self, other):
    """The other operand as a set, if it can be one."""
    if isinstance(other, Set):
        return other
    return self._from_iterable(other) if isinstance(other, Iterable) else None


class Set(Collection):
    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def isdisjoint(self, other):
        return not any(value in self for value in other)

    def __le__(self, other):
        if isinstance(other, Set):
            return len(self) <= len(other) and all(element in other for element in self)
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, Set):
            return len(self) >= len(other) and all(element in self for element in other)
        return NotImplemented

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(value for value in other if value in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(value for values in (self, other) for value in values)
        return NotImplemented

    def __sub__(self, other):
        taken = _as_set(self, other)
        if taken is None:
            return NotImplemented
        return self._from_iterable(value for value in self if value not in taken)

    def __rsub__(self, other):
        given = _as_set(self, other)
        if given is None:
            return NotImplemented
        return self._from_iterable(value for value in given if value not in self)

    def __xor__(self, other):
        values = _as_set(self, other)
        return NotImplemented if values is None else (self - values) | (values - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        with suppress(KeyError):
            while True:
                self.pop()

    def __ior__(self, values):
        for value in values:
            self.add(value)
        return self

    def __iand__(self, values):
        for value in self - values:
            self.discard(value)
        return self

    def __isub__(self, values):
        if values is not self:
            for value in values:
                self.discard(value)
        else:
            self.clear()
        return self

    def __ixor__(self, values):
        if values is self:
            self.clear()
            return self
        for value in values if isinstance(values, Set) else self._from_iterable(values):
            change = self.discard if value in self else self.add
            change(value)
        return self


class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        try:
            self[key]
            return True
        except KeyError:
            return False

    def get(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            found = default
        return found

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    __reversed__ = None

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented


_absent = object()


def _pairs(source):
    """The keys and values of a mapping, or of what lists them."""
    return ((key, source[key]) for key in source.keys()) if hasattr(source, "keys") else source


class MutableMapping(Mapping):
    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_absent):
        try:
            value = self[key]
        except KeyError:
            if default is _absent:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        with suppress(KeyError):
            while True:
                self.popitem()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    def setdefault(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            self[key] = found = default
        return found

    def update(self, other=(), /, **kwds):
        for source in (other, kwds):
            for key, value in _pairs(source):
                self[key] = value


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, self._mapping)

    def __len__(self):
        return len(self._mapping)


def _into_set(cls, values):
    """Operators on the views of a mapping give sets."""
    return set(values)


class KeysView(MappingView, Set):
    _from_iterable = classmethod(_into_set)

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(MappingView, Set):
    _from_iterable = classmethod(_into_set)

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(self._mapping[key] is value or self._mapping[key] == value for key in self._mapping)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class Sequence(Reversible, Collection):
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __contains__(self, value):
        return any(element is value or element == value for element in self)

    def __iter__(self):
        place = 0
        with suppress(IndexError):
            while True:
                yield self[place]
                place += 1

    def __reversed__(self):
        for index in reversed(range(len(self))):
            yield self[index]

    def index(self, value, start=0, stop=None):
        place = start if start is None or start >= 0 else max(start + len(self), 0)
        end = stop if stop is None or stop >= 0 else stop + len(self)
        with suppress(IndexError):
            while end is None or place < end:
                element = self[place]
                if element is value or element == value:
                    return place
                place += 1
        raise ValueError

    def count(self, value):
        return sum(1 for element in self if element is value or element == value)


class ByteString(Sequence):
    pass


class MutableSequence(Sequence):
    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        with suppress(IndexError):
            while True:
                self.pop()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def reverse(self):
        count = len(self)
        for index in range(count // 2):
            opposite = count - index - 1
            self[index], self[opposite] = self[opposite], self[index]


Set._abc_subclasses.extend((frozenset, type({}.keys()), type({}.items())))
MutableSet._abc_subclasses.append(set)
Mapping._abc_subclasses.append(type(type.__dict__))
MutableMapping._abc_subclasses.append(dict)
KeysView._abc_subclasses.append(type({}.keys()))
ItemsView._abc_subclasses.append(type({}.items()))
ValuesView._abc_subclasses.append(type({}.values()))
Sequence._abc_subclasses.extend((tuple, str, range))
ByteString._abc_subclasses.append(bytes)
MutableSequence._abc_subclasses.extend((list, deque))
