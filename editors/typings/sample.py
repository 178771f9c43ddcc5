"""What type checkers must say about the stubs: an error where a comment says so, and nowhere else."""

import __strict__
from __static__ import CheckedDict, box, int64
from __strict__ import StrictModule, extra_slot, loose_slots, mutable, strict_slots
from strict.loader import StrictModuleError, StrictModuleTestingPatchProxy, disassemble, install, refused_modules


@loose_slots
class Loose:
    a: int


@mutable
class Changing:
    pass


extra_slot(Changing, "more")
extra_slot(Changing, 3)  # wrong: a name is a string


def make(value: int64) -> Loose:
    table: CheckedDict[str, int] = {"a": box(value)}
    made = Loose()
    made.a = table["a"]
    made.a = "text"  # wrong: the decorator leaves the class as it is
    return made


def main(module: StrictModule) -> str:
    install(True, strict_modules=["a", "b.*"])
    install(patching=True)  # wrong: the parameter has another name
    with StrictModuleTestingPatchProxy(module) as proxy:
        proxy.anything = 1
    module.patch("name", 3)
    try:
        import email
    except StrictModuleError as error:
        line: int = error.lineno
        text: int = error.metadata  # wrong: it is a string
    for name, findings in refused_modules().items():
        name.upper() + findings[0]
    return disassemble(make)


print(main, strict_slots, __strict__.allow_side_effects)
