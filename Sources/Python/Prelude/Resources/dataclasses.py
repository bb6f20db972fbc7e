"""Data classes."""

import copy
from types import GenericAlias, MappingProxyType

__all__ = ("dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass")


class FrozenInstanceError(AttributeError):
    """A field of a frozen data class was to be changed."""


class _MISSING_TYPE:
    """Tells that nothing was given from None being given."""


class _KW_ONLY_TYPE:
    """Marks, as an annotation, where the fields begin that are passed by name."""


class _Word:
    """A value that only its name tells from others."""

    def __init__(self, shown):
        self._shown = shown

    def __repr__(self):
        return self._shown


MISSING, KW_ONLY = _MISSING_TYPE(), _KW_ONLY_TYPE()
# The default that a parameter shows where a factory makes the value.
_MADE = _Word("<factory>")
# What an annotation stands for: a value of each instance, one of the class, or an argument that is not kept.
_STORED, _SHARED, _PASSED = _Word("_FIELD"), _Word("_FIELD_CLASSVAR"), _Word("_FIELD_INITVAR")


class InitVar:
    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            return "dataclasses.InitVar[%s]" % self.type.__name__
        return "dataclasses.InitVar[%r]" % (self.type,)

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare, self.kw_only = init, repr, hash, compare, kw_only
        self.metadata = MappingProxyType({} if metadata is None else metadata)

    def __repr__(self):
        if not _guard_repr(self):
            return "..."
        try:
            return ("Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,"
                    "metadata=%r,kw_only=%r,_field_type=%r)" % (
                        self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash,
                        self.compare, self.metadata, self.kw_only, self._field_type))
        finally:
            _end_repr(self)

    def __set_name__(self, owner, name):
        kind = type(self.default)
        if hasattr(kind, "__set_name__"):
            kind.__set_name__(self.default, owner, name)

    __class_getitem__ = classmethod(lambda cls, parameter: cls)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Parameters:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen = unsafe_hash, frozen

    def __repr__(self):
        return "_DataclassParams(init=%r,repr=%r,eq=%r,order=%r,unsafe_hash=%r,frozen=%r)" % (
            self.init, self.repr, self.eq, self.order, self.unsafe_hash, self.frozen)


def _text_names(annotation, name):
    head = annotation.strip().split("[")[0].strip()
    return head == name or head.endswith("." + name)


def _kind(annotation):
    if isinstance(annotation, str):
        if _text_names(annotation, "ClassVar"):
            return _SHARED
        return _PASSED if _text_names(annotation, "InitVar") else _STORED
    if annotation is InitVar or type(annotation) is InitVar:
        return _PASSED
    for part in (annotation, getattr(annotation, "__origin__", None)):
        if getattr(part, "_name", None) == "ClassVar":
            return _SHARED
    return _STORED


def _starts_named(annotation):
    return annotation is KW_ONLY or isinstance(annotation, str) and _text_names(annotation, "KW_ONLY")


def _read_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if name in (getattr(cls, "__slots__", None) or ()) and type(default).__name__ == "member_descriptor":
            default = MISSING
        made = field(default=default)
    kind = _kind(annotation)
    made.name, made.type, made._field_type = name, annotation, kind
    if kind is not _STORED and made.default_factory is not MISSING:
        raise TypeError("field %s cannot have a default factory" % name)
    if kind is not _SHARED:
        made.kw_only = kw_only if made.kw_only is MISSING else made.kw_only
    elif made.kw_only is not MISSING:
        raise TypeError("field %s is a ClassVar but specifies kw_only" % name)
    if kind is _STORED and made.default is not MISSING and getattr(type(made.default), "__hash__", None) is None:
        raise ValueError("mutable default %s for field %s is not allowed: use default_factory" % (
            type(made.default), name))
    return made


def _leave_default(cls, made):
    """Puts the default in the place of the `field()` that the class was written with."""
    if not isinstance(getattr(cls, made.name, None), Field):
        return
    if made.default is not MISSING:
        setattr(cls, made.name, made.default)
    else:
        delattr(cls, made.name)


def _make(name, parameters, body, names, values, cls):
    text = "def create(%s):\n def %s(%s):\n%s\n return %s" % (
        ", ".join(values), name, ", ".join(parameters), "\n".join("  " + line for line in body), name)
    function = _function(text, names)(*values.values())
    function.__qualname__ = "%s.%s" % (cls.__qualname__, name)
    function.__module__ = cls.__module__
    return function


def _set_new(cls, name, value):
    if name in cls.__dict__:
        return True
    setattr(cls, name, value)
    return False


