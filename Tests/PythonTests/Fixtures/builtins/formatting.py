def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '%d %y' % ('a',),
    lambda: '%' % (),
    lambda: '%(a' % {},
    lambda: '%(a)d' % {'a': 1.7},
    lambda: '%(a)d' % 3,
    lambda: '%*d' % (5, 3),
    lambda: '%*d' % ('x', 3),
    lambda: '%.*f' % (2, 3.14159),
    lambda: '%y' % (1,),
    lambda: '%c' % ('ab',),
    lambda: '%c' % (-1,),
    lambda: '%c' % (1.5,),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '%x' % (1.5,),
    lambda: '%d' % ('a',),
    lambda: '%i' % ('a',),
    lambda: '%f' % ('a',),
    lambda: '%s' % (),
    lambda: '%s' % (1, 2),
    lambda: '%s' % [1, 2],
    lambda: 'abc' % (1,),
    lambda: 'abc' % [1],
    lambda: 'abc' % {'a': 1},
    lambda: '%(a)s %s' % {'a': 1},
    lambda: '%5%' % (),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '%99999999999999999999999d' % (1,),
    lambda: '%.99999999999999999999999d' % (1,),
    lambda: '%#x %#o %#X' % (255, 8, 255),
    lambda: '%+.3d|% d|%05d|%-5d|' % (5, 5, 5, 5),
    lambda: '%.5d' % (-42,),
    lambda: '%010.5d' % (-42,),
    lambda: '%#.3g' % (1.0,),
    lambda: '%r %a' % ('é', 'é'),
    lambda: '%.2s' % ('abc',),
    lambda: '%u' % (3,),
    lambda: '%ld' % (3,),
    lambda: '%#b' % (3,),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '%e' % (10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000,),
    lambda: '%05s' % ('a',),
    lambda: '%(a)%' % {'a': 1},
    lambda: '%(a)(b)s' % {'a': 1},
    lambda: '%%%' % (),
    lambda: '%-+ #05x' % (3,),
    lambda: '%05.1f%%' % (99.55,),
    lambda: '%d' % (True,),
    lambda: '%s' % (1,),
    lambda: '%d' % (float("nan"),),
    lambda: '%d' % (float("inf"),),
    lambda: '%d' % (1e+20,),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '%c' % ('',),
    lambda: '%x' % ('a',),
    lambda: '%*s' % (-5, 'a'),
    lambda: '%.*s' % (-5, 'a'),
    lambda: '%(a)*d' % {'a': 1},
    lambda: '%.f' % (1.5,),
    lambda: '%F' % (float("inf"),),
    lambda: '%05f' % (float("inf"),),
    lambda: '%+s' % ('a',),
    lambda: '{'.format(*(), **{}),
    lambda: '}'.format(*(), **{}),
    lambda: 'a}b'.format(*(), **{}),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{0'.format(*(1,), **{}),
    lambda: '{0!'.format(*(1,), **{}),
    lambda: '{0!r'.format(*(1,), **{}),
    lambda: '{0!x}'.format(*(1,), **{}),
    lambda: '{0!rr}'.format(*(1,), **{}),
    lambda: '{0!}'.format(*(1,), **{}),
    lambda: '{0:{1}}'.format(*(1, 5), **{}),
    lambda: '{0:{1:{2}}}'.format(*(1, 5, 6), **{}),
    lambda: '{:{}}'.format(*(1, 5), **{}),
    lambda: '{} {0}'.format(*(1,), **{}),
    lambda: '{0} {}'.format(*(1,), **{}),
    lambda: '{1}'.format(*(1,), **{}),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{a}'.format(*(), **{}),
    lambda: '{0.}'.format(*(1,), **{}),
    lambda: '{0[}'.format(*(1,), **{}),
    lambda: '{0[]}'.format(*(1,), **{}),
    lambda: '{0[a]}'.format(*({'a': 1},), **{}),
    lambda: '{0[0]}'.format(*([1],), **{}),
    lambda: '{0[0]x}'.format(*([1],), **{}),
    lambda: '{0[-1]}'.format(*([1],), **{}),
    lambda: '{0:}}'.format(*(1,), **{}),
    lambda: '{{}}'.format(*(), **{}),
    lambda: '{0:{{}}}'.format(*(1,), **{}),
    lambda: '{!r}'.format(*('a',), **{}),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{a.x[0]}'.format(*(), **{'a': 1}),
    lambda: '{0[99999999999999999999999]}'.format(*([1],), **{}),
    lambda: '{99999999999999999999999}'.format(*([1],), **{}),
    lambda: '{ 0}'.format(*(1,), **{}),
    lambda: '{0 }'.format(*(1,), **{}),
    lambda: '{:d}'.format(*('a',), **{}),
    lambda: '{0:{1}'.format(*(1, 2), **{}),
    lambda: '{a!s:>5}'.format(*(), **{'a': 1}),
    lambda: '{}{}'.format(*(1,), **{}),
    lambda: '{{'.format(*(), **{}),
    lambda: '{:}}'.format(*(1,), **{}),
    lambda: '{0!r:>{w}}'.format(*('a',), **{'w': 8}),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{0{1}}'.format(*(1, 2), **{}),
    lambda: '{a{}}'.format(*(1, 2), **{}),
    lambda: '{0!r x}'.format(*(1,), **{}),
    lambda: '{[0]}'.format(*([5],), **{}),
    lambda: '{.real}'.format(*(5,), **{}),
    lambda: '{:{:}}'.format(*(5, 4), **{}),
    lambda: '{:{!r}}'.format(*(5, 4), **{}),
    lambda: '{0[a}'.format(*(5,), **{}),
    lambda: '{0]}'.format(*(5,), **{}),
    lambda: '{0.a.}'.format(*(5,), **{}),
    lambda: '{:%Y}'.format(*(3,), **{}),
    lambda: '{0[1][2]}'.format(*([1, [1, 2, 3]],), **{}),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{0[x]}'.format(*([1],), **{}),
    lambda: '{:{}{}}'.format(*(1, 2), **{}),
    lambda: format(1, 'zd'),
    lambda: format(1, '.3d'),
    lambda: format('a', '+'),
    lambda: format('a', ' '),
    lambda: format('a', '#'),
    lambda: format('a', 'z'),
    lambda: format('a', '='),
    lambda: format('a', '05'),
    lambda: format('a', 'q'),
    lambda: format('a', 'd'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: format(1, 'qq'),
    lambda: format(1.5, 'd'),
    lambda: format(1, 's'),
    lambda: format(1, 'c,'),
    lambda: format(1, ',s'),
    lambda: format('a', ','),
    lambda: format('a', '_'),
    lambda: format(1, ',x'),
    lambda: format(1, '_x'),
    lambda: format(1, ',_'),
    lambda: format(1, '_,'),
    lambda: format(1, ',,'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: format(1, '__'),
    lambda: format(1, '+c'),
    lambda: format(1, '#c'),
    lambda: format(-1, 'c'),
    lambda: format(1, '.'),
    lambda: format(1.0, '.f'),
    lambda: format(1, '99999999999999999999999'),
    lambda: format(1, '.99999999999999999999999f'),
    lambda: format(True, 'd'),
    lambda: format(True, ''),
    lambda: format(True, '5'),
    lambda: format(True, 's'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: format(None, '5'),
    lambda: format([], 'x'),
    lambda: format(1.0, 'qq'),
    lambda: format(10**400, 'f'),
    lambda: format(1.5, 'n'),
    lambda: format(1, 'é'),
    lambda: format(1.0, 'é'),
    lambda: format(1, '\x01'),
    lambda: format('a', 'abc'),
    lambda: repr('a\'b'),
    lambda: repr('a"b'),
    lambda: repr('a\'"b'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: repr('\n\t\x00\x7f\x80\xad\u200b\U0001f600é'),
    lambda: ascii('é😀'),
    lambda: repr(b'a\'\x00\xff'),
    lambda: [1,[2,(3,)],{'a':{1}},frozenset(),set(),()],
    lambda: str([1.0,'a',None]),
    lambda: {1:{2:[]}},
    lambda: f'{3.14159:.2f}|{1000000:,}|{42:>6}|{"x":*^5}|{255:#x}',
    lambda: f'{1e100:g} {1e-7} {1e16} {123456789012345680.0} {0.1+0.2}',
)
