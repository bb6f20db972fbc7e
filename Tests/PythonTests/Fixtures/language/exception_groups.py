def attempt(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, "|", e)
e = ExceptionGroup("msg", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
print(e, repr(e), e.message, len(e.exceptions), isinstance(e, Exception), ExceptionGroup.__mro__ if hasattr(ExceptionGroup, "nope") else "")
print(e.split(ValueError)); print(e.subgroup(lambda x: isinstance(x, KeyError))); print(e.subgroup(OSError))
attempt(lambda: ExceptionGroup("x")); attempt(lambda: ExceptionGroup("x", [])); attempt(lambda: ExceptionGroup(1, [ValueError()])); attempt(lambda: ExceptionGroup("x", [1])); attempt(lambda: ExceptionGroup("x", 1)); attempt(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))
print(type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [SystemExit()])).__name__)
try:
    raise e
except* ValueError as g:
    print("V", repr(g))
except* TypeError as g:
    print("T", repr(g))
except* KeyError as g:
    print("K", repr(g))
else:
    print("no")
finally:
    print("fin")
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), OSError(2)])
    except* ValueError:
        print("v")
except ExceptionGroup as g:
    print(repr(g), g.__context__)
try:
    try:
        raise ValueError("naked")
    except* ValueError as g:
        print(repr(g))
    print("after")
    try:
        raise KeyError("naked2")
    except* ValueError as g:
        print("no")
except KeyError as k:
    print("k", repr(k))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), OSError(2), KeyError(3)])
    except* ValueError:
        raise RuntimeError("new")
    except* OSError:
        raise
except BaseException as g:
    print(repr(g), [repr(x) for x in g.exceptions])
def bad():
    try: raise ValueError()
    except* ExceptionGroup: pass
attempt(bad)
try: pass
except* ValueError: print("x")
else: print("else")
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message, excs)
print(repr(MyG("m", [ValueError(1), KeyError(2)]).split(KeyError)))
for i in range(2):
    try:
        raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError as e:
        print(e, e.exceptions)
print("e" in dir())
try:
    raise IOError(2, "no file", "x.txt")
except FileNotFoundError as f: print(f, f.errno, f.filename, type(f).__name__)
print(EnvironmentError is OSError, IOError is OSError, issubclass(BrokenPipeError, ConnectionError))