def _init(cls, all_fields, frozen, has_post_init, self_name):
    positional = [f for f in all_fields if f.init and not f.kw_only]
    named = [f for f in all_fields if f.init and f.kw_only]
    seen_default = False
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError("non-default argument %r follows default argument" % f.name)
    values = {"_made_": _MADE, "_set_": object.__setattr__}
    parameters = [self_name]
    if named:
        order = positional + ["*"] + named
    else:
        order = positional
    body = []
    annotations = {}
    for f in order:
        if f == "*":
            parameters.append("*")
        elif f.default is not MISSING:
            values["_default_%s" % f.name] = f.default
            parameters.append("%s=_default_%s" % (f.name, f.name))
        elif f.default_factory is not MISSING:
            parameters.append("%s=_made_" % f.name)
        else:
            parameters.append(f.name)
        if f != "*":
            annotations[f.name] = f.type
    for f in all_fields:
        if f._field_type is _PASSED:
            continue
        if f.default_factory is not MISSING:
            values["_make_%s" % f.name] = f.default_factory
            if f.init:
                value = "_make_%s() if %s is _made_ else %s" % (f.name, f.name, f.name)
            else:
                value = "_make_%s()" % f.name
        elif f.init:
            value = f.name
        elif "__slots__" in cls.__dict__ and f.default is not MISSING:
            values["_default_%s" % f.name] = f.default
            value = "_default_%s" % f.name
        else:
            continue
        if frozen:
            body.append("_set_(%s, %r, %s)" % (self_name, f.name, value))
        else:
            body.append("%s.%s = %s" % (self_name, f.name, value))
    if has_post_init:
        body.append("%s.__post_init__(%s)" % (
            self_name, ", ".join(f.name for f in all_fields if f._field_type is _PASSED)))
    function = _make("__init__", parameters, body or ["pass"], [f.name for f in all_fields], values, cls)
    annotations["return"] = None
    function.__annotations__ = annotations
    return function


def _repr(cls, shown):
    names = tuple(f.name for f in shown)

    def __repr__(self):
        if not _guard_repr(self):
            return "..."
        try:
            return "%s(%s)" % (type(self).__qualname__, ", ".join(
                ["%s=%r" % (name, getattr(self, name)) for name in names]))
        finally:
            _end_repr(self)
    __repr__.__qualname__ = "%s.__repr__" % cls.__qualname__
    return __repr__


def _parts(object_name, compared):
    return "(%s)" % "".join("%s.%s," % (object_name, f.name) for f in compared)


def _comparison(cls, name, operator, compared):
    body = ["if other.__class__ is self.__class__:",
            " return %s %s %s" % (_parts("self", compared), operator, _parts("other", compared)),
            "return NotImplemented"]
    return _make(name, ["self", "other"], body, [f.name for f in compared], {}, cls)


def _hash(cls, hashed):
    return _make("__hash__", ["self"], ["return hash(%s)" % _parts("self", hashed)], [f.name for f in hashed], {}, cls)


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot assign to field %r" % (name,))
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot delete field %r" % (name,))
        super(cls, self).__delattr__(name)
    for function in (__setattr__, __delattr__):
        function.__qualname__ = "%s.%s" % (cls.__qualname__, function.__name__)
        if _set_new(cls, function.__name__, function):
            raise TypeError("Cannot overwrite attribute %s in class %s" % (function.__name__, cls.__name__))


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    gathered = {}
    has_data_bases = False
    any_frozen = False
    for base in _resolution(cls)[-1:0:-1]:
        base_fields = getattr(base, "__dataclass_fields__", None)
        if base_fields is not None:
            has_data_bases = True
            for f in base_fields.values():
                gathered[f.name] = f
            if base.__dataclass_params__.frozen:
                any_frozen = True
    own_annotations = cls.__dict__.get("__annotations__", {})
    own = []
    saw_kw_only = False
    for name, annotation in own_annotations.items():
        if _starts_named(annotation):
            if saw_kw_only:
                raise TypeError("%r is KW_ONLY, but KW_ONLY has already been specified" % name)
            saw_kw_only = True
            kw_only = True
        else:
            own.append(_read_field(cls, name, annotation, kw_only))
    for f in own:
        gathered[f.name] = f
        _leave_default(cls, f)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in own_annotations:
            raise TypeError("%r is a field but has no type annotation" % name)
    if has_data_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    cls.__dataclass_fields__ = gathered
    cls.__dataclass_params__ = _Parameters(init, repr, eq, order, unsafe_hash, frozen)
    everything = [f for f in gathered.values() if f._field_type in (_STORED, _PASSED)]
    stored = [f for f in everything if f._field_type is _STORED]
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    # A class that defines `__eq__` alone has None for `__hash__`, which nobody wrote.
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if init:
        self_name = "__dataclass_self__" if "self" in gathered else "self"
        _set_new(cls, "__init__", _init(cls, everything, frozen, hasattr(cls, "__post_init__"), self_name))
    if repr:
        _set_new(cls, "__repr__", _repr(cls, [f for f in stored if f.repr]))
    compared = [f for f in stored if f.compare]
    if eq:
        _set_new(cls, "__eq__", _comparison(cls, "__eq__", "==", compared))
    if order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new(cls, name, _comparison(cls, name, operator, compared)):
                raise TypeError("Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering" % (
                    name, cls.__name__))
    if frozen:
        _freeze(cls, tuple(f.name for f in stored))
    if unsafe_hash and has_own_hash:
        raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
    if not has_own_hash and (unsafe_hash or eq and frozen):
        cls.__hash__ = _hash(cls, [f for f in stored if (f.compare if f.hash is None else f.hash)])
    elif not has_own_hash and eq:
        cls.__hash__ = None
    if cls.__dict__.get("__doc__") is None:
        cls.__doc__ = cls.__name__ + _signature(everything)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in everything if f.init and not f.kw_only)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, tuple(f.name for f in stored))
    return _count_abstract(cls)


