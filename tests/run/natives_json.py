"""_json: scanner and encoder, their errors and hooks."""

import json


def show(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", ""))


for text in ['{"a": [1, 2.5, -3e2, true, false, null, "x\\u00e9\\ud83d\\ude00\\n"]}', '{1:2}', '{"a" 2}', '{"a":2', '{"a":2,}',
             '[1,]', '[1', '', '1.5e', '-', '[NaN, Infinity, -Infinity]', '"abc', '"a\nb"', '"\\x"', '"\\u12"', '  [ ] ', '[1] 2',
             '123456789012345678901234567890', '{"a": 1, "a": 2}']:
    show(json.loads, text)
show(json.loads, '{"a": {"b": 1}}', object_pairs_hook=list)
show(json.loads, '{"a": {"b": 1}}', object_hook=lambda it: sorted(it))
show(json.loads, '[1.5, 2]', parse_float=str, parse_int=lambda it: it + "!")
show(json.loads, '[NaN]', parse_constant=str)
show(json.loads, '"a\nb"', strict=False)

show(json.dumps, {"b": [1, 2.5, None, True], "a": "é\"\\\x01\U0001f600", 1: {}, None: [], 1.5: (), False: 1})
show(json.dumps, {"b": 1, "a": [1, {"c": 2}]}, sort_keys=True, indent=2)
show(json.dumps, ["é"], ensure_ascii=False)
show(json.dumps, {(1,): 1})
show(json.dumps, {(1,): 1, "a": 2}, skipkeys=True)
show(json.dumps, [1, [2, 3j]])
show(json.dumps, {"k": {1, 2}})
show(json.dumps, [3j, {4}], default=str)
show(json.dumps, float("nan"), allow_nan=False)
show(json.dumps, [float("inf"), -float("inf"), float("nan")])
circular = []
circular.append(circular)
show(json.dumps, circular)


class Number(int):
    def __repr__(self):
        return "number"


class Text(str):
    pass


show(json.dumps, [Number(3), Text("x")])
