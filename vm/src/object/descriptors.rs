//! Descriptors and other objects that stand between an attribute and its value.

use crate::heap::{Field, Link, layout};
use crate::object::Type;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

layout! {
    /// The layout of `method`: a function and its receiver.
    pub struct BoundMethod (BoundMethod) {
        /// `__func__`
        function: Field,
        /// `__self__`
        receiver: Field,
    }
}

layout! {
    /// The layout of `property`.
    pub struct Property (Property) {
        /// `fget`, or unbound.
        getter: Field,
        /// `fset`, or unbound.
        setter: Field,
        /// `fdel`, or unbound.
        deleter: Field,
        /// `__doc__`, or unbound.
        doc: Field,
        /// `__name__`, or unbound.
        name: Field,
        ;
        /// Whether `__doc__` is that of the getter.
        has_getter_doc: bool,
    }
}

layout! {
    /// The layout of `classmethod`.
    pub struct ClassMethod (ClassMethod) {
        /// `__func__`
        function: Field,
    }
}

layout! {
    /// The layout of `staticmethod`.
    pub struct StaticMethod (StaticMethod) {
        /// `__func__`
        function: Field,
    }
}

layout! {
    /// The layout of `super`.
    pub struct Super (Super) {
        /// `__thisclass__`
        class: Field,
        /// `__self__`, or unbound.
        object: Field,
        /// `__self_class__`, or unbound.
        object_class: Field,
    }
}

/// Computes an attribute of a built-in type.
pub type Getter = fn(&mut Vm, Value) -> Outcome<Value>;
/// Sets an attribute of a built-in type, or deletes it if the value is unbound.
pub type Setter = fn(&mut Vm, Value, Value) -> Outcome<()>;

layout! {
    /// The layout of `getset_descriptor`.
    pub struct GetSet (GetSet) {
        /// The type it belongs to.
        owner: Link<Type>,
        /// `__name__`
        name: Field,
        ;
        /// Computes the attribute.
        getter: Option<Getter>,
        /// Sets the attribute.
        setter: Option<Setter>,
    }
}

layout! {
    /// The layout of `member_descriptor`: a slot of the instances of a class with `__slots__`.
    pub struct Member (Member) {
        /// The type it belongs to.
        owner: Link<Type>,
        /// `__name__`
        name: Field,
        ;
        /// The attribute's place.
        place: u32,
    }
}
