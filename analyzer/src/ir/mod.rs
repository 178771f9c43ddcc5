//! The tree that the abstract interpreter walks.
//!
//! Lowering turns the syntax tree into this smaller language once per file: names are resolved to slots, cells
//! or globals, identifiers are interned, literals are values, comprehensions use slots of the enclosing frame,
//! and `yield` is a statement of its own, so that a generator can be suspended between statements. The tree
//! owns everything it needs and is shared by reference, so functions of finished modules stay callable.

mod symbol;

use std::sync::Arc;

use ruff_text_size::TextRange;
use strict_syntax::SourceFile;

use crate::domain::Value;
pub(crate) use symbol::{Symbol, sym};

/// How a name is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameRef {
    /// A slot of the frame.
    Local(u32),
    /// A slot of the frame that holds a cell.
    Cell(u32),
    /// A cell of the function's closure.
    Free(u32),
    /// The module's namespace, then built-ins.
    Global(Symbol),
    /// The class (or module) namespace being filled; if absent there, the module's namespace, then built-ins.
    Namespace(Symbol),
    /// The class namespace; if absent there, a cell of the closure.
    NamespaceOrFree(Symbol, u32),
}

/// Where the cell for a free variable of a new function comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Capture {
    /// A cell in a slot of the defining frame.
    Slot(u32),
    /// A cell of the defining function's own closure.
    Free(u32),
}

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeKind {
    Module,
    Function,
    Lambda,
    Class,
    GeneratorExpression,
    /// A deferred annotation, bound or type-alias value; names fall back to the enclosing class namespace.
    Deferred,
    /// The hidden function around a generic definition.
    TypeParameters,
}

/// Parameters, as indices into the frame's slots: positional-only, positional, `*args`, keyword-only, `**kwargs`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parameters {
    /// Names of positional-only and positional parameters; parameter `i` is slot `i`.
    pub positional: Vec<Symbol>,
    pub positional_only: usize,
    pub keyword_only: Vec<Symbol>,
    pub variadic: Option<Symbol>,
    pub keyword_variadic: Option<Symbol>,
}

impl Parameters {
    /// Slot of keyword-only parameter `i`.
    pub(crate) fn keyword_only_slot(&self, i: usize) -> usize {
        self.positional.len() + i
    }
    /// Slot of `*args`.
    pub(crate) fn variadic_slot(&self) -> usize {
        self.positional.len() + self.keyword_only.len()
    }
    /// Slot of `**kwargs`.
    pub(crate) fn keyword_variadic_slot(&self) -> usize {
        self.variadic_slot() + usize::from(self.variadic.is_some())
    }
    /// How many slots parameters take.
    pub(crate) fn count(&self) -> usize {
        self.keyword_variadic_slot() + usize::from(self.keyword_variadic.is_some())
    }
}

/// An executable piece of code.
#[derive(Debug)]
pub(crate) struct Code {
    pub kind: CodeKind,
    pub name: Symbol,
    pub qualname: Arc<str>,
    pub source: Arc<SourceFile>,
    pub range: TextRange,
    pub parameters: Parameters,
    /// Names of the frame's slots; the parameters come first.
    pub locals: Vec<Symbol>,
    /// Slots that hold cells from the start.
    pub cells: Vec<u32>,
    /// Names of the closure's cells.
    pub free: Vec<Symbol>,
    /// Index of the `__class__` cell in `free`.
    pub class_cell: Option<u32>,
    pub is_generator: bool,
    pub is_async: bool,
    pub docstring: Option<Value>,
    pub body: Body,
    /// Attributes that the body stores on its first parameter, or on instances that it makes of its class; of a class, those
    /// that its methods store.
    pub self_stores: Vec<SelfStore>,
    /// Attributes of its first parameter whose value the body may change in place.
    pub self_mutations: Vec<Symbol>,
    /// Attributes of its first parameter that the body reads, ordered by name: each where it is first read.
    pub self_loads: Vec<SelfLoad>,
    /// The body uses the `__dict__` of its first parameter, or stores attributes there whose names are computed; or a method
    /// of the class does.
    pub needs_dict: bool,
    /// A class body that has annotations, which a function computes when they are asked for.
    pub annotates: bool,
    /// A class body whose names are seen by annotations, type parameters or type aliases in it.
    pub class_dict: bool,
}

/// The statements of a piece of code. Whoever evaluates gets them from [`Heap::body`](crate::heap::Heap::body), which notes
/// that the result depends on them.
#[derive(Debug)]
pub(crate) struct Body(Block);

impl Body {
    pub(crate) fn new(block: Block) -> Body {
        Body(block)
    }

