//! Module-level names: where each is mentioned, what it stands for, where it is bound.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use lsp_types::{GotoDefinitionParams, Location, Position, ReferenceParams};
use strict_syntax::ast::visitor::source_order::{SourceOrderVisitor, walk_expr, walk_stmt};
use strict_syntax::ast::{self, Expr, Stmt};
use strict_syntax::{ParsedModule, Ranged, Resolution, ScopeId, SourceFile, TextRange, TextSize};

use crate::server::Server;
use crate::uri;

/// What a name stands for: a module, or a name in one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) module: String,
    pub(crate) name: Option<String>,
}

/// A mention of a name.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) range: TextRange,
    pub(crate) target: Target,
}

/// The module-level names that a file mentions.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub(crate) all: Vec<Mention>,
    /// What imports bind.
    imports: HashMap<String, Target>,
}

/// Chains of re-exports that are followed.
const MAX_HOPS: usize = 16;

impl Mentions {
    /// Finds them. `is_module` knows which names are those of modules.
    pub(crate) fn of(
        parsed: &ParsedModule,
        module: &str,
        is_package: bool,
        is_module: &dyn Fn(&str) -> bool,
    ) -> Mentions {
        let mut imports = Imports { module, is_package, is_module, found: HashMap::new() };
        imports.visit_body(&parsed.ast.body);
        let mut finder =
            Finder { parsed, module, is_package, is_module, imports: imports.found, all: Vec::new() };
        finder.visit_body(&parsed.ast.body);
        Mentions { all: finder.all, imports: finder.imports }
    }

    pub(crate) fn at(&self, offset: TextSize) -> Option<&Mention> {
        self.all
            .iter()
            .filter(|mention| mention.range.contains_inclusive(offset))
            .min_by_key(|mention| mention.range.len())
    }
}

/// Collects what imports bind in the module's namespace.
struct Imports<'a> {
    module: &'a str,
    is_package: bool,
    is_module: &'a dyn Fn(&str) -> bool,
    found: HashMap<String, Target>,
}

impl<'a> SourceOrderVisitor<'a> for Imports<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
            Stmt::Import(import) => {
                for alias in &import.names {
                    let full = alias.name.as_str();
                    let (bound, module) = match &alias.asname {
                        Some(name) => (name.as_str(), full),
                        None => {
                            let top = full.split('.').next().unwrap_or(full);
                            (top, top)
                        }
                    };
                    let target = Target { module: module.to_owned(), name: None };
                    self.found.insert(bound.to_owned(), target);
                }
            }
            Stmt::ImportFrom(import) => {
                let Some(from) = imported_from(self.module, self.is_package, import) else { return };
                for alias in &import.names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    let target = member(&from, alias.name.as_str(), self.is_module);
                    self.found.insert(bound.to_string(), target);
                }
            }
            other => walk_stmt(self, other),
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// The absolute name of the module that is imported from.
pub(crate) fn imported_from(
    importer: &str,
    is_package: bool,
    import: &ast::StmtImportFrom,
) -> Option<String> {
    let module = import.module.as_ref().map_or("", |name| name.as_str());
    if import.level == 0 {
        return Some(module.to_owned());
    }
    let mut base = importer;
    for _ in 0..import.level - u32::from(is_package) {
        base = base.rsplit_once('.')?.0;
    }
    Some(if module.is_empty() { base.to_owned() } else { format!("{base}.{module}") })
}

/// What `name` of a module is: a submodule, or a name.
fn member(module: &str, name: &str, is_module: &dyn Fn(&str) -> bool) -> Target {
    let child = format!("{module}.{name}");
    if is_module(&child) {
        Target { module: child, name: None }
    } else {
        Target { module: module.to_owned(), name: Some(name.to_owned()) }
    }
}

struct Finder<'a> {
    parsed: &'a ParsedModule,
    module: &'a str,
    is_package: bool,
    is_module: &'a dyn Fn(&str) -> bool,
    imports: HashMap<String, Target>,
    all: Vec<Mention>,
}

impl Finder<'_> {
    fn add(&mut self, range: TextRange, target: Target) {
        self.all.push(Mention { range, target });
    }

    fn global(&self, name: &str) -> Target {
        match self.imports.get(name) {
            Some(target) => target.clone(),
            None => Target { module: self.module.to_owned(), name: Some(name.to_owned()) },
        }
    }

    /// Whether a name, where it stands, is one of the module.
    fn is_global(&self, name: &str, offset: TextSize) -> bool {
        let symbols = &self.parsed.symbols;
        let scope = symbols
            .scope_ids()
            .filter(|id| *id == ScopeId::MODULE || symbols.scope(*id).range().contains_inclusive(offset))
            .filter(|id| symbols.symbol(*id, name).is_some())
            .max_by_key(|id| id.index());
        let Some(scope) = scope else { return false };
        let Some(symbol) = symbols.symbol(scope, name) else { return false };
        match symbol.resolution() {
            Resolution::GlobalExplicit | Resolution::GlobalImplicit => true,
            Resolution::Local | Resolution::Cell => scope == ScopeId::MODULE,
            Resolution::Free => false,
        }
    }

    fn target_of(&self, expr: &Expr) -> Option<Target> {
        match expr {
            Expr::Name(name) if self.is_global(&name.id, name.range.start()) => Some(self.global(&name.id)),
            Expr::Attribute(attribute) => match self.target_of(&attribute.value)? {
                Target { module, name: None } => Some(member(&module, &attribute.attr, self.is_module)),
                Target { .. } => None,
            },
            _ => None,
        }
    }
}

