from __future__ import annotations
from typing import *
import typing, collections.abc
from collections.abc import Mapping as AMapping, Sequence as ASeq, Iterable as AIter, MutableMapping as MM, Callable as ACall, Sized as ASized
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, "|", e)
print(List[int], Optional[str], Union[int, str], Union[int, None], Dict[str, List[int]], Callable[[int, str], bool], Callable[..., Any] == Callable[..., Any], Literal["a", 1], Tuple[int, ...], Tuple[()], Any, ClassVar[int], Final[str], Type[int])
print(Union[int, Union[str, int]], Optional[Optional[int]], Union[int], List, Union, get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_origin(list[int]), get_args(int | str), Union[int, str] == Union[str, int])
T = TypeVar("T"); K = TypeVar("K", bound=int)
print(T, K.__bound__, List[T], List[T][int], Dict[str, T][int])
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, isinstance(s, Stack))
class Sub(Stack[int]): pass
print(Sub().items, Sub.__orig_bases__)
class Pt(NamedTuple):
    x: int
    y: int = 2
    def total(self): return self.x + self.y
p = Pt(1); print(p, p.total(), p._fields, p._asdict(), p == (1, 2), Pt.__annotations__, p._replace(x=5), Pt._field_defaults)
E = NamedTuple("E", [("name", str), ("id", int)]); print(E("a", 1))
class TD(TypedDict, total=False):
    a: int
    b: str
print(TD(a=1), TD.__annotations__, TD.__required_keys__, sorted(TD.__optional_keys__), TD.__total__)
M = TypedDict("M", {"x": int}); print(M(x=3), M.__required_keys__)
class P(Protocol):
    def run(self) -> int: ...
@runtime_checkable
class R(Protocol):
    def run(self) -> int: ...
class Impl:
    def run(self): return 1
print(isinstance(Impl(), R), isinstance(3, R)); attempt(lambda: isinstance(Impl(), P)); attempt(lambda: P())
U = NewType("U", int); print(U(5), U)
print(cast(int, "x"), TYPE_CHECKING, get_type_hints(Pt) if False else "", isinstance([], List), isinstance({}, Mapping))
def f(a: int, b: Optional[str] = None, *c: list[int], d: "X" = 1) -> Dict[str, int]: return {}
print(f.__annotations__)
class W:
    a: int = 1
    b: Union[int, str]
    c: dict[str, tuple[int, ...]] = {}
    d: "quoted"
    e: a.b[c, d] | None
    g: Callable[[int], str]
    h: Literal["x", -1]
print(W.__annotations__)
attempt(lambda: Any()); attempt(lambda: List[int, str]); attempt(lambda: Union[()]); attempt(lambda: Optional[1, 2]); attempt(lambda: isinstance(1, List[int])); attempt(lambda: isinstance(3, Union[int, str])); attempt(lambda: Dict[int])
print(isinstance([], ASeq), isinstance({}, AMapping), isinstance("", ASeq), isinstance((), AIter), isinstance(iter([]), AIter), isinstance(len, ACall), isinstance(lambda: 1, ACall), isinstance(3, AIter), isinstance({}, ASized), issubclass(dict, MM), isinstance((x for x in []), collections.abc.Generator), isinstance([], collections.abc.Hashable), isinstance((), collections.abc.Hashable), isinstance({}.keys(), collections.abc.KeysView), isinstance(set(), collections.abc.MutableSet), isinstance(range(3), ASeq))
class MyMap(AMapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = MyMap({"a": 1}); print(m.get("a"), m.get("z", 3), "a" in m, list(m.items()), dict(m), m == {"a": 1}, isinstance(m, AMapping))
class Bad(AMapping): pass
attempt(lambda: Bad())
class It:
    def __iter__(self): return iter([1])
print(isinstance(It(), AIter), isinstance(It(), collections.abc.Iterator), Annotated[int, "x"], Literal[1] == Literal[1], Literal[1] == Literal[True])
@overload
def g(a: int) -> int: ...
def g(a): return a
print(g(3))
@final
class F: pass
class Gen(Protocol[T]):
    def get(self) -> T: ...
print(Gen[int], Iterable[int], Sequence[str], Generator[int, None, str], Deque[int], DefaultDict[str, int])
print(ACall[[int], str], AMapping[str, int], type(int | str), int | List[int], Optional["Fwd"], List["Fwd"])
x: int = 3
def deco(fn: Callable[..., T]) -> Callable[..., T]: return fn
@deco
def h(): return 5
print(h())
