"""The limits of CPython that scripts keep and the worker's own work must not meet."""

import sys

# For the walks through nested values; scripts run with the limit that the program asks for.
OWN_RECURSION_LIMIT = 20_000


class script_recursion:
    """Runs its body with the recursion limit of scripts, counted from here."""

    limit = 1000

    def __enter__(self):
        depth = 0
        frame = sys._getframe()
        while frame is not None:
            depth += 1
            frame = frame.f_back
        sys.setrecursionlimit(self.limit + depth)

    def __exit__(self, *_):
        sys.setrecursionlimit(OWN_RECURSION_LIMIT)


class any_integer:
    """Lifts CPython's limit on the digits of integers for the exchange of values; scripts keep it."""

    limit = getattr(sys, 'get_int_max_str_digits', lambda: None)()

    def __enter__(self):
        if self.limit is not None:
            sys.set_int_max_str_digits(0)

    def __exit__(self, *_):
        if self.limit is not None:
            sys.set_int_max_str_digits(self.limit)
