import sys
cases=[]
def c(name, src, codes="?"):
    cases.append((name,codes,src.strip("\n")))
# terse: "expr" groups with automatic import other
group = r'''
list_append: other.items.append(1)
list_extend: other.items.extend([1])
list_insert: other.items.insert(0, 1)
list_pop: other.items.pop()
list_remove: other.items.remove(3)
list_clear: other.items.clear()
list_sort: other.items.sort()
list_reverse: other.items.reverse()
list_item: other.items[0] = 9
list_slice: other.items[1:] = [9]
list_delete: del other.items[0]
list_delete_slice: del other.items[:]
list_init: other.items.__init__([1])
list_setitem: other.items.__setitem__(0, 9)
list_unbound: list.append(other.items, 1)
list_add: other.items += [1]
list_multiply: other.items *= 2
list_iadd_method: other.items.__iadd__([1])
dict_item: other.table["z"] = 1
dict_delete: del other.table["a"]
dict_update: other.table.update(z=1)
dict_setdefault: other.table.setdefault("z", 1)
dict_pop: other.table.pop("a")
dict_pop_absent: other.table.pop("z", None); other.table.pop("a", None)
dict_popitem: other.table.popitem()
dict_clear: other.table.clear()
dict_or: other.table |= {"z": 1}
dict_nested: other.nested["outer"]["inner"].append(2)
dict_values: list(other.table.values())[1].append(2)
dict_items: [value.append(1) for key, value in other.nested["outer"].items()]
dict_get: other.table.get("b").append(1)
dict_unbound: dict.update(other.table, z=1)
dict_by_view: other.keys.mapping
set_add: other.members.add(9)
set_discard: other.members.discard(1)
set_update: other.members.update([9])
set_or: other.members |= {9}
set_minus: other.members -= {1}
set_xor_update: other.members.symmetric_difference_update({1})
bytearray_item: other.buffer[0] = 0
bytearray_extend: other.buffer.extend(b"x")
bytearray_add: other.buffer += b"x"
memoryview_item: other.view[0] = 0
memoryview_own: memoryview(other.buffer)[0] = 0
deque_append: other.queue.append(1)
deque_rotate: other.queue.rotate(1)
deque_popleft: other.queue.popleft()
deque_add: other.queue += [1]
default_dict_read: other.groups["new"]
default_dict_read_by_method: other.groups.__getitem__("new")
default_dict_read_by_operator: import operator; operator.getitem(other.groups, "new")
counter_update: other.tally.update("xyz")
counter_item: other.tally["z"] += 1
ordered_move: other.ordered.move_to_end("a")
chain_item: other.chain["q"] = 1
chain_pop: other.chain.maps[1].pop("a")
mapping_proxy_value: other.frozen["b"].append(1)
tuple_element: other.pair[0].append(1)
tuple_element_unpacked: left, right = other.pair; right.append(1)
tuple_element_added: other.pair[0].__iadd__([1])
namespace_attribute: other.space.value = 2
namespace_delete: del other.space.value
module_attribute: other.number = 2
module_new_attribute: other.extra = 2
module_delete: del other.number
module_augmented: other.number += 1
module_setattr: setattr(other, "number", 2)
module_delattr: delattr(other, "number")
module_vars: vars(other)["number"] = 2
module_dict: other.__dict__["number"] = 2
module_dict_update: other.__dict__.update(number=2)
module_dict_setdefault: other.__dict__.setdefault("extra", 2)
module_dict_or: namespace = other.__dict__; namespace |= {"number": 2}
module_dict_pop: other.__dict__.pop("number")
module_own_globals: other.own_globals()["number"] = 2
module_function_globals: other.pure.__globals__["number"] = 2
module_object_setattr: object.__setattr__(other, "number", 2)
module_type_setattr: type(other).__setattr__(other, "number", 2)
module_dunder_setattr: other.__setattr__("number", 2)
module_class: import types; other.__class__ = type("M", (types.ModuleType,), {})
module_name: other.__name__ = "renamed"
module_annotations: other.__annotations__["x"] = int
module_by_tuple_target: (other.number, mine) = 1, 2
module_by_star_target: mine, *other.items = 1, 2
module_by_for: for other.number in (1, 2): pass
module_by_for_item: for other.items[0] in (1, 2): pass
module_by_comprehension: values = [0 for other.table["a"] in (1, 2)]
module_init: other.__init__("renamed")
class_attribute: other.Base.flag = True
class_setattr: setattr(other.Base, "flag", True)
class_type_setattr: type.__setattr__(other.Base, "flag", True)
class_delete: del other.Base.flag
class_method_replaced: other.Base.method = lambda self: 2
class_container: other.Base.options["x"] = 1
class_container_inherited: class Mine(other.Base): pass; Mine.options["x"] = 1
class_container_by_instance: other.Base().sequence.append(1)
class_container_augmented: class Mine(other.Base): pass
class_configure: other.Base.configure(True)
class_bases: class Extra(other.Base): pass; other.Derived.__bases__ = (Extra,)
class_name: other.Base.__name__ = "Renamed"
class_qualname: other.Base.__qualname__ = "Renamed"
class_module: other.Base.__module__ = "renamed"
class_doc: other.Base.__doc__ = "text"
class_annotations: other.Base.__annotations__["x"] = int
class_dict_proxy: vars(other.Base)["options"]["x"] = 1
class_abstract: other.Abstract.__abstractmethods__ = frozenset()
class_mro: list.append(other.Meta.known, 1)
class_static_note: other.Base.note(1)
class_property_note: other.instance.noted
class_property_get: other.Base.__dict__["noted"].__get__(other.instance)
class_property_fget: other.Base.__dict__["noted"].fget(1)
class_cached_property: other.instance.cached
class_cached_property_getattr: getattr(other.instance, "cached")
class_cached_property_hasattr: hasattr(other.instance, "cached")
class_cached_property_get: other.setter.__get__(other.instance)
class_init_subclass: class Mine(other.Base, register=True): pass
class_init_subclass_by_type: type("Mine", (other.Base,), {}, register=True)
class_init_subclass_by_types: import types; types.new_class("Mine", (other.Base,), {"register": True})
class_metaclass: class Mine(metaclass=other.Meta, register=True): pass
class_metaclass_derived: class Mine(other.Made, register=True): pass
class_metaclass_call: other.Made("note")
class_metaclass_getitem: other.Made[1]
class_getitem: other.Subscripted[int]
class_getitem_in_annotation: x: other.Subscripted[int] = 1
class_getitem_in_parameter: import annotationlib
class_getitem_in_base: class Mine(other.Subscripted[int]): pass
class_set_name: class Mine: field = other.Named()
class_mro_entries: class Mine(other.noting): pass
class_subclass_hook: class Mine: pass; issubclass(Mine, other.Hooked)
class_instance_check: isinstance(3, other.noting)
class_subclass_check: issubclass(int, other.noting)
class_slot_descriptor: other.Slotted.value.__set__(other.slotted, 3)
class_dict_descriptor: other.Base.__dict__["__dict__"].__get__(other.instance)["value"] = 3
instance_attribute: other.instance.value = 2
instance_new_attribute: other.instance.extra = 2
instance_delete: del other.instance.value
instance_dict: other.instance.__dict__["value"] = 2
instance_vars: vars(other.instance)["value"] = 2
instance_vars_update: vars(other.instance).update(value=2)
instance_dict_replaced: other.instance.__dict__ = {}
instance_class: other.instance.__class__ = other.Other
instance_init: other.instance.__init__(5)
instance_init_unbound: other.Base.__init__(other.instance, 5)
instance_slot: other.slotted.value = 2
instance_slot_delete: del other.slotted.value
instance_object_setattr: object.__setattr__(other.instance, "value", 2)
instance_method_caller: other.adder(other.items)
instance_described: other.described.field = 2
instance_described_own: other.Described().field = 2
instance_record: other.record.name = "y"
instance_record_tags: other.record.tags.append(1)
instance_super: super(other.Derived, other.derived).__setattr__("value", 2)
instance_borg: other.Borg().value = 1
instance_error_note: other.error.add_note("x")
instance_error_args: other.error.args = ()
instance_error_traceback: other.error.__traceback__ = None
instance_error_context: other.error.__context__ = KeyError()
instance_error_cause: other.error.__cause__ = KeyError()
instance_with_traceback: other.error.with_traceback(None)
instance_setstate: other.partial.__setstate__((print, (), {}, {}))
enum_attribute: other.Shade.LIGHT.extra = 1
enum_value: other.Shade.LIGHT._value_ = 3
enum_new_member: other.Shade.MIDDLE = 3
enum_map: other.Shade._member_map_["X"] = 1
enum_alias: other.Shade.LIGHT._add_alias_("PALE")
named_tuple_default: other.Tuple._field_defaults["name"] = 2
named_tuple_class: other.Tuple.extra = 1
typed_dict_class: other.Typed.__required_keys__ = frozenset()
dataclass_fields: other.Record.__dataclass_fields__.clear()
dataclass_field: import dataclasses; dataclasses.fields(other.Record)[0].default = 2
dataclass_foreign: import dataclasses; dataclasses.dataclass(other.Other)
total_ordering_foreign: import functools; functools.total_ordering(other.noting.__class__)
function_attribute: other.pure.mark = 1
function_setattr: setattr(other.pure, "mark", 1)
function_dict: other.pure.__dict__["mark"] = 1
function_dict_update: other.pure.__dict__.update(mark=1)
function_code: other.pure.__code__ = (lambda value: value).__code__
function_defaults: other.with_default.__defaults__ = ()
function_keyword_defaults: other.pure.__kwdefaults__ = {}
function_annotations: other.pure.__annotations__["value"] = int
function_name: other.pure.__name__ = "renamed"
function_doc: other.pure.__doc__ = "renamed"
function_default: other.with_default(1)
function_default_itself: other.default_itself().append(1)
function_default_element: other.default_itself.__defaults__[0].append(1)
function_closure: other.increment()
function_closure_cell: other.increment.__closure__[0].cell_contents = 5
function_global: other.set_number(2)
function_appends: other.append(1)
function_bound: other.bound(1)
function_sort: other.sort()
function_partial: other.partial()
function_partial_own: import functools; functools.partial(other.items.append, 1)()
function_wraps: import functools; functools.update_wrapper(other.pure, len)
function_wraps_decorator: import functools; functools.wraps(len)(other.pure)
function_apply: other.apply(other.items.append, 1)
function_change: other.change(other.items)
function_memoized: other.memoized(2)
function_type_params: other.pure.__type_params__ = ()
function_method_function: other.instance.method.__func__.mark = 1
function_first_time: other.first_time()
map_append: list(map(other.items.append, [1]))
map_star: [*map(other.append, [1])]
map_unpacked: a, b = map(other.append, [1, 2])
map_for: for _ in map(other.append, [1]): pass
map_any: any(map(other.append, [1]))
map_max: max([1, 2], key=other.append) if False else sorted([1], key=other.append)
map_filter: list(filter(other.append, [1]))
map_sort_key: [1, 2].sort(key=other.append)
map_min_key: min([1, 2], key=other.with_default)
map_reduce: import functools; functools.reduce(lambda a, b: other.items.append(b), [1, 2, 3])
map_accumulate: import itertools; list(itertools.accumulate([1, 2], lambda a, b: other.append(b)))
map_starmap: import itertools; list(itertools.starmap(other.append, [(1,)]))
map_takewhile: import itertools; list(itertools.takewhile(other.append, [1]))
map_groupby: import itertools; list(itertools.groupby([1], other.append))
map_iter_callable: list(iter(other.increment, 5))
map_default_factory: import collections; collections.defaultdict(other.increment)["x"]
map_dict_comprehension: {other.increment(): 1 for _ in range(2)}
map_generator: list(other.append(x) for x in [1])
map_generator_sum: sum(other.increment() for x in [1])
map_join: "".join(str(other.increment()) for x in [1])
map_re_sub: import re; re.sub("a", lambda m: str(other.increment()), "aaa")
map_format: "{0.noted}".format(other.instance)
map_format_map: "{x}".format_map(other.groups)
map_percent: "%s" % other.noting
map_fstring: f"{other.noting}"
map_fstring_repr: f"{1!r:{other.noting}}"
map_str: str(other.noting)
map_repr: repr(other.noting)
map_repr_list: repr([other.noting])
map_bytes: bytes(other.noting)
map_print: print
iterator_next: next(other.list_iterator)
iterator_next_default: next(other.list_iterator, None)
iterator_dunder: other.list_iterator.__next__()
iterator_for: for item in other.list_iterator: pass
iterator_list: list(other.list_iterator)
iterator_unpack: first, *rest = other.list_iterator
iterator_star: [*other.list_iterator]
iterator_call: max(*other.list_iterator)
iterator_in: 3 in other.list_iterator
iterator_zip: list(zip([1], other.list_iterator))
iterator_zipped: next(other.zipped)
iterator_zip_consumed: list(other.zipped)
iterator_mapped: list(other.mapped)
iterator_enumerated: list(other.counted)
iterator_filtered: list(other.filtered)
iterator_reversed: list(other.reverse)
iterator_sum: sum(other.list_iterator)
iterator_sorted: sorted(other.list_iterator)
iterator_dict: dict(other.counted)
iterator_set: set(other.list_iterator)
iterator_any: any(other.list_iterator)
iterator_join: ",".join(other.mapped)
iterator_slice: mine = [1, 2]; mine[:] = other.list_iterator
iterator_extend: [].extend(other.list_iterator)
iterator_update: set().update(other.list_iterator)
iterator_chain: import itertools; list(itertools.chain(other.list_iterator))
iterator_islice: import itertools; list(itertools.islice(other.list_iterator, 1))
iterator_tee: import itertools; next(itertools.tee(other.list_iterator)[0])
iterator_deque: import collections; collections.deque(other.list_iterator)
iterator_counter: import collections; collections.Counter(other.list_iterator)
iterator_setstate: other.list_iterator.__setstate__(2)
iterator_comprehension: [item for item in other.list_iterator]
iterator_generator: next(item for item in other.list_iterator)
iterator_wrapped: next(map(str, other.list_iterator))
iterator_match: (lambda *a: a)(*other.generator)
generator_next: next(other.generator)
generator_send: other.generator.send(None)
generator_close: other.generator.close()
generator_throw: other.generator.throw(ValueError)
generator_for: for item in other.generator: break
generator_started: next(other.started)
generator_started_list: list(other.started)
generator_fresh: list(other.generate())
generator_fresh_next: next(other.generate())
generator_unpack: (only,) = other.generate()
generator_coroutine: other.coroutine().send(None)
manager_with: with other.appended(1): pass
manager_manager: with other.Manager(): pass
manager_noting: with other.noting: pass
manager_stack: import contextlib; contextlib.ExitStack().enter_context(other.Manager())
manager_stack_callback: import contextlib; stack = contextlib.ExitStack(); stack.callback(other.append, 1); stack.close()
manager_exit: other.noting.__exit__(None, None, None)
manager_target: with other.quiet() as other.number: pass
manager_suppress: import contextlib; suppressed = contextlib.suppress(other.noting)
operator_add: other.noting + 1
operator_radd: 1 + other.noting
operator_iadd: mine = other.noting; mine += 1
operator_neg: -other.noting
operator_pow: pow(other.noting, 2)
operator_pow_modulo: pow(other.noting, 2, 3)
operator_divmod: divmod(other.noting, 2)
operator_abs: abs(other.noting)
operator_round: round(other.noting)
operator_index: [1, 2][other.noting]
operator_range: range(other.noting)
operator_hex: hex(other.noting)
operator_int: int(other.noting)
operator_float: float(other.noting)
operator_complex: complex(other.noting)
operator_chr: chr(other.noting)
operator_slice: [1, 2][other.noting:]
operator_multiply: [1] * other.noting
operator_eq: other.noting == 1
operator_reflected_eq: 1 == other.noting
operator_ne: other.noting != 1
operator_lt: other.noting < 1
operator_in: 1 in other.noting
operator_in_list: 1 in [other.noting]
operator_list_eq: [1] == [other.noting]
operator_tuple_eq: (1,) == (other.noting,)
operator_dict_eq: {1: 1} == {1: other.noting}
operator_list_index: [other.noting].index(1)
operator_list_count: [other.noting].count(1)
operator_list_remove: [other.noting].remove(1)
operator_sorted: sorted([other.noting, other.noting])
operator_max: max(other.noting, 1)
operator_hash: hash(other.noting)
operator_hash_dict: {other.noting: 1}
operator_hash_set: {other.noting}
operator_hash_frozenset: frozenset([other.noting])
operator_hash_tuple: hash((other.noting,))
operator_dict_get: {}.get(other.noting)
operator_bool: bool(other.noting)
operator_not: not other.noting
operator_if: if other.noting: pass
operator_while: while not other.noting: pass
operator_and: other.noting and 1
operator_assert: assert other.noting
operator_conditional: 1 if other.noting else 2
operator_filter: [1 for x in [1] if other.noting]
operator_all: all([other.noting])
operator_len: len(other.noting)
operator_iter: iter(other.noting)
operator_list: list(other.noting)
operator_reversed: reversed(other.noting)
operator_getitem: other.noting[1]
operator_setitem: other.noting[1] = 2
operator_delitem: del other.noting[1]
operator_call: other.noting()
operator_callable_arg: list(map(other.noting, [1]))
operator_getattr: other.noting.anything
operator_getattr_function: getattr(other.noting, "anything", None)
operator_hasattr: hasattr(other.noting, "anything")
operator_setattr: other.noting.anything = 1
operator_delattr: del other.noting.anything
operator_dir: dir(other.noting)
operator_copy: import copy; copy.copy(other.noting)
operator_deepcopy: import copy; copy.deepcopy([other.noting])
operator_attrgetter: import operator; operator.attrgetter("noted")(other.instance)
operator_itemgetter: import operator; operator.itemgetter("new")(other.groups)
operator_methodcaller: import operator; operator.methodcaller("append", 1)(other.items)
operator_setitem_function: import operator; operator.setitem(other.items, 0, 9)
operator_delitem_function: import operator; operator.delitem(other.items, 0)
operator_iadd_function: import operator; operator.iadd(other.items, [1])
operator_iconcat_function: import operator; operator.iconcat(other.items, [1])
operator_ior_function: import operator; operator.ior(other.table, {"z": 1})
operator_call_function: import operator; operator.call(other.append, 1)
operator_length_hint: import operator; operator.length_hint(other.noting)
operator_isinstance_descriptor: class Mine: field = other.noting
operator_descriptor_get: class Mine: field = other.noting; Mine.field
operator_from_bytes: int.from_bytes(other.noting)
operator_math: import math; math.floor(other.noting)
operator_math_sqrt: import math; math.sqrt(other.noting)
operator_join: ",".join(other.noting)
operator_zip: list(zip(other.noting))
operator_enumerate: enumerate(other.noting)
operator_unpack: [*other.noting]
operator_double_star: dict(**other.groups, x=other.groups["new"])
operator_format: format(other.noting, "")
operator_struct: import struct; struct.pack("i", other.noting)
operator_index_bytes: bytes([other.noting])
operator_isinstance: isinstance(1, (str, other.noting))
operator_except: 
decorator_note: @other.decorate
decorator_with: x = other.decorate_with("x")(len)
registry_singledispatch: @other.generic.register(int)
registry_singledispatch_call: other.generic.register(int, len)
registry_abc: other.Abstract.register(int)
registry_abc_library: import collections.abc; collections.abc.Sized.register(type("Mine", (), {}))
registry_weak: class Mine: pass; other.weak[Mine] = 1
registry_cache_clear: other.memoized.cache_clear()
registry_warnings: import warnings; warnings.filterwarnings("ignore")
registry_warnings_simple: import warnings; warnings.simplefilter("ignore")
registry_warnings_list: import warnings; warnings.filters.insert(0, None)
registry_warn: import warnings; warnings.warn("x")
registry_warnings_caught: import warnings; manager = warnings.catch_warnings(); manager.__enter__()
registry_showwarning: import warnings; warnings.showwarning = print
registry_atexit: import atexit; atexit.register(len, "")
registry_finalize: import weakref; weakref.finalize(other.instance, len, "")
registry_weakref_callback: import weakref; reference = weakref.ref(other.instance, other.append)
registry_copyreg: import copyreg; copyreg.pickle(type("Mine", (), {}), len)
registry_copyreg_table: import copyreg; copyreg.dispatch_table[int] = len
registry_codecs: import codecs; codecs.register(len)
registry_codecs_error: import codecs; codecs.register_error("x", len)
registry_sys_path: import sys; sys.path.append("x")
registry_sys_path_slice: import sys; sys.path[:0] = ["x"]
registry_sys_modules: import sys; sys.modules["x"] = other
registry_sys_modules_self: import sys; sys.modules[__name__] = other
registry_sys_modules_delete: import sys; del sys.modules["other"]
registry_sys_modules_get: import sys; sys.modules["other"].number = 2
registry_sys_modules_own: import sys; sys.modules[__name__].__class__ = int
registry_sys_modules_vars: import sys; vars(sys.modules["other"])["number"] = 2
registry_sys_stdout: import sys; sys.stdout = None
registry_sys_stdout_write: import sys; sys.stdout.write("x")
registry_sys_hook: import sys; sys.excepthook = len
registry_sys_recursion: import sys; sys.setrecursionlimit(2000)
registry_sys_intern: import sys; sys.settrace(None)
registry_sys_meta_path: import sys; sys.meta_path.clear()
registry_sys_flags: import sys; sys.dont_write_bytecode = True
registry_gc: import gc; gc.disable()
registry_signal: import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)
registry_os_environ: import os; os.environ["X"] = "1"
registry_os_environ_setdefault: import os; os.environ.setdefault("X", "1")
registry_os_environ_alias: from os import environ as e; e.update(X="1")
registry_os_environ_del: import os; del os.environ["HOME"]
registry_os_putenv: import os; os.putenv("X", "1")
registry_os_chdir: import os; os.chdir("/")
registry_os_attribute: import os; os.sep = "x"
registry_os_path: import os.path as p; p.sep = "x"
registry_locale: import locale; locale.setlocale(locale.LC_ALL, "C")
registry_random: import random; random.seed(1)
registry_random_shuffle: import random; random.shuffle(other.items)
registry_logging: import logging; logging.basicConfig()
registry_logging_level: import logging; logging.getLogger("x").setLevel(10)
registry_logging_handler: import logging; logging.getLogger("x").addHandler(logging.StreamHandler())
registry_logging_class: import logging; logging.setLoggerClass(logging.Logger)
registry_logging_attribute: import logging; logging.raiseExceptions = False
registry_logging_level_name: import logging; logging.addLevelName(5, "TRACE")
registry_logging_propagate: import logging; logging.getLogger("x").propagate = False
registry_logging_call: import logging; logging.warning("x")
registry_mimetypes: import mimetypes; mimetypes.add_type("a/b", ".c")
registry_decimal: import decimal; decimal.getcontext().prec = 5
registry_decimal_default: import decimal; decimal.DefaultContext.prec = 5
registry_decimal_set: import decimal; decimal.setcontext(decimal.Context())
registry_csv: import csv; csv.register_dialect("x", delimiter=";")
registry_csv_limit: import csv; csv.field_size_limit(5)
registry_json: import json; json._default_encoder = None
registry_json_decoder: import json; json._default_decoder.strict = False
registry_socket: import socket; socket.setdefaulttimeout(1)
registry_thread: import threading; threading.Thread(target=len).start()
registry_thread_local: import threading; threading.current_thread().name = "x"
registry_thread_hook: import threading; threading.excepthook = len
registry_thread_stack: import threading; threading.stack_size(65536)
registry_asyncio: import asyncio; asyncio.run(other.coroutine())
registry_asyncio_policy: import asyncio; asyncio.new_event_loop()
registry_contextvar: import contextvars; contextvars.ContextVar("x").set(1)
registry_builtins: import builtins; builtins.extra = 1
registry_builtins_print: import builtins; builtins.print = len
registry_builtins_dunder: __builtins__["extra"] = 1
registry_builtins_dunder_attribute: __builtins__.extra = 1
registry_builtins_setattr: import builtins; setattr(builtins, "extra", 1)
registry_builtins_dict: import builtins; builtins.__dict__["extra"] = 1
registry_builtins_type: int.extra = 1
registry_builtins_type_setattr: type.__setattr__(int, "extra", 1)
registry_builtins_by_globals: globals()["__builtins__"]["extra"] = 1
registry_importlib: import importlib; importlib.reload(other)
registry_importlib_attribute: import importlib; importlib.import_module("other").number = 2
registry_import_dunder: __import__("other").number = 2
registry_importlib_caches: import importlib; importlib.invalidate_caches()
registry_typing: import typing; typing.TYPE_CHECKING = True
registry_typing_var: import typing; typing.Any.extra = 1
registry_linecache: import linecache; linecache.clearcache()
registry_re: import re; re.purge()
registry_tempfile: import tempfile; tempfile.tempdir = "/"
registry_string: import string; string.Template.delimiter = "%"
registry_string_digits: import string; string.digits = ""
registry_collections: import collections; collections.OrderedDict.extra = 1
registry_math: import math; math.pi = 3
registry_unittest: import unittest; unittest.TestCase.maxDiff = None
registry_http: import http; http.HTTPStatus._member_map_.clear()
registry_html: import html.entities; html.entities.entitydefs["x"] = "y"
registry_keyword: import keyword; keyword.kwlist.append("x")
registry_calendar: import calendar; calendar.setfirstweekday(3)
registry_ast: import ast; ast.AST.extra = 1
registry_token: import token; token.tok_name[1] = 2
registry_opcode: import opcode; opcode.opname.append(1)
registry_errno: import errno; errno.errorcode[1] = "x"
registry_encodings: import encodings.aliases; encodings.aliases.aliases["x"] = "y"
registry_urllib: import urllib.parse; urllib.parse.uses_netloc.append("x")
registry_struct: import struct; struct.pack_into("b", other.buffer, 0, 1)
registry_array: import array; array.array("b", [1]).tofile(other.noting)
io_open: open("x")
io_print: print("x")
io_input: input()
io_path: import pathlib; pathlib.Path("x").read_text()
io_path_exists: import os; os.path.exists("x")
io_cwd: import os; os.getcwd()
io_path_resolve: import pathlib; pathlib.Path("x").resolve()
io_path_abspath: import os; os.path.abspath("x")
io_time: import time; time.time()
io_datetime: import datetime; datetime.datetime.now()
io_today: import datetime; datetime.date.today()
io_random: import random; random.random()
io_uuid: import uuid; uuid.uuid4()
io_urandom: import os; os.urandom(1)
io_secrets: import secrets; secrets.token_hex()
io_getenv: import os; os.getenv("HOME")
io_environ: import os; os.environ["HOME"]
io_environ_get: import os; os.environ.get("HOME")
io_environ_in: import os; "HOME" in os.environ
io_argv: import sys; sys.argv[0]
io_subprocess: import subprocess; subprocess.run(["true"])
io_system: import os; os.system("true")
io_exit: import sys; sys.exit()
io_os_exit: import os; os._exit(0)
io_socket: import socket; socket.socket()
io_gethostname: import socket; socket.gethostname()
io_ctypes: import ctypes; ctypes.CDLL(None)
io_urlopen: import urllib.request; urllib.request.urlopen("http://x")
io_sqlite: import sqlite3; sqlite3.connect(":memory:")
io_tempfile: import tempfile; tempfile.mkdtemp()
io_glob: import glob; glob.glob("*")
io_platform: import platform; platform.node()
io_getpass: import getpass; getpass.getuser()
io_sleep: import time; time.sleep(0)
io_expanduser: import os; os.path.expanduser("~")
io_listdir: import os; os.listdir(".")
io_pickle_load: import pickle; pickle.loads(b"cos\nsystem\n(S'true'\ntR.")
io_breakpoint: breakpoint()
io_stdin: import sys; sys.stdin.read()
io_shelve: import shelve; shelve.open("x")
io_logging_file: import logging; logging.FileHandler("x")
io_frame: import sys; sys._getframe().f_globals["x"] = 1
io_frame_back: import sys; sys._getframe(1).f_locals
io_inspect_stack: import inspect; inspect.stack()
io_exec_other: exec("other.number = 2")
io_exec_globals: exec("number = 2", other.__dict__)
io_exec_vars: exec("number = 2", vars(other))
io_eval: eval("other.items.append(1)")
io_eval_walrus: eval("(number := 2)", other.__dict__)
io_exec_print: exec("print(1)")
io_compile_exec: exec(compile("other.items.append(1)", "x", "exec"))
io_exec_builtins: exec("len = 3", __builtins__.__dict__ if hasattr(__builtins__, "__dict__") else __builtins__)
order_set: values = list({"a", "b", "c"}); first = values[0]; other.items[0]; assert first == "a"
'''
skip={'dict_by_view','map_print','class_container_augmented','class_getitem_in_parameter','operator_except','manager_suppress','operator_isinstance_descriptor','decorator_note','registry_singledispatch','io_frame_back','dict_pop_absent','operator_double_star','instance_with_traceback','map_max'}
for line in group.strip().splitlines():
    name,_,src=line.partition(": ")
    if name in skip: continue
    lines=[]
    # split leading "import x; ..." and "class X...: ...; rest"
    parts=src.split("; ")
    i=0
    while i<len(parts):
        p=parts[i]
        lines.append(p); i+=1
    imp=[l for l in lines if l.startswith(("import ","from "))]
    rest=[l for l in lines if not l.startswith(("import ","from "))]
    if "other" in src.replace('"other"',''): imp.append("import other")
    elif '"other"' in src: imp.append("import other")
    c(name,"\n".join(imp+rest))
for name,codes,src in cases:
    print(f"== {name}: {codes}\n{src}")
