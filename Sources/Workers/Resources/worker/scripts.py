"""Compiled scripts, environment modules, and what a script leaves behind."""

import json
import sys
import types

from wfstore_worker.limits import script_recursion
from wfstore_worker.services import Future, submit
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
        predefined = {'registry': self.registry, 'BpmnError': BpmnError, 'Future': Future, 'submit': submit}
        vars(module).update(predefined, __builtins__=self.world.builtins)
        # Dataclasses and pickling look their module up.
        sys.modules.setdefault(name, module)
        code = compile(source, module.__file__, 'exec', dont_inherit=True)
        with script_recursion():
            exec(code, vars(module))
        for key, value in vars(module).items():
            if not key.startswith('_') and value is not predefined.get(key):
                self.names[key] = value

    def globals(self, locals):
        return {'__name__': '__main__', '__builtins__': self.world.builtins, **self.names, **locals}


def is_left_behind(name, value, registry):
    """Whether a script's variable is none of its data."""
    return (name.startswith('__') or isinstance(value, types.ModuleType)
            or callable(value) and type(value) not in registry.types)


def is_same_scalar(value, original):
    """Whether a value is a scalar and the one that it was: told at a glance."""
    kind = type(value)
    if kind is not type(original):
        return False
    if kind is float:
        return repr(value) == repr(original)
    return value is None or kind in (bool, int, str) and value == original


def changes(variables, environment, locals, data, received):
    """The variables that a script wrote, and the names of those that it removed.

    `data` are the variables that it was given, as they are now: their lists may have changed. `received()` are the
    same as JSON had them.
    """
    written = {}
    removed = []
    wires = None
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
        if name in data and is_same_scalar(value, data[name]):
            continue
        encoder = Encoder(environment.registry, name)
        encoded = encoder.encode(value)
        if name in data:
            if wires is None:
                wires = received()
            # Texts, since Python takes 1, 1.0 and True for equal.
            if json.dumps(encoded) == json.dumps(wires[name]):
                continue
        written[encoder.encode_text(name)] = encoded
    removed += [name for name in data if name not in variables]
    return written, removed