    /// The statements, for whoever does not evaluate.
    pub(crate) fn unnoted(&self) -> &Block {
        &self.0
    }
}

/// A lowered file.
#[derive(Debug)]
pub(crate) struct Module {
    pub code: Arc<Code>,
    /// Names that functions rebind in the module's namespace by `global`.
    pub rebound_globals: Vec<Symbol>,
    /// Variables of enclosing functions that functions rebind by `nonlocal`.
    pub rebound_cells: Vec<Symbol>,
    /// Names (of variables, parameters or attributes) whose value functions may mutate in place.
    pub mutated_names: Vec<Symbol>,
    /// Attributes that functions store on the value of a global: its name, and the attribute's.
    pub stored_attributes: Vec<(Symbol, Symbol)>,
    /// Imports that executing the top level may reach.
    pub imports: Vec<StaticImport>,
}

/// `self.name = ...` in a function body.
#[derive(Clone, Debug)]
pub(crate) struct SelfStore {
    pub name: Symbol,
    /// On an instance that the method has made, not on what it is called on.
    pub on_new: bool,
    pub range: TextRange,
}

/// `self.name` in a function body.
#[derive(Clone, Debug)]
pub(crate) struct SelfLoad {
    pub name: Symbol,
    pub range: TextRange,
}

/// An import statement seen without executing it.
#[derive(Clone, Debug)]
pub(crate) struct StaticImport {
    /// The statement.
    pub range: TextRange,
    pub level: u32,
    pub module: String,
    /// Names of a `from` import; empty for `import module`.
    pub names: Vec<String>,
    /// Inside `if TYPE_CHECKING:`.
    pub type_checking: bool,
}

impl StaticImport {
    /// Whether the other one says the same, wherever it is.
    pub(crate) fn is_like(&self, other: &StaticImport) -> bool {
        let StaticImport { range: _, level, module, names, type_checking } = self;
        *level == other.level
            && *module == other.module
            && *names == other.names
            && *type_checking == other.type_checking
    }
}

pub(crate) type Block = Vec<Stmt>;

#[derive(Debug)]
pub(crate) struct Stmt {
    pub range: TextRange,
    pub kind: StmtKind,
}

#[derive(Debug)]
pub(crate) enum StmtKind {
    Expr(Expr),
    Assign {
        targets: Vec<Target>,
        value: Expr,
    },
    AugAssign {
        target: Target,
        op: BinaryOp,
        value: Expr,
    },
    /// Records the annotation of a name of a class or module: a function that computes it, or its text.
    Annotate {
        name: Symbol,
        value: Expr,
    },
    Delete(Vec<Target>),
    Return(Option<Expr>),
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    If {
        branches: Vec<(Expr, Block)>,
        orelse: Block,
    },
    For {
        target: Target,
        iter: Expr,
        body: Block,
        orelse: Block,
    },
    While {
        test: Expr,
        body: Block,
        orelse: Block,
    },
    Try(Box<Try>),
    /// With one context manager; several are statements inside each other.
    With {
        context: Expr,
        target: Option<Target>,
        body: Block,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    Import(Vec<ImportAlias>),
    ImportFrom {
        level: u32,
        module: String,
        names: Vec<(Symbol, NameRef)>,
    },
    ImportStar {
        level: u32,
        module: String,
    },
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    /// `target = yield value`
    Yield {
        value: Option<Expr>,
        target: Option<u32>,
    },
    /// `target = yield from value`
    YieldFrom {
        value: Expr,
        target: Option<u32>,
    },
    Break,
    Continue,
}

/// `import module as target`; without `as`, `target` is bound to the first component.
#[derive(Debug)]
pub(crate) struct ImportAlias {
    pub module: String,
    pub as_name: bool,
    pub target: NameRef,
}

#[derive(Debug)]
pub(crate) struct Try {
    pub body: Block,
    pub handlers: Vec<Handler>,
    pub orelse: Block,
    pub finalbody: Block,
    pub is_star: bool,
}

#[derive(Debug)]
pub(crate) struct Handler {
    pub range: TextRange,
    pub class: Option<Expr>,
    pub name: Option<NameRef>,
    pub body: Block,
}

#[derive(Debug)]
pub(crate) struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Block,
}

#[derive(Debug)]
pub(crate) struct Pattern {
    pub range: TextRange,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub(crate) enum PatternKind {
    /// Compared by `==`.
    Value(Expr),
    /// Compared by `is`.
    Singleton(Value),
    Sequence {
        before: Vec<Pattern>,
        star: Option<Option<NameRef>>,
        after: Vec<Pattern>,
    },
    Mapping {
        items: Vec<(Expr, Pattern)>,
        rest: Option<NameRef>,
    },
    Class {
        class: Expr,
        positional: Vec<Pattern>,
        keywords: Vec<(Symbol, Pattern)>,
    },
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<NameRef>,
    },
    Or(Vec<Pattern>),
}

