"""Services that work beside the workflow: `submit(function, *arguments)` gives a `Future`."""

import concurrent.futures
import threading

Future = concurrent.futures.Future

# More wait for their turn.
MOST_AT_ONCE = threading.BoundedSemaphore(64)


def submit(function, /, *arguments, **names):
    """A future of what the function returns or raises, called in a thread of its own.

    The thread does not keep the worker from ending: a call whose workflow has gone is made again by the next one.
    """
    future = Future()

    def work():
        with MOST_AT_ONCE:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(function(*arguments, **names))
            except BaseException as error:
                future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future


class Pending:
    """The futures that the program waits for, by their numbers."""

    def __init__(self):
        self.futures = {}
        self.last = 0

    def add(self, future):
        self.last += 1
        self.futures[self.last] = future
        return self.last

    def take(self, number):
        """The future with this number, no longer waited for, if it is done; else None."""
        return self.futures.pop(number) if self.futures[number].done() else None

    def abandon(self, number):
        self.futures.pop(number).cancel()
