"""The socket to the program, and the output of scripts, which goes through it."""

import json
import os
import select
import threading


class Connection:
    """The socket to the program. Threads of a script may print, so every line is written under a lock."""

    def __init__(self, number):
        os.set_inheritable(number, False)
        self.number = number
        self.output = Output(self)
        # Set while a request is being answered.
        self.busy = threading.Event()
        self.lock = threading.RLock()
        self.received = bytearray()
        self.main_thread = threading.get_ident()
        self.last_now = 0

    def send(self, message):
        data = memoryview(json.dumps(message, allow_nan=False).encode('ascii') + b'\n')
        with self.lock:
            try:
                while data:
                    data = data[os.write(self.number, data):]
            except BrokenPipeError:
                # The program is gone, or has given this worker up: nobody wants to hear of it.
                os._exit(1)

    def receive(self):
        """The next line, or None when the program is gone."""
        searched = 0
        while True:
            end = self.received.find(b'\n', searched)
            if end >= 0:
                line = bytes(self.received[:end])
                del self.received[:end + 1]
                return line
            searched = len(self.received)
            try:
                chunk = os.read(self.number, 1 << 20)
            except ConnectionResetError:
                return None
            if not chunk:
                return None
            self.received += chunk

    def now(self):
        """Microseconds since 1970, by the program's clock.

        Other threads may outlive their script, when nobody is there to answer: they see the script's beginning.
        """
        if threading.get_ident() != self.main_thread:
            return self.last_now
        with self.lock:
            self.output.flush()
            self.send({'ask': 'now'})
            line = self.receive()
        if line is None:
            os._exit(1)
        self.last_now = json.loads(line)['now']
        return self.last_now

    def end_with_the_program(self):
        """Ends the process when the program closes the socket while a script runs."""
        poll = select.poll()
        poll.register(self.number, 0)
        poll.poll()
        # An idle worker finds the end by itself, and ends in order.
        if self.busy.is_set():
            os._exit(1)


class Output:
    """What scripts see as `sys.stdout`: hands the text to the program, in lines where it can."""

    encoding = 'utf-8'
    errors = 'strict'
    newlines = None
    closed = False
    name = '<stdout>'
    mode = 'w'

    def __init__(self, connection):
        self.connection = connection
        self.pieces = []
        self.length = 0

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        with self.connection.lock:
            self.pieces.append(text)
            self.length += len(text)
            if self.length > 4096 or '\n' in text:
                self.flush()
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        with self.connection.lock:
            if self.pieces:
                text = ''.join(self.pieces)
                self.pieces.clear()
                self.length = 0
                self.connection.send({'print': text})

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        raise OSError('the output of a script has no file descriptor')
