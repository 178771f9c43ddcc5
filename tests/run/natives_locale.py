# The C library's locales.
import _locale
import locale

print(locale.setlocale(locale.LC_ALL, "C"))
print(sorted(locale.localeconv().items()))
print(locale.setlocale(locale.LC_NUMERIC), locale.getlocale(locale.LC_NUMERIC))
for bad in ("xx_YY", "a\0b", 3, b"C"):
    try:
        locale.setlocale(locale.LC_ALL, bad)
    except (locale.Error, ValueError, TypeError) as error:
        print(type(error).__name__, str(error)[:40])
for category in (99, -5, 2**40, "x"):
    try:
        _locale.setlocale(category)
    except (locale.Error, OverflowError, TypeError) as error:
        print(type(error).__name__)
print(locale.strcoll("a", "b"), locale.strcoll("b", "a"), locale.strcoll("é", "é"))
print(locale.strxfrm("abc") < locale.strxfrm("abd"), sorted("bca", key=locale.strxfrm))
try:
    locale.strxfrm("a\0b")
except ValueError as error:
    print(error)
print([locale.nl_langinfo(item) for item in (locale.DAY_1, locale.MON_12, locale.RADIXCHAR, locale.D_FMT, locale.ALT_DIGITS)])
try:
    locale.nl_langinfo(-1)
except ValueError as error:
    print(error)
print(locale.Error.__module__, locale.Error.__name__, _locale.CHAR_MAX)
print(locale.format_string("%d", 1234567, grouping=True), locale.atof("1.5"), locale.currency is not None)
print(_locale.gettext("hello"), _locale.dgettext(None, "x"), _locale.dcgettext("d", "y", locale.LC_MESSAGES))
try:
    _locale.bindtextdomain("", None)
except locale.Error as error:
    print(error)
