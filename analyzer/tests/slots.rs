//! The slots that classes of a strict module are given.

use std::collections::BTreeMap;
use std::fs;

use strict_analyzer::{Options, check};

const SOURCE: &str = r#"
from __strict__ import allow_weakrefs, extra_slot, loose_slots, mutable, strict_slots
from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import ClassVar, NamedTuple


class Annotated:
    a: int
    b: str = "x"
    c: ClassVar[int] = 3

    def __init__(self, d):
        self.d = d
        if d:
            self.e = 1

    def later(self):
        self.f = 2


class Child(Annotated):
    g: int

    def __init__(self):
        super().__init__(1)
        self.a = 0
        self.h = self.i = 1
        (self.j, [self.k]) = 1, [2]
        self.l: int = 3


@loose_slots
class Loose:
    x: int


@strict_slots
class Strict:
    x: int


@allow_weakrefs
class Weak:
    x: int


@mutable
class Mutable:
    x: int


class Extra:
    x: int


extra_slot(Extra, "more")


class Cached:
    y: int

    @cached_property
    def value(self):
        return 1


class Property:
    @property
    def value(self):
        return self.kept

    @value.setter
    def value(self, new):
        self.kept = new

    def change(self):
        self.value = 1


@dataclass
class Data:
    x: int
    y: int = 2
    z: list = field(default_factory=list)


class Colour(Enum):
    RED = 1


class Named(NamedTuple):
    a: int


class OfTuple(namedtuple("Pair", "u v")):
    pass


class Failure(Exception):
    def __init__(self, code):
        self.code = code


class Own:
    __slots__ = ("p", "q")


class OwnChild(Own):
    def __init__(self):
        self.r = self.p = 1


class Private:
    def __init__(self):
        self.__secret = 1
"#;

#[test]
fn each_class_gets_the_slots_that_its_source_shows() {
    let expected: &[(&str, Option<&[&str]>)] = &[
        ("Annotated", Some(&["a", "b", "d", "e", "f"])),
        ("Cached", None),
        ("Child", Some(&["g", "h", "i", "j", "k", "l"])),
        ("Colour", None),
        ("Data", Some(&["x", "y", "z"])),
        ("Extra", Some(&["x", "more"])),
        ("Failure", Some(&["code"])),
        ("Loose", None),
        ("Mutable", None),
        ("Named", Some(&[])),
        ("OfTuple", None),
        ("Own", Some(&["p", "q"])),
        ("OwnChild", Some(&["r"])),
        ("Private", Some(&["_Private__secret"])),
        ("Property", Some(&["kept"])),
        ("Strict", Some(&["x"])),
        ("Weak", Some(&["x", "__weakref__"])),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("classes.py");
    fs::write(&path, SOURCE).expect("a file in a temporary folder");
    let modules = vec![("classes".to_owned(), path)];
    let report = check(&Options { modules, all: true, layouts: true, ..Options::default() }, None);
    let module = &report.modules[0];
    assert!(module.diagnostics.is_empty(), "{:?}", module.diagnostics);
    let found: BTreeMap<&str, Option<Vec<&str>>> = module
        .classes
        .iter()
        .map(|class| {
            let slots = class.slots.as_ref().map(|slots| slots.iter().map(String::as_str).collect());
            (class.name.as_str(), slots)
        })
        .collect();
    let expected = expected.iter().map(|(name, slots)| (*name, slots.map(<[&str]>::to_vec))).collect();
    assert_eq!(found, expected);
}
