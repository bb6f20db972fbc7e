def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: (5).bit_length(1),
    lambda: (5).to_bytes(),
    lambda: (500).to_bytes(1,'big'),
    lambda: (5).to_bytes(1,'x'),
    lambda: (-5).to_bytes(1,'big'),
    lambda: (5).to_bytes(-1,'big'),
    lambda: (5).to_bytes('a','big'),
    lambda: int.from_bytes(b'a','x'),
    lambda: int.from_bytes(1,'big'),
    lambda: int.from_bytes(),
    lambda: int(),
    lambda: int('a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: int(''),
    lambda: int('12',99),
    lambda: int('12',1),
    lambda: int('12','a'),
    lambda: int(12,10),
    lambda: int(1.5,10),
    lambda: int(base=10),
    lambda: int(None),
    lambda: int([]),
    lambda: int(float('nan')),
    lambda: int(float('inf')),
    lambda: int('1'*5000),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: int('a'*300),
    lambda: int(b'12'),
    lambda: int(b'x'),
    lambda: int('1_000'),
    lambda: int('1__0'),
    lambda: int('0x10',16),
    lambda: int('0x10',0),
    lambda: int('010',0),
    lambda: int('z',36),
    lambda: int(' 12 '),
    lambda: int(1,2,3),
    lambda: int(x=1),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: int('9',8),
    lambda: int('é'),
    lambda: float('a'),
    lambda: float(''),
    lambda: float([]),
    lambda: float(None),
    lambda: float(1,2),
    lambda: float(x=1),
    lambda: float(10**400),
    lambda: float('1_0'),
    lambda: float(b'1.5'),
    lambda: float(b'x'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: float('nan'),
    lambda: float('1e400'),
    lambda: bool(1,2),
    lambda: bool(x=1),
    lambda: bytes(-1),
    lambda: bytes('a'),
    lambda: bytes('a','foo'),
    lambda: bytes(1.5),
    lambda: bytes([256]),
    lambda: bytes(['a']),
    lambda: bytes([1],'utf8'),
    lambda: bytes(1,2,3,4),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: bytes(None),
    lambda: (1.5).is_integer(1),
    lambda: (1.5).hex(),
    lambda: float.fromhex('x'),
    lambda: float.fromhex('0x1.8p1'),
    lambda: float.fromhex(1),
    lambda: (1.5).as_integer_ratio(),
    lambda: float('inf').as_integer_ratio(),
    lambda: float('nan').as_integer_ratio(),
    lambda: range(),
    lambda: range(1,2,3,4),
    lambda: range('a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: range(1.5),
    lambda: range(1,2,0),
    lambda: range(x=1),
    lambda: slice(),
    lambda: slice(1,2,3,4),
    lambda: slice(1,2).indices('a'),
    lambda: slice('a').indices(5),
    lambda: slice(1).indices(-1),
)
