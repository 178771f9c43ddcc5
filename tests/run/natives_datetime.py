# stress: 200
# The native `datetime`.
import copy
import datetime as module
import pickle
import warnings
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo

import _datetime

print(date is _datetime.date, date.__module__, MINYEAR, MAXYEAR, UTC)
warnings.simplefilter("ignore")


class Zone(tzinfo):
    def __init__(self, offset=None, name=None, dst=None):
        self.offset, self.name, self.summer = offset, name, dst

    def utcoffset(self, moment):
        return self.offset

    def tzname(self, moment):
        return self.name

    def dst(self, moment):
        return self.summer

    def __repr__(self):
        return "Zone"


class MyDate(date):
    pass


class MyMoment(datetime):
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls, *args, **kwargs)
        self.extra = "extra"
        return self


HOUR = timedelta(hours=1)
PROGRAM = r"""
date(0,1,1)
date(10000,1,1)
date(2020,13,1)
date(2020,2,30)
date(2020,0,1)
date(1.5,1,1)
date('x',1,1)
date(2**31,1,1)
date(-2**31-1,1,1)
date(2**70,1,1)
date()
date(1)
date(1,2,day=3)
date(b'\x07\xe4\x01\x01')
date(b'\x07\xe4\x0d\x01')
date(b'\x00\x00\x01\x01')
date('\x07\xe4\x01\x01')
datetime(b'\x07\xe4\x01\x01abcdef')
datetime(b'\x07\xe4\x81\x01\x01\x01\x01\x01\x01\x01')
datetime(b'\x07\xe4\x81\x01\x01\x01\x01\x01\x01\x01',5)
datetime(b'\x07\xe4\x01\x01\x01\x01\x01\x01\x01\x01',None)
time(b'\x01\x01\x01\x01\x01\x01')
time(b'\x81\x01\x01\x01\x01\x01', timezone.utc)
time(b'\x99\x01\x01\x01\x01\x01', timezone.utc)
datetime(2020,1,1,24)
datetime(2020,1,1,0,60)
datetime(2020,1,1,0,0,60)
datetime(2020,1,1,0,0,0,10**6)
datetime(2020,1,1,0,0,0,-1)
datetime(2020,1,1,tzinfo=3)
datetime(2020,1,1,fold=2)
time(24)
time(fold=3)
time(1,2,3,4,5)
timedelta('x')
timedelta(days=[])
timedelta(float('nan'))
timedelta(float('inf'))
timedelta(10**10)
timedelta(-10**9)
timedelta(1e20)
timedelta(10**70)
timedelta(days=1)*float('inf')
timedelta(days=1)*float('nan')
timedelta(days=1)*10**12
timedelta(days=1)/0
timedelta(days=1)/0.0
timedelta(days=1)//0
timedelta(days=1)//timedelta(0)
timedelta(days=1)/timedelta(0)
timedelta(days=1)%timedelta(0)
divmod(timedelta(days=1),timedelta(0))
timedelta(days=1)//2.0
timedelta(days=1)+3
3-timedelta(days=1)
timedelta(1)<3
timedelta.max+timedelta(1)
-timedelta.min
abs(timedelta.min)
timedelta(days=-1,microseconds=1)
str(timedelta(days=-1,microseconds=1))
str(timedelta(days=2))
timedelta(days=1).__reduce__()
timezone(3)
timezone(timedelta(1))
timezone(timedelta(hours=1),3)
timezone(timedelta(hours=1),None)
timezone(timedelta(hours=1),'x')
timezone(timedelta(hours=-1,microseconds=5))
str(timezone(timedelta(hours=-1,microseconds=5)))
timezone(timedelta(0)) is timezone.utc
timezone(timedelta(0),'UTC')
timezone.utc.tzname(3)
timezone.utc.utcoffset(3)
timezone.utc.dst(3)
timezone.utc.fromutc(3)
timezone.utc.fromutc(datetime(2020,1,1))
timezone.utc.__reduce__()
timezone(timedelta(hours=1),'x').__reduce__()
timezone(timedelta(hours=1),'x').__getinitargs__()
tzinfo().utcoffset(None)
tzinfo().tzname(None)
tzinfo().dst(None)
tzinfo().fromutc(None)
tzinfo().fromutc(datetime(2020,1,1))
Zone().fromutc(datetime(2020,1,1,tzinfo=Zone()))
datetime(2020,1,1,tzinfo=Zone(3)).utcoffset()
datetime(2020,1,1,tzinfo=Zone(3)).tzname()
datetime(2020,1,1,tzinfo=Zone(timedelta(1))).utcoffset()
datetime(2020,1,1,tzinfo=Zone(timedelta(1))).dst()
datetime(2020,1,1)<date(2020,1,1)
date(2020,1,1)<datetime(2020,1,1)
date(2020,1,1)==datetime(2020,1,1)
datetime(2020,1,1)<datetime(2020,1,1,tzinfo=timezone.utc)
datetime(2020,1,1)==datetime(2020,1,1,tzinfo=timezone.utc)
datetime(2020,1,1)-datetime(2020,1,1,tzinfo=timezone.utc)
time(1)<time(1,tzinfo=timezone.utc)
time(1)<3
time(1)-time(1)
date(2020,1,1)-3
date(2020,1,1)+timedelta(10**7)
date(2020,1,1)+timedelta(10**9-1)
datetime(2020,1,1)+timedelta(10**7)
datetime(2020,1,1)-timedelta(10**7)
date.fromtimestamp('x')
date.fromtimestamp(1e20)
date.fromtimestamp(float('nan'))
date.fromtimestamp(10**30)
date.fromtimestamp(None)
datetime.fromtimestamp(1e20)
datetime.fromtimestamp(1e12)
datetime.fromtimestamp(float('nan'))
datetime.fromtimestamp('x')
datetime.fromtimestamp(0,3)
datetime.fromtimestamp(0,tz=timezone.utc)
datetime.fromtimestamp(timestamp=0)
datetime.fromtimestamp(1.0000005,timezone.utc)
datetime.fromtimestamp(1.0000015,timezone.utc)
datetime.fromtimestamp(-0.0000005,timezone.utc)
date.fromordinal(0)
date.fromordinal(10**7)
date.fromordinal('x')
datetime.fromordinal(0)
datetime.fromordinal(730000)
date.fromisoformat(3)
date.fromisoformat('x')
date.fromisoformat('2020-13-01')
date.fromisoformat('2020-W60-1')
date.fromisoformat('0000-01-01')
date.fromisoformat('2020-01-01T00')
date.fromisocalendar(2020,54,1)
date.fromisocalendar(2020,1,8)
date.fromisocalendar(0,1,1)
date.fromisocalendar(9999,52,7)
date.fromisocalendar(2**40,1,1)
date.fromisocalendar(2**80,1,1)
date.fromisocalendar('x',1,1)
datetime.fromisoformat('x')
datetime.fromisoformat(3)
datetime.fromisoformat('2020-01-01T25:00')
datetime.fromisoformat('2020-01-01T24:00')
datetime.fromisoformat('2020-01-01T24:01')
datetime.fromisoformat('2020-01-01T00:60')
datetime.fromisoformat('9999-12-31T24:00')
datetime.fromisoformat('2020-01-01T00:00+25:00')
datetime.fromisoformat('2020-01-01T00:00+24:00')
datetime.fromisoformat('2020-01-01\ud80000:00')
datetime.fromisoformat('2020-01-01T00:00:00.1234567Z')
time.fromisoformat('T12:00')
time.fromisoformat('24:00')
time.fromisoformat('12:00+99:00')
time.fromisoformat('')
time.fromisoformat('x')
time.fromisoformat(None)
datetime(2020,1,1).isoformat('xy')
datetime(2020,1,1).isoformat(3)
datetime(2020,1,1).isoformat(timespec='x')
datetime(2020,1,1).isoformat(timespec=3)
datetime(2020,1,1).isoformat('☃', 'minutes')
time(1).isoformat('x')
time(1).isoformat(timespec='hours')
datetime.combine(1,2)
datetime.combine(date(2020,1,1),2)
datetime.combine(date(2020,1,1),time(1),3)
datetime.combine(date(2020,1,1),time(1,fold=1),None)
datetime.strptime('x','%Y')
datetime.strptime(3,'%Y')
date.strptime('2020','%Y')
time.strptime('20','%H')
datetime.now(3)
datetime.now(tz=3)
datetime.now(1,2)
date(2020,1,1).replace(2021,month=3)
date(2020,1,1).replace(hour=3)
date(2020,1,1).replace(day=40)
date(2020,1,1).__replace__(day=4)
date(2020,1,1).__replace__(4)
datetime(2020,1,1).replace(fold=2)
datetime(2020,1,1).replace(tzinfo=2)
time(1).replace(tzinfo=2)
time(1).__replace__(hour=2)
datetime(2020,1,1).astimezone(3)
datetime(2020,1,1,tzinfo=Zone(None)).astimezone(timezone.utc)
date(2020,1,1).strftime(3)
date(2020,1,1).strftime()
date(1,1,1).strftime('%Y %G %F %C %y %% %')
date(1,1,1).strftime('%z|%Z|%f|%:z|%:x|%:')
datetime(1,1,1,tzinfo=timezone(timedelta(seconds=-3661))).strftime('%z|%Z|%f|%:z')
date(2020,1,1).__format__(3)
format(date(2020,1,1),'')
format(date(2020,1,1),'%d\0%d')
date(2020,1,1).strftime('\ud800%d')
date(2020,1,1).isocalendar()
type(date(2020,1,1).isocalendar())
date(2020,1,1).isocalendar().__reduce__()
type(date(2020,1,1).isocalendar())((1,2,3))
type(date(2020,1,1).isocalendar())(1,2,3)
date(2020,1,1).__reduce__()
datetime(2020,1,1,fold=1).__reduce__()
datetime(2020,1,1,fold=1).__reduce_ex__(4)
datetime(2020,1,1,fold=1,tzinfo=timezone.utc).__reduce_ex__(2)
datetime(2020,1,1).__reduce_ex__('x')
time(1,fold=1).__reduce_ex__(4)
time(1,fold=1).__reduce__()
date(2020,1,1).timetuple()
datetime(2020,1,1,tzinfo=Zone(timedelta(0))).timetuple()
datetime(2020,1,1,tzinfo=timezone(timedelta(hours=14))).utctimetuple()
datetime(1,1,1,tzinfo=timezone(timedelta(hours=14))).utctimetuple()
datetime(2020,1,1).ctime()
datetime(2020,1,1,tzinfo=timezone.utc).timestamp()
datetime(1,1,1).timestamp()
datetime(2020,1,1).date(), datetime(2020,1,1,5,fold=1).time(), datetime(2020,1,1,5,tzinfo=timezone.utc).timetz()
date.min, date.max, date.resolution, datetime.min, datetime.max, datetime.resolution, time.min, time.max, time.resolution, timedelta.min, timedelta.max, timedelta.resolution, timezone.utc, timezone.min, timezone.max
module.MINYEAR, module.MAXYEAR, module.UTC
hash(timedelta(1))==hash((1,0,0)), hash(time(1))==hash(bytes([1,0,0,0,0,0])), hash(date(2020,1,1))==hash(b'\x07\xe4\x01\x01'), hash(datetime(2020,1,1))==hash(b'\x07\xe4\x01\x01\0\0\0\0\0\0')
hash(datetime(2020,1,1,tzinfo=timezone.utc))==hash(timedelta(737425)), hash(timezone.utc)==hash(timedelta(0))
repr(datetime(2020,1,1,0,0,0,5,fold=1)), repr(datetime(2020,1,1,0,0,3)), str(datetime(2020,1,1,0,0,3))
repr(time(1,2,3)), repr(time(1,2,3,4,fold=1)), str(time(1))
bool(time(0)), bool(timedelta(0))
time(1,tzinfo=Zone(3)).utcoffset()
time(1,tzinfo=Zone(timedelta(1))).isoformat()
setattr(date(2020,1,1),'year',3)
setattr(date(2020,1,1),'foo',3)
timedelta(1, 2, 3, 4, 5, 6, 7)
timedelta(days=1.5, seconds=-0.5, microseconds=0.5)
timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(milliseconds=0.0005), timedelta(weeks=1e-9)
timedelta(days=10**9 - 1) * 1.0, timedelta(days=1) * 0.1, timedelta(3) / 7, timedelta(3) / 0.7, timedelta(3) // 7
timedelta(days=7) / timedelta(hours=5), timedelta(days=7) // timedelta(hours=5), timedelta(days=7) % timedelta(hours=5)
divmod(-timedelta(days=7), timedelta(hours=5)), -timedelta(1, 1), +timedelta(1), abs(timedelta(-1, 5))
timedelta(days=999999999, microseconds=5).total_seconds(), timedelta(-1, 1, 7).total_seconds()
sorted([timedelta(2), timedelta(-1), timedelta(0, 5)]), timedelta(1) == 1, timedelta(1) != timedelta(0, 86400)
sum([HOUR, HOUR], timedelta()), 2 * HOUR, HOUR * True, 0.5 * HOUR
[date.fromordinal(n) for n in (1, 365, 366, 146097, 730120, 3652059)], [date(2020, 2, 29).toordinal(), date.max.toordinal()]
[date(y, 12, 31).isocalendar()[:] for y in range(2015, 2022)], date.fromisocalendar(2020, 53, 7), date.fromisocalendar(2021, week=1, day=1)
date(2020, 1, 31) - date(2019, 12, 31), date(2020, 1, 1) + timedelta(30, 86399), date(2020, 1, 1) - timedelta(0, 1), timedelta(1) + date(1, 1, 1)
date(2020, 5, 17).ctime(), date(1, 1, 1).ctime(), date(2020, 5, 17).weekday(), date(2020, 5, 17).isoweekday(), str(date(1, 2, 3))
[date.fromisoformat(s) for s in ("2020-02-29", "20200229", "2020-W09-6", "2020W096", "2020-W09")]
[datetime.fromisoformat(s) for s in ("2020-02-29", "20200229T10", "2020-02-29 10:11", "2020-02-29x10:11:12.5", "2020-W09-6T101112,123456789", "2020-01-01T00:00+05:30", "2020-01-01T00:00:00.000001-00:00:01.5", "2020-12-31T24:00:00Z")]
[time.fromisoformat(s) for s in ("10", "T1011", "10:11:12.123", "101112.1234567", "23:59Z", "00:00-12:34:56.789")]
MyDate(2020, 1, 1) + timedelta(1), type(MyDate.today()).__name__, MyDate.fromordinal(5), MyDate(2020, 1, 1).replace(day=5), MyDate.fromisoformat("2020-02-02")
(MyMoment(2020, 1, 1) + HOUR).extra, repr(MyMoment(2020, 1, 1).replace(hour=5)), MyMoment.combine(date(2020, 1, 1), time(5, fold=1)), type(MyMoment.now()).__name__
MyMoment(2020, 1, 1, tzinfo=UTC).astimezone(timezone(HOUR)).extra, type(MyMoment(2020, 1, 1) - MyMoment(2019, 1, 1))
datetime(2020, 1, 1, tzinfo=UTC) == datetime(2020, 1, 1, 1, tzinfo=timezone(HOUR)), datetime(2020, 1, 1, tzinfo=UTC) - datetime(2020, 1, 1, tzinfo=timezone(HOUR))
datetime(2020, 1, 1, tzinfo=UTC) < datetime(2020, 1, 1, tzinfo=timezone(-HOUR)), hash(datetime(2020, 1, 1, tzinfo=UTC)) == hash(datetime(2020, 1, 1, 1, tzinfo=timezone(HOUR)))
time(5, tzinfo=UTC) == time(6, tzinfo=timezone(HOUR)), hash(time(5, tzinfo=UTC)) == hash(time(6, tzinfo=timezone(HOUR))), time(5, tzinfo=UTC) == time(5), time(5) < time(6)
datetime(2020, 1, 1, tzinfo=UTC).astimezone(timezone(timedelta(hours=-8), "PST")), datetime(2020, 1, 1, 12, tzinfo=Zone(HOUR, "X", timedelta(0))).astimezone(UTC)
datetime(2020, 1, 1, tzinfo=UTC).astimezone(Zone(2 * HOUR, "CEST", HOUR)), datetime(2020, 1, 1, tzinfo=Zone(HOUR, "X%", HOUR)).strftime("%Z %z %:z %% %j %U")
datetime(2020, 1, 1, 1, 2, 3, 45, tzinfo=Zone(HOUR, "X", HOUR)).timetuple().tm_isdst, datetime(2020, 1, 1, 1, 2, 3, 45).isoformat("_", "milliseconds"), format(datetime(2020, 1, 1, 5), "%H:%M:%S.%f")
[datetime(2020, 1, 1, 1, 2, 3, 456789).isoformat(timespec=s) for s in ("auto", "hours", "minutes", "seconds", "milliseconds", "microseconds")]
datetime.fromtimestamp(1e9, UTC), datetime.fromtimestamp(-1.5, UTC), datetime.fromtimestamp(1.9999999, UTC), datetime.utcfromtimestamp(10**9), datetime.fromtimestamp(0.0000005, UTC)
datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC).timestamp(), datetime.max.replace(tzinfo=UTC).timestamp(), datetime.min.replace(tzinfo=UTC).timestamp()
datetime.strptime("2020-05-17 10:11:12.5 +0530", "%Y-%m-%d %H:%M:%S.%f %z"), MyMoment.strptime("2020", "%Y").extra
[copy.deepcopy(x) == x for x in (date(2020, 1, 1), time(1, 2, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC), HOUR, UTC, timezone(HOUR, "x"))], copy.deepcopy(UTC) is UTC
[[pickle.loads(pickle.dumps(x, p)) == x for p in range(6)] for x in (date(2020, 1, 1), time(1, 2, tzinfo=UTC), datetime(2020, 1, 1, fold=1), HOUR, UTC, timezone(HOUR, "x"), MyDate(2020, 1, 1), date(2020, 1, 1).isocalendar())]
pickle.loads(pickle.dumps(MyMoment(2020, 1, 1, fold=1, tzinfo=UTC))).extra, pickle.loads(pickle.dumps(Zone(HOUR, "n"))).offset
copy.replace(date(2020, 1, 1), day=2), copy.replace(time(1), fold=1), copy.replace(datetime(2020, 1, 1), tzinfo=UTC)
{date(2020, 1, 1): 1}[date(2020, 1, 1)], len({timedelta(1), timedelta(hours=24), datetime(2020, 1, 1), datetime(2020, 1, 1, fold=1)})
date(0, 1, 1) if False else date(b"\x00\x00\x01\xff"), str(date(b"\x00\x00\x01\xff")), date(b"\xff\xff\x0c\xff").toordinal()
datetime(b"\xff\xff\x0c\xff\xff\xff\xff\xff\xff\xff"), datetime(b"\x00\x00\x01\x00\x17\xff\xff\xff\xff\xff").isoformat(), time(b"\x17\xff\xff\xff\xff\xff")
date(b"\x00\x00\x01\x00") + timedelta(1), date(b"\xff\xff\x0c\xff") - timedelta(1)
timezone(timedelta(hours=23, minutes=59)), timezone(-timedelta(hours=23, minutes=59, seconds=59)).tzname(None), timezone.utc == timezone(timedelta(0), "x"), timezone.utc < timezone.utc
"""
for line in PROGRAM.strip().split("\n"):
    try:
        print(line, "=>", repr(eval(line)))
    except Exception as error:
        print(line, "!", type(error).__name__, error)
