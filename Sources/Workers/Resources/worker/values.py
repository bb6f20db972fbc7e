"""The values of scripts, and what JSON holds of them."""

import json

from wfstore_worker.limits import script_recursion
from wfstore_worker.standard_types import DECODERS, STANDARD_ENCODERS, as_object, typed

MAXIMUM_DEPTH = 500
MAXIMUM_VERSION = 999_999_999


class Unstorable(Exception):
    """A value that cannot become data, or data that cannot become a value."""


class Unknown:
    """Data of a typename that nobody registered: kept as it is."""

    def __init__(self, typename, content):
        self.typename = typename
        self.content = content

    def __repr__(self):
        return f'<{self.typename}>'


class BpmnError(Exception):
    """An error for the diagram, where an error event with its code can catch it."""

    def __init__(self, code, name=None, payload=None):
        super().__init__(code if name is None else name)
        self.code = code
        self.name = name
        self.payload = payload


class Registration:
    """A type that environment modules registered."""

    def __init__(self, cls, from_dict, tag, version, upgrades):
        self.cls = cls
        self.from_dict = from_dict
        # The typename as it stands in data, with the version.
        self.tag = tag
        self.version = version
        self.upgrades = upgrades

    def make(self, typename, version, content):
        """The object of a content, which is brought up from its version to the type's, one at a time."""
        if version > self.version:
            raise Unstorable(
                f"the content of a value with the typename '{typename}' has version {version}, "
                f'registered is version {self.version}')
        for number in range(version, self.version):
            if number not in self.upgrades:
                raise Unstorable(f"there is no upgrade of '{typename}' from version {number}")
            content = self.upgrades[number](content)
            if not isinstance(content, dict):
                raise TypeError(
                    f"the upgrade of '{typename}' from version {number} must return a dict, "
                    f'not {type(content).__name__}')
        return self.from_dict(content)


def split_typename(text):
    """The name and the version of a typename in data: `ProductInfo@2`; every other text is a name of version 1."""
    name, mark, digits = text.rpartition('@')
    if mark and digits.isascii() and digits.isdecimal() and digits[0] != '0' and len(digits) < 10 and digits != '1':
        return name, int(digits)
    return text, 1


class Registry:
    """The types that environment modules register."""

    def __init__(self):
        self.types = {}
        self.typenames = {}

    def register(self, cls, to_dict, from_dict, typename=None, version=1, upgrades=None):
        if not isinstance(cls, type):
            raise TypeError(f'register() argument 1 must be a type, not {type(cls).__name__}')
        if typename is None:
            typename = cls.__name__
        if not isinstance(typename, str):
            raise TypeError(f'register() argument typename must be str, not {type(typename).__name__}')
        if typename in DECODERS:
            raise ValueError(f"the typename '{typename}' is a standard one; choose another")
        if split_typename(typename)[1] > 1:
            raise ValueError(f"the typename '{typename}' ends like a version; register the version beside it")
        known = self.typenames.get(typename)
        if known is not None and known.cls is not cls:
            raise ValueError(f"the typename '{typename}' is already registered")
        upgrades = self.checked(typename, version, {} if upgrades is None else upgrades)
        tag = typename if version == 1 else f'{typename}@{version}'
        self.types[cls] = (tag, to_dict)
        self.typenames[typename] = Registration(cls, from_dict, tag, version, upgrades)

    @staticmethod
    def checked(typename, version, upgrades):
        """The functions by the versions that they upgrade: without gaps up to the one before `version`."""
        if type(version) is not int:
            raise TypeError(f'register() argument version must be an integer, not {type(version).__name__}')
        if not 1 <= version <= MAXIMUM_VERSION:
            raise ValueError(f'register() argument version must be from 1 to {MAXIMUM_VERSION}')
        if not isinstance(upgrades, dict):
            raise TypeError(f'register() argument upgrades must be a dict, not {type(upgrades).__name__}')
        if not all(type(number) is int and callable(upgrade) for number, upgrade in upgrades.items()):
            raise TypeError('register() argument upgrades must be a dict of versions and functions')
        first = min(upgrades, default=version)
        if first < 1 or sorted(upgrades) != list(range(first, version)[:len(upgrades) + 1]):
            raise ValueError(
                f"the upgrades of '{typename}' must be from each version up to {version - 1}, without gaps")
        return dict(upgrades)


