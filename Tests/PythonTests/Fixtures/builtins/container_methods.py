def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: [].append(),
    lambda: [].append(1,2),
    lambda: [].extend(1),
    lambda: [].extend(),
    lambda: [].insert(1),
    lambda: [].insert('a',1),
    lambda: [].pop(),
    lambda: [1].pop(5),
    lambda: [1].pop('a'),
    lambda: [1].pop(1,2),
    lambda: [1].remove(2),
    lambda: [1].index(2),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: [1].index(2,'a'),
    lambda: [1].index(),
    lambda: [1].sort(1),
    lambda: [1].sort(foo=1),
    lambda: [1,'a'].sort(),
    lambda: [1].sort(key=1),
    lambda: [1].sort(reverse='a'),
    lambda: [1].sort(reverse=None),
    lambda: [].count(),
    lambda: [].clear(1),
    lambda: [].reverse(1),
    lambda: list(1),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: list(1,2),
    lambda: list(x=1),
    lambda: tuple(1),
    lambda: tuple(1,2),
    lambda: tuple(x=1),
    lambda: (1,).index(2),
    lambda: (1,).count(),
    lambda: {}.get(),
    lambda: {}.get(1,2,3),
    lambda: {}.get([]),
    lambda: {}.pop(1),
    lambda: {}.pop(),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: {}.pop(1,2,3),
    lambda: {}.popitem(),
    lambda: {}.popitem(1),
    lambda: {}.setdefault(),
    lambda: {}.setdefault([]),
    lambda: {}.update(1),
    lambda: {}.update(1,2),
    lambda: {}.update([1]),
    lambda: {}.update([(1,)]),
    lambda: {}.update(['abc']),
    lambda: {}.update([(1,2,3)]),
    lambda: {}.update([[[],1]]),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: {}.keys(1),
    lambda: {}.copy(1),
    lambda: dict(1),
    lambda: dict(1,2),
    lambda: dict([1]),
    lambda: dict.fromkeys(),
    lambda: dict.fromkeys(1),
    lambda: dict.fromkeys([1],2,3),
    lambda: dict(**{'a':1}),
    lambda: dict([('a',1)],b=2),
    lambda: {}['a'],
    lambda: {1:2}[(1,2)],
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: set(1),
    lambda: set(1,2),
    lambda: set(x=1),
    lambda: frozenset(1),
    lambda: frozenset(x=1),
    lambda: set([[]]),
    lambda: {1}.add([]),
    lambda: {1}.add(),
    lambda: {1}.remove(2),
    lambda: {1}.remove((1,2)),
    lambda: {1}.remove([]),
    lambda: {1}.discard([]),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: set().pop(),
    lambda: {1}.update(1),
    lambda: {1}.union(1),
    lambda: {1}.intersection(1),
    lambda: {1}.difference(1),
    lambda: {1}.symmetric_difference(1),
    lambda: {1}.symmetric_difference(),
    lambda: {1}.issubset(1),
    lambda: {1}.isdisjoint(),
    lambda: {1}.isdisjoint(1),
    lambda: {1}.issuperset(1),
)
