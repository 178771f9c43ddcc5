//! [`Special`]: the methods that operators and built-in functions look up on types.
//!
//! Every type keeps the current value of each in a table, so that finding one is a load.

macro_rules! specials {
    ($($name:ident $text:literal,)*) => {
        /// A special method.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is the Python name beside it")]
        pub enum Special {
            $($name,)*
        }

        impl Special {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Special] = &[$(Special::$name),*];
            /// How many there are.
            pub const COUNT: usize = Special::ALL.len();

            /// The Python name.
            pub const fn name(self) -> &'static str {
                match self { $(Special::$name => $text,)* }
            }
        }
    };
}

specials! {
    New "__new__",
    Init "__init__",
    Del "__del__",
    Call "__call__",
    Repr "__repr__",
    Str "__str__",
    Format "__format__",
    Bytes "__bytes__",
    Hash "__hash__",
    Bool "__bool__",
    Len "__len__",
    LengthHint "__length_hint__",
    GetAttribute "__getattribute__",
    GetAttr "__getattr__",
    SetAttr "__setattr__",
    DelAttr "__delattr__",
    Dir "__dir__",
    Get "__get__",
    Set "__set__",
    Delete "__delete__",
    SetName "__set_name__",
    GetItem "__getitem__",
    SetItem "__setitem__",
    DelItem "__delitem__",
    Missing "__missing__",
    Contains "__contains__",
    Iter "__iter__",
    Next "__next__",
    Reversed "__reversed__",
    Less "__lt__",
    LessEqual "__le__",
    Equal "__eq__",
    NotEqual "__ne__",
    Greater "__gt__",
    GreaterEqual "__ge__",
    Add "__add__",
    Subtract "__sub__",
    Multiply "__mul__",
    MatrixMultiply "__matmul__",
    TrueDivide "__truediv__",
    FloorDivide "__floordiv__",
    Remainder "__mod__",
    Divmod "__divmod__",
    Power "__pow__",
    LeftShift "__lshift__",
    RightShift "__rshift__",
    And "__and__",
    Or "__or__",
    Xor "__xor__",
    ReflectedAdd "__radd__",
    ReflectedSubtract "__rsub__",
    ReflectedMultiply "__rmul__",
    ReflectedMatrixMultiply "__rmatmul__",
    ReflectedTrueDivide "__rtruediv__",
    ReflectedFloorDivide "__rfloordiv__",
    ReflectedRemainder "__rmod__",
    ReflectedDivmod "__rdivmod__",
    ReflectedPower "__rpow__",
    ReflectedLeftShift "__rlshift__",
    ReflectedRightShift "__rrshift__",
    ReflectedAnd "__rand__",
    ReflectedOr "__ror__",
    ReflectedXor "__rxor__",
    InPlaceAdd "__iadd__",
    InPlaceSubtract "__isub__",
    InPlaceMultiply "__imul__",
    InPlaceMatrixMultiply "__imatmul__",
    InPlaceTrueDivide "__itruediv__",
    InPlaceFloorDivide "__ifloordiv__",
    InPlaceRemainder "__imod__",
    InPlacePower "__ipow__",
    InPlaceLeftShift "__ilshift__",
    InPlaceRightShift "__irshift__",
    InPlaceAnd "__iand__",
    InPlaceOr "__ior__",
    InPlaceXor "__ixor__",
    Negative "__neg__",
    Positive "__pos__",
    Absolute "__abs__",
    Invert "__invert__",
    Int "__int__",
    Float "__float__",
    Complex "__complex__",
    Index "__index__",
    Round "__round__",
    Trunc "__trunc__",
    Floor "__floor__",
    Ceil "__ceil__",
    Enter "__enter__",
    Exit "__exit__",
    Await "__await__",
    AsyncIter "__aiter__",
    AsyncNext "__anext__",
    AsyncEnter "__aenter__",
    AsyncExit "__aexit__",
    InstanceCheck "__instancecheck__",
    SubclassCheck "__subclasscheck__",
    ClassGetItem "__class_getitem__",
    InitSubclass "__init_subclass__",
    FsPath "__fspath__",
    Prepare "__prepare__",
    MroEntries "__mro_entries__",
    Buffer "__buffer__",
}