#[derive(Debug)]
pub(crate) struct Target {
    pub range: TextRange,
    pub kind: TargetKind,
}

#[derive(Debug)]
pub(crate) enum TargetKind {
    Name(NameRef),
    Attribute(Expr, Symbol),
    Subscript(Expr, Expr),
    /// Targets before the starred one, the starred one, and those behind it.
    Unpack {
        before: Vec<Target>,
        star: Option<Box<Target>>,
        after: Vec<Target>,
    },
}

#[derive(Debug)]
pub(crate) struct Expr {
    pub range: TextRange,
    pub kind: ExprKind,
}

#[derive(Debug)]
pub(crate) enum ExprKind {
    Const(Value),
    Name(NameRef),
    Attribute(Box<Expr>, Symbol),
    Subscript(Box<Expr>, Box<Expr>),
    Slice(Box<[Option<Expr>; 3]>),
    Call(Box<Call>),
    /// A left-associative chain, flat so that its length costs no stack: `first op a op b ...`.
    Binary(Box<Expr>, Vec<(BinaryOp, Expr)>),
    Unary(UnaryOp, Box<Expr>),
    /// `and` (true) or `or` (false) of two or more operands.
    BoolOp(bool, Vec<Expr>),
    Compare(Box<Expr>, Vec<(CompareOp, Expr)>),
    Conditional(Box<[Expr; 3]>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// A key of `None` unpacks a mapping.
    Dict(Vec<(Option<Expr>, Expr)>),
    Starred(Box<Expr>),
    Function(Box<FunctionDef>),
    Class(Box<ClassDef>),
    Comprehension(Box<Comprehension>),
    /// A generator expression: its code takes the outermost iterator as its only argument.
    Generator {
        function: Box<FunctionDef>,
        iter: Box<Expr>,
    },
    FString(Vec<FormatPart>),
    TString(Vec<FormatPart>),
    Named(NameRef, Box<Expr>),
    Await(Box<Expr>),
    TypeParam(Box<TypeParam>),
    TypeAlias {
        name: Symbol,
        type_params: Vec<NameRef>,
        value: Box<FunctionDef>,
    },
}

#[derive(Debug)]
pub(crate) struct Call {
    pub function: Expr,
    pub arguments: Vec<Expr>,
    /// `None` unpacks a mapping.
    pub keywords: Vec<(Option<Symbol>, Expr)>,
}

#[derive(Debug)]
pub(crate) struct FunctionDef {
    pub code: Arc<Code>,
    pub captures: Vec<Capture>,
    /// Decorators, outermost first; evaluated before the defaults, applied innermost first.
    pub decorators: Vec<Expr>,
    pub defaults: Vec<Expr>,
    /// One per keyword-only parameter.
    pub keyword_defaults: Vec<Option<Expr>>,
    pub annotate: Option<Box<FunctionDef>>,
    pub type_params: Vec<NameRef>,
}

#[derive(Debug)]
pub(crate) struct ClassDef {
    pub code: Arc<Code>,
    pub captures: Vec<Capture>,
    pub decorators: Vec<Expr>,
    pub bases: Vec<Expr>,
    pub keywords: Vec<(Option<Symbol>, Expr)>,
    pub type_params: Vec<NameRef>,
    /// What the tuple `__static_attributes__` has.
    pub static_attributes: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    Dict,
}

#[derive(Debug)]
pub(crate) struct Comprehension {
    pub kind: ComprehensionKind,
    /// Slots to clear and cells to make afresh on entry.
    pub slots: Vec<u32>,
    pub cells: Vec<u32>,
    pub clauses: Vec<Clause>,
    pub element: Expr,
    /// The value of a dict comprehension, whose key is `element`.
    pub value: Option<Expr>,
}

#[derive(Debug)]
pub(crate) struct Clause {
    pub target: Target,
    pub iter: Expr,
    pub conditions: Vec<Expr>,
}

#[derive(Debug)]
pub(crate) enum FormatPart {
    Literal(Value),
    Field { value: Expr, conversion: Option<char>, spec: Option<Vec<FormatPart>>, text: Value },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}

#[derive(Debug)]
pub(crate) struct TypeParam {
    pub kind: TypeParamKind,
    pub name: Symbol,
    pub bound: Option<FunctionDef>,
    pub default: Option<FunctionDef>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnaryOp {
    Invert,
    Not,
    Plus,
    Minus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CompareOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}
