"""Names for annotations. Nothing checks them; what they look like and hold is as in CPython."""

import collections
import collections.abc as abc
import re
from abc import ABCMeta
from contextlib import suppress
from types import GenericAlias, NoneType, UnionType

__all__ = ("AbstractSet", "Annotated", "Any", "AnyStr", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable",
           "ByteString", "Callable", "ChainMap", "ClassVar", "Collection", "Concatenate", "Container", "Coroutine",
           "Counter",
           "DefaultDict", "Deque", "Dict", "Final", "ForwardRef", "FrozenSet", "Generator", "Generic", "Hashable",
           "ItemsView", "Iterable", "Iterator", "KeysView", "List", "Literal", "LiteralString", "Mapping",
           "MappingView", "Match", "MutableMapping", "MutableSequence", "MutableSet", "NamedTuple", "Never", "NewType",
           "NoReturn", "NotRequired", "Optional", "OrderedDict", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs",
           "Pattern", "Protocol", "Required", "Reversible", "Self", "Sequence", "Set", "Sized", "SupportsAbs",
           "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound",
           "TYPE_CHECKING", "Text", "Tuple", "Type", "TypeAlias", "TypeGuard", "TypeVar", "TypeVarTuple", "TypedDict",
           "Union", "Unpack", "ValuesView", "assert_never", "assert_type", "cast", "clear_overloads", "final",
           "get_args", "get_origin", "get_overloads", "get_type_hints", "is_typeddict", "no_type_check",
           "no_type_check_decorator", "overload", "reveal_type", "runtime_checkable")

TYPE_CHECKING = False
Text = str


def _shown(value):
    """How a type is written as a parameter."""
    if value is ...:
        return "..."
    if isinstance(value, list):
        return "[%s]" % ", ".join(_shown(part) for part in value)
    if isinstance(value, GenericAlias) or not isinstance(value, type):
        return repr(value)
    prefix = "" if value.__module__ == "builtins" else value.__module__ + "."
    return prefix + value.__qualname__


def _tuple(parameters):
    """What stands between brackets, which is a tuple where it has commas."""
    return parameters if isinstance(parameters, tuple) else (parameters,)


def _distinct(values, key=lambda value: value):
    """The values without those that repeat an earlier one."""
    kept, keys = [], []
    for value in values:
        mark = key(value)
        if mark not in keys:
            keys.append(mark)
            kept.append(value)
    return tuple(kept)


def _checked(value, message):
    if value is None:
        return NoneType
    if isinstance(value, str):
        return ForwardRef(value)
    if isinstance(value, _Special) and value._name in ("ClassVar", "Final"):
        raise TypeError("Plain %r is not valid as type argument" % (value,))
    if type(value) in (int, float, bool, tuple, dict, set):
        raise TypeError("%s Got %.100r." % (message, value))
    return value


class _Typing:
    """What all names of this module share."""

    def __ror__(self, left):
        return Union[left, self]

    def __or__(self, right):
        return Union[self, right]

    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate %r" % (self,))


class ForwardRef(_Typing):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError("Forward reference must be a string -- got %r" % (arg,))
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        if self.__forward_module__ is None:
            return "ForwardRef(%r)" % self.__forward_arg__
        return "ForwardRef(%r, module=%r)" % (self.__forward_arg__, self.__forward_module__)


class _Special(_Typing):
    """A name that may take parameters: `Union`, `ClassVar`, `Literal` …"""

    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        if self._make is None:
            raise TypeError("%r is not subscriptable" % (self,))
        return self._make(self, parameters)

    def __instancecheck__(self, instance):
        raise TypeError("%r cannot be used with isinstance()" % (self,))

    def __subclasscheck__(self, cls):
        raise TypeError("%r cannot be used with issubclass()" % (self,))

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass %r" % (self,))


