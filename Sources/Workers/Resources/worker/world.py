"""What scripts see of the world."""

import builtins
import types


class World:
    """The built-ins and the modules of scripts: the program's clock and seed instead of the machine's.

    Only what a script or an environment module imports itself is replaced. Libraries keep their own clock: their
    timeouts, certificates and caches live in the machine's time.
    """

    def __init__(self, connection):
        self.now = connection.now
        self.builtins = dict(vars(builtins))
        self.builtins['__import__'] = self.import_module
        self.modules = {}
        self.makers = {'datetime': self.make_datetime, 'time': self.make_time, 'uuid': self.make_uuid}
        self.seed = 0
        self.is_random_seeded = False

    def import_module(self, name, globals=None, locals=None, fromlist=(), level=0):
        module = builtins.__import__(name, globals, locals, fromlist, level)
        if level == 0:
            if name in self.makers:
                if name not in self.modules:
                    self.modules[name] = self.makers[name](module)
                return self.modules[name]
            if name == 'random' and not self.is_random_seeded:
                self.is_random_seeded = True
                module.seed(self.seed)
        return module

    @staticmethod
    def copy(module, **changes):
        copied = types.ModuleType(module.__name__, module.__doc__)
        vars(copied).update(vars(module))
        vars(copied).update(changes)
        return copied

    def make_datetime(self, module):
        real_datetime, real_date, timezone = module.datetime, module.date, module.timezone
        epoch = real_datetime(1970, 1, 1, tzinfo=timezone.utc)

        class Standin(type):
            """Its classes make, and know as their instances, objects of the class that they stand for."""

            def __instancecheck__(cls, instance):
                return isinstance(instance, cls.__bases__[0])

            def __subclasscheck__(cls, subclass):
                return issubclass(subclass, cls.__bases__[0])

            def __eq__(cls, other):
                return cls is other or other is cls.__bases__[0]

            def __hash__(cls):
                return hash(cls.__bases__[0])

            def __repr__(cls):
                return repr(cls.__bases__[0])

        def moment(tz):
            now = epoch + module.timedelta(microseconds=self.now())
            return now.replace(tzinfo=None) if tz is None else now.astimezone(tz)

        class datetime(real_datetime, metaclass=Standin):
            def __new__(cls, *arguments, **names):
                return real_datetime(*arguments, **names)

            @classmethod
            def now(cls, tz=None):
                return moment(tz)

            @classmethod
            def today(cls):
                return moment(None)

            @classmethod
            def utcnow(cls):
                return moment(None)

        class date(real_date, metaclass=Standin):
            def __new__(cls, *arguments, **names):
                return real_date(*arguments, **names)

            @classmethod
            def today(cls):
                return moment(None).date()

        for standin in (datetime, date):
            standin.__module__ = 'datetime'
            standin.__qualname__ = standin.__name__
        return self.copy(module, datetime=datetime, date=date)

    def make_time(self, module):
        def now(seconds):
            return self.now() / 1_000_000 if seconds is None else seconds

        def asctime(moment=None):
            return module.asctime(module.localtime(now(None)) if moment is None else moment)

        def strftime(format, moment=None):
            return module.strftime(format, module.localtime(now(None)) if moment is None else moment)

        return self.copy(
            module, time=lambda: self.now() / 1_000_000, time_ns=lambda: self.now() * 1000,
            localtime=lambda seconds=None: module.localtime(now(seconds)),
            gmtime=lambda seconds=None: module.gmtime(now(seconds)),
            ctime=lambda seconds=None: module.ctime(now(seconds)), asctime=asctime, strftime=strftime)

    def make_uuid(self, module):
        import random
        source = random.Random(f'uuid {self.seed}')

        def uuid4():
            return module.UUID(int=source.getrandbits(128), version=4)

        def uuid1(node=None, clock_seq=None):
            # Units of 100 nanoseconds since 1582-10-15 (RFC 9562, section 5.1).
            time = self.now() * 10 + 0x01B21DD213814000
            sequence = source.getrandbits(14) if clock_seq is None else clock_seq
            return module.UUID(version=1, fields=(
                time & 0xFFFFFFFF, time >> 32 & 0xFFFF, time >> 48 & 0x0FFF, sequence >> 8 & 0x3F, sequence & 0xFF,
                source.getrandbits(48) | 1 << 40 if node is None else node))

        return self.copy(module, uuid1=uuid1, uuid4=uuid4)
