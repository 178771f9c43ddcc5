# stress: 499
"""What exceptions say of misspelt names: their attributes name and obj, and the hints of the library's traceback."""
import traceback
class A:
    value = 1
    def method(self): pass
def hint(f):
    try: f()
    except Exception as e: print("".join(traceback.format_exception_only(e)).strip(), "|", getattr(e, "name", None))
hint(lambda: A().valeu); hint(lambda: A().metod); hint(lambda: A().zzz); hint(lambda: A.vale); hint(lambda: lenn); hint(lambda: [].appnd); hint(lambda: "".uper()); hint(lambda: int.form_bytes); hint(lambda: traceback.print_exceptio)
def local():
    counter = 1
    return countr
hint(local)
def missing_import(): import collection
hint(missing_import)
def bad_from(): from collections import OrderedDic
hint(lambda: A().method(1))
