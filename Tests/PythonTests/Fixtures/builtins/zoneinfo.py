from datetime import datetime, timedelta, timezone, time, date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

berlin = ZoneInfo('Europe/Berlin')
print(berlin, repr(berlin), berlin.key, berlin is ZoneInfo('Europe/Berlin'), type(berlin))
show(
    lambda: ZoneInfo('Nowhere/City'), lambda: ZoneInfo('/etc/passwd'), lambda: ZoneInfo('../../etc/passwd'), lambda: ZoneInfo('Europe'), lambda: ZoneInfo(''), lambda: ZoneInfo(5), lambda: ZoneInfo('a b'),
    lambda: datetime(2024, 7, 1, 12, tzinfo=berlin), lambda: datetime(2024, 7, 1, 12, tzinfo=berlin).isoformat(), lambda: str(datetime(2024, 1, 1, tzinfo=berlin)), lambda: datetime(2024, 7, 1, tzinfo=berlin).utcoffset(),
    lambda: datetime(2024, 7, 1, tzinfo=berlin).dst(), lambda: datetime(2024, 1, 1, tzinfo=berlin).dst(), lambda: datetime(2024, 7, 1, tzinfo=berlin).tzname(), lambda: datetime(2024, 7, 1, tzinfo=berlin).strftime('%Y-%m-%d %H:%M %Z %z'),
    lambda: datetime(2024, 3, 31, 1, 59, tzinfo=berlin) + timedelta(minutes=2), lambda: (datetime(2024, 3, 31, 1, 59, tzinfo=berlin) + timedelta(minutes=2)).utcoffset(), lambda: datetime(2024, 3, 31, 2, 30, tzinfo=berlin).utcoffset(),
    lambda: datetime(2024, 3, 31, 2, 30, fold=1, tzinfo=berlin).utcoffset(), lambda: datetime(2024, 10, 27, 2, 30, tzinfo=berlin).utcoffset(), lambda: datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin).utcoffset(),
    lambda: datetime(2024, 10, 27, 0, 30, tzinfo=timezone.utc).astimezone(berlin), lambda: datetime(2024, 10, 27, 1, 30, tzinfo=timezone.utc).astimezone(berlin), lambda: datetime(2024, 10, 27, 1, 30, tzinfo=timezone.utc).astimezone(berlin).fold,
    lambda: datetime(2050, 10, 30, 0, 30, tzinfo=timezone.utc).astimezone(berlin), lambda: datetime(2050, 10, 30, 1, 30, tzinfo=timezone.utc).astimezone(berlin), lambda: datetime(2050, 3, 27, 2, 30, fold=1, tzinfo=berlin).utcoffset(),
    lambda: datetime(2024, 7, 1, 12, tzinfo=berlin).astimezone(ZoneInfo('America/New_York')), lambda: datetime(2024, 7, 1, 12, tzinfo=berlin) - datetime(2024, 7, 1, 12, tzinfo=ZoneInfo('Asia/Tokyo')),
    lambda: datetime(2024, 7, 1, 12, tzinfo=berlin) - datetime(2024, 1, 1, 12, tzinfo=berlin), lambda: datetime(2024, 7, 1, 12, tzinfo=berlin) == datetime(2024, 7, 1, 10, tzinfo=timezone.utc), lambda: datetime(2024, 7, 1, tzinfo=berlin) < datetime(2024, 7, 1),
    lambda: time(12, tzinfo=berlin), lambda: time(12, tzinfo=berlin).utcoffset(), lambda: time(12, tzinfo=ZoneInfo('UTC')).utcoffset(), lambda: berlin.utcoffset(None), lambda: ZoneInfo('UTC').utcoffset(None), lambda: berlin.tzname(datetime(2024, 7, 1)),
    lambda: datetime.fromtimestamp(1700000000, berlin), lambda: datetime.now(berlin).tzinfo is berlin, lambda: datetime(2024, 7, 1).replace(tzinfo=berlin).timestamp(), lambda: datetime(1, 1, 1, tzinfo=berlin).utcoffset(), lambda: datetime(1945, 5, 24, 3, tzinfo=berlin).dst(),
    lambda: isinstance(berlin, type(timezone.utc).__bases__[0]) if False else issubclass(ZoneInfoNotFoundError, KeyError), lambda: {datetime(2024, 7, 1, 12, tzinfo=berlin): 1}[datetime(2024, 7, 1, 10, tzinfo=timezone.utc)],
)
keys = ['UTC', 'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Asia/Tehran', 'Africa/Casablanca', 'Pacific/Apia', 'America/St_Johns', 'Antarctica/Troll',
        'Europe/Moscow', 'Asia/Gaza', 'Etc/GMT+5', 'EST5EDT', 'America/Nuuk', 'Africa/Monrovia', 'Australia/Sydney']
for key in keys:
    zone = ZoneInfo(key)
    for year in [1850, 1911, 1940, 1945, 1970, 1987, 2007, 2011, 2024, 2037, 2038, 2100, 2500]:
        for month, day, hour in [(1, 1, 0), (3, 10, 2), (3, 31, 2), (4, 7, 2), (7, 1, 12), (10, 6, 2), (10, 27, 2), (11, 3, 1), (12, 31, 23)]:
            for fold in [0, 1]:
                t = datetime(year, month, day, hour, 30, fold=fold, tzinfo=zone)
                u = datetime(year, month, day, hour, 30, tzinfo=timezone.utc).astimezone(zone)
                print(key, t, t.tzname(), t.dst(), u, u.fold, u.tzname())
---
from datetime import datetime, timezone
from zoneinfo import ZoneInfo
berlin, paris = ZoneInfo('Europe/Berlin'), ZoneInfo('Europe/Paris')
first = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
second = first.replace(fold=1)
gap = datetime(2024, 3, 31, 2, 30, tzinfo=berlin)
utc = datetime(2024, 10, 27, 0, 30, tzinfo=timezone.utc)
print(first == second, hash(first) == hash(second), first == utc, second == utc, first != utc, first < second, first <= utc, utc < second)
print(first == first.replace(tzinfo=paris), gap == gap.replace(tzinfo=paris), gap.astimezone(timezone.utc), second - first, second.astimezone(timezone.utc) - first.astimezone(timezone.utc))
print(datetime(2024, 7, 1, 12, tzinfo=berlin) == datetime(2024, 7, 1, 12, tzinfo=paris), len({first, second, utc}))
