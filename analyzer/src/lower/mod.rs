//! Lowering: from the syntax tree to the tree that the interpreter walks.

mod expressions;
mod functions;
mod literals;
mod mutations;
mod names;
mod patterns;
mod receivers;
mod statements;
mod yield_statements;
mod yields;

use std::sync::Arc;

use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;
use strict_syntax::ast::{self, ModExpression, ModModule};
use strict_syntax::{ScopeId, ScopeKey, SourceFile, SymbolTable};

use crate::ir::{
    Block, Body, Code, CodeKind, Expr, ExprKind, Module, Parameters, SelfLoad, SelfStore, StaticImport, Stmt,
    StmtKind, Symbol,
};

/// Expressions nested deeper than this are refused; left-associative chains do not count.
const MAX_DEPTH: usize = 1500;

/// The source nests deeper than the analyzer follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooDeep(pub TextRange);

pub(crate) type Lowered<T> = Result<T, TooDeep>;

/// Lowers a parsed module.
pub(crate) fn lower_module(
    source: &Arc<SourceFile>,
    symbols: &SymbolTable,
    ast: &ModModule,
) -> Lowered<Module> {
    let mut lowerer = Lowerer::new(source, symbols);
    lowerer.builders.push(Builder::new(
        CodeKind::Module,
        ScopeId::MODULE,
        Symbol::new("<module>"),
        Arc::from("<module>"),
    ));
    let body = lowerer.block(&ast.body)?;
    let mut code = lowerer.finish(ast.range, Parameters::default(), body);
    code.docstring = lowerer.docstring(&ast.body);
    Ok(lowerer.into_module(code))
}

/// Lowers an expression given to `eval`: its value is what the code returns.
pub(crate) fn lower_expression(
    source: &Arc<SourceFile>,
    symbols: &SymbolTable,
    ast: &ModExpression,
) -> Lowered<Module> {
    let mut lowerer = Lowerer::new(source, symbols);
    lowerer.builders.push(Builder::new(
        CodeKind::Module,
        ScopeId::MODULE,
        Symbol::new("<module>"),
        Arc::from("<module>"),
    ));
    let value = lowerer.expr(&ast.body)?;
    let body = vec![Stmt { range: ast.range, kind: StmtKind::Return(Some(value)) }];
    let code = lowerer.finish(ast.range, Parameters::default(), body);
    Ok(lowerer.into_module(code))
}

struct Lowerer<'a> {
    source: &'a Arc<SourceFile>,
    symbols: &'a SymbolTable,
    builders: Vec<Builder>,
    depth: usize,
    /// Nesting of `if TYPE_CHECKING:` blocks.
    type_checking: usize,
    rebound_globals: Vec<Symbol>,
    mutations: mutations::Mutations,
    /// Variables of enclosing functions that functions rebind.
    rebound_cells: Vec<Symbol>,
    stored_attributes: Vec<(Symbol, Symbol)>,
    imports: Vec<StaticImport>,
}

/// Code under construction.
struct Builder {
    kind: CodeKind,
    scope: ScopeId,
    name: Symbol,
    qualname: Arc<str>,
    locals: Vec<Symbol>,
    slots: FxHashMap<Symbol, u32>,
    cells: Vec<u32>,
    free: Vec<Symbol>,
    /// Scopes of the comprehensions around the current place, with their slots.
    comprehensions: Vec<(ScopeId, FxHashMap<Symbol, u32>)>,
    first_parameter: Option<Symbol>,
    second_parameter: Option<Symbol>,
    /// Variables that stand for instances that a method has made of its class.
    made: Vec<Symbol>,
    self_stores: Vec<SelfStore>,
    self_mutations: Vec<Symbol>,
    self_loads: Vec<SelfLoad>,
    needs_dict: bool,
    annotates: bool,
    class_dict: bool,
    is_generator: bool,
    is_async: bool,
    /// Operands of the expression being lowered are evaluated one by one, since a `yield` is among them.
    spills: bool,
    /// Statements of the block being lowered; `yield` expressions put theirs before the current one.
    block: Block,
}

impl Builder {
    fn new(kind: CodeKind, scope: ScopeId, name: Symbol, qualname: Arc<str>) -> Builder {
        Builder {
            kind,
            scope,
            name,
            qualname,
            locals: Vec::new(),
            slots: FxHashMap::default(),
            cells: Vec::new(),
            free: Vec::new(),
            comprehensions: Vec::new(),
            first_parameter: None,
            second_parameter: None,
            made: Vec::new(),
            self_stores: Vec::new(),
            self_mutations: Vec::new(),
            self_loads: Vec::new(),
            needs_dict: false,
            annotates: false,
            class_dict: false,
            is_generator: false,
            is_async: false,
            spills: false,
            block: Vec::new(),
        }
    }

