"""Helpers for `with`."""

from abc import ABC, abstractmethod
from functools import wraps

__all__ = ("contextmanager", "closing", "nullcontext", "AbstractContextManager", "ContextDecorator", "ExitStack",
           "suppress")

_ended = object()


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def __call__(self, func):
        return _within(func, lambda: self)


def _within(function, make_manager):
    """The function, run inside a manager that is made anew for each call."""

    @wraps(function)
    def call(*args, **kwds):
        with make_manager():
            return function(*args, **kwds)

    return call


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    """One run of a generator function: entering takes it to its `yield`, leaving takes it from there to its end."""

    def __init__(self, function, given):
        self.args = given
        self._function = function
        self._run = function(*given[0], **given[1])
        self.__doc__ = function.__doc__

    def __call__(self, func):
        return _within(func, lambda: type(self)(self._function, self.args))

    def __enter__(self):
        del self.args
        value = next(self._run, _ended)
        if value is _ended:
            raise RuntimeError("generator didn't yield")
        return value

    def __exit__(self, kind, error, traceback):
        if kind is None:
            if next(self._run, _ended) is _ended:
                return False
            raise RuntimeError("generator didn't stop")
        if error is None:
            error = kind()
        try:
            self._run.throw(error)
        except BaseException as answer:
            return self._settled(error, answer)
        raise RuntimeError("generator didn't stop after throw()")

    def _settled(self, error, answer):
        """Whether the generator swallowed an error, by what it answered; an error of its own goes on."""
        if answer is error:
            return False
        if isinstance(answer, StopIteration):
            return True
        # A `StopIteration` that passes through a generator comes out of it as the cause of a `RuntimeError`.
        if isinstance(answer, RuntimeError) and isinstance(error, StopIteration) and answer.__cause__ is error:
            return False
        raise answer


def contextmanager(func):
    @wraps(func)
    def manager(*args, **kwds):
        return _GeneratorContextManager(func, (args, kwds))

    return manager


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *details):
        self.thing.close()

    def __enter__(self):
        return self.thing


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._expected = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, self._expected)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *details):
        return None

    def __enter__(self):
        return self.enter_result


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
