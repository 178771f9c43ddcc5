//! Modules of CPython that are written in C and whose functions are natives here.

mod cmath;
mod float_functions;
mod math;
mod math_iterables;
mod structs;

pub(super) use structs::STRUCT_METHODS;

use std::sync::Arc;

use super::Native;
use crate::domain::{ObjectId, Value};

/// A module that consists of natives.
pub(crate) struct NativeModule {
    pub name: &'static str,
    pub functions: &'static [Native],
    pub constants: &'static [(&'static str, NativeConstant)],
}

/// A name of a native module that is no function.
#[derive(Clone, Copy)]
pub(crate) enum NativeConstant {
    Float(f64),
    /// An imaginary number.
    Imaginary(f64),
    Class(ObjectId),
}

impl NativeConstant {
    pub(crate) fn value(self) -> Value {
        match self {
            NativeConstant::Float(value) => Value::Float(value),
            NativeConstant::Imaginary(value) => Value::Complex(Arc::new((0.0, value))),
            NativeConstant::Class(class) => Value::Object(class),
        }
    }
}

/// All of them.
pub(crate) const NATIVE_MODULES: &[NativeModule] = &[
    NativeModule { name: "__stub__", functions: super::stub_module::STUB, constants: &[] },
    NativeModule { name: "math", functions: math::FUNCTIONS, constants: math::CONSTANTS },
    NativeModule { name: "cmath", functions: cmath::FUNCTIONS, constants: cmath::CONSTANTS },
    NativeModule { name: "_struct", functions: structs::FUNCTIONS, constants: structs::CONSTANTS },
];
