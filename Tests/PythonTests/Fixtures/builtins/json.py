import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.loads(''),
    lambda: json.loads('x'),
    lambda: json.loads('{'),
    lambda: json.loads('{"a"'),
    lambda: json.loads('{"a":'),
    lambda: json.loads('{"a":1'),
    lambda: json.loads('{"a":1,'),
    lambda: json.loads('{"a":1,}'),
    lambda: json.loads('{a:1}'),
    lambda: json.loads("{'a':1}"),
    lambda: json.loads('['),
    lambda: json.loads('[1'),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.loads('[1,'),
    lambda: json.loads('[1,]'),
    lambda: json.loads('[1 2]'),
    lambda: json.loads('1 2'),
    lambda: json.loads('nul'),
    lambda: json.loads('NaN'),
    lambda: json.loads('-Infinity'),
    lambda: json.loads('-'),
    lambda: json.loads('01'),
    lambda: json.loads('1.'),
    lambda: json.loads('1.5e'),
    lambda: json.loads('1e5'),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.loads('-0'),
    lambda: json.loads('-0.0'),
    lambda: json.loads('"abc'),
    lambda: json.loads('"a\nb"'),
    lambda: json.loads('"\\x"'),
    lambda: json.loads('"\\u12"'),
    lambda: json.loads('"\\u12g4"'),
    lambda: json.loads('"\\ud83d\\ude00"'),
    lambda: json.loads('"\\'),
    lambda: json.loads('"\\"'),
    lambda: json.loads('  [1, 2.5, "a", null, true, false]  '),
    lambda: json.loads(5),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.loads(None),
    lambda: json.loads(b'[1]'),
    lambda: json.loads('\ufeff1'),
    lambda: json.loads('{"a":1,"a":2}'),
    lambda: json.loads('[1]',parse_int=str),
    lambda: json.loads('[1.5]',parse_float=str),
    lambda: json.loads('[NaN]',parse_constant=str),
    lambda: json.loads('{"a":1}',object_hook=list),
    lambda: json.loads('{"a":1}',object_pairs_hook=list),
    lambda: json.loads('[1]',foo=1),
    lambda: json.loads(),
    lambda: json.loads('1'*5000),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.loads('[\n1,\n x]'),
    lambda: json.loads('{"a" 1}'),
    lambda: json.loads('{"a":1 "b":2}'),
    lambda: json.loads('{1:2}'),
    lambda: json.loads('tru'),
    lambda: json.loads('"\t"',strict=False),
    lambda: json.dumps({}),
    lambda: json.dumps([]),
    lambda: json.dumps({'a':1,'b':[1,2,{'c':None}]}),
    lambda: json.dumps({'a':1,'b':[1,2,{'c':None}],'e':[],'d':{}},indent=2),
    lambda: json.dumps([1,[2]],indent=0),
    lambda: json.dumps([1,[2]],indent='--'),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.dumps([1,[2]],indent=2,separators=(',',':')),
    lambda: json.dumps([1,2],separators=(',',':')),
    lambda: json.dumps({'b':1,'a':2},sort_keys=True),
    lambda: json.dumps({1:1,None:2,True:3,1.5:4}),
    lambda: json.dumps({(1,2):1}),
    lambda: json.dumps({(1,2):1,'a':2},skipkeys=True),
    lambda: json.dumps({1,2}),
    lambda: json.dumps(b'a'),
    lambda: json.dumps(object),
    lambda: json.dumps(float('nan')),
    lambda: json.dumps(float('inf'),allow_nan=False),
    lambda: json.dumps('é"\\\n\t\x01\x7f\u2028😀/'),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.dumps('é😀',ensure_ascii=False),
    lambda: json.dumps({1,2},default=list),
    lambda: json.dumps({1,2},default=lambda o:o),
    lambda: json.dumps((1,2)),
    lambda: json.dumps(10**30),
    lambda: json.dumps(1e20),
    lambda: json.dumps(True),
    lambda: json.dumps([1],foo=1),
    lambda: json.dumps(),
    lambda: json.dumps({1:1,'a':2},sort_keys=True),
    lambda: json.dumps(p),
    lambda: json.dumps(1,2),
)
---
import json
from collections import namedtuple
p = namedtuple("P", "x y")(1, 2)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: json.dumps({'a':1},indent=None),
    lambda: json.dumps([[],[1,[]],{}],indent=1),
    lambda: json.dumps('',indent=1),
)