impl<'a> SourceOrderVisitor<'a> for Finder<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(function) if self.is_global(&function.name, function.name.range.start()) => {
                self.add(function.name.range, self.global(&function.name));
            }
            Stmt::ClassDef(class) if self.is_global(&class.name, class.name.range.start()) => {
                self.add(class.name.range, self.global(&class.name));
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let target = Target { module: alias.name.to_string(), name: None };
                    self.add(alias.name.range, target.clone());
                    if let Some(name) = &alias.asname {
                        self.add(name.range, target);
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                if let Some(from) = imported_from(self.module, self.is_package, import) {
                    if let Some(module) = &import.module {
                        self.add(module.range, Target { module: from.clone(), name: None });
                    }
                    for alias in &import.names {
                        let target = member(&from, alias.name.as_str(), self.is_module);
                        self.add(alias.name.range, target.clone());
                        if let Some(name) = &alias.asname {
                            self.add(name.range, target);
                        }
                    }
                }
            }
            _ => {}
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Some(target) = self.target_of(expr) {
            let range = match expr {
                Expr::Attribute(attribute) => attribute.attr.range,
                other => other.range(),
            };
            self.add(range, target);
        }
        walk_expr(self, expr);
    }
}

impl Server<'_> {
    /// The name of the module that a file holds, and whether it is a package.
    pub(crate) fn module_name(&self, path: &Path) -> Option<(String, bool)> {
        let is_package = path.file_stem().is_some_and(|stem| stem == "__init__");
        Some((self.snapshot.file(path)?.report.name.clone(), is_package))
    }

    /// The names that a file mentions.
    pub(crate) fn mentions(&self, path: &Path) -> Option<(Arc<SourceFile>, ParsedModule, Mentions)> {
        let source = self.source(path)?;
        let (module, is_package) = self.module_name(path)?;
        let parsed = strict_syntax::parse(&source);
        let is_module = |name: &str| self.snapshot.module(name).is_some();
        let mentions = Mentions::of(&parsed, &module, is_package, &is_module);
        Some((source, parsed, mentions))
    }

    /// What stands at a position of a document.
    pub(crate) fn target_at(
        &self,
        uri: &lsp_types::Uri,
        position: Position,
    ) -> Option<(Target, lsp_types::Range)> {
        let (source, _, mentions) = self.mentions(&uri::to_path(uri)?)?;
        let mention = mentions.at(self.converter.encoding.offset(&source, position))?;
        let range = self.converter.encoding.range(&source, mention.range);
        Some((self.original(mention.target.clone()), range))
    }

    /// Follows re-exports to the module that binds the name itself.
    pub(crate) fn original(&self, mut target: Target) -> Target {
        for _ in 0..MAX_HOPS {
            let Some(name) = &target.name else { break };
            let Some(file) = self.snapshot.module(&target.module) else { break };
            let Some((_, _, mentions)) = self.mentions(&file.path) else { break };
            match mentions.imports.get(name) {
                Some(next) if *next != target => target = next.clone(),
                _ => break,
            }
        }
        target
    }

    /// Where the target is bound.
    pub(crate) fn binding(&self, target: &Target) -> Option<Location> {
        let file = self.snapshot.module(&target.module)?;
        let source = self.source(&file.path)?;
        let range = match &target.name {
            None => TextRange::default(),
            Some(name) => {
                let parsed = strict_syntax::parse(&source);
                parsed.symbols.symbol(ScopeId::MODULE, name).filter(|it| it.is_bound())?.range()
            }
        };
        Some(Location {
            uri: uri::from_path(&file.path)?,
            range: self.converter.encoding.range(&source, range),
        })
    }
}

/// Answers `textDocument/definition`.
pub(crate) fn definition(server: &Server<'_>, params: &GotoDefinitionParams) -> Option<Location> {
    let at = &params.text_document_position_params;
    let (target, _) = server.target_at(&at.text_document.uri, at.position)?;
    server.binding(&target)
}

/// Answers `textDocument/references`.
pub(crate) fn references(server: &Server<'_>, params: &ReferenceParams) -> Option<Vec<Location>> {
    let at = &params.text_document_position;
    let (target, _) = server.target_at(&at.text_document.uri, at.position)?;
    let binding = server.binding(&target);
    let text = target
        .name
        .clone()
        .unwrap_or_else(|| target.module.rsplit('.').next().unwrap_or_default().to_owned());
    let mut paths: Vec<_> = server.snapshot.files.keys().collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let has_text = server.source(path).is_some_and(|source| source.text().contains(&text));
        if !has_text {
            continue;
        }
        let Some((source, _, mentions)) = server.mentions(path) else { continue };
        let Some(uri) = uri::from_path(path) else { continue };
        for mention in mentions.all {
            let may_be = mention.target == target || mention.target.name == target.name;
            if may_be && server.original(mention.target) == target {
                let range = server.converter.encoding.range(&source, mention.range);
                let location = Location { uri: uri.clone(), range };
                if params.context.include_declaration || binding.as_ref() != Some(&location) {
                    found.push(location);
                }
            }
        }
    }
    found.sort_by(|a, b| (a.uri.as_str(), a.range.start).cmp(&(b.uri.as_str(), b.range.start)));
    found.dedup();
    Some(found)
}
