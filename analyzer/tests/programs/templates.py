from string.templatelib import Template, Interpolation
def tr(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"
r1 = tr(lambda: Template(1))
r2 = tr(lambda: Template("a","b",Interpolation(1),Interpolation(2,'x','r','>3')))
r3 = tr(lambda: Template(x=1))
r4 = tr(lambda: Template("a")+"b")
r5 = tr(lambda: "a"+Template("a"))
r6 = tr(lambda: Template("a",Interpolation(1))+Template("b"))
r7 = tr(lambda: Interpolation(1,2))
r8 = tr(lambda: Interpolation(1,'2',3))
r9 = tr(lambda: Interpolation(1,'2','x'))
r10 = tr(lambda: Interpolation(1,'2','r',4))
r11 = tr(lambda: Interpolation())
r12 = tr(lambda: Interpolation.__match_args__)
r13 = tr(lambda: list(Template("a",Interpolation(1),"","b")))
r14 = tr(lambda: Template("a",Interpolation(1),"","b").values)
t=t"x{1!r:>{2}}{3=}"
r15 = (t)
r16 = (tr(lambda: setattr(t,'strings',())), tr(lambda: t.foo), type(t), Template.__module__, Template.__hash__ is object.__hash__, t==t"")
r17 = ([n for n in dir(Template) if n not in dir(object)], [n for n in dir(Interpolation) if n not in dir(object)])
r18 = (Template[int], Interpolation[int], Template() )
