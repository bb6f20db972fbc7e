import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: date(),
    lambda: date(2024),
    lambda: date(2024,1),
    lambda: date(2024,1,2,3),
    lambda: date(2024,1,'a'),
    lambda: date(2024,1,1.5),
    lambda: date(0,1,1),
    lambda: date(2024,13,1),
    lambda: date(2024,2,30),
    lambda: date(year=2024,month=1,day=1),
    lambda: date(2024,1,1,x=1),
    lambda: datetime(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: datetime(2024,1,1,25),
    lambda: datetime(2024,1,1,1,61),
    lambda: datetime(2024,1,1,1,1,61),
    lambda: datetime(2024,1,1,1,1,1,10**6),
    lambda: datetime(2024,1,1,tzinfo=5),
    lambda: datetime(2024,1,1,fold=2),
    lambda: datetime(2024,1,1,1,1,1,1,None,0),
    lambda: datetime(2024,1,1,x=1),
    lambda: time(25),
    lambda: time(1,tzinfo=5),
    lambda: time(fold=1),
    lambda: time(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: timedelta('a'),
    lambda: timedelta(1,x=2),
    lambda: timedelta(days=1.5),
    lambda: timedelta(10**10),
    lambda: timedelta(days=10**20),
    lambda: timedelta(weeks=1,hours=-1),
    lambda: timedelta(milliseconds=1.5),
    lambda: timedelta(1,2,3,4,5,6,7,8),
    lambda: timezone(),
    lambda: timezone(5),
    lambda: timezone(timedelta(hours=24)),
    lambda: timezone(timedelta(hours=5),'X'),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: timezone(timedelta(hours=5),5),
    lambda: timezone(timedelta(0)),
    lambda: timezone(timedelta(0),'UTC'),
    lambda: timezone.utc,
    lambda: timezone.min,
    lambda: timezone.max,
    lambda: tz==timezone(timedelta(hours=5),'Y'),
    lambda: hash(tz)==hash(timezone(timedelta(hours=5))),
    lambda: str(tz),
    lambda: tz.utcoffset(None),
    lambda: tz.utcoffset(5),
    lambda: tz.tzname(None),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: tz.dst(None),
    lambda: tz.fromutc(dt),
    lambda: tz.fromutc(dz),
    lambda: d+td,
    lambda: d-td,
    lambda: td+d,
    lambda: d-d,
    lambda: d-dt,
    lambda: dt-d,
    lambda: dt-dt,
    lambda: dt-dz,
    lambda: dz-dz,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: d+1,
    lambda: 1+d,
    lambda: d*2,
    lambda: d<dt,
    lambda: dt<d,
    lambda: d==dt,
    lambda: dt==d,
    lambda: d<5,
    lambda: d==5,
    lambda: dt<dz,
    lambda: dt==dz,
    lambda: dz<dz,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: tm<time(2),
    lambda: tm<dt,
    lambda: tm+td,
    lambda: tm-tm,
    lambda: d.replace(day=1),
    lambda: d.replace(2023),
    lambda: d.replace(x=1),
    lambda: d.replace(day='a'),
    lambda: d.isoformat(),
    lambda: d.isoformat(1),
    lambda: str(d),
    lambda: repr(d),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: format(d,'%d/%m'),
    lambda: format(d,''),
    lambda: f'{dt:%Y-%m-%d %H}',
    lambda: d.weekday(),
    lambda: d.isoweekday(),
    lambda: d.isocalendar(),
    lambda: tuple(d.isocalendar()),
    lambda: d.isocalendar().week,
    lambda: d.timetuple(),
    lambda: dt.timetuple(),
    lambda: dz.timetuple(),
    lambda: dz.utctimetuple(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: d.toordinal(),
    lambda: date.fromordinal(0),
    lambda: date.fromordinal(738000),
    lambda: date.fromordinal('a'),
    lambda: date.fromisoformat('x'),
    lambda: date.fromisoformat(5),
    lambda: date.fromisoformat('2024-02-30'),
    lambda: date.fromisocalendar(2024,1,1),
    lambda: date.fromisocalendar(2024,54,1),
    lambda: date.fromtimestamp(0),
    lambda: date.fromtimestamp('a'),
    lambda: date.fromtimestamp(10**20),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: date.fromtimestamp(float('nan')),
    lambda: date.min,
    lambda: date.max,
    lambda: date.resolution,
    lambda: datetime.min,
    lambda: datetime.max,
    lambda: datetime.resolution,
    lambda: time.min,
    lambda: time.max,
    lambda: timedelta.min,
    lambda: timedelta.max,
    lambda: d.ctime(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: dt.ctime(),
    lambda: d.year,
    lambda: d.foo,
    lambda: d.strftime('%Y'),
    lambda: d.strftime(5),
    lambda: d.strftime(),
    lambda: dt.isoformat(),
    lambda: dt.isoformat(' '),
    lambda: dt.isoformat('ab'),
    lambda: dt.isoformat(timespec='x'),
    lambda: dt.isoformat('T','minutes'),
    lambda: dt.isoformat(sep=' ',timespec='milliseconds'),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: dz.isoformat(),
    lambda: str(dt),
    lambda: repr(dt),
    lambda: repr(dz),
    lambda: repr(dt.replace(fold=1)),
    lambda: repr(tm),
    lambda: repr(tm.replace(tzinfo=tz)),
    lambda: repr(tm.replace(fold=1)),
    lambda: str(tm),
    lambda: tm.isoformat('hours'),
    lambda: tm.strftime('%H:%M'),
    lambda: tm.utcoffset(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: tm.tzname(),
    lambda: tm.dst(),
    lambda: bool(time(0)),
    lambda: dt.date(),
    lambda: dt.time(),
    lambda: dz.timetz(),
    lambda: dt.timestamp(),
    lambda: dz.timestamp(),
    lambda: dt.utcoffset(),
    lambda: dz.utcoffset(),
    lambda: dz.tzname(),
    lambda: dz.dst(),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: dt.astimezone(tz),
    lambda: dz.astimezone(timezone.utc),
    lambda: dz.astimezone(),
    lambda: dt.astimezone(5),
    lambda: datetime.fromtimestamp(0),
    lambda: datetime.fromtimestamp(1.5,tz),
    lambda: datetime.fromtimestamp(1.5,tz=timezone.utc),
    lambda: datetime.fromtimestamp(-1.5),
    lambda: datetime.fromtimestamp(1e20),
    lambda: datetime.fromtimestamp('a'),
    lambda: datetime.fromtimestamp(0,5),
    lambda: datetime.utcfromtimestamp(1700000000.123456),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: datetime.combine(d,tm),
    lambda: datetime.combine(d,tm,tz),
    lambda: datetime.combine(dt,tm),
    lambda: datetime.combine(1,tm),
    lambda: datetime.combine(d),
    lambda: datetime.strptime('2024','%Y'),
    lambda: datetime.strptime('2024','%Y %m'),
    lambda: datetime.strptime(5,'%Y'),
    lambda: datetime.strptime('2024'),
    lambda: datetime.fromisoformat('2024-01-01T00:00:00Z'),
    lambda: datetime.fromisoformat('bad'),
    lambda: datetime.fromisoformat(''),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: datetime.fromordinal(1),
    lambda: datetime.fromisocalendar(2024,1,1),
    lambda: time.fromisoformat('x'),
    lambda: time.fromisoformat('01:02:03+05:30'),
    lambda: td+td,
    lambda: td-td,
    lambda: td*2,
    lambda: 2*td,
    lambda: td*1.5,
    lambda: td*'a',
    lambda: td/2,
    lambda: td/td,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: td//2,
    lambda: td//td,
    lambda: td%td,
    lambda: td%timedelta(0,5),
    lambda: td/0,
    lambda: td/timedelta(0),
    lambda: td//0,
    lambda: td%timedelta(0),
    lambda: divmod(td,timedelta(hours=1)),
    lambda: divmod(td,5),
    lambda: -td,
    lambda: +td,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: abs(-td),
    lambda: td<timedelta(2),
    lambda: td<5,
    lambda: td==5,
    lambda: bool(timedelta(0)),
    lambda: str(td),
    lambda: str(-td),
    lambda: repr(td),
    lambda: repr(-td),
    lambda: repr(timedelta(0)),
    lambda: td.total_seconds(),
    lambda: td.days,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: td.seconds,
    lambda: td.microseconds,
    lambda: td.hours,
    lambda: timedelta.max+td,
    lambda: hash(td)==hash(timedelta(1,2,3)),
    lambda: hash(d)==hash(date(2024,2,29)),
    lambda: hash(dz)==hash(dz.astimezone(timezone.utc)),
    lambda: sum([td,td],timedelta()),
    lambda: max(d,date(2025,1,1)),
    lambda: isinstance(dt,date),
    lambda: type(dt),
    lambda: type(d),
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: type(td),
    lambda: type(tz),
    lambda: D.MINYEAR,
    lambda: D.UTC,
    lambda: D.tzinfo,
    lambda: d.max,
    lambda: date.max+timedelta(1),
    lambda: datetime.max+timedelta(1),
    lambda: date.min-timedelta(1),
    lambda: d.__class__,
    lambda: T.gmtime(0),
    lambda: T.gmtime()[:1]!=None,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: T.gmtime('a'),
    lambda: T.strftime('%Y',T.gmtime(0)),
    lambda: T.strftime('%Y',(1,2)),
    lambda: T.strftime(5),
    lambda: T.mktime(T.gmtime(0)),
    lambda: T.mktime((2024,1,1,0,0,0,0,0,0)),
    lambda: T.asctime(T.gmtime(0)),
    lambda: T.ctime(0),
    lambda: T.strptime('2024','%Y'),
    lambda: T.strptime('2024-02-03 04:05:06','%Y-%m-%d %H:%M:%S'),
    lambda: T.timezone,
    lambda: T.tzname,
)
---
import time as T
import datetime as D
from datetime import date, datetime, time, timedelta, timezone
d = date(2024, 2, 29)
dt = datetime(2024, 2, 29, 1, 2, 3, 4)
tm = time(1, 2, 3, 4)
td = timedelta(1, 2, 3)
tz = timezone(timedelta(hours=5))
dz = dt.replace(tzinfo=tz)
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

show(
    lambda: T.localtime(0).tm_year,
    lambda: T.struct_time((1,2,3,4,5,6,7,8,9)),
    lambda: T.struct_time((1,2)),
    lambda: T.gmtime(0)==T.gmtime(0),
    lambda: T.gmtime(0)[0],
    lambda: T.gmtime(0).tm_zone,
    lambda: T.gmtime(0).tm_gmtoff,
    lambda: tuple(T.gmtime(0)),
    lambda: T.gmtime(1e20),
)
