//! Classes: class statements, `type(name, bases, namespace)`, method resolution order, and making instances.

use std::sync::Arc;

use super::attributes::Found;
use super::{Arguments, Eval, Interp};
use crate::builtins::{exceptions as exc, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Class, Dict, Elements, Namespace, Object, ObjectId, Payload, Slot, Value};
use crate::ir::{ClassDef, SelfStore, Symbol, sym};

/// Adds stores of attributes that are not yet among those known.
fn add_stores(known: &mut Vec<SelfStore>, more: &[SelfStore]) {
    for store in more {
        if !known.iter().any(|it| it.name == store.name) {
            known.push(store.clone());
        }
    }
}

impl Interp<'_> {
    pub(super) fn eval_class(&mut self, definition: &ClassDef) -> Eval<Value> {
        let decorators = self.eval_decorators(&definition.decorators)?;
        let place = self.frame().at;
        let arguments = self.eval_arguments(&definition.bases, &definition.keywords)?;
        self.at(place);
        let class = self.build_class(definition, arguments)?;
        self.apply_decorators(decorators, &definition.decorators, class)
    }

    /// What a class statement does (`__build_class__`).
    fn build_class(&mut self, definition: &ClassDef, mut arguments: Arguments) -> Eval<Value> {
        let code = &definition.code;
        let mut bases: Vec<Value> = arguments.positional.to_vec();
        if let Some(more) = &arguments.more_positional {
            bases.push(more.clone());
        }
        let original = bases.clone();
        if !definition.type_params.is_empty()
            && let Some(generic) = self.typing_class("Generic")?
        {
            let mut params = Vec::new();
            for param in &definition.type_params {
                params.push(self.load(*param)?);
            }
            let base = self.get_item(&generic, &Value::tuple(params))?;
            bases.push(base);
        }
        let written = bases.clone();
        let (bases, unknown_base) = self.resolve_bases(&bases)?;
        let explicit = arguments.keyword(sym::metaclass);
        let Some(metaclass) = self.metaclass(explicit.as_ref(), &bases)? else {
            return Ok(self.after_error());
        };
        let name = Value::str(code.name.as_str());
        let bases_value = Value::tuple(bases.iter().map(|base| Value::Object(*base)).collect::<Vec<_>>());
        // The namespace: what `__prepare__` gives, or an empty one.
        let prepared = match &metaclass {
            Value::Object(meta) if *meta != types::TYPE => {
                match self.get_attr_or_none(&metaclass, sym::prepare)? {
                    Some(Value::Object(prepare))
                        if matches!(self.heap.get(prepare).payload, Payload::Native(_)) =>
                    {
                        None
                    }
                    Some(Value::Object(prepare)) if self.is_builtin_method(prepare) => None,
                    Some(prepare) => {
                        let mut call = Arguments::new(vec![name.clone(), bases_value.clone()]);
                        call.keywords = arguments.keywords.clone();
                        Some(self.call_with(&prepare, call)?)
                    }
                    None => None,
                }
            }
            _ => None,
        };
        let namespace = match &prepared {
            Some(Value::Object(id)) => *id,
            _ => self.heap.alloc(Object::new(types::OBJECT, Payload::None)),
        };
        let globals = self.frame().globals;
        let module = self.module_name_of(globals);
        self.store_in_namespace(namespace, sym::module, module)?;
        self.store_in_namespace(namespace, sym::qualname, Value::str(&code.qualname))?;
        self.store_in_namespace(namespace, sym::firstlineno, Value::Typed(types::INT))?;
        if let Some(doc) = &code.docstring {
            self.store_in_namespace(namespace, sym::doc, doc.clone())?;
        }
        if !definition.type_params.is_empty() {
            let mut params = Vec::new();
            for param in &definition.type_params {
                params.push(self.load(*param)?);
            }
            self.store_in_namespace(namespace, sym::type_params, Value::tuple(params))?;
        }
        let closure = self.closure(&definition.captures);
        let locals = self.new_slots(code);
        let class_cell =
            code.locals.iter().position(|name| *name == sym::class).and_then(|i| locals[i].value.as_object());
        let flow = self.run_code(code, globals, Some(namespace), &closure, locals)?;
        if let super::Flow::Many(ends) = flow {
            let deltas = ends.into_iter().map(|(_, delta)| delta).collect();
            self.heap.adopt_join(deltas);
        }
        if !self.executes_native_model() {
            if code.annotates {
                self.store_in_namespace(namespace, sym::annotate_func, Value::Typed(types::FUNCTION))?;
            }
            let names = definition.static_attributes.iter().map(|name| Value::str(name.as_str()));
            let names = Value::tuple(names.collect::<Vec<_>>());
            self.store_in_namespace(namespace, sym::static_attributes, names)?;
            if code.class_dict {
                let contents = Payload::Cell(Some(Slot::bound(Value::Typed(types::DICT))));
                let cell = self.alloc(types::CELL, contents);
                self.store_in_namespace(namespace, sym::classdictcell, cell)?;
            }
            if let Some(cell) = class_cell {
                self.store_in_namespace(namespace, sym::classcell, Value::Object(cell))?;
            }
        }
        if written.len() != bases.len()
            || written.iter().zip(&bases).any(|(written, base)| !written.same(&Value::Object(*base)))
        {
            let original = if definition.type_params.is_empty() { original } else { written };
            self.store_in_namespace(namespace, sym::orig_bases, Value::tuple(original))?;
        }
        if let Some(origin) = &unknown_base {
            self.unknown_use(
                DiagnosticCode::UnknownBase,
                origin,
                &format!("class `{}` runs code of its base when it is created:", code.name),
            );
        }
        // The metaclass receives the namespace as a mapping.
        let namespace_value = match &prepared {
            Some(mapping) => mapping.clone(),
            None => {
                let dict = self.namespace_contents(namespace);
                let annotations =
                    self.heap.attr(namespace, Symbol::new(super::statements::ANNOTATIONS)).cloned();
                let dict = self.new_dict(dict);
                if let (Some(slot), Value::Object(id)) = (annotations, &dict) {
                    self.heap
                        .modify(*id)
                        .attrs_mut()
                        .insert(Symbol::new(super::statements::ANNOTATIONS), slot);
                }
                dict
            }
        };
        let mut call = Arguments::new(vec![name, bases_value, namespace_value]);
        // Keywords may be meant for a base about which nothing is known, which has been reported.
        if unknown_base.is_none() || !matches!(metaclass, Value::Object(types::TYPE)) {
            call.keywords = arguments.keywords;
        }
        let class = self.call_with(&metaclass, call)?;
        if let (Some(cell), Value::Object(id)) = (class_cell, &class)
            && self.heap.get(*id).as_class().is_some()
        {
            self.heap.modify(cell).payload = Payload::Cell(Some(Slot::bound(class.clone())));
        }
        if let Value::Object(id) = &class
            && self.heap.is_owned(*id)
            && self.heap.get(*id).as_class().is_some()
        {
            let gets_slots = self.is_strict_module(globals);
            if let Payload::Class(class) = &mut self.heap.modify(*id).payload {
                if unknown_base.is_some() {
                    class.unknown_base = unknown_base;
                }
                add_stores(&mut class.self_stores, &code.self_stores);
                class.needs_dict |= code.needs_dict;
                class.gets_slots |= gets_slots;
            }
            let owner = self.heap.owner as usize;
            if let Some(module) = self.modules.get_mut(owner) {
                module.classes.push(*id);
            }
        }
        Ok(class)
    }

    /// The bases as classes, and an unknown one if there is any.
    pub(crate) fn class_bases(&mut self, bases: &[Value]) -> Eval<(Vec<ObjectId>, Option<Value>)> {
        self.resolve_bases(bases)
    }

    fn is_builtin_method(&self, id: ObjectId) -> bool {
        match &self.heap.get(id).payload {
            Payload::BoundMethod { function: Value::Object(function), .. } => {
                matches!(self.heap.get(*function).payload, Payload::Native(_))
            }
            _ => false,
        }
    }

    /// Replaces bases that are no classes by what their `__mro_entries__` gives; an unknown base is left out.
    pub(crate) fn resolve_bases(&mut self, bases: &[Value]) -> Eval<(Vec<ObjectId>, Option<Value>)> {
        let mut resolved = Vec::new();
        let mut unknown = None;
        let all = Value::tuple(bases.to_vec());
        for base in bases {
            match base {
                Value::Object(id) if self.heap.get(*id).as_class().is_some() => resolved.push(*id),
                Value::Unknown(_) => unknown = Some(base.clone()),
                Value::Union(members) => {
                    // The class may derive from any of them: nothing is certain about what it inherits.
                    unknown = Some(Value::unknown("a base class that is one of several"));
                    let _ = members;
                }
                other => match self.get_attr_or_none(other, sym::mro_entries)? {
                    Some(method) => {
                        let entries = self.call(&method, vec![all.clone()])?;
                        match self.collect(&entries)? {
                            Elements::Exact(items) => {
                                let (more, missing) = self.resolve_bases(&items)?;
                                resolved.extend(more);
                                unknown = unknown.or(missing);
                            }
                            Elements::Summary(item) => unknown = Some(item),
                        }
                    }
                    None => {
                        return self.type_error("bases must be types");
                    }
                },
            }
        }
        Ok((resolved, unknown))
    }

    /// The most derived metaclass; `None` when it is unknown, which has been reported.
    fn metaclass(&mut self, explicit: Option<&Value>, bases: &[ObjectId]) -> Eval<Option<Value>> {
        let mut winner = match explicit {
            Some(Value::Object(id)) if self.is_metaclass(*id) => *id,
            Some(value @ Value::Unknown(_)) => {
                self.unknown_use(
                    DiagnosticCode::UnsafeCall,
                    value,
                    "a class is created by a metaclass about which nothing is known:",
                );
                return Ok(None);
            }
            Some(function) => return Ok(Some(function.clone())),
            None => types::TYPE,
        };
        for base in bases {
            let candidate = self.heap.get(*base).class;
            if self.is_subclass_of(winner, candidate) {
                continue;
            }
            if self.is_subclass_of(candidate, winner) {
                winner = candidate;
                continue;
            }
            return self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            );
        }
        Ok(Some(Value::Object(winner)))
    }

    fn is_metaclass(&self, id: ObjectId) -> bool {
        self.heap.get(id).as_class().is_some_and(|class| class.mro.contains(&types::TYPE))
    }

    /// The most derived of a metaclass and those of the bases.
    fn winner(&self, metaclass: ObjectId, bases: &[ObjectId]) -> ObjectId {
        bases.iter().fold(metaclass, |winner, base| {
            let candidate = self.heap.get(*base).class;
            let derived = !self.is_subclass_of(winner, candidate) && self.is_subclass_of(candidate, winner);
            if derived { candidate } else { winner }
        })
    }

    /// `type.__new__` leaves the work to a more derived metaclass that has a `__new__` of its own.
    pub(crate) fn new_of_derived_metaclass(
        &mut self,
        metaclass: ObjectId,
        bases: &[ObjectId],
        arguments: &Arguments,
    ) -> Eval<Option<Value>> {
        let winner = self.winner(metaclass, bases);
        if winner == metaclass {
            return Ok(None);
        }
        match self.lookup(winner, sym::new) {
            Found::Value(new, place) if place != types::TYPE => {
                let new = self.bind_class_attr(&new, winner)?;
                let mut call = arguments.clone();
                call.positional[0] = Value::Object(winner);
                self.call_with(&new, call).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`
    pub(crate) fn type_new(
        &mut self,
        metaclass: ObjectId,
        name: Symbol,
        bases: Vec<ObjectId>,
        namespace: &Value,
        keywords: Vec<(Symbol, Value)>,
    ) -> Eval<Value> {
        let bases = if bases.is_empty() { vec![types::OBJECT] } else { bases };
        let Some(contents) = self.mapping_contents(namespace)? else {
            return self.type_error("type.__new__() argument 3 must be dict");
        };
        let winner = self.winner(metaclass, &bases);
        let layout = self.layout_of(&bases)?;
        let mut attrs = Namespace::default();
        let mut open = contents.rest.is_some();
        for entry in contents.iter() {
            match self.symbol_of(&entry.key) {
                Some(name) => {
                    attrs.insert(name, Slot { value: entry.value.clone(), maybe_unbound: !entry.definite });
                }
                None => open = true,
            }
        }
        attrs.remove(sym::classcell);
        attrs.remove(sym::classdictcell);
        let annotations_key = Symbol::new(super::statements::ANNOTATIONS);
        if let Value::Object(id) = namespace
            && let Some(slot) = self.heap.attr(*id, annotations_key)
        {
            attrs.insert(annotations_key, slot.clone());
            // The function stands for what has been recorded, from which it is made when it is asked for.
            attrs.remove(sym::annotate_func);
        }
        let qualname: Arc<str> = match attrs.remove(sym::qualname).map(|slot| slot.value) {
            Some(Value::Str(text)) => Arc::from(&*text.to_string_lossy()),
            _ => Arc::from(name.as_str()),
        };
        if !attrs.contains(sym::module) {
            let globals = self.frame().globals;
            let module = self.module_name_of(globals);
            attrs.bind(sym::module, module);
        }
        for special in [sym::new, sym::init_subclass, sym::class_getitem] {
            if let Some(slot) = attrs.get(special)
                && let Value::Object(function) = &slot.value
                && matches!(self.heap.get(*function).payload, Payload::Function(_))
            {
                let wrapped = if special == sym::new {
                    self.alloc(types::STATICMETHOD, Payload::StaticMethod(slot.value.clone()))
                } else {
                    self.alloc(types::CLASSMETHOD, Payload::ClassMethod(slot.value.clone()))
                };
                attrs.bind(special, wrapped);
            }
        }
        let inherits_dict = self.any_base_has_dict(&bases);
        let slots = self.declare_slots(name, &bases, layout, &mut attrs)?;
        if !attrs.contains(sym::doc) {
            let globals = self.frame().globals;
            let is_stub = self.is_stub_module(globals);
            attrs.bind(sym::doc, if is_stub { super::construct::text_or_none() } else { Value::None });
        }
        if attrs.contains(sym::eq) && !attrs.contains(sym::hash) {
            attrs.bind(sym::hash, Value::None);
        }
        let has_dict = match &slots {
            None => true,
            Some(slots) => inherits_dict || slots.contains(&sym::dict),
        };
        let unknown_base = bases
            .iter()
            .find_map(|base| self.heap.get(*base).as_class().and_then(|class| class.unknown_base.clone()));
        let (self_stores, needs_dict) = self.needs_of_methods(&attrs);
        let globals = self.frame().globals;
        let gets_slots = self.is_strict_module(globals);
        let class = Class {
            name,
            qualname,
            bases: bases.clone(),
            mro: Vec::new(),
            layout,
            unknown_base,
            has_dict,
            gets_slots,
            needs_dict,
            slots,
            self_stores,
            user_defined: !self.executes_native_model(),
            opaque: false,
        };
        let mut object = Object::new(winner, Payload::Class(Box::new(class)));
        object.attrs = Some(Box::new(attrs));
        object.open = open;
        let id = self.heap.alloc(object);
        let mro = match self.custom_mro(winner, id)? {
            Some(mro) => mro,
            None => self.linearise(id, &bases)?,
        };
        if let Payload::Class(class) = &mut self.heap.modify(id).payload {
            class.mro = mro;
        }
        self.announce(id, keywords)?;
        Ok(Value::Object(id))
    }

    fn custom_mro(&mut self, metaclass: ObjectId, id: ObjectId) -> Eval<Option<Vec<ObjectId>>> {
        if metaclass == types::TYPE {
            return Ok(None);
        }
        match self.lookup(metaclass, sym::mro_method) {
            Found::Value(method, place) if place.unit.0 != 0 => {
                // The method may ask for what `type.mro` gives.
                let bases = self.heap.get(id).as_class().map(|class| class.bases.clone()).unwrap_or_default();
                let mro = self.linearise(id, &bases)?;
                if let Payload::Class(class) = &mut self.heap.modify(id).payload {
                    class.mro = mro;
                }
                let result = self.call(&method, vec![Value::Object(id)])?;
                Ok(match self.collect(&result)? {
                    Elements::Exact(items) => Some(items.iter().filter_map(Value::as_object).collect()),
                    Elements::Summary(_) => None,
                })
            }
            _ => Ok(None),
        }
    }

    /// Calls `__set_name__` of what the class holds, and `__init_subclass__` of its parents.
    fn announce(&mut self, id: ObjectId, keywords: Vec<(Symbol, Value)>) -> Eval<()> {
        let members: Vec<(Symbol, Value)> = self
            .heap
            .attrs(id)
            .map(|attrs| attrs.iter().map(|(name, slot)| (name, slot.value.clone())).collect())
            .unwrap_or_default();
        for (name, value) in members {
            if !name.as_str().starts_with('.') {
                self.over(&value, |interp, member| interp.tell_name(member, id, name))?;
            }
        }
        match self.lookup_from(id, sym::init_subclass, 1) {
            Found::Value(method, place) => {
                if place == types::OBJECT {
                    if let Some((name, _)) = keywords.first()
                        && self.heap.get(id).as_class().is_none_or(|class| class.unknown_base.is_none())
                    {
                        let class = self.class_name(id);
                        let _ = name;
                        return self
                            .type_error(&format!("{class}.__init_subclass__() takes no keyword arguments"));
                    }
                    return Ok(());
                }
                let bound = self.bind_class_attr(&method, id)?;
                let arguments = Arguments { keywords, ..Arguments::default() };
                self.call_with(&bound, arguments)?;
            }
            Found::Unknown(origin) => self.report_inherited_unknown(id, &origin),
            Found::Nothing => {}
        }
        Ok(())
    }

    /// Reports a base about which nothing is known, where a class inherits from it through a class of another module.
    fn report_inherited_unknown(&mut self, id: ObjectId, origin: &Value) {
        let mro = self.heap.get(id).as_class().map(|class| class.mro.clone()).unwrap_or_default();
        let is_heir = |class: &ObjectId| {
            self.heap.get(*class).as_class().is_some_and(|class| class.unknown_base.is_some())
        };
        let first = mro.into_iter().skip(1).rfind(is_heir);
        if first.is_some_and(|first| !self.heap.is_owned(first)) {
            let what = format!("class `{}` runs code of a base of its base:", self.class_name(id));
            self.unknown_use(DiagnosticCode::UnknownBase, origin, &what);
        }
    }

    /// Calls `__set_name__` of a member of a new class, if it has that.
    fn tell_name(&mut self, member: &Value, owner: ObjectId, name: Symbol) -> Eval<Value> {
        let class = match self.heap.class_of(member) {
            Some(class) if class.unit.0 == 0 => return Ok(Value::None),
            Some(class) => class,
            None => {
                let what = format!("`__set_name__` would be called for class attribute `{name}`, which is");
                return Ok(self.unknown_use(DiagnosticCode::UnknownArgument, member, &what));
            }
        };
        match self.lookup(class, sym::set_name) {
            Found::Value(method, _) => {
                self.call(&method, vec![member.clone(), Value::Object(owner), Value::str(name.as_str())])
            }
            _ => Ok(Value::None),
        }
    }

    /// Attributes that what a class holds stores on instances, and whether any of it uses their dictionary.
    fn needs_of_methods(&mut self, attrs: &Namespace) -> (Vec<SelfStore>, bool) {
        let mut stores: Vec<SelfStore> = Vec::new();
        let mut needs_dict = false;
        for (_, slot) in attrs.iter() {
            let Value::Object(id) = &slot.value else { continue };
            let member = self.heap.get(*id);
            if let Payload::Function(function) = &member.payload {
                add_stores(&mut stores, &function.code.self_stores);
                needs_dict |= function.code.needs_dict;
            } else if member.class.unit.0 != 0
                && let Found::Value(getter, _) = self.lookup(member.class, sym::get)
                && let Some(code) = self.code_of(&getter)
            {
                needs_dict |= code.needs_dict;
            }
        }
        (stores, needs_dict)
    }

    /// C3 linearisation (as in CPython's `mro_implementation`).
    pub(crate) fn linearise(&mut self, class: ObjectId, bases: &[ObjectId]) -> Eval<Vec<ObjectId>> {
        let mut sequences: Vec<Vec<ObjectId>> = Vec::new();
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].contains(base) {
                let name = self.class_name(*base);
                return self.type_error(&format!("duplicate base class {name}"));
            }
            sequences
                .push(self.heap.get(*base).as_class().map(|class| class.mro.clone()).unwrap_or_default());
        }
        let mut result = vec![class];
        if let ([_], Some(only)) = (bases, sequences.first_mut()) {
            result.append(only);
            self.heap.volume += super::elements_volume(result.len());
            return Ok(result);
        }
        sequences.push(bases.to_vec());
        loop {
            sequences.retain(|sequence| !sequence.is_empty());
            if sequences.is_empty() {
                return Ok(result);
            }
            self.heap.volume += super::elements_volume(sequences.iter().map(Vec::len).sum());
            let candidate = sequences
                .iter()
                .map(|sequence| sequence[0])
                .find(|candidate| !sequences.iter().any(|sequence| sequence[1..].contains(candidate)));
            let Some(next) = candidate else {
                let names: Vec<String> = bases.iter().map(|base| self.class_name(*base)).collect();
                return self.type_error(&format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                ));
            };
            result.push(next);
            for sequence in &mut sequences {
                if sequence[0] == next {
                    sequence.remove(0);
                }
            }
        }
    }

    /// Calls a class: `type.__call__`, unless the metaclass has its own.
    pub(super) fn call_class(&mut self, id: ObjectId, arguments: Arguments) -> Eval<Value> {
        if let Some(base) = self.heap.get(id).as_class().and_then(|class| class.unknown_base.clone()) {
            // Its class may have a `__call__`.
            for value in arguments.all() {
                self.havoc(&value.clone());
            }
            let what = "an instance is made of a class that derives from";
            return Ok(self.unknown_use(DiagnosticCode::UnsafeCall, &base, what));
        }
        let metaclass = self.heap.get(id).class;
        if metaclass != types::TYPE
            && let Found::Value(call, place) = self.lookup(metaclass, sym::call)
            && place != types::TYPE
        {
            let bound = self.bind_descriptor(&call, &Value::Object(id), metaclass)?;
            return self.call_with(&bound, arguments);
        }
        self.instantiate(id, arguments)
    }

    /// `type.__call__(class, ...)`: `__new__`, then `__init__`.
    pub(crate) fn instantiate(&mut self, id: ObjectId, arguments: Arguments) -> Eval<Value> {
        if id == types::TYPE && arguments.len() == 1 && arguments.keywords.is_empty() {
            return Ok(self.type_of(&arguments.positional[0]));
        }
        let class = Value::Object(id);
        let new = match self.lookup(id, sym::new) {
            Found::Value(new, _) => self.bind_class_attr(&new, id)?,
            Found::Unknown(origin) => {
                for value in arguments.all() {
                    self.havoc(&value.clone());
                }
                return Ok(self.unknown_use(
                    DiagnosticCode::UnsafeCall,
                    &origin,
                    "an instance is made of a class that derives from",
                ));
            }
            Found::Nothing => return self.type_error("cannot create instances"),
        };
        let mut with_class = arguments.clone();
        with_class.positional.insert(0, class);
        let instance = self.call_with(&new, with_class)?;
        let Some(actual) = self.heap.class_of(&instance) else { return Ok(instance) };
        if !self.is_subclass_of(actual, id) {
            return Ok(instance);
        }
        match self.lookup(actual, sym::init) {
            Found::Value(init, place) => {
                if place == types::OBJECT {
                    return Ok(instance);
                }
                let bound = self.bind_descriptor(&init, &instance, actual)?;
                let result = self.call_with(&bound, arguments)?;
                if !matches!(result, Value::None | Value::Unknown(_)) {
                    let name = self.type_name(&result);
                    return self.type_error(&format!("__init__() should return None, not '{name}'"));
                }
            }
            Found::Unknown(origin) => {
                self.unknown_use(
                    DiagnosticCode::UnsafeCall,
                    &origin,
                    "an instance is initialised by a class that derives from",
                );
            }
            Found::Nothing => {}
        }
        Ok(instance)
    }

    /// `type(value)`
    pub(crate) fn type_of(&mut self, value: &Value) -> Value {
        match value {
            Value::Union(members) => {
                let members = members.clone();
                let classes: Vec<Value> = members.iter().map(|member| self.type_of(member)).collect();
                self.heap.join_all(&classes).unwrap_or(Value::None)
            }
            Value::Unknown(origin) => Value::unknown(format!("the type of {}", origin.what)),
            other => self.heap.class_of(other).map_or(Value::None, Value::Object),
        }
    }

    /// A plain new instance of a class: `object.__new__`.
    pub(crate) fn new_instance(&mut self, class: ObjectId) -> Eval<Value> {
        if let Some(slot) = self.heap.attr(class, sym::abstractmethods) {
            let methods = slot.value.clone();
            if let Ok(Elements::Exact(names)) = self.collect_set(&methods)
                && !names.is_empty()
            {
                let name = self.class_name(class);
                let mut listed: Vec<String> = names
                    .iter()
                    .filter_map(|name| match name {
                        Value::Str(text) => Some(format!("'{}'", text.to_string_lossy())),
                        _ => None,
                    })
                    .collect();
                listed.sort();
                let plural = if listed.len() == 1 { "" } else { "s" };
                return self.type_error(&format!(
                    "Can't instantiate abstract class {name} without an implementation for abstract method{plural} {}",
                    listed.join(", ")
                ));
            }
        }
        let layout = self.heap.get(class).as_class().map_or(types::OBJECT, |class| class.layout);
        let payload = match layout {
            types::LIST => Payload::List(Elements::Exact(Vec::new())),
            types::DICT => Payload::Dict(Dict::default()),
            types::SET => Payload::Set(crate::domain::Set::default()),
            types::FROZENSET => Payload::FrozenSet(crate::domain::Set::default()),
            types::BYTEARRAY => Payload::ByteArray(Some(Vec::new())),
            layout if self.is_subclass_of(layout, exc::BASE_EXCEPTION) => {
                Payload::Exception(Box::new(crate::domain::ExceptionData {
                    args: Value::empty_tuple(),
                    cause: None,
                    context: None,
                    finding: None,
                }))
            }
            _ => Payload::None,
        };
        let mut object = Object::new(class, payload);
        object.attrs = Some(Box::default());
        Ok(self.new_object(object))
    }

    /// Elements of a set whose order does not matter.
    pub(crate) fn collect_set(&mut self, value: &Value) -> Eval<Elements> {
        if let Value::Object(id) = value
            && let Some(dict) = self.dict_of(*id)
            && dict.has_exact_keys()
        {
            return Ok(Elements::Exact(dict.iter().map(|entry| entry.key.clone()).collect()));
        }
        self.collect(value)
    }
}
