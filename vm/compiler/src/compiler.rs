//! The compiler's state, the ways in, and what every part of it uses: emitting, places, units.

use std::sync::Arc;

use ruff_python_ast::{Expr, ModExpression, ModModule, Stmt};
use rustc_hash::FxHashSet;
use strict_bytecode::builder::BuildError;
use strict_bytecode::{Code, CodeFlags, Constant, Instruction, Label, Opcode, Position};
use strict_syntax::{
    LineIndex, Name, Parsed, ParsedExpression, ParsedModule, Phase, Ranged, ScopeId, SymbolTable,
    SyntaxError, SyntaxErrorKind, TextRange, TextSize, parse_expression, parse_module_text,
};

use crate::layout::{Captures, Layout};
use crate::made_tree::Places;
use crate::optimize::optimize;
use crate::options::{CompileError, Mode, Optimization, Options};
use crate::unit::{Register, Unit, UnitKind};

/// Compiles text. Needs a stack of 64 MiB at least.
///
/// # Errors
/// The syntax errors, or that a function is too large.
pub fn compile(text: &str, options: &Options) -> Result<Code, CompileError> {
    match options.mode {
        Mode::Eval => compile_parsed_expression(text, &parse_expression(text), options),
        Mode::Exec | Mode::Single => compile_parsed_module(text, &parse_module_text(text), options),
    }
}

/// Compiles a parsed module. Needs a stack of 64 MiB at least.
///
/// # Errors
/// As [`compile`].
pub fn compile_parsed_module(
    text: &str,
    parsed: &ParsedModule,
    options: &Options,
) -> Result<Code, CompileError> {
    if options.mode == Mode::Single
        && let Some(error) = second_statement(text, &parsed.ast.body)
    {
        return Err(CompileError::Syntax(vec![error]));
    }
    compile_with(text, parsed, options, |compiler, ast: &ModModule| compiler.module(&ast.body))
}

/// Compiles a parsed expression. Needs a stack of 64 MiB at least.
///
/// # Errors
/// As [`compile`].
pub fn compile_parsed_expression(
    text: &str,
    parsed: &ParsedExpression,
    options: &Options,
) -> Result<Code, CompileError> {
    compile_with(text, parsed, options, |compiler, ast: &ModExpression| compiler.only_expression(&ast.body))
}

/// Interactive text is one line of statements or one compound statement.
fn second_statement(text: &str, body: &[Stmt]) -> Option<SyntaxError> {
    let pair = body.windows(2).find(|pair| {
        let between = usize::from(pair[0].end())..usize::from(pair[1].start());
        text.get(between).is_some_and(|between| between.contains(['\n', '\r']))
    })?;
    Some(SyntaxError {
        message: "multiple statements found while compiling a single statement".to_owned(),
        range: pair[1].range(),
        kind: SyntaxErrorKind::Syntax,
        phase: Phase::Grammar,
    })
}

fn compile_with<'a, T>(
    text: &'a str,
    parsed: &'a Parsed<T>,
    options: &'a Options,
    compile: impl FnOnce(&mut Compiler<'a>, &'a T),
) -> Result<Code, CompileError> {
    if !parsed.errors.is_empty() {
        return Err(CompileError::Syntax(parsed.errors.clone()));
    }
    let mut compiler = Compiler::new(text, &parsed.symbols, options);
    compile(&mut compiler, &parsed.ast);
    Ok(compiler.finish()?)
}

pub(crate) struct Compiler<'a> {
    pub(crate) text: &'a str,
    pub(crate) symbols: &'a SymbolTable,
    pub(crate) options: &'a Options,
    pub(crate) captures: Captures,
    pub(crate) unit: Unit<'a>,
    outer: Vec<Unit<'a>>,
    pub(crate) places: Places<'a>,
    /// The names that assignment expressions bind: their registers may change between reading an operand and
    /// using it.
    rebound: Rebound,
    too_large: Option<BuildError>,
    last_place: (TextRange, Position),
}

