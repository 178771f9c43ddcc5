# Quantiles of the normal distribution, and the system's log.
import _statistics
import statistics
import syslog

inverse = _statistics._normal_dist_inv_cdf
for p in (1e-300, 1e-10, 0.01, 0.05, 0.074, 0.076, 0.25, 0.5, 0.6, 0.9, 0.925, 0.926, 0.99, 1 - 1e-12):
    print(repr(inverse(p, 0.0, 1.0)), repr(inverse(p, 100, 15)))
for arguments in ((0.0, 0.0, 1.0), (1.0, 0.0, 1.0), (-1, 0, 1), (float("nan"), 0, 1), ("x", 0, 1), (0.5, 0)):
    try:
        print(inverse(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print(statistics.NormalDist(10, 2).quantiles(5))
print(syslog.LOG_MASK(3), syslog.LOG_UPTO(syslog.LOG_ERR), syslog.LOG_DAEMON)
old = syslog.setlogmask(syslog.LOG_UPTO(syslog.LOG_ERR))
print(old, syslog.setlogmask(old))
syslog.openlog("strict", syslog.LOG_PID, syslog.LOG_LOCAL0)
print(syslog.syslog("message"), syslog.syslog(syslog.LOG_DEBUG, "äöü %s %d"), syslog.closelog(), syslog.closelog())
for arguments in ((), (1, 2, 3), (1, 2), ("a", "b"), ("a\0b",)):
    try:
        syslog.syslog(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
