//! [`Type`]: a class.

use crate::heap::{Array, Field, Gc, Kind, Link, flags, layout};
use crate::object::{Dict, Shape, Special, Tuple};
use crate::value::Value;

/// Facts about a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeFlags(pub u32);

impl TypeFlags {
    /// Made by a `class` statement or a call of `type`.
    pub const HEAP: TypeFlags = TypeFlags(1);
    /// May be a base class.
    pub const BASE: TypeFlags = TypeFlags(1 << 1);
    /// Instances have an attribute area.
    pub const ATTRIBUTES: TypeFlags = TypeFlags(1 << 2);
    /// Instances have a `__dict__`, so that any attribute can be set.
    pub const DICT: TypeFlags = TypeFlags(1 << 3);
    /// Instances can be weakly referenced.
    pub const WEAKREF: TypeFlags = TypeFlags(1 << 4);
    /// The class has abstract methods.
    pub const ABSTRACT: TypeFlags = TypeFlags(1 << 5);
    /// Attributes of the class cannot be set.
    pub const IMMUTABLE: TypeFlags = TypeFlags(1 << 6);
    /// The class has `__del__`.
    pub const FINALIZER: TypeFlags = TypeFlags(1 << 7);
    /// Matches sequence patterns.
    pub const SEQUENCE: TypeFlags = TypeFlags(1 << 8);
    /// Matches mapping patterns.
    pub const MAPPING: TypeFlags = TypeFlags(1 << 9);
    /// Calls of the class do nothing but `object.__new__` and `__init__`.
    pub const PLAIN_NEW: TypeFlags = TypeFlags(1 << 10);
    /// Attribute lookup on instances is the generic one.
    pub const PLAIN_GETATTR: TypeFlags = TypeFlags(1 << 11);
    /// Setting attributes of instances is the generic way.
    pub const PLAIN_SETATTR: TypeFlags = TypeFlags(1 << 12);
    /// A call makes no instance.
    pub const NO_NEW: TypeFlags = TypeFlags(1 << 13);
    /// Its instances are classes.
    pub const METACLASS: TypeFlags = TypeFlags(1 << 14);
    /// Its instances are exceptions.
    pub const EXCEPTION: TypeFlags = TypeFlags(1 << 15);

    /// A class of a strict module that has been executed: its attributes, bases and metaclass stay as they are.
    pub const FROZEN: TypeFlags = TypeFlags(1 << 16);
    /// Freezing its module leaves the class as it is.
    pub const STAYS_MUTABLE: TypeFlags = TypeFlags(1 << 17);

    /// Attributes that the class does not show are a reason for a warning.
    pub const LOOSE: TypeFlags = TypeFlags(1 << 18);

    /// Both sets of facts.
    pub const fn and(self, other: TypeFlags) -> TypeFlags {
        TypeFlags(self.0 | other.0)
    }
}

layout! {
    /// The layout of `type`.
    pub struct Type (Type) {
        /// `__name__`
        name: Field,
        /// `__qualname__`
        qualified_name: Field,
        /// `__bases__`
        bases: Link<Tuple>,
        /// `__mro__`
        mro: Link<Tuple>,
        /// The base that decides the layout of instances.
        base: Link<Type>,
        /// The namespace.
        dict: Link<Dict>,
        /// The shape of new instances.
        root_shape: Link<Shape>,
        /// The shape of instances whose attributes are in a dictionary.
        dict_shape: Link<Shape>,
        /// The special methods, unbound where there is none.
        specials: Link<Array>,
        /// Weak references to direct subclasses, a list.
        subclasses: Field,
        /// Inline caches to be cleared when an attribute changes: triples of name, code object and cache number, in a list.
        watchers: Field,
        /// `__doc__` of built-in types: unbound until asked for.
        doc: Field,
        ;
        /// Changes whenever an attribute of the class or of a base changes; never repeated.
        version: u32,
        /// Facts.
        flags: TypeFlags,
        /// The kind of instances.
        instance_kind: u8,
        /// Inline slots of instances made from now on.
        inline_slots: u32,
        /// Attribute places that `__slots__` takes.
        slot_count: u32,
        /// The specification of a built-in type.
        spec: usize,
    }
}

impl Type {
    /// Whether a fact holds.
    #[inline(always)]
    pub fn has(&self, flag: TypeFlags) -> bool {
        self.flags.get().0 & flag.0 == flag.0
    }

    /// Records facts.
    pub fn add(&self, flag: TypeFlags) {
        self.flags.set(TypeFlags(self.flags.get().0 | flag.0));
    }

    /// Takes facts back.
    pub fn remove(&self, flag: TypeFlags) {
        self.flags.set(TypeFlags(self.flags.get().0 & !flag.0));
    }

    /// Whether instances have an attribute area.
    #[inline(always)]
    pub fn has_attributes(&self) -> bool {
        self.has(TypeFlags::ATTRIBUTES)
    }

    /// Whether a `class` statement made it.
    #[inline(always)]
    pub fn is_heap_type(&self) -> bool {
        self.has(TypeFlags::HEAP)
    }

    /// Header flags of instances.
    #[inline(always)]
    pub fn instance_flags(&self) -> u64 {
        if self.is_heap_type() { flags::SUBCLASS } else { 0 }
    }

    /// The special method, unbound if there is none.
    #[inline(always)]
    pub fn special(&self, special: Special) -> Value {
        self.specials.get().get(special as usize)
    }

    /// Whether it has the special method.
    #[inline(always)]
    pub fn has_special(&self, special: Special) -> bool {
        !self.special(special).is_unbound()
    }

    /// Whether `self` is `other` or derives from it.
    #[inline]
    pub fn is_subtype_of(&self, other: Gc<Type>) -> bool {
        let order = self.mro.get();
        if order.is_empty() {
            // A class whose order is being worked out.
            return std::ptr::from_ref(self) as usize == other.address()
                || self.base.try_get().is_some_and(|base| base.is_subtype_of(other));
        }
        order.as_slice().contains(&other.value())
    }

    /// The name without modules, for messages.
    pub fn display_name(&self) -> String {
        self.name.get().cast::<crate::object::Str>().map_or_else(String::new, |name| name.to_lossy())
    }

    /// Whether instances have the given kind.
    pub fn makes(&self, kind: Kind) -> bool {
        self.instance_kind.get() == kind as u8
    }
}
