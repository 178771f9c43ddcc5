"""The classes of syntax trees, from the language's abstract grammar."""

PyCF_ALLOW_TOP_LEVEL_AWAIT = 8192
PyCF_ONLY_AST = 1024
PyCF_OPTIMIZED_AST = 33792
PyCF_TYPE_COMMENTS = 4096


class AST:
    __module__ = "ast"
    _fields = ()
    _attributes = ()
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        if len(args) > len(cls._fields):
            raise TypeError(f"{cls.__name__} constructor takes at most {len(cls._fields)} positional arguments")
        for name, value in zip(cls._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in cls._fields[: len(args)]:
                raise TypeError(f"{cls.__name__} got multiple values for argument '{name}'")
            setattr(self, name, value)
        # Lists are empty and contexts `Load()` unless they are given; other fields without a default are missing.
        for name in cls._fields[len(args) :]:
            if name not in kwargs:
                if name in cls._lists:
                    setattr(self, name, [])
                elif name == "ctx":
                    self.ctx = Load()

    _lists = ()

    def __reduce__(self): ...

    def __replace__(self, /, **fields):
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(fields)
        return copy


def _node(name, base, fields=(), lists=(), optional=(), attributes=None):
    namespace = {"__module__": "ast", "_fields": fields, "__match_args__": fields, "_lists": lists, **dict.fromkeys(optional)}
    if attributes is not None:
        namespace["_attributes"] = attributes
        if "end_lineno" in attributes:
            namespace["end_lineno"] = namespace["end_col_offset"] = None
    return type(name, (base,), namespace)

alias = _node("alias", AST, fields=("name", "asname"), optional=("asname",), attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
arg = _node("arg", AST, fields=("arg", "annotation", "type_comment"), optional=("annotation", "type_comment"), attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
arguments = _node("arguments", AST, fields=("posonlyargs", "args", "vararg", "kwonlyargs", "kw_defaults", "kwarg", "defaults"), lists=("posonlyargs", "args", "kwonlyargs", "kw_defaults", "defaults"), optional=("vararg", "kwarg"))
boolop = _node("boolop", AST)
And = _node("And", boolop)
Or = _node("Or", boolop)
cmpop = _node("cmpop", AST)
Eq = _node("Eq", cmpop)
Gt = _node("Gt", cmpop)
GtE = _node("GtE", cmpop)
In = _node("In", cmpop)
Is = _node("Is", cmpop)
IsNot = _node("IsNot", cmpop)
Lt = _node("Lt", cmpop)
LtE = _node("LtE", cmpop)
NotEq = _node("NotEq", cmpop)
NotIn = _node("NotIn", cmpop)
comprehension = _node("comprehension", AST, fields=("target", "iter", "ifs", "is_async"), lists=("ifs",))
excepthandler = _node("excepthandler", AST, attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
ExceptHandler = _node("ExceptHandler", excepthandler, fields=("type", "name", "body"), lists=("body",), optional=("type", "name"))
expr = _node("expr", AST, attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
Attribute = _node("Attribute", expr, fields=("value", "attr", "ctx"))
Await = _node("Await", expr, fields=("value",))
BinOp = _node("BinOp", expr, fields=("left", "op", "right"))
BoolOp = _node("BoolOp", expr, fields=("op", "values"), lists=("values",))
Call = _node("Call", expr, fields=("func", "args", "keywords"), lists=("args", "keywords"))
Compare = _node("Compare", expr, fields=("left", "ops", "comparators"), lists=("ops", "comparators"))
Constant = _node("Constant", expr, fields=("value", "kind"), optional=("kind",))
Dict = _node("Dict", expr, fields=("keys", "values"), lists=("keys", "values"))
DictComp = _node("DictComp", expr, fields=("key", "value", "generators"), lists=("generators",))
FormattedValue = _node("FormattedValue", expr, fields=("value", "conversion", "format_spec"), optional=("format_spec",))
GeneratorExp = _node("GeneratorExp", expr, fields=("elt", "generators"), lists=("generators",))
IfExp = _node("IfExp", expr, fields=("test", "body", "orelse"))
Interpolation = _node("Interpolation", expr, fields=("value", "str", "conversion", "format_spec"), optional=("format_spec",))
JoinedStr = _node("JoinedStr", expr, fields=("values",), lists=("values",))
Lambda = _node("Lambda", expr, fields=("args", "body"))
List = _node("List", expr, fields=("elts", "ctx"), lists=("elts",))
ListComp = _node("ListComp", expr, fields=("elt", "generators"), lists=("generators",))
Name = _node("Name", expr, fields=("id", "ctx"))
NamedExpr = _node("NamedExpr", expr, fields=("target", "value"))
Set = _node("Set", expr, fields=("elts",), lists=("elts",))
SetComp = _node("SetComp", expr, fields=("elt", "generators"), lists=("generators",))
Slice = _node("Slice", expr, fields=("lower", "upper", "step"), optional=("lower", "upper", "step"))
Starred = _node("Starred", expr, fields=("value", "ctx"))
Subscript = _node("Subscript", expr, fields=("value", "slice", "ctx"))
TemplateStr = _node("TemplateStr", expr, fields=("values",), lists=("values",))
Tuple = _node("Tuple", expr, fields=("elts", "ctx"), lists=("elts",))
UnaryOp = _node("UnaryOp", expr, fields=("op", "operand"))
Yield = _node("Yield", expr, fields=("value",), optional=("value",))
YieldFrom = _node("YieldFrom", expr, fields=("value",))
expr_context = _node("expr_context", AST)
Del = _node("Del", expr_context)
Load = _node("Load", expr_context)
Store = _node("Store", expr_context)
keyword = _node("keyword", AST, fields=("arg", "value"), optional=("arg",), attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
match_case = _node("match_case", AST, fields=("pattern", "guard", "body"), lists=("body",), optional=("guard",))
mod = _node("mod", AST)
Expression = _node("Expression", mod, fields=("body",))
FunctionType = _node("FunctionType", mod, fields=("argtypes", "returns"), lists=("argtypes",))
Interactive = _node("Interactive", mod, fields=("body",), lists=("body",))
Module = _node("Module", mod, fields=("body", "type_ignores"), lists=("body", "type_ignores"))
operator = _node("operator", AST)
Add = _node("Add", operator)
BitAnd = _node("BitAnd", operator)
BitOr = _node("BitOr", operator)
BitXor = _node("BitXor", operator)
Div = _node("Div", operator)
FloorDiv = _node("FloorDiv", operator)
LShift = _node("LShift", operator)
MatMult = _node("MatMult", operator)
Mod = _node("Mod", operator)
Mult = _node("Mult", operator)
Pow = _node("Pow", operator)
RShift = _node("RShift", operator)
Sub = _node("Sub", operator)
pattern = _node("pattern", AST, attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
MatchAs = _node("MatchAs", pattern, fields=("pattern", "name"), optional=("pattern", "name"))
MatchClass = _node("MatchClass", pattern, fields=("cls", "patterns", "kwd_attrs", "kwd_patterns"), lists=("patterns", "kwd_attrs", "kwd_patterns"))
MatchMapping = _node("MatchMapping", pattern, fields=("keys", "patterns", "rest"), lists=("keys", "patterns"), optional=("rest",))
MatchOr = _node("MatchOr", pattern, fields=("patterns",), lists=("patterns",))
MatchSequence = _node("MatchSequence", pattern, fields=("patterns",), lists=("patterns",))
MatchSingleton = _node("MatchSingleton", pattern, fields=("value",))
MatchStar = _node("MatchStar", pattern, fields=("name",), optional=("name",))
MatchValue = _node("MatchValue", pattern, fields=("value",))
stmt = _node("stmt", AST, attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
AnnAssign = _node("AnnAssign", stmt, fields=("target", "annotation", "value", "simple"), optional=("value",))
Assert = _node("Assert", stmt, fields=("test", "msg"), optional=("msg",))
Assign = _node("Assign", stmt, fields=("targets", "value", "type_comment"), lists=("targets",), optional=("type_comment",))
AsyncFor = _node("AsyncFor", stmt, fields=("target", "iter", "body", "orelse", "type_comment"), lists=("body", "orelse"), optional=("type_comment",))
AsyncFunctionDef = _node("AsyncFunctionDef", stmt, fields=("name", "args", "body", "decorator_list", "returns", "type_comment", "type_params"), lists=("body", "decorator_list", "type_params"), optional=("returns", "type_comment"))
AsyncWith = _node("AsyncWith", stmt, fields=("items", "body", "type_comment"), lists=("items", "body"), optional=("type_comment",))
AugAssign = _node("AugAssign", stmt, fields=("target", "op", "value"))
Break = _node("Break", stmt)
ClassDef = _node("ClassDef", stmt, fields=("name", "bases", "keywords", "body", "decorator_list", "type_params"), lists=("bases", "keywords", "body", "decorator_list", "type_params"))
Continue = _node("Continue", stmt)
Delete = _node("Delete", stmt, fields=("targets",), lists=("targets",))
Expr = _node("Expr", stmt, fields=("value",))
For = _node("For", stmt, fields=("target", "iter", "body", "orelse", "type_comment"), lists=("body", "orelse"), optional=("type_comment",))
FunctionDef = _node("FunctionDef", stmt, fields=("name", "args", "body", "decorator_list", "returns", "type_comment", "type_params"), lists=("body", "decorator_list", "type_params"), optional=("returns", "type_comment"))
Global = _node("Global", stmt, fields=("names",), lists=("names",))
If = _node("If", stmt, fields=("test", "body", "orelse"), lists=("body", "orelse"))
Import = _node("Import", stmt, fields=("names",), lists=("names",))
ImportFrom = _node("ImportFrom", stmt, fields=("module", "names", "level"), lists=("names",), optional=("module", "level"))
Match = _node("Match", stmt, fields=("subject", "cases"), lists=("cases",))
Nonlocal = _node("Nonlocal", stmt, fields=("names",), lists=("names",))
Pass = _node("Pass", stmt)
Raise = _node("Raise", stmt, fields=("exc", "cause"), optional=("exc", "cause"))
Return = _node("Return", stmt, fields=("value",), optional=("value",))
Try = _node("Try", stmt, fields=("body", "handlers", "orelse", "finalbody"), lists=("body", "handlers", "orelse", "finalbody"))
TryStar = _node("TryStar", stmt, fields=("body", "handlers", "orelse", "finalbody"), lists=("body", "handlers", "orelse", "finalbody"))
TypeAlias = _node("TypeAlias", stmt, fields=("name", "type_params", "value"), lists=("type_params",))
While = _node("While", stmt, fields=("test", "body", "orelse"), lists=("body", "orelse"))
With = _node("With", stmt, fields=("items", "body", "type_comment"), lists=("items", "body"), optional=("type_comment",))
type_ignore = _node("type_ignore", AST)
TypeIgnore = _node("TypeIgnore", type_ignore, fields=("lineno", "tag"))
type_param = _node("type_param", AST, attributes=("lineno", "col_offset", "end_lineno", "end_col_offset"))
ParamSpec = _node("ParamSpec", type_param, fields=("name", "default_value"), optional=("default_value",))
TypeVar = _node("TypeVar", type_param, fields=("name", "bound", "default_value"), optional=("bound", "default_value"))
TypeVarTuple = _node("TypeVarTuple", type_param, fields=("name", "default_value"), optional=("default_value",))
unaryop = _node("unaryop", AST)
Invert = _node("Invert", unaryop)
Not = _node("Not", unaryop)
UAdd = _node("UAdd", unaryop)
USub = _node("USub", unaryop)
withitem = _node("withitem", AST, fields=("context_expr", "optional_vars"), optional=("optional_vars",))

# `ast` adds it.
Tuple.dims = property(lambda self: self.elts, lambda self, value: setattr(self, "elts", value))
