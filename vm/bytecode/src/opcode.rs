//! The table of opcodes: text form, operands, effects.
//!
//! `a`, `b`, `c`, `wide` and `long` are the fields of the instruction. A `_` before the effects says that the
//! opcode has a site which no operand tells.

use crate::operand::{Effects, OperandKind, Signature};

/// What `opcodes!` makes of a row's site mark.
macro_rules! implicit_site {
    () => {
        false
    };
    (site) => {
        true
    };
}

macro_rules! opcodes {
    ($($(#[$doc:meta])* $name:ident $text:literal { $($slot:ident: $kind:ident),* } $(($mark:ident))? [$($effect:ident)*];)*) => {
        /// The operation of an instruction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Opcode {
            $($(#[$doc])* $name,)*
        }

        impl Opcode {
            /// All opcodes, in the order of their numbers.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$name),*];

            /// The name in the text form.
            #[must_use]
            pub const fn text(self) -> &'static str {
                const TEXTS: &[&str] = &[$($text),*];
                TEXTS[self as usize]
            }

            /// What the operands are.
            #[must_use]
            pub const fn signature(self) -> Signature {
                const SIGNATURES: &[Signature] = &[$({
                    #[allow(unused_mut, reason = "an opcode may have no operands")]
                    let mut signature = Signature::NONE;
                    $(signature.$slot = OperandKind::$kind;)*
                    signature.has_implicit_site = implicit_site!($($mark)?);
                    signature
                }),*];
                SIGNATURES[self as usize]
            }

            /// What it may do besides writing its result.
            #[must_use]
            pub const fn effects(self) -> Effects {
                const EFFECTS: &[Effects] =
                    &[$(Effects::from_bits_truncate(0 $(| Effects::$effect.bits())*)),*];
                EFFECTS[self as usize]
            }
        }
    };
}

opcodes! {
    /// Does nothing; keeps a source position for tracing.
    Nop "nop" {} [];
    /// Makes the code ready to run, then begins it. What runs before a function's first instruction; no code has it.
    Prepare "prepare" {} [RAISES ALLOCATES];
    /// `a = b`.
    Move "move" { a: Def, b: Use } [];
    /// `a = constant`.
    LoadConst "load_const" { a: Def, wide: Constant } [];
    /// `a =` a well-known object, whatever names mean.
    LoadCommonConstant "load_common_constant" { a: Def, c: Common } [];
    /// Raises `UnboundLocalError` (`NameError` for a free variable) if `a` is `UNBOUND`.
    CheckBound "check_bound" { a: Use } [RAISES];
    /// `a = UNBOUND`.
    Unbind "unbind" { a: Def } [];

    // Cells.
    /// `a =` a new cell that holds what is in `a`, `UNBOUND` if that's unbound.
    MakeCell "make_cell" { a: UseDef } [ALLOCATES];
    /// Copies the `c` cells of the function's closure to the registers from `a` on.
    CopyFreeVars "copy_free_vars" { a: DefRange, c: Count } [];
    /// `a =` the content of the cell `b`; `UnboundLocalError` or `NameError` if there's none.
    LoadCell "load_cell" { a: Def, b: Use } [RAISES READS];
    /// The content of the cell `a` becomes `b`.
    StoreCell "store_cell" { a: Use, b: Use } [WRITES];
    /// Empties the cell `a`; raises as `load_cell` does if it's empty.
    DeleteCell "delete_cell" { a: Use } [RAISES WRITES];

    // Namespaces and globals.
    /// `a =` the namespace of the frame (of a class body or module), a mapping.
    LoadLocals "load_locals" { a: Def } [];
    /// `a =` the name in the frame's namespace, else global, else builtin; `NameError`.
    LoadName "load_name" { a: Def, wide: NamedSite } [RAISES EVALUATES READS];
    /// Sets the name in the frame's namespace.
    StoreName "store_name" { a: Use, wide: NamedSite } [RAISES EVALUATES WRITES];
    /// Deletes the name from the frame's namespace; `NameError`.
    DeleteName "delete_name" { wide: NamedSite } [RAISES EVALUATES WRITES];
    /// `a =` the global or builtin; `NameError`.
    LoadGlobal "load_global" { a: Def, wide: NamedSite } [RAISES EVALUATES READS];
    /// The same in code of a frozen module, for a name whose meaning cannot change: if the frame's globals are the namespace
    /// that the site's first cache is for, `a =` the object that it holds, else as `load_global`. Replaces `load_global` in
    /// code that runs; no code has it.
    LoadFrozen "load_frozen" { a: Def, wide: NamedSite } [RAISES EVALUATES READS];
    /// Sets the global.
    StoreGlobal "store_global" { a: Use, wide: NamedSite } [RAISES WRITES];
    /// Deletes the global; `NameError`.
    DeleteGlobal "delete_global" { wide: NamedSite } [RAISES WRITES];
    /// `a =` the name in the mapping `b`, else global, else builtin.
    LoadFromDictOrGlobals "load_from_dict_or_globals" { a: Def, b: Use, long: NamedSite } [RAISES EVALUATES READS];
    /// `a =` the name of the cell `c` in the mapping `b`, else the content of the cell.
    LoadFromDictOrCell "load_from_dict_or_cell" { a: Def, b: Use, c: Use } [RAISES EVALUATES READS];

    // Attributes and subscripts.
    /// `a = b.name`.
    LoadAttr "load_attr" { a: Def, b: Use, long: NamedSite } [RAISES EVALUATES READS];
    /// `a.name = b`.
    StoreAttr "store_attr" { a: Use, b: Use, long: NamedSite } [RAISES EVALUATES WRITES];
    /// `del a.name`.
    DeleteAttr "delete_attr" { a: Use, long: NamedSite } [RAISES EVALUATES WRITES];
    /// The method `b.name` to be called: `a =` function and `a + 1 = b`, or `a =` attribute and `a + 1 = UNBOUND`.
    LoadMethod "load_method" { a: DefPair, b: Use, long: NamedSite } [RAISES EVALUATES READS];
    /// The special method `c` of the type of `b`, to be called, as `load_method`; `TypeError` if it lacks it.
    LoadSpecial "load_special" { a: DefPair, b: Use, c: Special } [RAISES EVALUATES READS];
    /// `super().name` (`b` is 0) or `super(class, self).name` (`b` is 2); calls `super` if that's not the builtin.
    LoadSuperAttr "load_super_attr" { a: SuperWindow, b: Immediate, long: NamedSite } [RAISES EVALUATES READS];
    /// The same for a method to be called.
    LoadSuperMethod "load_super_method" { a: SuperMethodWindow, b: Immediate, long: NamedSite } [RAISES EVALUATES READS];
    /// `a = b[c]`.
    LoadSubscript "load_subscript" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES READS];
    /// `a = b[c]`, where `c` is a number.
    LoadSubscriptInt "load_subscript_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES READS];
    /// `a[b] = c`.
    StoreSubscript "store_subscript" { a: Use, b: Use, c: Use } (site) [RAISES EVALUATES WRITES];
    /// `del a[b]`.
    DeleteSubscript "delete_subscript" { a: Use, b: Use } [RAISES EVALUATES WRITES];

    // Operators; augmented with the flag `IN_PLACE`. Those with `Int` take a number of 16 bits as right operand.
    /// `a = b + c`.
    Add "add" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b - c`.
    Subtract "subtract" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b * c`.
    Multiply "multiply" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b @ c`.
    MatrixMultiply "matrix_multiply" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b / c`.
    TrueDivide "true_divide" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b // c`.
    FloorDivide "floor_divide" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b % c`.
    Remainder "remainder" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b ** c`.
    Power "power" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b << c`.
    LeftShift "left_shift" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b >> c`.
    RightShift "right_shift" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b & c`.
    And "and" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b | c`.
    Or "or" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b ^ c`.
    Xor "xor" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b + number`.
    AddInt "add_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b - number`.
    SubtractInt "subtract_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b * number`.
    MultiplyInt "multiply_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b / number`.
    TrueDivideInt "true_divide_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b // number`.
    FloorDivideInt "floor_divide_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b % number`.
    RemainderInt "remainder_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b ** number`.
    PowerInt "power_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b << number`.
    LeftShiftInt "left_shift_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b >> number`.
    RightShiftInt "right_shift_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b & number`.
    AndInt "and_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b | number`.
    OrInt "or_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = b ^ number`.
    XorInt "xor_int" { a: Def, b: Use, c: Immediate } (site) [RAISES EVALUATES];
    /// `a = -b`.
    Negative "negative" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a = +b`.
    Positive "positive" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a = ~b`.
    Invert "invert" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a = not b`.
    Not "not" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a = bool(b)`.
    ToBool "to_bool" { a: Def, b: Use } [RAISES EVALUATES];

    // Comparisons.
    /// `a = b < c`.
    Less "less" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b <= c`.
    LessEqual "less_equal" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b == c`.
    Equal "equal" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b != c`.
    NotEqual "not_equal" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b > c`.
    Greater "greater" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b >= c`.
    GreaterEqual "greater_equal" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b is c`.
    Is "is" { a: Def, b: Use, c: Use } [];
    /// `a = b is not c`.
    IsNot "is_not" { a: Def, b: Use, c: Use } [];
    /// `a = b in c`.
    Contains "contains" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];
    /// `a = b not in c`.
    NotContains "not_contains" { a: Def, b: Use, c: Use } (site) [RAISES EVALUATES];

    // Jumps. All are forwards but `jump_back` and `for_loop`.
    /// Goes on at the target.
    Jump "jump" { wide: Target } [JUMPS STOPS];
    /// Goes on at the target, which lies before; an evaluation point.
    JumpBack "jump_back" { wide: Target } [JUMPS STOPS RAISES EVALUATES];
    /// Jumps if `bool(a)`.
    JumpIfTrue "jump_if_true" { a: Use, wide: Target } [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a)`.
    JumpIfFalse "jump_if_false" { a: Use, wide: Target } [JUMPS RAISES EVALUATES];
    /// Jumps if `a is None`.
    JumpIfNone "jump_if_none" { a: Use, wide: Target } [JUMPS];
    /// Jumps if `a is not None`.
    JumpIfNotNone "jump_if_not_none" { a: Use, wide: Target } [JUMPS];
    /// Jumps if `a is b`.
    JumpIfIs "jump_if_is" { a: Use, b: Use, long: Target } [JUMPS];
    /// Jumps if `a is not b`.
    JumpIfIsNot "jump_if_is_not" { a: Use, b: Use, long: Target } [JUMPS];
    /// Jumps if `a in b`.
    JumpIfIn "jump_if_in" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `a in b`.
    JumpIfNotIn "jump_if_not_in" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a < b)`.
    JumpIfLess "jump_if_less" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a <= b)`.
    JumpIfLessEqual "jump_if_less_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a == b)`.
    JumpIfEqual "jump_if_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a != b)`.
    JumpIfNotEqual "jump_if_not_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a > b)`.
    JumpIfGreater "jump_if_greater" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a >= b)`.
    JumpIfGreaterEqual "jump_if_greater_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a < b)`.
    JumpUnlessLess "jump_unless_less" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a <= b)`.
    JumpUnlessLessEqual "jump_unless_less_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a == b)`.
    JumpUnlessEqual "jump_unless_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a != b)`.
    JumpUnlessNotEqual "jump_unless_not_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a > b)`.
    JumpUnlessGreater "jump_unless_greater" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a >= b)`.
    JumpUnlessGreaterEqual "jump_unless_greater_equal" { a: Use, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a < number)`.
    JumpIfLessInt "jump_if_less_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a <= number)`.
    JumpIfLessEqualInt "jump_if_less_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a == number)`.
    JumpIfEqualInt "jump_if_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a != number)`.
    JumpIfNotEqualInt "jump_if_not_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a > number)`.
    JumpIfGreaterInt "jump_if_greater_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps if `bool(a >= number)`.
    JumpIfGreaterEqualInt "jump_if_greater_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a < number)`.
    JumpUnlessLessInt "jump_unless_less_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a <= number)`.
    JumpUnlessLessEqualInt "jump_unless_less_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a == number)`.
    JumpUnlessEqualInt "jump_unless_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a != number)`.
    JumpUnlessNotEqualInt "jump_unless_not_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a > number)`.
    JumpUnlessGreaterInt "jump_unless_greater_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// Jumps unless `bool(a >= number)`.
    JumpUnlessGreaterEqualInt "jump_unless_greater_equal_int" { a: Use, b: Immediate, long: Target } (site) [JUMPS RAISES EVALUATES];

    // Iteration and unpacking.
    /// `a = iter(b)`.
    GetIter "get_iter" { a: Def, b: Use } [RAISES EVALUATES ALLOCATES];
    /// If the iterator `b` has an item: `a = item`, and jumps back to the target. An evaluation point.
    ForLoop "for_loop" { a: Def, b: Use, long: Target } (site) [JUMPS RAISES EVALUATES];
    /// The `c` items of the iterable `a` go to the registers from `b` on; `ValueError` if it's not so many.
    /// The registers, which may be variables, are written only if it succeeds.
    UnpackSequence "unpack_sequence" { a: Use, b: DefRange, c: Count } (site) [RAISES EVALUATES];
    /// The same with a star: `flags` items before, a list, `c` items after.
    UnpackExtended "unpack_extended" { a: Use, b: UnpackRange, c: Count } [RAISES EVALUATES ALLOCATES];

    // Making things. Ranges of registers end where `c` says.
    /// `a =` a tuple of `c` items from `b` on.
    BuildTuple "build_tuple" { a: Def, b: UseRange, c: Count } [ALLOCATES];
    /// `a =` a list.
    BuildList "build_list" { a: Def, b: UseRange, c: Count } [ALLOCATES];
    /// `a =` a set.
    BuildSet "build_set" { a: Def, b: UseRange, c: Count } [RAISES EVALUATES ALLOCATES];
    /// `a =` a dict of `c` keys and values in turn.
    BuildDict "build_dict" { a: Def, b: UsePairs, c: Count } [RAISES EVALUATES ALLOCATES];
    /// `a =` a slice of `c` (2 or 3) parts.
    BuildSlice "build_slice" { a: Def, b: UseRange, c: Count } [ALLOCATES];
    /// `a =` the `c` strings joined.
    BuildString "build_string" { a: Def, b: UseRange, c: Count } [RAISES ALLOCATES];
    /// `a.append(b)` on a list.
    ListAppend "list_append" { a: Use, b: Use } [RAISES ALLOCATES WRITES];
    /// `a.extend(b)` on a list; the message says "Value after * must be an iterable".
    ListExtend "list_extend" { a: Use, b: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// `a = tuple(b)` of a list.
    ListToTuple "list_to_tuple" { a: Def, b: Use } [ALLOCATES READS];
    /// `a.add(b)` on a set.
    SetAdd "set_add" { a: Use, b: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// `a.update(b)` on a set.
    SetUpdate "set_update" { a: Use, b: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// `a[b] = c` on a dict.
    DictInsert "dict_insert" { a: Use, b: Use, c: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// `a.update(b)` on a dict: `TypeError` if `b` is no mapping.
    DictUpdate "dict_update" { a: Use, b: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// The same for the keyword arguments of a call of `c`: `TypeError` for a key that's there already.
    DictMerge "dict_merge" { a: Use, b: Use, c: Use } [RAISES EVALUATES ALLOCATES WRITES];
    /// `a =` the text of `b`, converted and formatted as the flags say, `c` the specification.
    Format "format" { a: Def, b: Use, c: Use } [RAISES EVALUATES ALLOCATES];
    /// `a =` an `Interpolation` of value, expression text and maybe format specification, from `b` on.
    BuildInterpolation "build_interpolation" { a: Def, b: InterpolationWindow } [RAISES ALLOCATES];
    /// `a =` a `Template` of the tuples of strings and interpolations.
    BuildTemplate "build_template" { a: Def, b: Use, c: Use } [ALLOCATES];
    /// `a =` a function of the code object; the flags say which attributes are in the registers from `a` on.
    MakeFunction "make_function" { a: FunctionWindow, wide: Constant } [ALLOCATES];
    /// `a =` the function that makes a class.
    LoadBuildClass "load_build_class" { a: Def } [RAISES EVALUATES READS];

    // Calls; see the crate's essay.
    /// Calls `b` with `c` arguments; `a =` the result.
    Call "call" { a: Def, b: CallWindow, c: Count } (site) [RAISES EVALUATES];
    /// Calls what `load_method` left in `b`, with `c` arguments.
    CallMethod "call_method" { a: Def, b: MethodWindow, c: Count } (site) [RAISES EVALUATES];
    /// Calls `b` with the items of an iterable as arguments and maybe a dict.
    CallSpread "call_spread" { a: Def, b: SpreadWindow } (site) [RAISES EVALUATES];
    /// Calls an operation of the VM; `a =` the result.
    CallIntrinsic "call_intrinsic" { a: Def, b: IntrinsicWindow, c: Intrinsic } [RAISES EVALUATES];
    /// Leaves the frame with a result.
    Return "return" { a: Use } [STOPS];
    /// Leaves the frame with a constant.
    ReturnConst "return_const" { wide: Constant } [STOPS];

    // Imports.
    /// `a = __import__(name, globals, locals, a + 1, a)`.
    ImportName "import_name" { a: ImportWindow, wide: NamedSite } [RAISES EVALUATES];
    /// `a =` the name of the module `b`; `ImportError`.
    ImportFrom "import_from" { a: Def, b: Use, long: NamedSite } [RAISES EVALUATES];

    // Exceptions.
    /// Raises `a`, an exception or class.
    Raise "raise" { a: Use } [RAISES EVALUATES STOPS];
    /// Raises `a` from `b`.
    RaiseFrom "raise_from" { a: Use, b: Use } [RAISES EVALUATES STOPS];
    /// Raises the exception being handled.
    RaiseCurrent "raise_current" {} [RAISES STOPS];
    /// Goes on raising `a`, without a new traceback entry.
    Reraise "reraise" { a: Use } [RAISES STOPS];
    /// `a =` the exception being handled; `b` is that from now on.
    PushHandled "push_handled" { a: Def, b: Use } [WRITES];
    /// `a` is the exception being handled from now on.
    PopHandled "pop_handled" { a: Use } [WRITES];
    /// `a =` whether the exception `b` matches `c`; `TypeError` if that's not a class or tuple of classes.
    MatchException "match_exception" { a: Def, b: Use, c: Use } [RAISES EVALUATES];
    /// Splits `b` by the classes `c`: `a =` what does not match, `a + 1 =` what does; `None` where there's nothing.
    MatchExceptionGroup "match_exception_group" { a: DefPair, b: Use, c: Use } [RAISES EVALUATES];
    /// The arguments of `__exit__`: `a =` class of the exception `b`, `a + 1 =` itself, `a + 2 =` traceback (`c` is 3).
    LoadExceptionInfo "load_exception_info" { a: DefRange, b: Use, c: Count } [];

    // Generators and coroutines.
    /// Suspends with `b`; `a =` what is sent in.
    Yield "yield" { a: Def, b: Use } [SUSPENDS RAISES EVALUATES];
    /// Sends `a` to the iterator `b`, suspends as often as it yields; `a =` its result.
    YieldFrom "yield_from" { a: UseDef, b: Use } [SUSPENDS RAISES EVALUATES];
    /// `a =` the iterator of `b` for `yield from`.
    GetYieldFromIter "get_yield_from_iter" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a =` the iterator of `b` for `await`.
    GetAwaitable "get_awaitable" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a = b.__aiter__()`.
    GetAsyncIter "get_async_iter" { a: Def, b: Use } [RAISES EVALUATES];
    /// `a =` the iterator of the awaitable `b.__anext__()`.
    GetAsyncNext "get_async_next" { a: Def, b: Use } [RAISES EVALUATES];
    /// Goes on if `a` is a `StopAsyncIteration`, reraises it if not.
    EndAsyncFor "end_async_for" { a: Use } [RAISES];

    // Pattern matching.
    /// `a =` whether `b` is a sequence as patterns see it.
    MatchSequence "match_sequence" { a: Def, b: Use } [];
    /// `a =` whether `b` is a mapping as patterns see it.
    MatchMapping "match_mapping" { a: Def, b: Use } [];
    /// `a =` the tuple of the values of `b` for the tuple of keys `c`, or `None`.
    MatchKeys "match_keys" { a: Def, b: Use, c: Use } [RAISES EVALUATES ALLOCATES];
    /// `a =` the tuple of attributes for a class pattern with `c` positional ones, or `None`.
    MatchClass "match_class" { a: Def, b: MatchClassWindow, c: Count } [RAISES EVALUATES ALLOCATES];
    /// `a =` a dict of what's in the mapping `b` without the tuple of keys `c`.
    MatchRest "match_rest" { a: Def, b: Use, c: Use } [RAISES EVALUATES ALLOCATES];
    /// `a = len(b)`.
    GetLength "get_length" { a: Def, b: Use } [RAISES EVALUATES];

    // Monitoring. The last one, so that the numbers of all others in cached files stay.
    /// Takes the place of an instruction that somebody watches: tells of it, then does what it was. No code has it.
    Instrumented "instrumented" {} [RAISES EVALUATES];
}

impl Opcode {
    /// The opcode with this number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Opcode> {
        if (number as usize) < Opcode::ALL.len() { Some(Opcode::ALL[number as usize]) } else { None }
    }

    /// Whether the instruction has a site at all.
    #[must_use]
    pub const fn has_site(self) -> bool {
        let signature = self.signature();
        signature.has_implicit_site
            || matches!(signature.wide, OperandKind::NamedSite | OperandKind::Site)
            || matches!(signature.long, OperandKind::NamedSite | OperandKind::Site)
    }
}