enum Rebound {
    Names(FxHashSet<Name>),
    All,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(text: &'a str, symbols: &'a SymbolTable, options: &'a Options) -> Self {
        let captures = Captures::new(symbols);
        let layout = captures.layout(symbols, ScopeId::MODULE, &[]);
        let mut unit = Unit::new(UnitKind::Module, ScopeId::MODULE, layout, "<module>", "<module>");
        unit.flags = inherited_flags(symbols, options);
        Compiler {
            text,
            symbols,
            options,
            captures,
            unit,
            outer: Vec::new(),
            places: Places::Text(LineIndex::new(text)),
            rebound: rebound_names(text),
            too_large: None,
            last_place: (TextRange::default(), Position::NONE),
        }
    }

    pub(crate) fn finish(mut self) -> Result<Code, BuildError> {
        let layout = Layout::default();
        let placeholder = Unit::new(UnitKind::Module, ScopeId::MODULE, layout, "", "");
        let unit = std::mem::replace(&mut self.unit, placeholder);
        let code = self.assemble(unit)?;
        self.too_large.map_or(Ok(code), Err)
    }

    /// The code of an expression given to `eval`.
    pub(crate) fn only_expression(&mut self, expression: &'a Expr) {
        let register = self.operand(expression);
        self.emit(Instruction::new(Opcode::Return, 0, register, 0, 0));
    }

    pub(crate) fn module(&mut self, body: &'a [Stmt]) {
        self.unit.builder.position = Position { line: 1, end_line: 1, column: 0, end_column: 0 };
        self.collect_annotations(body);
        self.begin_annotations();
        let body = self.module_docstring(body);
        self.body(body);
        self.return_none();
    }

    // Units.

    /// Compiles a code object inside the current one.
    pub(crate) fn nested(&mut self, unit: Unit<'a>, compile: impl FnOnce(&mut Self)) -> Constant {
        let outer = std::mem::replace(&mut self.unit, unit);
        self.outer.push(outer);
        self.prologue();
        compile(self);
        // Pushed above, and `compile` is balanced.
        let Some(outer) = self.outer.pop() else { return Constant::None };
        let unit = std::mem::replace(&mut self.unit, outer);
        match self.assemble(unit) {
            Ok(code) => Constant::code(code),
            Err(error) => {
                self.too_large = Some(error);
                Constant::None
            }
        }
    }