def _count_abstract(cls):
    if "__abstractmethods__" in cls.__dict__:
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _signature(everything):
    parts = []
    has_star = False
    for f in sorted((f for f in everything if f.init), key=lambda f: bool(f.kw_only)):
        if f.kw_only and not has_star:
            has_star = True
            parts.append("*")
        if isinstance(f.type, type) and not isinstance(f.type, GenericAlias):
            kind = f.type.__name__ if f.type.__module__ == "builtins" else "%s.%s" % (
                f.type.__module__, f.type.__qualname__)
        else:
            kind = repr(f.type).replace("typing.", "")
        text = "%s: %s" % (f.name, kind)
        if f.default is not MISSING:
            text += " = %r" % (f.default,)
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        parts.append(text)
    return "(%s)" % ", ".join(parts)


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    body = dict(cls.__dict__)
    inherited = set()
    for base in _resolution(cls)[1:]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    body["__slots__"] = tuple(name for name in names if name not in inherited)
    for name in names:
        body.pop(name, None)
    body.pop("__dict__", None)
    body["__qualname__"] = cls.__qualname__
    return type(cls)(cls.__name__, _bases(cls), body)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def apply(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return apply if cls is None else apply(cls)


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if f._field_type is _STORED)


def _is_instance(value):
    return hasattr(type(value), "__dataclass_fields__")


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _rebuilt(obj, lambda names, values: dict_factory(list(zip(names, values))))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _rebuilt(obj, lambda names, values: tuple_factory(values))


def _rebuilt(value, gather):
    """A copy of a value where `gather` makes something else of each data class, from the names and values in it."""
    cls = type(value)
    if _is_instance(value):
        names = [f.name for f in fields(value)]
        return gather(names, [_rebuilt(getattr(value, name), gather) for name in names])
    if isinstance(value, (list, tuple)):
        parts = [_rebuilt(part, gather) for part in value]
        return cls(*parts) if isinstance(value, tuple) and hasattr(cls, "_fields") else cls(parts)
    if not isinstance(value, dict):
        return copy.deepcopy(value)
    pairs = [(_rebuilt(key, gather), _rebuilt(part, gather)) for key, part in value.items()]
    if not hasattr(cls, "default_factory"):
        return cls(pairs)
    copied = cls(value.default_factory)
    copied.update(pairs)
    return copied


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    annotations = {}
    body = dict(namespace or {})
    for item in fields:
        parts = (item, "typing.Any") if isinstance(item, str) else item
        if len(parts) not in (2, 3):
            raise TypeError("Invalid field: %r" % (item,))
        name, kind, *default = parts
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % (name,))
        if _is_keyword(name):
            raise TypeError("Field names must not be keywords: %r" % (name,))
        if name in annotations:
            raise TypeError("Field name duplicated: %r" % (name,))
        annotations[name] = kind
        for value in default:
            body[name] = value
    body["__annotations__"] = annotations
    body.setdefault("__module__", "types")
    meta = type(bases[0]) if bases else type
    cls = meta(cls_name, tuple(bases), body)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _SHARED or f.init and f.name in changes:
            continue
        if f.init:
            if f._field_type is _PASSED and f.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % f.name)
            changes[f.name] = getattr(obj, f.name)
        elif f.name in changes:
            raise ValueError("field %s is declared with init=False, it cannot be specified with replace()" % f.name)
    return obj.__class__(**changes)