    /// A slot without a name that Python code could use.
    fn fresh_slot(&mut self, name: Symbol) -> u32 {
        self.locals.push(name);
        (self.locals.len() - 1) as u32
    }

    fn slot(&mut self, name: Symbol) -> u32 {
        if let Some(&slot) = self.slots.get(&name) {
            return slot;
        }
        let slot = self.fresh_slot(name);
        self.slots.insert(name, slot);
        slot
    }

    fn cell(&mut self, name: Symbol) -> u32 {
        let slot = self.slot(name);
        if !self.cells.contains(&slot) {
            self.cells.push(slot);
        }
        slot
    }

    fn free(&mut self, name: Symbol) -> u32 {
        let index = self.free.iter().position(|free| *free == name).unwrap_or_else(|| {
            self.free.push(name);
            self.free.len() - 1
        });
        index as u32
    }

    fn is_function(&self) -> bool {
        matches!(self.kind, CodeKind::Function | CodeKind::Lambda | CodeKind::GeneratorExpression)
    }
}

impl<'a> Lowerer<'a> {
    fn new(source: &'a Arc<SourceFile>, symbols: &'a SymbolTable) -> Self {
        Lowerer {
            source,
            symbols,
            builders: Vec::new(),
            depth: 0,
            type_checking: 0,
            rebound_globals: Vec::new(),
            mutations: mutations::Mutations::default(),
            rebound_cells: Vec::new(),
            stored_attributes: Vec::new(),
            imports: Vec::new(),
        }
    }

    fn into_module(self, code: Code) -> Module {
        let dedup = |mut names: Vec<Symbol>| {
            names.sort_unstable();
            names.dedup();
            names
        };
        Module {
            code: Arc::new(code),
            rebound_globals: dedup(self.rebound_globals),
            rebound_cells: dedup(self.rebound_cells),
            mutated_names: self.mutations.names(),
            stored_attributes: self.stored_attributes,
            imports: self.imports,
        }
    }

    fn current(&mut self) -> &mut Builder {
        // The stack holds the module's builder from beginning to end.
        self.builders.last_mut().expect("a builder for the module")
    }

    fn current_ref(&self) -> &Builder {
        self.builders.last().expect("a builder for the module")
    }

    /// Whether the place is inside a function, so that it is not executed by importing the module.
    fn in_function(&self) -> bool {
        self.builders.iter().any(Builder::is_function)
    }

    fn scope_of(&self, key: ScopeKey) -> ScopeId {
        self.symbols.scope_of(key).unwrap_or(ScopeId::MODULE)
    }

    /// Ends the innermost builder.
    fn finish(&mut self, range: TextRange, parameters: Parameters, body: Block) -> Code {
        let mut builder = self.builders.pop().expect("a builder for the code");
        builder.self_loads.sort_by_key(|load| load.name.as_str());
        self.tell_class(&builder);
        let class_cell =
            builder.free.iter().position(|name| *name == crate::ir::sym::class).map(|i| i as u32);
        Code {
            kind: builder.kind,
            name: builder.name,
            qualname: builder.qualname,
            source: Arc::clone(self.source),
            range,
            parameters,
            locals: builder.locals,
            cells: builder.cells,
            free: builder.free,
            class_cell,
            is_generator: builder.is_generator,
            is_async: builder.is_async,
            docstring: None,
            body: Body::new(body),
            self_stores: builder.self_stores,
            self_mutations: builder.self_mutations,
            self_loads: builder.self_loads,
            needs_dict: builder.needs_dict,
            annotates: builder.annotates,
            class_dict: builder.class_dict,
        }
    }

    /// A class has what its methods store, decorated or not.
    fn tell_class(&mut self, method: &Builder) {
        if let Some(class) = self.builders.last_mut()
            && matches!(class.kind, CodeKind::Class | CodeKind::TypeParameters)
            && matches!(method.kind, CodeKind::Function | CodeKind::TypeParameters)
        {
            for store in &method.self_stores {
                if !class.self_stores.iter().any(|known| known.name == store.name) {
                    class.self_stores.push(store.clone());
                }
            }
            class.needs_dict |= method.needs_dict;
        }
    }

    /// Lowers statements into a block of their own.
    fn block(&mut self, statements: &[ast::Stmt]) -> Lowered<Block> {
        let outer = std::mem::take(&mut self.current().block);
        let result = statements.iter().try_for_each(|statement| self.stmt(statement));
        let block = std::mem::replace(&mut self.current().block, outer);
        result.map(|()| block)
    }

    fn push(&mut self, range: TextRange, kind: StmtKind) {
        self.current().block.push(Stmt { range, kind });
    }

    fn nested<T>(&mut self, range: TextRange, lower: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(TooDeep(range));
        }
        let result = lower(self);
        self.depth -= 1;
        result
    }
}

fn constant(range: TextRange, value: crate::domain::Value) -> Expr {
    Expr { range, kind: ExprKind::Const(value) }
}
