def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'a'.find(1),
    lambda: 'a'.find(),
    lambda: 'a'.find('a',1,2,3),
    lambda: 'a'.find('a','b'),
    lambda: 'a'.count(1),
    lambda: 'a'.index('b'),
    lambda: 'a'.rindex('b'),
    lambda: 'a'.startswith(1),
    lambda: 'a'.startswith(),
    lambda: 'a'.startswith((1,)),
    lambda: 'a'.startswith('a','b'),
    lambda: 'a'.endswith(['a']),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'a'.split(1),
    lambda: 'a'.split(''),
    lambda: 'a'.split('a',1,2),
    lambda: 'a'.split(sep='a',max=2),
    lambda: 'a'.split('a','b'),
    lambda: 'a'.rsplit(''),
    lambda: 'a'.join(),
    lambda: 'a'.join(1),
    lambda: 'a'.join([1]),
    lambda: 'a'.join(['a',2]),
    lambda: 'a'.replace(),
    lambda: 'a'.replace('a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'a'.replace(1,2),
    lambda: 'a'.replace('a',2),
    lambda: 'a'.replace('a','b','c'),
    lambda: 'a'.replace('a','b',1,2),
    lambda: 'a'.replace('a','b',count=1),
    lambda: 'a'.ljust(),
    lambda: 'a'.ljust('a'),
    lambda: 'a'.ljust(5,'ab'),
    lambda: 'a'.ljust(5,1),
    lambda: 'a'.ljust(1.5),
    lambda: 'a'.center(5,''),
    lambda: 'a'.zfill('a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'a'.zfill(),
    lambda: 'a'.strip(1),
    lambda: 'a'.strip('a','b'),
    lambda: 'a'.partition(),
    lambda: 'a'.partition(1),
    lambda: 'a'.partition(''),
    lambda: 'a'.rpartition(''),
    lambda: 'a'.expandtabs('a'),
    lambda: 'a'.expandtabs(1,2),
    lambda: 'a'.splitlines(1,2),
    lambda: 'a'.splitlines(x=1),
    lambda: 'a'.splitlines('a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'a'.upper(1),
    lambda: 'a'.upper(x=1),
    lambda: 'a'.encode('foo'),
    lambda: 'a'.encode('é'),
    lambda: 'é'.encode('ascii'),
    lambda: 'é€'.encode('latin-1'),
    lambda: 'a'.encode(1),
    lambda: 'a'.encode('utf8','x'),
    lambda: 'a'.translate(1),
    lambda: 'a'.translate({97:1.5}),
    lambda: 'a'.translate({97:0x110000}),
    lambda: str.maketrans(1),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: str.maketrans('ab','c'),
    lambda: str.maketrans('ab',1),
    lambda: str.maketrans(1,'a'),
    lambda: str.maketrans({'ab':1}),
    lambda: str.maketrans({1.5:1}),
    lambda: str.maketrans('a','b',1),
    lambda: str.maketrans(),
    lambda: 'a'.removeprefix(1),
    lambda: 'a'.isalpha(1),
    lambda: 'a'.format_map(),
    lambda: '{}'.format_map({}),
    lambda: '{a}'.format_map(3),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: '{a}'.format_map({}),
    lambda: str.upper(),
    lambda: str.upper(1),
    lambda: str.join('a'),
    lambda: str.find('a'),
    lambda: str(),
    lambda: str(1,2),
    lambda: str(b'a'),
    lambda: str(b'a','utf8'),
    lambda: str(b'\xff','utf8'),
    lambda: str(b'\xff','ascii'),
    lambda: str('a','utf8'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: str(object=1),
    lambda: str(1,2,3,4),
    lambda: str(x=1),
    lambda: str(b'a', errors='x'),
)
