# Names, imports and built-in functions that reach beyond the data.
x = eval("1")
---
exec("x = 1")
---
x = compile("1", "", "eval")
---
x = __import__("os")
---
x = open("/etc/passwd")
---
x = input()
---
breakpoint()
---
x = __builtins__
---
x = __builtins__["eval"]
---
x = __loader__
---
x = __spec__
---
x = __file__
---
x = globals()["__builtins__"]
---
x = vars()["__builtins__"]
---
x = locals()["__builtins__"]
---
x = globals()["eval"]
---
import os
---
import sys
---
import builtins
---
import importlib
---
import ctypes
---
import subprocess
---
import socket
---
import pickle
---
import marshal
---
import inspect
---
import gc
---
import io
---
import pathlib
---
import threading
---
import os.path
---
from os import system
---
from . import os
---
import collections.os
---
import json.os
---
from json import os
---
import json
x = json.codecs
---
import random
x = random._os
---
import random
x = random.SystemRandom()
---
import collections
x = collections._sys
---
import dataclasses
x = dataclasses.sys
---
import dataclasses
x = dataclasses._function
---
import enum
x = enum.sys
---
import typing
x = typing.sys
---
import typing
x = typing._resolution
---
import re
x = re.enum.sys
---
import datetime
x = datetime.sys
---
import json
x = json.__loader__
---
import json
x = json.__spec__
---
import json
x = json.__dict__["__builtins__"]
---
import json
x = vars(json)["__builtins__"]
---
import math
math.sqrt = len
---
import json
json.__class__ = dict
---
import json
del json.dumps
---
import time
time.sleep(1)
---
import typing
x = typing.get_type_hints(type("X", (), {"__annotations__": {"a": "__import__('os')"}}))
---
import dataclasses
x = dataclasses.make_dataclass("X", [("a=eval('1')", int)])
---
import dataclasses
@dataclasses.dataclass
class P:
    __annotations__ = {"a=__import__('os')": int}
---
import dataclasses
@dataclasses.dataclass
class P:
    __annotations__ = {"a, b\n  import os": int}
---
import dataclasses
f = dataclasses.field()
f.name = "a): import os #"
P = dataclasses.dataclass(type("P", (), {"__annotations__": {"x y": int}}))
---
import collections
x = collections.namedtuple("X; import os", "a")
---
import collections
x = collections.namedtuple("X", "a=__import__('os')")
---
import typing
x = typing.NamedTuple("X", [("a=eval('1')", int)])
