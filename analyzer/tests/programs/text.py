import fnmatch
import html
import json
import keyword
import re
import reprlib
import string
import textwrap
import unicodedata
import urllib.parse

WORD = re.compile(r"\w+", re.IGNORECASE | re.MULTILINE)
assert WORD.pattern == r"\w+" and re.escape("a.b") == r"a\.b" and re.compile(WORD) is WORD
found = WORD.match("hello")
word = found.group(0).upper() if found else None
cleaned = WORD.sub(lambda match: match.group().lower(), "A b")
names = {name: each for name, each in zip("ab", WORD.findall("a b"))}
parts = re.split(",", "a,b")
TOKENS = re.compile("|".join(f"(?P<{name}>{text})" for name, text in [("a", "x"), ("b", "y")]))
lengths = [len(each.group()) for each in WORD.finditer("a b")]

assert json.loads('{"a": [1, 2.5, true, null, "\\u00e9"]}') == {"a": [1, 2.5, True, None, "é"]}
assert json.dumps({"b": [1, None, "é\n"]}) == '{"b": [1, null, "\\u00e9\\n"]}'
try:
    json.loads("[1,]")
except json.JSONDecodeError as error:
    position = error.pos
assert position == 2

assert textwrap.dedent("\n  a\n    b\n") == "\na\n  b\n" and textwrap.indent("a\nb", "  ") == "  a\n  b"
assert string.ascii_lowercase[:3] == "abc" and string.capwords("a b") == "A B"
message = string.Template("$who likes ham").safe_substitute(who="Tim")
assert html.escape("<a>") == "&lt;a&gt;" and keyword.iskeyword("for")
assert urllib.parse.quote("a b/c") == "a%20b/c" and urllib.parse.urlencode({"a": 1}) == "a=1"
assert urllib.parse.urljoin("http://a/b/c", "d") == "http://a/b/d" and urllib.parse.urlsplit("http://a/b?c").netloc == "a"
assert reprlib.repr([1, 2]) == "[1, 2]"
matches = fnmatch.fnmatch("a.py", "*.py")
