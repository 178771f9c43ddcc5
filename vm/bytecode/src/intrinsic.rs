//! The selectors of `call_intrinsic`, `load_special` and `load_common_constant`.

macro_rules! selectors {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $name:ident $text:literal $($arity:literal)?;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum $type {
            $($(#[$doc])* $name,)*
        }

        impl $type {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [$type] = &[$($type::$name),*];

            /// The one with this number.
            #[must_use]
            pub fn from_number(number: u16) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }

            /// The name in the text form.
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $($type::$name => $text,)* }
            }
        }
    };
}

selectors! {
    /// An operation of the VM for rare constructs. Its arguments are in consecutive registers, see
    /// [`Intrinsic::arity`].
    Intrinsic {
        /// `(value)`: `sys.displayhook(value)`.
        PrintExpression "print_expression";
        /// `(module)`: `from module import *` into the frame's namespace.
        ImportStar "import_star";
        /// `()`: makes `__annotations__` in the frame's namespace if it's missing.
        SetupAnnotations "setup_annotations";
        /// `(original exception group, list of exceptions)`: what `except*` has to reraise, or `None`.
        PrepareReraiseStar "prepare_reraise_star";
        /// `(name)`: a `TypeVar`.
        TypeVar "type_var";
        /// `(name, function that evaluates the bound)`.
        TypeVarWithBound "type_var_with_bound";
        /// `(name, function that evaluates the constraints)`.
        TypeVarWithConstraints "type_var_with_constraints";
        /// `(name)`.
        ParamSpec "param_spec";
        /// `(name)`.
        TypeVarTuple "type_var_tuple";
        /// `(type parameter, function that evaluates the default)`: the type parameter.
        SetTypeParameterDefault "set_type_parameter_default";
        /// `(tuple of type parameters)`: `Generic[*parameters]`.
        SubscriptGeneric "subscript_generic";
        /// `(function, tuple of type parameters)`: the function.
        SetFunctionTypeParameters "set_function_type_parameters";
        /// `(name, tuple of type parameters or None, function that evaluates the value)`: a `TypeAliasType`.
        TypeAlias "type_alias";
        /// `(class)`: the class, frozen if the code is of a strict module that has been executed.
        FreezeClass "freeze_class";
    }
}

impl Intrinsic {
    /// The number of arguments.
    #[must_use]
    pub const fn arity(self) -> u8 {
        use Intrinsic as I;
        match self {
            I::SetupAnnotations => 0,
            I::PrintExpression
            | I::ImportStar
            | I::TypeVar
            | I::ParamSpec
            | I::TypeVarTuple
            | I::SubscriptGeneric
            | I::FreezeClass => 1,
            I::PrepareReraiseStar
            | I::TypeVarWithBound
            | I::TypeVarWithConstraints
            | I::SetTypeParameterDefault
            | I::SetFunctionTypeParameters => 2,
            I::TypeAlias => 3,
        }
    }
}

selectors! {
    /// A method that a statement looks up on the type.
    SpecialMethod {
        /// For `with`.
        Enter "__enter__";
        /// For `with`.
        Exit "__exit__";
        /// For `async with`.
        AsyncEnter "__aenter__";
        /// For `async with`.
        AsyncExit "__aexit__";
    }
}

selectors! {
    /// An object that statements need whatever the names mean.
    CommonConstant {
        /// For `assert`.
        AssertionError "AssertionError";
        /// For the format check of `__annotate__`.
        NotImplementedError "NotImplementedError";
    }
}
