//! `import` and `from ... import`.

use ruff_python_ast as ast;
use strict_bytecode::{Constant, Instruction, Intrinsic, Opcode, flags};
use strict_semantics::{Int, Text};

use crate::blocks::Block;
use crate::compiler::Compiler;
use crate::unit::{Register, UnitKind, nth};

impl<'a> Compiler<'a> {
    pub(crate) fn import(&mut self, statement: &'a ast::StmtImport) {
        for alias in &statement.names {
            self.at(statement.range);
            self.scratch(|this| {
                let top = alias.name.id.split('.').next().unwrap_or_default();
                let bound = alias.asname.as_ref().map_or(top, |name| &*name.id);
                let flags = this.laziness(statement.is_lazy, std::iter::once(bound));
                let module = this.load_module(&alias.name.id, 0, Constant::None, flags);
                let mut parts = alias.name.id.split('.');
                parts.next();
                match &alias.asname {
                    None => this.store_name(top, module),
                    Some(name) => {
                        // `import a.b.c as d` binds the innermost module.
                        for part in parts {
                            this.op_attribute(Opcode::ImportFrom, module, module, part);
                        }
                        this.store_name(&name.id, module);
                    }
                }
            });
        }
    }

    pub(crate) fn import_from(&mut self, statement: &'a ast::StmtImportFrom) {
        self.at(statement.range);
        let name = statement.module.as_ref().map_or("", |name| name.id.as_str());
        let imported = statement.names.iter().map(|alias| Constant::Str(Text::from(alias.name.id.as_str())));
        let imported = Constant::tuple(imported.collect::<Vec<_>>());
        self.scratch(|this| {
            let bound = statement.names.iter().map(|alias| &*alias.asname.as_ref().unwrap_or(&alias.name).id);
            let flags = this.laziness(statement.is_lazy, bound);
            let module = this.load_module(name, statement.level, imported, flags);
            for alias in &statement.names {
                if alias.name.id == "*" {
                    this.op(Opcode::CallIntrinsic, module, module, Intrinsic::ImportStar as u16);
                    continue;
                }
                this.scratch(|this| {
                    let value = this.unit.temporary();
                    this.op_attribute(Opcode::ImportFrom, value, module, &alias.name.id);
                    this.store_name(&alias.asname.as_ref().unwrap_or(&alias.name).id, value);
                });
            }
        });
    }

    /// Whether an import statement that binds names is lazy, or may be made so: at module level, outside of `try` and `with`,
    /// where names are looked up in the namespace.
    fn laziness<'n>(&self, says_so: bool, mut names: impl Iterator<Item = &'n str>) -> u8 {
        let is_module_level = self.unit.kind == UnitKind::Module
            && self.unit.blocks.iter().all(|block| matches!(block, Block::Loop { .. }));
        if says_so {
            flags::IMPORT_LAZY
        } else if is_module_level && names.all(|name| name != "*" && self.is_in_namespace(name)) {
            flags::IMPORT_DEFERRABLE
        } else {
            0
        }
    }

    /// The module that the import system gives, in a new temporary.
    fn load_module(&mut self, name: &str, level: u32, imported: Constant, flags: u8) -> Register {
        let window = self.unit.temporaries(2);
        self.constant_into(Constant::Int(Int::from(level)), window);
        self.constant_into(imported, nth(window, 1));
        let name = self.unit.builder.name(name);
        let instruction = Instruction::with_wide(Opcode::ImportName, flags, window, 0);
        self.unit.builder.push_named(instruction, name);
        window
    }
}