class Encoder:
    """Turns values into what JSON can hold, and knows where it is, for messages: `order.items[3]`."""

    def __init__(self, registry, name=None):
        self.registry = registry
        self.path = [] if name is None else [name]

    def encode(self, value):
        kind = type(value)
        if value is None or kind is bool or kind is int:
            return value
        if kind is str:
            return self.encode_text(value)
        if kind is float:
            # Neither NaN nor an infinity equals itself less itself.
            if value - value != 0:
                raise Unstorable(f'{self.place()} cannot become data: {value!r} is not a number that JSON has')
            return value
        if len(self.path) > MAXIMUM_DEPTH:
            raise Unstorable(f'{self.place()} is nested too deeply or contains itself')
        if kind is list:
            return self.encode_items(value)
        if kind in self.registry.types:
            return self.encode_registered(value, *self.registry.types[kind])
        if isinstance(value, dict):
            return self.encode_dict(value)
        if kind in (tuple, set, frozenset):
            return typed(kind.__name__, items=self.encode_items(value))
        if kind is complex:
            return typed('complex', real=self.encode(value.real), imag=self.encode(value.imag))
        if kind is Unknown:
            return self.encode_content(value.typename, value.content)
        standard = STANDARD_ENCODERS.get((kind.__module__, kind.__qualname__))
        if standard is None:
            raise Unstorable(
                f"{self.place()} cannot become data: no converter is registered for the type '{kind.__name__}'")
        return standard(value)

    def encode_text(self, value):
        if not value.isascii():
            try:
                value.encode('utf-8')
            except UnicodeEncodeError:
                raise Unstorable(f'{self.place()} cannot become data: it holds half of a surrogate pair') from None
        return value

    def encode_items(self, items):
        encoded = []
        for index, item in enumerate(items):
            self.path.append(index)
            encoded.append(self.encode(item))
            self.path.pop()
        return encoded

    def encode_dict(self, value):
        if all(type(key) is str for key in value):
            return as_object(self.encode_members(value))
        pairs = []
        for index, (key, member) in enumerate(value.items()):
            self.path.append(index)
            pairs.append([self.encode(key), self.encode(member)])
            self.path.pop()
        return typed('dict', items=pairs)

    def encode_members(self, members):
        encoded = {}
        for key, member in members.items():
            self.path.append(key)
            encoded[self.encode_text(key)] = self.encode(member)
            self.path.pop()
        return encoded

    def encode_registered(self, value, typename, to_dict):
        with script_recursion():
            content = to_dict(value)
        if not isinstance(content, dict):
            raise TypeError(f"to_dict of '{typename}' must return a dict, not {type(content).__name__}")
        if not all(type(key) is str for key in content):
            raise TypeError(f"to_dict of '{typename}' must return a dict whose keys are strings")
        # Converters written for other engines write the typename themselves.
        return self.encode_content(typename, {key: member for key, member in content.items() if key != 'typename'})

    def encode_content(self, typename, content):
        members = self.encode_members(content)
        if 'typename' in members or typename == 'typed':
            return typed('typed', name=typename, content=self.encode_dict(content))
        members['typename'] = typename
        return members

    def place(self):
        text = ''
        for step in self.path[:12]:
            if isinstance(step, int):
                text += f'[{step}]'
            else:
                text += f'.{step}' if text else step
        if not text:
            return 'the value of the expression'
        if len(self.path) > 12:
            text += '\u2026'
        return f"the value of '{text}'"


class Decoder:
    """Turns what JSON held into values; the first failure is kept, so that the message is read to its end."""

    def __init__(self, registry):
        self.registry = registry
        self.failure = None

    def decode(self, text):
        return json.loads(text, object_hook=self.restore)

    def restore(self, members):
        typename = members.get('typename')
        if type(typename) is not str:
            return members
        del members['typename']
        if typename == 'typed':
            name, content = members.get('name'), members.get('content')
            if len(members) == 2 and type(name) is str and type(content) is dict:
                typename, members = name, content
        try:
            return self.make(typename, members)
        except Unstorable as error:
            self.failure = self.failure or error
            return None
        except Exception as error:
            if self.failure is None:
                detail = f'{type(error).__name__}: {error}'
                self.failure = Unstorable(f"the content of a value with the typename '{typename}' is damaged: {detail}")
            return None

    def make(self, typename, content):
        name, version = split_typename(typename)
        registered = self.registry.typenames.get(name)
        if registered is not None:
            with script_recursion():
                return registered.make(name, version, content)
        standard = DECODERS.get(typename)
        return Unknown(typename, content) if standard is None else standard(content)