    /// The code object around the current one.
    pub(crate) fn outer_unit(&self) -> Option<&Unit<'a>> {
        self.outer.last()
    }

    /// Whether the current code runs only when a function is called.
    pub(crate) fn is_in_function(&self) -> bool {
        let mut units = self.outer.iter().chain([&self.unit]);
        units.any(|unit| matches!(unit.kind, UnitKind::Function | UnitKind::Lambda))
    }

    /// The qualified name of something defined in the current code object.
    pub(crate) fn qualified_name(&self, name: &str, is_definition: bool) -> String {
        let unit = match self.unit.kind {
            UnitKind::TypeParameters => self.outer_unit().unwrap_or(&self.unit),
            _ => &self.unit,
        };
        if unit.kind == UnitKind::Module || is_definition && self.is_declared_global(unit.scope, name) {
            return name.to_owned();
        }
        match unit.kind {
            UnitKind::Function | UnitKind::Lambda => format!("{}.<locals>.{name}", unit.qualified_name),
            _ => format!("{}.{name}", unit.qualified_name),
        }
    }

    fn prologue(&mut self) {
        use strict_bytecode::VariableKind as Kind;
        let kinds: Vec<_> = self.unit.layout.variables.iter().map(|it| it.kind).collect();
        self.unit.builder.position = Position::NONE;
        let free = kinds.iter().filter(|it| **it == Kind::Free).count();
        if let Some(first) = kinds.iter().position(|it| *it == Kind::Free) {
            self.emit(Instruction::new(Opcode::CopyFreeVars, 0, first as u16, 0, free as u16));
        }
        for (register, kind) in kinds.iter().enumerate() {
            if matches!(kind, Kind::Cell | Kind::CellParameter) {
                self.emit(Instruction::new(Opcode::MakeCell, 0, register as u16, 0, 0));
            }
        }
        let line = self.unit.first_line;
        self.unit.builder.position = Position { line, end_line: line, column: 0, end_column: 0 };
    }

    fn assemble(&self, unit: Unit<'a>) -> Result<Code, BuildError> {
        let register_count = unit.register_count();
        if register_count > u32::from(u16::MAX) {
            return Err(BuildError::TooManyRegisters);
        }
        let arguments = unit.argument_registers();
        let mut builder = unit.builder;
        optimize(&mut builder, &unit.layout.variables, arguments);
        let assembled = builder.finish()?;
        let mut flags = unit.flags;
        flags.set(CodeFlags::KEEPS_GLOBALS, keeps_globals(&assembled.instructions, &assembled.constants));
        Ok(Code {
            name: unit.name,
            qualified_name: unit.qualified_name,
            filename: Arc::clone(&self.options.filename),
            first_line: unit.first_line,
            flags,
            argument_count: unit.argument_count,
            positional_only_count: unit.positional_only_count,
            keyword_only_count: unit.keyword_only_count,
            register_count,
            variables: unit.layout.variables,
            instructions: assembled.instructions,
            constants: assembled.constants,
            names: assembled.names,
            sites: assembled.sites,
            handlers: assembled.handlers,
            positions: assembled.positions,
            is_unverified: false,
        })
    }

    // Emitting.

    pub(crate) fn emit(&mut self, instruction: Instruction) {
        self.unit.builder.push(instruction);
    }

    /// Emits an instruction with three short operands.
    pub(crate) fn op(&mut self, opcode: Opcode, a: Register, b: Register, c: Register) {
        self.emit(Instruction::new(opcode, 0, a, b, c));
    }

    /// Emits an instruction on a name with a wide site.
    pub(crate) fn op_name(&mut self, opcode: Opcode, a: Register, name: &str) {
        let name = self.unit.builder.name(name);
        self.unit.builder.push_named(Instruction::with_wide(opcode, 0, a, 0), name);
    }

    /// Emits an instruction on a name with a long site.
    pub(crate) fn op_attribute(&mut self, opcode: Opcode, a: Register, b: Register, name: &str) {
        let name = self.unit.builder.name(name);
        self.unit.builder.push_named(Instruction::with_long(opcode, a, b, 0), name);
    }

    /// Emits a jump with a wide target.
    pub(crate) fn jump(&mut self, opcode: Opcode, a: Register, target: Label) {
        self.emit(Instruction::with_wide(opcode, 0, a, target.0));
    }

    /// Emits a jump with a long target.
    pub(crate) fn jump_on(&mut self, opcode: Opcode, a: Register, b: u16, target: Label) {
        self.emit(Instruction::with_long(opcode, a, b, target.0));
    }

    pub(crate) fn new_label(&mut self) -> Label {
        self.unit.builder.new_label()
    }

    pub(crate) fn place_label(&mut self, label: Label) {
        self.unit.builder.place(label);
    }

    pub(crate) fn constant_into(&mut self, constant: Constant, target: Register) {
        let number = self.unit.builder.constant(constant);
        self.emit(Instruction::with_wide(Opcode::LoadConst, 0, target, number));
    }

    pub(crate) fn constant_operand(&mut self, constant: Constant) -> Register {
        let register = self.unit.temporary();
        self.constant_into(constant, register);
        register
    }

    pub(crate) fn none_into(&mut self, target: Register) {
        self.constant_into(Constant::None, target);
    }

    pub(crate) fn move_into(&mut self, source: Register, target: Register) {
        if source != target {
            self.op(Opcode::Move, target, source, 0);
        }
    }

    pub(crate) fn return_none(&mut self) {
        let none = self.unit.builder.constant(Constant::None);
        self.emit(Instruction::with_wide(Opcode::ReturnConst, 0, 0, none));
    }

    /// Runs a part that uses temporaries, and gives those up.
    pub(crate) fn scratch<T>(&mut self, part: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.unit.mark();
        let result = part(self);
        self.unit.release(mark);
        result
    }

    // Places.

    /// Makes the instructions that follow come from this part of the text.
    pub(crate) fn at(&mut self, range: TextRange) {
        self.unit.builder.position = self.position(range);
    }

    /// Makes the instructions that follow belong to no line.
    pub(crate) fn at_no_line(&mut self) {
        self.unit.builder.position = Position::NONE;
    }

    pub(crate) fn position(&mut self, range: TextRange) -> Position {
        if self.last_place.0 == range && self.last_place.1 != Position::NONE {
            return self.last_place.1;
        }
        let (line, column) = self.places.line_and_column(range.start());
        let (end_line, end_column) = self.places.line_and_column(range.end());
        let position = Position { line, end_line, column, end_column };
        self.last_place = (range, position);
        position
    }

    pub(crate) fn line(&self, offset: TextSize) -> u32 {
        self.places.line_and_column(offset).0
    }

    pub(crate) fn source(&self, range: TextRange) -> &'a str {
        self.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    }

    // Facts.

    /// Whether an assignment expression may bind the name.
    pub(crate) fn is_rebound(&self, name: &Name) -> bool {
        match &self.rebound {
            Rebound::Names(names) => names.contains(name),
            Rebound::All => true,
        }
    }

    pub(crate) fn keeps_asserts(&self) -> bool {
        self.options.optimization < Optimization::Asserts
    }

    pub(crate) fn keeps_docstrings(&self) -> bool {
        self.options.optimization < Optimization::Docstrings
    }

    /// The flags that every code object of the module has.
    pub(crate) fn common_flags(&self) -> CodeFlags {
        inherited_flags(self.symbols, self.options)
    }
}