class _AnyMeta(type):
    def __repr__(cls):
        return "typing.Any" if cls is Any else "<class '%s.%s'>" % (cls.__module__, cls.__qualname__)

    def __instancecheck__(cls, instance):
        if cls is not Any:
            return super().__instancecheck__(instance)
        raise TypeError("typing.Any cannot be used with isinstance()")


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _Alias(_Typing):
    """A name with its parameters: `List[int]`, `Optional[str]`."""

    def __init__(self, origin, args, name, shown=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self._shown = shown

    @property
    def __parameters__(self):
        return _variables(self.__args__)

    def __repr__(self):
        name = self._name
        args = self.__args__
        if name == "Union" and len(args) == 2 and NoneType in args:
            other = args[0] if args[1] is NoneType else args[1]
            return "typing.Optional[%s]" % _shown(other)
        if name == "Callable":
            if args[0] is ...:
                return "typing.Callable[..., %s]" % _shown(args[-1])
            return "typing.Callable[[%s], %s]" % (", ".join(_shown(a) for a in args[:-1]), _shown(args[-1]))
        if name == "Literal":
            return "typing.Literal[%s]" % ", ".join(repr(a) for a in args)
        if name == "Annotated":
            return "typing.Annotated[%s, %s]" % (
                _shown(self.__origin__), ", ".join(repr(a) for a in self.__metadata__))
        head = "typing.%s" % name if name else _shown(self.__origin__)
        return "%s[%s]" % (head, ", ".join(_shown(a) for a in args) or "()")

    def __eq__(self, other):
        if isinstance(other, UnionType) and self._name == "Union":
            return set(self.__args__) == set(other.__args__)
        if not isinstance(other, _Alias):
            return NotImplemented
        if self._name == "Union" or other._name == "Union":
            return self._name == other._name and set(self.__args__) == set(other.__args__)
        if self._name == "Literal":
            return self._name == other._name and set(_typed(self.__args__)) == set(_typed(other.__args__))
        return (self.__origin__ == other.__origin__ and self.__args__ == other.__args__
                and getattr(self, "__metadata__", None) == getattr(other, "__metadata__", None))

    def __hash__(self):
        if self._name in ("Union", "Literal"):
            return hash((self._name, frozenset(self.__args__)))
        return hash((self._name, self.__args__))

    def __getitem__(self, parameters):
        parameters = _tuple(parameters)
        variables = self.__parameters__
        if not variables:
            raise TypeError("%r is not a generic class" % (self,))
        if len(parameters) != len(variables):
            raise TypeError("Too %s arguments for %r; actual %d, expected %d" % (
                "many" if len(parameters) > len(variables) else "few", self, len(parameters), len(variables)))
        table = dict(zip(variables, (_checked(p, "Parameters to generic types must be types.") for p in parameters)))
        return _substituted(self, table)

    def __call__(self, *args, **kwds):
        if isinstance(self.__origin__, type) and self._name not in ("Callable", "Type"):
            return self.__origin__(*args, **kwds)
        if self._name == "Annotated":
            return self.__origin__(*args, **kwds)
        raise TypeError("Cannot instantiate %r" % (self,))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self._name in ("Union", "Literal", "ClassVar", "Final"):
            raise TypeError("Cannot subclass %r" % (self,))
        entries = [self.__origin__]
        if not _derives_from_generic(self.__origin__) and self.__origin__ is not Generic:
            entries.append(Generic)
        later = [b for b in bases if b is not self and isinstance(b, _Alias)]
        if Generic in entries[1:] and (Generic in bases or any(b.__origin__ is Generic for b in later)):
            entries.remove(Generic)
        return tuple(entries)

    def __instancecheck__(self, instance):
        if self._name == "Union":
            return any(isinstance(instance, a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        if self._name == "Union":
            return any(issubclass(cls, a) for a in self.__args__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _typed(values):
    return [(type(value), value) for value in values]


def _derives_from_generic(cls):
    return isinstance(cls, type) and _derives(cls, Generic)


def _variables(args):
    """The type variables in arguments, in the order in which they are first met."""
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            found.append(arg)
        elif isinstance(arg, (list, tuple)):
            found += _variables(arg)
        elif isinstance(arg, (_Alias, GenericAlias, UnionType)):
            found += _variables(arg.__args__)
    return _distinct(found)


def _substituted(value, table):
    if isinstance(value, (TypeVar, ParamSpec, TypeVarTuple)):
        return table.get(value, value)
    if isinstance(value, _Alias):
        args = tuple(_substituted(a, table) for a in value.__args__)
        if value._name == "Union":
            return Union[args]
        made = _Alias(_substituted(value.__origin__, table), args, value._name)
        if value._name == "Annotated":
            made.__metadata__ = value.__metadata__
        return made
    if isinstance(value, GenericAlias):
        return value.__origin__[tuple(_substituted(a, table) for a in value.__args__)]
    return value


def _make_union(self, parameters):
    members = []
    for parameter in _tuple(parameters):
        member = _checked(parameter, "Union[arg, ...]: each arg must be a type.")
        is_union = isinstance(member, UnionType) or isinstance(member, _Alias) and member._name == "Union"
        members += member.__args__ if is_union else [member]
    if not members:
        raise TypeError("Cannot take a Union of no types.")
    members = _distinct(members)
    return members[0] if len(members) == 1 else _Alias(Union, members, "Union")


def _make_optional(self, parameter):
    if isinstance(parameter, tuple):
        raise TypeError("%s requires a single type. Got %.100r." % (self, parameter))
    return Union[parameter, None]


def _make_literal(self, parameters):
    values = []
    for parameter in _tuple(parameters):
        is_literal = isinstance(parameter, _Alias) and parameter._name == "Literal"
        values += parameter.__args__ if is_literal else [parameter]
    # `1` and `True` are equal, but not the same literal.
    return _Alias(Literal, _distinct(values, lambda value: (type(value), value)), "Literal")


def _make_single(self, parameter):
    return _Alias(self, (_checked(parameter, "%s accepts only single type." % (self,)),), self._name)


def _make_many(self, parameters):
    return _Alias(self, _tuple(parameters), self._name)


def _make_annotated(self, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    made = _Alias(parameters[0], (parameters[0],), "Annotated")
    made.__metadata__ = parameters[1:]
    return made


Union = _Special("Union", _make_union)
Optional = _Special("Optional", _make_optional)
Literal = _Special("Literal", _make_literal)
ClassVar = _Special("ClassVar", _make_single)
Final = _Special("Final", _make_single)
Required = _Special("Required", _make_single)
NotRequired = _Special("NotRequired", _make_single)
TypeGuard = _Special("TypeGuard", _make_single)
Unpack = _Special("Unpack", _make_single)
Concatenate = _Special("Concatenate", _make_many)
Annotated = _Special("Annotated", _make_annotated)
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")


class _Generic(_Typing):
    """A name for a class of another module: `List` for `list`."""

    def __init__(self, name, origin, count):
        self._name = name
        self.__origin__ = origin
        self._count = count

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, parameters):
        parameters = _tuple(parameters)
        if self._name == "Callable":
            return self._callable(parameters)
        if self._name == "Tuple" and parameters == ((),):
            parameters = ()
        parameters = tuple(_checked(p, "Parameters to generic types must be types.") for p in parameters)
        if self._count is not None and len(parameters) != self._count:
            raise TypeError("Too %s arguments for %s; actual %s, expected %s" % (
                "many" if len(parameters) > self._count else "few", self, len(parameters), self._count))
        return _Alias(self.__origin__, parameters, self._name)

    def _callable(self, parameters):
        if len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        arguments, result = parameters
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if isinstance(arguments, list):
            arguments = tuple(_checked(a, "Callable[[arg, ...], result]: each arg must be a type.") for a in arguments)
            return _Alias(self.__origin__, arguments + (result,), "Callable")
        return _Alias(self.__origin__, (arguments, result), "Callable")

    def __call__(self, *args, **kwds):
        if self._name in ("Callable", "Type"):
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (
                self._name, self.__origin__.__name__))
        if self.__origin__.__module__ == "collections.abc" or self._name in (
                "List", "Dict", "Set", "FrozenSet", "Tuple"):
            raise TypeError("Type %s cannot be instantiated; use %s() instead" % (
                self._name, self.__origin__.__name__))
        return self.__origin__(*args, **kwds)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


List = _Generic("List", list, 1)
Dict = _Generic("Dict", dict, 2)
Set = _Generic("Set", set, 1)
FrozenSet = _Generic("FrozenSet", frozenset, 1)
Tuple = _Generic("Tuple", tuple, None)
Type = _Generic("Type", type, 1)
Deque = _Generic("Deque", collections.deque, 1)
DefaultDict = _Generic("DefaultDict", collections.defaultdict, 2)
OrderedDict = _Generic("OrderedDict", collections.OrderedDict, 2)
Counter = _Generic("Counter", collections.Counter, 1)
ChainMap = _Generic("ChainMap", getattr(collections, "ChainMap", dict), 2)
Callable = _Generic("Callable", abc.Callable, 2)
Hashable = _Generic("Hashable", abc.Hashable, 0)
Sized = _Generic("Sized", abc.Sized, 0)
Iterable = _Generic("Iterable", abc.Iterable, 1)
Iterator = _Generic("Iterator", abc.Iterator, 1)
Generator = _Generic("Generator", abc.Generator, 3)
Reversible = _Generic("Reversible", abc.Reversible, 1)
Container = _Generic("Container", abc.Container, 1)
Collection = _Generic("Collection", abc.Collection, 1)
AbstractSet = _Generic("AbstractSet", abc.Set, 1)
MutableSet = _Generic("MutableSet", abc.MutableSet, 1)
Mapping = _Generic("Mapping", abc.Mapping, 2)
MutableMapping = _Generic("MutableMapping", abc.MutableMapping, 2)
MappingView = _Generic("MappingView", abc.MappingView, 1)
KeysView = _Generic("KeysView", abc.KeysView, 1)
ItemsView = _Generic("ItemsView", abc.ItemsView, 2)
ValuesView = _Generic("ValuesView", abc.ValuesView, 1)
Sequence = _Generic("Sequence", abc.Sequence, 1)
MutableSequence = _Generic("MutableSequence", abc.MutableSequence, 1)
ByteString = _Generic("ByteString", abc.ByteString, 0)
Awaitable = _Generic("Awaitable", abc.Awaitable, 1)
Coroutine = _Generic("Coroutine", abc.Coroutine, 3)
AsyncIterable = _Generic("AsyncIterable", abc.AsyncIterable, 1)
AsyncIterator = _Generic("AsyncIterator", abc.AsyncIterator, 1)
AsyncGenerator = _Generic("AsyncGenerator", abc.AsyncGenerator, 2)
Pattern = _Generic("Pattern", type(re.compile("")), 1)
Match = _Generic("Match", type(re.match("", "")), 1)


class _Variable(_Typing):
    def __repr__(self):
        if getattr(self, "__covariant__", False):
            return "+" + self.__name__
        if getattr(self, "__contravariant__", False):
            return "-" + self.__name__
        return "~" + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of %s" % type(self).__name__)


class TypeVar(_Variable):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints:
            if bound is not None:
                raise TypeError("Constraints cannot be combined with bound=...")
            if len(constraints) < 2:
                raise TypeError("A single constraint is not allowed")
        self.__name__, self.__constraints__ = name, constraints
        self.__bound__ = ForwardRef(bound) if isinstance(bound, str) else bound
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__module__ = "__main__"


class ParamSpec(_Variable):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__, self.__bound__ = name, bound
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))


class _Part:
    """The positional or the named ones of the parameters that a `ParamSpec` stands for."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return "%s.%s" % (self.__origin__.__name__, self._suffix)


class ParamSpecArgs(_Part):
    _suffix = "args"


class ParamSpecKwargs(_Part):
    _suffix = "kwargs"


class TypeVarTuple(_Variable):
    def __init__(self, name):
        self.__name__ = name

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield Unpack[self]


AnyStr = TypeVar("AnyStr", bytes, str)


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        parameters = _tuple(parameters)
        if not parameters:
            raise TypeError("Parameter list to %s[...] cannot be empty" % cls.__qualname__)
        parameters = tuple(_checked(p, "Parameters to generic types must be types.") for p in parameters)
        if cls in (Generic, Protocol):
            if not all(isinstance(p, _Typing) for p in parameters):
                raise TypeError("Parameters to %s[...] must all be type variables or parameter specification variables."
                                % cls.__name__)
            if len(set(parameters)) != len(parameters):
                raise TypeError("Parameters to %s[...] must all be unique" % cls.__name__)
        else:
            variables = getattr(cls, "__parameters__", ())
            if not variables:
                raise TypeError("%r is not a generic class" % (cls,))
            if len(variables) != len(parameters) and not any(isinstance(v, (TypeVarTuple, ParamSpec))
                                                            for v in variables):
                raise TypeError("Too %s arguments for %r; actual %d, expected %d" % (
                    "many" if len(parameters) > len(variables) else "few", cls, len(parameters), len(variables)))
        return _Alias(cls, parameters, "Generic" if cls is Generic else "Protocol" if cls is Protocol else None)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        originals = cls.__dict__.get("__orig_bases__", ())
        if not originals and Generic in _bases(cls) and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        own = [b for b in originals if isinstance(b, _Alias) and b.__origin__ in (Generic, Protocol)]
        if own:
            cls.__parameters__ = own[0].__args__
        else:
            cls.__parameters__ = _variables(originals)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol") and not cls.__dict__.get("_is_runtime_protocol"):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if cls.__dict__.get("_is_protocol") and all(hasattr(instance, name) for name in _protocol_members(cls)):
            return True
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get("_is_protocol"):
            if not cls.__dict__.get("_is_runtime_protocol"):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            if isinstance(subclass, type) and all(
                    hasattr(subclass, name) or _offers(subclass, name) for name in _protocol_members(cls)):
                return True
        return super().__subclasscheck__(subclass)


def _protocol_members(cls):
    names = set()
    for base in _resolution(cls)[:-1]:
        if base in (Protocol, Generic):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
            if not name.startswith("_abc_") and name not in (
                    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
                    "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__parameters__",
                    "__orig_bases__", "_is_protocol", "_is_runtime_protocol", "__hash__", "__qualname__"):
                names.add(name)
    return names


def _no_init(self, *args, **kwargs):
    if type(self).__dict__.get("_is_protocol"):
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_protocol, _is_runtime_protocol = True, False
    __slots__ = ()

    def __init_subclass__(cls, *values, **named):
        super().__init_subclass__(*values, **named)
        cls._is_protocol = Protocol in _bases(cls)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    if not getattr(cls, "_is_protocol", False):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got %r" % (cls,))
    type.__setattr__(cls, "_is_runtime_protocol", True)
    return cls


def _supports(name, method):
    made = _ProtocolMeta(name, (Protocol,), {"__module__": "typing", "__slots__": (), method: lambda self: None})
    return runtime_checkable(made)


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")


class _RecordKind(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        types = ns.get("__annotations__", {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError("Non-default namedtuple field %s cannot follow default field%s %s" % (
                    name, "s" if len(defaults) > 1 else "", ", ".join(defaults)))
        made = collections.namedtuple(typename, list(types), defaults=[ns[name] for name in defaults],
                                      module=ns["__module__"])
        made.__annotations__ = {name: _checked(kind, "field %s annotation must be a type" % name)
                                for name, kind in types.items()}
        for key in ns:
            if key in _fixed_names:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _known_names and key not in made._fields:
                setattr(made, key, ns[key])
        if "__doc__" in ns and ns["__doc__"] is not None:
            made.__doc__ = ns["__doc__"]
        if "__qualname__" in ns:
            made.__qualname__ = ns["__qualname__"]
        return made


_fixed_names = ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                          "_field_types", "_make", "_replace", "_asdict", "_source")
_known_names = ("__module__", "__name__", "__annotations__", "__orig_bases__", "__doc__", "__qualname__",
                       "__classcell__")
_NamedTuple = type.__new__(_RecordKind, "NamedTuple", (), {})


class _NamedTupleMaker:
    def __call__(self, typename, fields=None, /, **kwargs):
        if fields is None:
            fields = kwargs.items()
        elif kwargs:
            raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
        fields = [(name, _checked(kind, "field %s annotation must be a type" % name)) for name, kind in fields]
        made = collections.namedtuple(typename, [name for name, kind in fields])
        made.__annotations__ = dict(fields)
        return made

    def __mro_entries__(self, bases):
        return (_NamedTuple,)

    def __repr__(self):
        return "<function NamedTuple>"


NamedTuple = _NamedTupleMaker()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        annotations = {}
        required, optional = set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        for key, kind in ns.get("__annotations__", {}).items():
            if isinstance(kind, str):
                kind = ForwardRef(kind, module=made.__module__)
            kind = _checked(kind, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type")
            annotations[key] = kind
            mark = getattr(kind, "_name", None) if isinstance(kind, _Alias) else None
            if mark == "Required" or mark != "NotRequired" and total:
                required.add(key)
            else:
                optional.add(key)
        type.__setattr__(made, "__annotations__", annotations)
        type.__setattr__(made, "__required_keys__", frozenset(required))
        type.__setattr__(made, "__optional_keys__", frozenset(optional))
        if "__total__" not in made.__dict__:
            type.__setattr__(made, "__total__", total)
        return made

    def __call__(cls, *args, **kwds):
        return dict(*args, **kwds)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


class _TypedDictMaker:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        if fields is None:
            fields = kwargs
        elif kwargs:
            raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
        return _TypedDictMeta(typename, (), {"__annotations__": dict(fields), "__module__": "__main__"}, total=total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __repr__(self):
        return "<function TypedDict>"


TypedDict = _TypedDictMaker()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class NewType(_Typing):
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[-1]
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __call__(self, x, /):
        return x

    def __repr__(self):
        return "%s.%s" % (self.__module__, self.__qualname__)

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of NewType. Perhaps you meant to call NewType()")


def cast(typ, val):
    return val


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed.")


def get_overloads(func):
    return []


def clear_overloads():
    pass


def final(f):
    # What takes no attributes is just returned.
    with suppress(AttributeError, TypeError):
        f.__final__ = True
    return f


def no_type_check(arg):
    return arg


def no_type_check_decorator(decorator):
    return decorator


def assert_never(arg, /):
    text = repr(arg)
    raise AssertionError("Expected code to be unreachable, but got: %s" % (text if len(text) <= 100 else text[:100]
                                                                          + "..."))


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def get_origin(tp):
    if isinstance(tp, _Alias):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, GenericAlias):
        return tp.__origin__
    if isinstance(tp, UnionType):
        return UnionType
    if isinstance(tp, _Generic):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return None


def get_args(tp):
    if isinstance(tp, _Alias):
        if tp._name == "Annotated":
            return (tp.__origin__,) + tp.__metadata__
        if tp._name == "Callable" and tp.__args__[0] is not ...:
            return (list(tp.__args__[:-1]), tp.__args__[-1])
        return tp.__args__
    if isinstance(tp, (GenericAlias, UnionType)):
        return tp.__args__
    return ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        sources = [base.__dict__.get("__annotations__", {}) for base in reversed(_resolution(obj))]
    else:
        found = getattr(obj, "__annotations__", None)
        if found is None:
            raise TypeError("%r is not a module, class, method, or function." % (obj,))
        sources = [found]
    for source in sources:
        for name, value in source.items():
            if isinstance(value, str):
                names = dict(localns or globalns or {})
                if value not in names and value not in _known:
                    raise NameError("name %r is not defined" % value)
                value = names.get(value, _known.get(value))
            if value is None:
                value = NoneType
            if not include_extras and isinstance(value, _Alias) and value._name in (
                    "Annotated", "Required", "NotRequired"):
                value = value.__args__[0]
            hints[name] = value
    return hints


_known = {cls.__name__: cls for cls in (int, str, float, bool, bytes, list, dict, tuple, set, frozenset, object)}
_known["None"] = NoneType
