"""Compiled scripts, environment modules, and what a script leaves behind."""

import json
import sys
import types

from wfstore_worker.limits import script_recursion
from wfstore_worker.values import BpmnError, Encoder, Unstorable

SCRIPT = '<script>'
# A script that uses one of these can reach variables which it does not name.
REFLECTIVE = {'globals', 'locals', 'vars', 'dir', 'eval', 'exec', 'inspect', '_getframe', 'f_globals', 'f_locals',
              '__globals__', '__builtins__'}


class Program:
    """A compiled script or expression."""

    def __init__(self, kind, text):
        self.is_expression = kind == 'expression'
        if self.is_expression:
            self.code = compile(text.lstrip(' \t'), SCRIPT, 'eval', dont_inherit=True)
        else:
            self.code = compile(text, SCRIPT, 'exec', dont_inherit=True)
        self.names = set()
        self.collect(self.code)
        self.is_reflective = not REFLECTIVE.isdisjoint(self.names)

    def collect(self, code):
        self.names.update(code.co_names)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                self.collect(constant)


class Environment:
    """What environment modules brought: their public names."""

    def __init__(self, registry, world):
        self.registry = registry
        self.world = world
        self.names = {'BpmnError': BpmnError}

    def load(self, name, source):
        module = types.ModuleType(name)
        module.__file__ = name + '.py'
        vars(module).update(__builtins__=self.world.builtins, registry=self.registry, BpmnError=BpmnError)
        # Dataclasses and pickling look their module up.
        sys.modules.setdefault(name, module)
        code = compile(source, module.__file__, 'exec', dont_inherit=True)
        with script_recursion():
            exec(code, vars(module))
        for key, value in vars(module).items():
            if not key.startswith('_') and key != 'registry':
                self.names[key] = value

    def globals(self, locals):
        return {'__name__': '__main__', '__builtins__': self.world.builtins, **self.names, **locals}


def is_left_behind(name, value, registry):
    """Whether a script's variable is none of its data."""
    return (name.startswith('__') or isinstance(value, types.ModuleType)
            or callable(value) and type(value) not in registry.types)


def is_unchanged(value, wire):
    """Whether a value still encodes as what was received, where that can be told at a glance."""
    kind = type(value)
    if kind is not type(wire):
        return False
    if kind is float:
        return repr(value) == repr(wire)
    return value is None or kind in (bool, int, str) and value == wire


def changes(variables, environment, locals, data, received):
    """The variables that a script wrote, and the names of those that it removed."""
    written = {}
    removed = []
    for name, value in variables.items():
        if name in environment.names:
            if value is not environment.names[name]:
                raise Unstorable(f"the script assigns to '{name}', a name that the environment predefines")
            continue
        if name in locals and name not in data:
            continue
        if is_left_behind(name, value, environment.registry):
            if name in data:
                removed.append(name)
            continue
        wire = received.get(name)
        if name in received and is_unchanged(value, wire):
            continue
        encoded = Encoder(environment.registry, name).encode(value)
        # Texts, since Python takes 1, 1.0 and True for equal.
        if name not in received or json.dumps(encoded) != json.dumps(wire):
            written[Encoder(environment.registry, name).encode_text(name)] = encoded
    removed += [name for name in data if name not in variables]
    return written, removed