impl Unit<'_> {
    /// The number of registers that are set at entry.
    fn argument_registers(&self) -> usize {
        use strict_bytecode::VariableKind as Kind;
        let is_parameter = |kind| matches!(kind, Kind::Parameter | Kind::CellParameter);
        self.layout.variables.iter().take_while(|it| is_parameter(it.kind)).count()
    }
}

/// Whether neither this code nor a function in it rebinds or deletes a global.
fn keeps_globals(instructions: &[Instruction], constants: &[Constant]) -> bool {
    let changes = |it: &Instruction| matches!(it.opcode(), Some(Opcode::StoreGlobal | Opcode::DeleteGlobal));
    let keeps = |it: &Constant| match it {
        Constant::Code(inner) => inner.0.header().flags.contains(CodeFlags::KEEPS_GLOBALS),
        _ => true,
    };
    !instructions.iter().any(changes) && constants.iter().all(keeps)
}

fn inherited_flags(symbols: &SymbolTable, options: &Options) -> CodeFlags {
    let mut flags = options.inherited & (CodeFlags::FUTURE_ANNOTATIONS | CodeFlags::FUTURE_BARRY_AS_BDFL);
    if symbols.future_annotations() {
        flags |= CodeFlags::FUTURE_ANNOTATIONS;
    }
    flags
}

/// The names before `:=` in the text; too many do no harm.
fn rebound_names(text: &str) -> Rebound {
    let mut names = FxHashSet::default();
    for (at, _) in text.match_indices(":=") {
        let before = text[..at].trim_end_matches([' ', '\t']);
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, character)| {
                character.is_alphanumeric() || *character == '_' || !character.is_ascii()
            })
            .last()
            .map_or(before.len(), |(at, _)| at);
        // A line continued between name and operator might hide the name, and identifiers that aren't ASCII
        // are normalised.
        let name = &before[start..];
        if before.ends_with(['\n', '\r', '\\', '\x0c']) || !name.is_ascii() {
            return Rebound::All;
        }
        names.insert(Name::new(name));
    }
    Rebound::Names(names)
}
