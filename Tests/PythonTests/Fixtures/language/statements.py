for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 2: break
        print(i, j)
    else:
        print("inner done", i)
else:
    print("outer done")
n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
else:
    print("never")
print(n)
while n: n -= 1
else: print("while else", n)
---
x = 3
if x > 5: print("a")
elif x > 2: print("b")
else: print("c")
if x: pass
if not x: print("no")
elif x == 3 and (x < 2 or x > 2): print("yes")
---
l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x * 10)
print(l)
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for k in {"a": 1, "b": 2}: print(k)
for c in "héé": print(c)
for x, *y in [(1, 2, 3), (4,)]: print(x, y)
---
d = {"a": 1}
for k in d: d[k + "x"] = 1 ### "dictionary changed size during iteration"
---
s = {1}
for k in s: s.add(k + 1) ### "Set changed size during iteration"
---
a = 1; b = 2; print(a + b)
if True: print("x"); print("y")
class Empty: pass
def nothing(): ...
print(nothing())
---
del x ### "name 'x' is not defined"
---
x = [1, 2, 3]
y = x
del x
print(y)
d = {"a": 1}
del d["b"] ### "'b'"
---
x: int = 5
y: "str"
print(x)
def f(a: int, b: str = "x") -> bool:
    c: int
    return a
print(f(1))
y ### "name 'y' is not defined"
---
import math
import json as j
from math import sqrt, floor as fl
import collections.abc if False else None ### "invalid syntax"
---
import math, json as j
from math import (sqrt,
    floor as fl,)
print(sqrt(16), fl(2.5), math.pi, j.dumps([1]))
math.nothing ### "module 'math' has no attribute 'nothing'"
---
# line joining and comments
total = (1 +
         2 +  # comment
         3)
data = [
    1,

    2,
]
print(total, data); x = 5 \
    + 6
print(x)
# tabs
if True:
	print("tab")
---
match 5:
    case 1 | 2: print("low")
    case 5 if False: print("never")
    case int(x) if x > 3: print("int", x)
match "hello":
    case str() as s: print(s)
match (1, 2, 3):
    case (1, *rest): print(rest)
match {"type": "circle", "r": 5, "x": 1}:
    case {"type": "square"}: print("sq")
    case {"type": "circle", "r": r, **rest}: print("circle", r, rest)
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def where(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(x=0, y=y): return f"y {y}"
        case Point(x, 0): return f"x {x}"
        case Point(): return "somewhere"
        case None: return "none"
        case [Point(x=a), Point(x=b)]: return f"two {a} {b}"
        case _: return "not a point"
for p in [Point(0, 0), Point(0, 3), Point(2, 0), Point(1, 1), None, [Point(1, 2), Point(3, 4)], 7]: print(where(p))
match = 5
print(match)
case = 6
print(match + case)
def cmd(c):
    match c.split():
        case ["go", ("north" | "south") as d]: return "going " + d
        case ["get", *items]: return items
        case []: return "empty"
        case [x]: return x
        case -1 | 2.5: return "num"
    return None
print(cmd("go north"), cmd("get a b"), cmd(""), cmd("x"), cmd("go west"))
---
class Color:
    RED = 1
match 1:
    case Color.RED: print("red")
match True:
    case True: print("is true")
match [1, [2, 3]]:
    case [a, [b, c]]: print(a, b, c)
match "ab":
    case [a, b]: print("seq")
    case _: print("text is no sequence")
match {"a": {"b": [1, 2]}}:
    case {"a": {"b": [x, y]}}: print(x, y)
