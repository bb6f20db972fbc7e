"""Helpers for `with`."""

from abc import ABC, abstractmethod
from functools import wraps

__all__ = ("contextmanager", "closing", "nullcontext", "AbstractContextManager", "ContextDecorator", "ExitStack",
           "suppress")


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        if doc is not None:
            self.__doc__ = doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            return stop is not value
        except RuntimeError as error:
            if error is value:
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exits = []

    def pop_all(self):
        moved = type(self)()
        moved._exits, self._exits = self._exits, []
        return moved

    def push(self, exit):
        function = getattr(type(exit), "__exit__", None)
        if function is None:
            self._exits.append(exit)
        else:
            self._exits.append(lambda *details: function(exit, *details))
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        if not hasattr(cls, "__enter__") or not hasattr(cls, "__exit__"):
            raise TypeError("'%s.%s' object does not support the context manager protocol" % (
                cls.__module__, cls.__qualname__))
        result = cls.__enter__(cm)
        self._exits.append(lambda *details: cls.__exit__(cm, *details))
        return result

    def callback(self, callback, /, *args, **kwds):
        def run(*details):
            callback(*args, **kwds)
            return False
        self._exits.append(run)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        received = details[1] is not None
        pending = details[1]
        changed = False
        suppressed = False
        while self._exits:
            leave = self._exits.pop()
            try:
                arguments = (None, None, None) if pending is None else (type(pending), pending, None)
                if leave(*arguments):
                    suppressed = True
                    changed = False
                    pending = None
            except BaseException as error:
                if error.__context__ is None and error is not pending:
                    error.__context__ = pending
                changed = True
                pending = error
        if changed:
            raise pending
        return received and suppressed
