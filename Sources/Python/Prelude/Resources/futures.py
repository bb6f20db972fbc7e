"""Services that would work beside the workflow. Nothing runs beside a script: `submit` calls at once."""

__all__ = ("Future", "submit", "settled")


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class Future:
    def __init__(self):
        self._state = "PENDING"
        self._result = None
        self._error = None
        self._callbacks = []

    def __repr__(self):
        shown = "<%s at %#x state=%s" % (type(self).__name__, id(self), self._state.lower())
        if self._state != "FINISHED":
            return shown + ">"
        if self._error is None:
            return shown + " returned %s>" % type(self._result).__name__
        return shown + " raised %s>" % type(self._error).__name__

    def running(self):
        return self._state == "RUNNING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._end("CANCELLED")
        return True

    def result(self, timeout=None):
        error = self.exception()
        if error is not None:
            raise error
        return self._result

    def exception(self, timeout=None):
        if self._state == "CANCELLED":
            raise CancelledError()
        if self._state != "FINISHED":
            # Nobody is there who could complete it meanwhile.
            raise TimeoutError()
        return self._error

    def add_done_callback(self, fn):
        if self.done():
            self._tell(fn)
        else:
            self._callbacks.append(fn)

    def set_running_or_notify_cancel(self):
        if self._state == "PENDING":
            self._state = "RUNNING"
            return True
        if self._state == "CANCELLED":
            return False
        raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        self._expect_undone()
        self._result = result
        self._end("FINISHED")

    def set_exception(self, exception):
        self._expect_undone()
        self._error = exception
        self._end("FINISHED")

    def _expect_undone(self):
        if self.done():
            raise InvalidStateError("%s: %r" % (self._state, self))

    def _end(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._tell(callback)

    def _tell(self, callback):
        # What a callback raises is nobody's answer.
        try:
            callback(self)
        except Exception:
            pass


def submit(function, /, *arguments, **names):
    future = Future()
    try:
        future.set_result(function(*arguments, **names))
    except BaseException as error:
        future.set_exception(error)
    return future


def settled(value):
    """The value itself, or what it holds if it is a future."""
    if not isinstance(value, Future):
        return value
    if not value.done():
        raise RuntimeError("the service answers with a Future that nobody completes")
    return value.result()
