# options: -L
"""Names of a package that several lazy statements bind, and modules of the library that import parts of their own package."""
import pack.one
import pack.two
import pack.three as three
import xml.dom
import xml.sax.handler
import re
import traceback

print(pack.one.NAME, pack.two.NAME, three.NAME)
print(xml.dom.EMPTY_NAMESPACE, xml.sax.handler.ContentHandler.__name__)
# Its modules import each other from their package.
print(re.sub("a+", "b", "caat"))

import pack.absent
import pack.one
for attempt in range(2):
    try:
        print(pack.one.NAME)
    except ImportError as error:
        print("".join(traceback.format_exception_only(error)).strip())
