try:
    1 / 0
except ValueError: print("no")
except (TypeError, ZeroDivisionError) as e: print("caught", e)
else: print("else")
finally: print("finally")
try: pass
except: print("no")
else: print("else")
finally: print("finally")
---
def f():
    try:
        return "try"
    finally:
        print("cleanup")
print(f())
def g():
    try:
        raise ValueError("a")
    except ValueError:
        return "except"
    finally:
        print("cleanup2")
print(g())
def h():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print(i)
        finally:
            print("f", i)
    return "end"
print(h())
def k():
    try:
        return 1
    finally:
        return 2
print(k())
def m():
    while True:
        try:
            return "x"
        finally:
            break
    return "after"
print(m())
---
try:
    try:
        raise KeyError("inner")
    except KeyError as e:
        raise ValueError("outer") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined_name
except NameError as e:
    print(e, repr(e.__context__))
---
try:
    raise ValueError
except ValueError as e: print(repr(e), str(e) == "", e.args)
try:
    e
except NameError as x: print(x)
---
def f():
    try:
        raise ValueError("x")
    except ValueError:
        raise
try: f()
except ValueError as e: print("reraised", e)
raise RuntimeError("last", 5) ### "('last', 5)"
---
raise ### "No active exception to reraise"
---
raise 5 ### "exceptions must derive from BaseException"
---
raise ValueError("a") from 5 ### "exception causes must derive from BaseException"
---
class AppError(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[0]}"
class SubError(AppError): pass
try:
    raise SubError("bad", code=7)
except AppError as e:
    print(e, e.code, type(e).__name__, isinstance(e, SubError), e.args)
raise SubError("top", 3) ### "[3] top"
---
try:
    [][0]
except LookupError as e: print(type(e).__name__, e)
try:
    {}["x"]
except LookupError as e: print(type(e).__name__, e, e.args)
try:
    int("x")
except ValueError as e: print(e)
try:
    "a".foo
except AttributeError as e: print(e)
try:
    raise StopIteration(5)
except StopIteration as e: print(e.value)
for t in (ArithmeticError, OSError, IndexError, UnicodeDecodeError, RecursionError, ModuleNotFoundError):
    print(t.__name__, t.__mro__[1].__name__ if False else issubclass(t, Exception))
---
def f():
    try:
        try:
            raise ValueError(1)
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer", e)
        try:
            raise TypeError(2)
        except TypeError as e2:
            print("nested", e2, repr(e2.__context__))
    return "done"
print(f())
def gen():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("in gen", e)
        yield 3
    finally:
        print("gen finally")
g = gen()
print(next(g), g.throw(ValueError("v")))
print(list(g))
g = gen(); next(g); g.close()
---
class CM:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    def __enter__(self): print("enter", self.name); return self.name
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v)
        return self.suppress
with CM("a") as a, CM("b") as b: print(a, b)
with (CM("c") as c, CM("d", True)): raise ValueError("x")
print("after")
def f():
    with CM("r"): return "value"
print(f())
for i in range(3):
    with CM(i):
        if i == 1: break
with CM("z"): raise KeyError("k") ### "'k'"
---
with 5: pass ### "'int' object does not support the context manager protocol"
---
try:
    raise ValueError("a", 1)
except (ValueError, TypeError) as e:
    print(e, e.args, repr(e))
e = ValueError("note")
e.add_note("more")
print(e.__notes__)
try:
    try: raise KeyError(1)
    finally: raise ValueError(2)
except ValueError as e: print(repr(e.__context__))
---
def deep(n):
    if n == 0: raise ValueError("deep")
    deep(n - 1)
try: deep(50)
except ValueError as e: print(e)
try:
    raise Exception
except Exception as err:
    saved = err
print(repr(saved))
try:
    pass
except 5: pass
try:
    1/0
except 5: pass ### "catching classes that do not inherit from BaseException is not allowed"
---
x = 0
try:
    for x in range(3):
        try:
            if x == 1: raise ValueError
        except ValueError:
            print("v")
            continue
        print(x)
finally:
    print("end", x)
def nested():
    for a in range(2):
        for b in range(2):
            try:
                try:
                    if b: return (a, b)
                finally: print("f1", a, b)
            finally: print("f2", a, b)
print(nested())
