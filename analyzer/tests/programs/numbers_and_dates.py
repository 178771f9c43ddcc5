import datetime
import decimal
import fractions
import ipaddress
import math
import numbers
import uuid
from datetime import UTC, date, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

assert date(2020, 2, 28) + timedelta(days=2) == date(2020, 3, 1) and date(2020, 1, 1).weekday() == 2
moment = datetime.datetime(2020, 1, 1, 12, tzinfo=UTC)
assert moment.isoformat() == "2020-01-01T12:00:00+00:00" and moment.timestamp() == 1577880000.0
assert datetime.datetime.fromisoformat("2020-01-01") == datetime.datetime(2020, 1, 1)
assert {date(2020, 1, 1): 1}[date(2020, 1, 1)] == 1 and timezone(timedelta(hours=1)).utcoffset(None).seconds == 3600
assert timedelta(minutes=90) / timedelta(hours=1) == 1.5 and str(timedelta(1, 2)) == "1 day, 0:00:02"

assert str(Decimal("1.10") + 1) == "2.10" and Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("2.68")
assert Decimal(1) / 3 < Decimal("0.34") and decimal.Context(prec=3).divide(Decimal(1), 3) == Decimal("0.333")
try:
    Decimal("x")
except decimal.InvalidOperation:
    refused = True
assert refused
assert fractions.Fraction(1, 3) + fractions.Fraction(1, 6) == fractions.Fraction(1, 2)
assert isinstance(1, numbers.Integral) and isinstance(Decimal(1), numbers.Number) and isinstance(1.5, numbers.Real)
assert math.floor(2.5) == 2 and math.sqrt(9) == 3 and math.gcd(12, 18) == 6

assert ipaddress.ip_address("127.0.0.1").is_loopback
assert ipaddress.ip_address("10.1.2.3") in ipaddress.ip_network("10.0.0.0/8")
assert uuid.UUID("12345678123456781234567812345678").hex == "12345678123456781234567812345678"
assert uuid.NAMESPACE_DNS.int == 0x6BA7B8109DAD11D180B400C04FD430C8
name = uuid.uuid5(uuid.NAMESPACE_DNS, "example.org")
