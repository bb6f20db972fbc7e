"""Enumerations."""

from types import MappingProxyType

__all__ = ("EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "global_enum", "global_enum_repr", "global_flag_repr",
           "global_str", "show_flag_values")

property = property
_base_property = property
# The classes that must be known while they are made.
Enum = Flag = ReprEnum = None
_unset = object()
_configuring = ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                "_iter_member_by_value_", "_iter_member_by_def_")


def _is_framed(name, rail):
    """Whether a name stands between two rails of underscores that are no longer than the one given."""
    inner = name[len(rail):-len(rail)]
    return inner != "" and name == rail + inner + rail and inner == inner.strip("_")


def _words(names):
    return names.replace(",", " ").split() if isinstance(names, str) else list(names)


def _binds(value):
    """Whether an attribute of a class looks different from its members, as a method does."""
    kind = type(value)
    return kind in (_base_property, classmethod, staticmethod, type(_words)) or any(
        hasattr(kind, name) for name in ("__get__", "__set__", "__delete__"))


def _is_flag(cls):
    return Flag is not None and issubclass(cls, Flag)


def _is_one_bit(number):
    return number > 0 and number.bit_count() == 1


def _bits(number):
    return [1 << place for place in range(number.bit_length()) if number >> place & 1]


class auto:
    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class _Names(dict):
    """The body of an enumeration: tells members from what else it defines."""

    def __init__(self, class_name):
        super().__init__()
        self._class_name = class_name
        self._members = {}
        self._values = []
        self._ignored = []
        self._generate = None
        self._has_auto = False

    def __setitem__(self, key, value):
        if key.startswith("_%s__" % self._class_name) and not key.endswith("__"):
            pass
        elif _is_framed(key, "_"):
            if key not in _configuring:
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                if self._has_auto:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = self._ignored = _words(value)
                taken = set(value) & set(self._members)
                if taken:
                    raise ValueError("_ignore_ cannot specify already set names: %r" % (taken,))
        elif _is_framed(key, "__"):
            if key == "__order__":
                key = "_order_"
        elif key in self._members:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignored:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _binds(value):
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            value = self._resolved(key, value)
            self._members[key] = None
            self._values.append(value)
        super().__setitem__(key, value)

    def _resolved(self, key, value):
        if isinstance(value, auto):
            return self._next(key, value)
        if isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            parts = [self._next(key, part) if isinstance(part, auto) else part for part in value]
            return tuple(parts) if type(value) is tuple else type(value)(*parts)
        return value

    def _next(self, key, placeholder):
        self._has_auto = True
        if placeholder.value is _unset:
            placeholder.value = self._generate(key, 1, len(self._members), self._values[:])
        return placeholder.value

    def update(self, members, **more):
        if hasattr(members, "keys"):
            members = [(name, members[name]) for name in members.keys()]
        for pairs in (members, more.items()):
            for name, value in pairs:
                self[name] = value


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        _check_extension(cls, bases)
        names = _Names(cls)
        member_type, first = _kinds(cls, bases)
        if first is not None:
            names._generate = getattr(first, "_generate_next_value_", None)
            names["_generate_next_value_"] = names._generate
            del names["_generate_next_value_"]
            names._has_auto = False
        return names

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        if not isinstance(classdict, _Names):
            names = _Names(cls)
            member_type, first = _kinds(cls, bases)
            names._generate = getattr(first, "_generate_next_value_", None)
            for key, value in classdict.items():
                names[key] = value
            classdict = names
        ignored = classdict._ignored
        values = {}
        body = {}
        for key, value in classdict.items():
            if key in ignored or key == "_ignore_":
                continue
            if key in classdict._members:
                values[key] = value
            else:
                body[key] = value
        if "mro" in values or "" in values:
            raise ValueError("invalid enum member name(s) %s" % ",".join(repr(n) for n in values if n in ("mro", "")))
        order = body.pop("_order_", None)
        member_type, first = _kinds(cls, bases)
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            body["_generate_next_value_"] = staticmethod(generate)
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_member_type_"] = member_type
        new, use_args, save_new = _maker(body, member_type, first)
        body["_use_args_"] = use_args
        if boundary is None:
            boundary = getattr(first, "_boundary_", None)
        body["_boundary_"] = boundary
        body["_flag_mask_"] = 0
        enum_class = super().__new__(metacls, cls, bases, body, **kwds)
        for name, value in values.items():
            _add_member(enum_class, name, value, new, use_args, member_type)
        if member_type is not object:
            # Without a definition of its own a member prints as an enumeration does, also where it is a number.
            for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
                if name in body:
                    continue
                if ReprEnum in bases and name in ("__str__", "__format__"):
                    is_number = name == "__str__" and not issubclass(member_type, str)
                    type.__setattr__(enum_class, name, getattr(member_type, "__repr__" if is_number else name))
                elif not _defined_above(enum_class, name, member_type):
                    type.__setattr__(enum_class, name, getattr(first, name))
        if _is_flag(enum_class):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in body and not _defined_above(enum_class, name, member_type):
                    type.__setattr__(enum_class, name, Flag.__dict__[name])
        if order is not None:
            order = [name for name in _words(order) if name in enum_class._member_names_]
            if order != enum_class._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (
                    enum_class._member_names_, order))
        if save_new:
            type.__setattr__(enum_class, "__new_member__", staticmethod(save_new))
        return enum_class

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _lookup(cls, value)
        return _create(cls, value, names, module, qualname, type, start, boundary)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (
                type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        return (["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__"] + cls._member_names_)

    def __getattr__(cls, name):
        members = {} if _is_framed(name, "__") else cls.__dict__.get("_member_map_", {})
        if name not in members:
            raise AttributeError(name)
        return members[name]

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_base_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<%s %r>" % ("flag" if _is_flag(cls) else "enum", cls.__name__)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)


EnumMeta = EnumType


def _check_extension(name, bases):
    for base in bases:
        for above in _resolution(base):
            if isinstance(above, EnumType) and above._member_names_:
                raise TypeError("<enum %r> cannot extend %r" % (name, above))


def _kinds(name, bases):
    """The type that members carry as their value's, and the enumeration that the class derives from."""
    if not bases or Enum is None:
        return object, None
    _check_extension(name, bases)
    first = bases[-1]
    if not isinstance(first, EnumType):
        raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
    found = []
    for chain in bases:
        candidate = None
        for base in _resolution(chain):
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    if base._member_type_ not in found:
                        found.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or base in (int, str, float, bytes, tuple, list, dict, set, frozenset):
                if isinstance(base, type) and issubclass(base, Enum):
                    continue
                if (candidate or base) not in found:
                    found.append(candidate or base)
                break
            elif "__dataclass_fields__" in base.__dict__:
                if (candidate or base) not in found:
                    found.append(candidate or base)
                break
            else:
                candidate = candidate or base
    if len(found) > 1:
        raise TypeError("too many data types for %r: %r" % (name, set(found)))
    return (found[0] if found else object), first


def _maker(body, member_type, first):
    """What makes a member, whether it gets the value's parts, and the `__new__` that the class itself defines."""
    own = body.get("__new__")
    if own is not None:
        function = own.__func__ if isinstance(own, staticmethod) else own
        return function, True, function
    if first is not None:
        for kind in (member_type, first):
            inherited = getattr(kind, "__new_member__", None)
            if inherited is not None:
                return inherited, True, None
    if member_type is object:
        return None, False, None
    return member_type.__new__, True, None


def _defined_above(enum_class, name, member_type):
    """Whether a class between the enumeration and `Enum` defines a method, other than the data type."""
    data_types = _resolution(member_type)
    for base in _resolution(enum_class)[1:]:
        if base is object or base is Enum or base is Flag or base is ReprEnum:
            continue
        if base in data_types:
            # A data type of a script that defines the method itself keeps it.
            if name in base.__dict__ and base not in (int, str, float, bytes, tuple, list, dict, set, frozenset):
                return name in ("__repr__", "__str__", "__format__") and "__dataclass_fields__" not in base.__dict__
            continue
        if name in base.__dict__:
            return True
    return False


def _add_member(cls, name, value, new, use_args, member_type):
    args = value if isinstance(value, tuple) else (value,)
    if member_type is tuple:
        args = (args,)
    if new is None:
        made = object.__new__(cls)
    elif use_args:
        made = new(cls, *args)
    else:
        made = new(cls)
    if "_value_" not in made.__dict__:
        if member_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = member_type(*args)
            except Exception as error:
                raise TypeError("_value_ not set in __new__, unable to create it") from error
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    canonical = None
    for other in cls._member_map_.values():
        if other._value_ == value:
            canonical = other
            break
    is_flag = _is_flag(cls)
    if canonical is None:
        if is_flag and isinstance(value, int):
            if _is_one_bit(value):
                cls._member_names_.append(name)
        else:
            cls._member_names_.append(name)
        canonical = made
    if is_flag:
        if member_type is int and not isinstance(value, int):
            raise TypeError("%r is not an int" % (value,))
        mask = cls._flag_mask_
        mask |= value
        type.__setattr__(cls, "_flag_mask_", mask)
    type.__setattr__(cls, name, canonical)
    cls._member_map_[name] = canonical
    try:
        cls._value2member_map_.setdefault(value, canonical)
    except TypeError:
        pass


def _of_value(cls, value):
    """The member that a value belongs to, if it is known."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        # The value has no hash.
        return next((item for item in cls._member_map_.values() if item._value_ == value), None)


def _lookup(cls, value):
    found = value if type(value) is cls else _of_value(cls, value)
    if found is not None:
        return found
    failure = None
    result = None
    try:
        result = cls._missing_(value)
    except Exception as error:
        failure = error
    if isinstance(result, cls):
        return result
    if _is_flag(cls) and cls._boundary_ is EJECT and isinstance(result, int):
        return result
    wrong = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
    if result is None and failure is None:
        raise wrong
    if failure is None:
        failure = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (
            cls.__name__, result))
    if not isinstance(failure, ValueError):
        failure.__context__ = wrong
    raise failure


def _numbered(cls, names, start):
    """The names and values of the members that a call lists."""
    if isinstance(names, str):
        names = _words(names)
    if not isinstance(names, (tuple, list)) or not names or not isinstance(names[0], str):
        return [(item, names[item]) if isinstance(item, str) else item for item in names]
    values = []
    for name in names:
        values.append(cls._generate_next_value_(name, start, len(values), values[:]))
    return list(zip(names, values))


def _create(cls, class_name, names, module, qualname, kind, start, boundary):
    metacls = cls.__class__
    bases = (cls,) if kind is None else (kind, cls)
    body = metacls.__prepare__(class_name, bases)
    for name, value in _numbered(cls, names, start):
        body[name] = value
    body["__module__"] = module or "__main__"
    if qualname is not None:
        body["__qualname__"] = qualname
    return metacls.__new__(metacls, class_name, bases, body, boundary=boundary)


class Enum(metaclass=EnumType):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        try:
            last_values.sort()
        except TypeError:
            # Values that cannot be compared keep the order that they have.
            pass
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                continue
        return start

    @classmethod
    def _missing_(cls, value):
        """Hook for values that no member has."""

    def __init__(self, *args, **kwds):
        pass

    @_base_property
    def name(self):
        return self._name_

    @_base_property
    def value(self):
        return self._value_

    def __repr__(self):
        show = self.__class__.__dict__.get("_value_repr_")
        kind = self.__class__._member_type_
        if show is None and "__dataclass_fields__" in getattr(kind, "__dict__", ()):
            text = _fields_text(self._value_, kind)
        elif show is None and kind is not object and kind not in (int, str, float, bytes, tuple, list, dict):
            text = kind.__repr__(self._value_)
        else:
            text = (show or repr)(self._value_)
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, text)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"}
        for cls in _resolution(self.__class__):
            if cls is not object:
                names.update(n for n in cls.__dict__ if n[0] != "_" and n not in self.__class__._member_map_)
        return sorted(names)

    def __hash__(self):
        return hash(self._name_)

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


def _fields_text(value, kind):
    fields = kind.__dict__["__dataclass_fields__"]
    return "%s(%s)" % (kind.__name__, ", ".join(
        "%s=%r" % (name, getattr(value, name)) for name, field in fields.items() if field.repr))


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


FlagBoundary = StrEnum("FlagBoundary", "STRICT CONFORM EJECT KEEP", module="enum")
STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    _numeric_repr_ = staticmethod(repr)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if last_values:
            highest = max(last_values)
            if not hasattr(highest, "bit_length"):
                raise TypeError("invalid flag value %r" % highest)
            return 1 << highest.bit_length()
        return 1 if start is None else start

    @classmethod
    def _iter_member_(cls, value):
        """The members of one bit that a value holds, as they were defined."""
        for name in cls._member_names_:
            found = cls._member_map_[name]
            if found._value_ & value:
                yield found

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        span = 1 << mask.bit_length()
        asked = value
        if not -span <= value < span or value & (span - 1) & ~mask:
            if cls._boundary_ is EJECT:
                return value
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s" % (
                    cls, value, _bin(value, width), _bin(mask, width)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif value < 0:
                value += max(span, 1 << value.bit_length())
        if value < 0:
            value += span
        made = cls._value2member_map_.get(value)
        if made is None:
            made = cls._value2member_map_[value] = _combined(cls, value)
        if asked < 0:
            cls._value2member_map_[asked] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r" % (
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __len__(self):
        return self._value_.bit_count()

    def __iter__(self):
        return self.__class__._iter_member_(self._value_)

    def __repr__(self):
        show = self.__class__.__dict__.get("_value_repr_") or repr
        name = self.__class__.__name__
        if self._name_ is None:
            return "<%s: %s>" % (name, show(self._value_))
        return "<%s.%s: %s>" % (name, self._name_, show(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _operand(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self.__class__._member_type_ is not object and isinstance(other, self.__class__._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        other = Flag._operand(self, other)
        return other if other is NotImplemented else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = Flag._operand(self, other)
        return other if other is NotImplemented else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = Flag._operand(self, other)
        return other if other is NotImplemented else self.__class__(self._value_ ^ other)

    def __invert__(self):
        cls = self.__class__
        kept = ~self._value_
        if cls._boundary_ not in (EJECT, KEEP):
            kept &= sum(item._value_ for item in cls)
        return cls(kept)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _combined(cls, value):
    """What stands for a value that no member has: its name lists the members in it."""
    kind = cls._member_type_
    made = object.__new__(cls) if kind is object else kind.__new__(cls, value)
    names = []
    rest = value
    for item in cls._iter_member_(value):
        names.append(item._name_)
        rest &= ~item._value_
    if names and rest and cls._boundary_ is KEEP:
        names.append(cls._numeric_repr_(rest))
    made._value_ = value
    made._name_ = "|".join(names) or None
    return made


def _bin(number, width):
    # The sign of a number, a blank, and its bits in two's complement, as Python shows them.
    sign = "0b0" if number >= 0 else "0b1"
    length = max(number.bit_length(), 1)
    digits = format(number & ((1 << length) - 1), "0%db" % length)
    if len(digits) < width:
        digits = (sign[-1] * width + digits)[-width:]
    return "%s %s" % (sign, digits)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    pass


def _aliases(enumeration):
    return [(name, item.name) for name, item in enumeration.__members__.items() if item.name != name]


def _arrows(pairs):
    return ", ".join("%s -> %s" % pair for pair in pairs)


def unique(enumeration):
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError("duplicate values found in %r: %s" % (enumeration, _arrows(aliases)))
    return enumeration


EnumCheck = StrEnum("EnumCheck", {
    "CONTINUOUS": "no skipped integer values", "NAMED_FLAGS": "multi-flag aliases may not contain unnamed flags",
    "UNIQUE": "one name per value"}, module="enum")
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for wanted in self.checks:
            for check, run in _checks:
                if check is wanted:
                    run(enumeration)
        return enumeration


def _check_unique(enumeration):
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError("aliases found in %r: %s" % (enumeration, _arrows(aliases)))


def _check_continuous(enumeration):
    values = {item.value for item in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        kind = "flag"
        between = (1 << place for place in range(low.bit_length(), high.bit_length()))
    elif all(isinstance(value, int) for value in values):
        kind = "enum"
        between = range(low + 1, high)
    else:
        raise Exception("verify: unknown type %r" % CONTINUOUS)
    skipped = ", ".join(str(value) for value in between if value not in values)
    if skipped:
        raise ValueError(("invalid %s %r: missing values %s" % (kind, enumeration.__name__, skipped))[:256])


def _check_named_flags(enumeration):
    singles = {item.value for item in enumeration}
    incomplete = []
    unnamed = 0
    for name, item in enumeration._member_map_.items():
        if name not in enumeration._member_names_ and item.value >= 0:
            bits = [bit for bit in _bits(item.value) if bit not in singles]
            if bits:
                incomplete.append(name)
            for bit in bits:
                unnamed |= bit
    if not incomplete:
        return
    *others, last = incomplete
    subject = "aliases %s and %s are" % (", ".join(others), last) if others else "alias %s is" % last
    amount = "value" if _is_one_bit(unnamed) else "combined values of"
    raise ValueError("invalid Flag %r: %s missing %s 0x%x [use enum.show_flag_values(value) for details]" % (
        enumeration.__name__, subject, amount, unnamed))


_checks = ((UNIQUE, _check_unique), (CONTINUOUS, _check_continuous), (NAMED_FLAGS, _check_named_flags))


def show_flag_values(value):
    number = value.value if isinstance(value, Enum) else value
    if number < 0:
        raise ValueError("%r is not a positive integer" % value)
    return _bits(number)


def global_enum_repr(self):
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%s)" % (module, self.__class__.__name__, self._value_)
    return "|".join("%s.%s" % (module, name) for name in self._name_.split("|"))


def global_str(self):
    if self._name_ is None:
        return "%s(%s)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    raise TypeError("global_enum() is not offered: the members cannot become names of a module")
