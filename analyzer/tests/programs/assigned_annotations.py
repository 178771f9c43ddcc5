from dataclasses import make_dataclass
import annotationlib, types
def body(ns):
    def annotate_method(format):
        return {"a": int, "b": int}
    ns["__annotate__"] = annotate_method
K = types.new_class("K", (), {}, body)
a = K.__annotations__
b = annotationlib.get_annotations(K, format=annotationlib.Format.FORWARDREF)
Made = make_dataclass("Made", [("a", int), ("b", int, 5)])
