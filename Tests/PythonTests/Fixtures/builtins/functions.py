def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: abs(),
    lambda: abs('a'),
    lambda: abs(1,2),
    lambda: all(),
    lambda: all(1),
    lambda: any(1),
    lambda: ascii(),
    lambda: bin('a'),
    lambda: bin(1.5),
    lambda: hex('a'),
    lambda: callable(),
    lambda: chr(),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: chr('a'),
    lambda: chr(-1),
    lambda: chr(0x110000),
    lambda: chr(1.5),
    lambda: ord(),
    lambda: ord(1),
    lambda: ord('ab'),
    lambda: ord(b'a'),
    lambda: ord(''),
    lambda: divmod(1),
    lambda: divmod(1,0),
    lambda: divmod(1.0,0),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: divmod('a',1),
    lambda: divmod(7,-2),
    lambda: enumerate(),
    lambda: enumerate(1),
    lambda: enumerate([1],'a'),
    lambda: enumerate([1],1,2),
    lambda: enumerate([1],x=1),
    lambda: filter(),
    lambda: filter(None),
    lambda: filter(None,1),
    lambda: filter(None,[1],2),
    lambda: list(filter(1,[1])),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: map(),
    lambda: map(abs),
    lambda: map(abs,1),
    lambda: map(abs,[1],x=1),
    lambda: zip(1),
    lambda: zip([1],2),
    lambda: list(zip([1],[1,2],strict=True)),
    lambda: list(zip([1,2],[1],strict=True)),
    lambda: list(zip([1,2],[1,2],[1],strict=True)),
    lambda: list(zip([1],[1],[1,2],strict=True)),
    lambda: zip([1],x=1),
    lambda: format(),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: format(1,2),
    lambda: format(1,2,3),
    lambda: getattr(),
    lambda: getattr(1),
    lambda: getattr(1,2),
    lambda: getattr(1,'x'),
    lambda: getattr(1,'x',5),
    lambda: getattr(1,'x',5,6),
    lambda: hasattr(1),
    lambda: hasattr(1,2),
    lambda: setattr(1,'a'),
    lambda: setattr(1,'a',2),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: setattr(1,2,2),
    lambda: hash(),
    lambda: hash([]),
    lambda: hash({}),
    lambda: id(),
    lambda: iter(),
    lambda: iter(1),
    lambda: iter(1,2),
    lambda: iter(1,2,3),
    lambda: next(),
    lambda: next(1),
    lambda: next([]),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: next(iter([])),
    lambda: next(iter([]),5),
    lambda: next(iter([]),5,6),
    lambda: len(),
    lambda: len(1),
    lambda: len(1,2),
    lambda: max(),
    lambda: max(1),
    lambda: max([]),
    lambda: max([],default=3),
    lambda: max(1,2,default=3),
    lambda: max(1,'a'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: max([1,2],key=1),
    lambda: max(1,2,foo=1),
    lambda: max(key=abs),
    lambda: min([1,'a']),
    lambda: max([1,3,2],key=lambda x:-x),
    lambda: max(1,2,key=None),
    lambda: pow(),
    lambda: pow(1),
    lambda: pow(2,3,4,5),
    lambda: pow(2,-1,5),
    lambda: pow(2,3,0),
    lambda: pow(2.0,3,4),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: pow('a',2),
    lambda: pow(2,'a'),
    lambda: pow(base=2,exp=3),
    lambda: pow(2,3,mod=5),
    lambda: pow(2,-1,4),
    lambda: pow(0,-1),
    lambda: pow(0.0,-1),
    lambda: pow(2,3,None),
    lambda: print(1,x=2),
    lambda: print(1,sep=2),
    lambda: print(1,end=2),
    lambda: repr(),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: repr(1,2),
    lambda: reversed(),
    lambda: reversed(1),
    lambda: reversed({1}),
    lambda: reversed([1],2),
    lambda: round(),
    lambda: round('a'),
    lambda: round(1,'a'),
    lambda: round(1.5,'a'),
    lambda: round(1.5,None),
    lambda: round(1,2,3),
    lambda: round(number=1.5,ndigits=1),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: round(float('nan')),
    lambda: round(float('inf')),
    lambda: round(1e300*1e10),
    lambda: round(2.5),
    lambda: round(12345,-2),
    lambda: round(1.0,500),
    lambda: round(10**30+5,-1),
    lambda: sorted(),
    lambda: sorted(1),
    lambda: sorted([1],2),
    lambda: sorted([1],key=1),
    lambda: sorted([1],foo=1),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: sorted([1,'a']),
    lambda: sum(),
    lambda: sum(1),
    lambda: sum([],''),
    lambda: sum(['a']),
    lambda: sum([1],[]),
    lambda: sum([[1]],[]),
    lambda: sum([1,2],start=5),
    lambda: sum([1,2],5,6),
    lambda: sum(['a'],b''),
    lambda: sum([b'a'],b''),
    lambda: sum([0.1]*10),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: sum([1,2.5,3]),
    lambda: sum([True,True]),
    lambda: isinstance(1),
    lambda: isinstance(1,2),
    lambda: isinstance(1,(int,2)),
    lambda: isinstance(1,int|str),
    lambda: issubclass(1,int),
    lambda: issubclass(int,1),
    lambda: type(),
    lambda: type(1,2),
    lambda: object(1),
    lambda: int.__name__,
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: (1).__class__,
    lambda: [1,2]<[1,'a'],
    lambda: (1,2)<3,
    lambda: {}<{},
    lambda: 1<'a',
    lambda: None<None,
    lambda: type(zip()),
    lambda: type(map(abs,[])),
    lambda: type(reversed([])),
    lambda: type(reversed(())),
    lambda: type(reversed('')),
    lambda: type(reversed({})),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: type(reversed(range(3))),
    lambda: type(enumerate([])),
    lambda: type(iter(int,1)),
    lambda: type({}.keys()),
    lambda: type({}.items()),
    lambda: type(iter({}.items())),
    lambda: repr(zip())[:14],
    lambda: bool(zip()),
    lambda: hash(1.5),
    lambda: hash((1,2)),
    lambda: 'a'<1,
    lambda: delattr(1,'x'),
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 'abc'[1.5],
    lambda: 'abc'['a'],
    lambda: 'abc'[5],
    lambda: [1]['a'],
    lambda: [1][5],
    lambda: (1,)[5],
    lambda: b'a'[5],
    lambda: b'a'['x'],
    lambda: 1[0],
    lambda: None[0],
    lambda: 'a'*'b',
    lambda: 'a'+1,
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 1+'a',
    lambda: [1]+(1,),
    lambda: (1,)+[1],
    lambda: b'a'+'a',
    lambda: []*1.5,
    lambda: -'a',
    lambda: ~1.5,
    lambda: +[],
    lambda: 'a'-'b',
    lambda: {}+{},
    lambda: {}|[],
    lambda: None+1,
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 1//0,
    lambda: 1%0,
    lambda: 1/0,
    lambda: 1.0//0,
    lambda: 1.0%0,
    lambda: 1.0/0,
    lambda: 10**400*1.0,
    lambda: 2**0.5,
    lambda: 0**-1,
    lambda: 0.0**-1,
    lambda: 1<<-1,
    lambda: 1>>-1,
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: 1<<1.5,
    lambda: '%d'%'a',
    lambda: 5 in 5,
    lambda: 'a' in 5,
    lambda: 5 in 'a',
    lambda: 1 in {},
    lambda: [] in {},
    lambda: [] in {1},
    lambda: 5(),
    lambda: 'a'(),
    lambda: None(),
    lambda: 'a'.foo,
)
---
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: (1).foo,
    lambda: None.foo,
    lambda: int.foo,
    lambda: len.foo,
)
