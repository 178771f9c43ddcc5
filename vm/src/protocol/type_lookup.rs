//! Types: which one an object has, attributes along the method resolution order, and what happens when they change.

use crate::heap::{Gc, Kind, Layout};
use crate::object::{
    CodeObject, List, NativeFunction, NativeSpec, Shape, Special, Str, Table, Type, TypeFlags,
};
use crate::value::Value;
use crate::vm::{METHOD_CACHE_SIZE, MethodCacheEntry, Outcome, Vm};

/// The base of a class that inherits from that alone, what this inherits included.
fn sole_base(class: Gc<Type>) -> Option<Gc<Type>> {
    let base = class.base.try_get()?;
    let (own, inherited) = (class.mro.get(), base.mro.try_get()?);
    own.as_slice().split_first().filter(|(_, rest)| *rest == inherited.as_slice()).map(|_| base)
}

/// Whether a name begins and ends as those of special methods do.
fn is_dunder(name: Gc<Str>) -> bool {
    name.as_ascii().is_some_and(|name| name.starts_with("__") && name.ends_with("__"))
}

impl Vm {
    /// `type(value)`
    #[inline(always)]
    pub fn type_of(&self, value: Value) -> Gc<Type> {
        match value.header() {
            Some(header) => header.shape().class.get(),
            None => self.type_of_immediate(value),
        }
    }

    #[inline]
    fn type_of_immediate(&self, value: Value) -> Gc<Type> {
        if value.is_fixnum() {
            return self.types.int;
        }
        if value.is_flonum() {
            return self.types.float;
        }
        match value {
            Value::NONE => self.types.none,
            Value::TRUE | Value::FALSE => self.types.bool,
            Value::NOT_IMPLEMENTED => self.types.not_implemented,
            _ => self.types.ellipsis,
        }
    }

    /// The name of an object's type, for messages.
    pub fn type_name(&self, value: Value) -> String {
        self.class_name(self.type_of(value))
    }

    /// The name of a class, for messages: those of native modules go with their module, as C types do.
    pub fn class_name(&self, class: Gc<Type>) -> String {
        let name = class.display_name();
        if class.is_heap_type() || class.has(TypeFlags::EXCEPTION) {
            return name;
        }
        match self.own_attribute(class, self.names.module).and_then(Value::cast::<Str>) {
            Some(module) if module.as_ascii() != Some("builtins") => format!("{}.{name}", module.to_lossy()),
            _ => name,
        }
    }

    /// The name of an object's class with its module in front, unless that is `builtins` or `__main__`.
    pub fn qualified_type_name(&self, value: Value) -> String {
        let class = self.type_of(value);
        if !class.is_heap_type() {
            return self.class_name(class);
        }
        let text = |value: Value| value.cast::<Str>().map(|text| text.to_lossy());
        let name = text(class.qualified_name.get()).unwrap_or_default();
        match self.own_attribute(class, self.names.module).and_then(text).as_deref() {
            None | Some("builtins" | "__main__") => name,
            Some(module) => format!("{module}.{name}"),
        }
    }

    /// The shape of an object, that of its type for immediate ones.
    #[inline(always)]
    pub fn shape_of(&self, value: Value) -> Gc<Shape> {
        match value.header() {
            Some(header) => header.shape(),
            None => self.type_of_immediate(value).root_shape.get(),
        }
    }

    /// Whether `value` is an instance of exactly this type.
    #[inline(always)]
    pub fn is_exact(&self, value: Value, class: Gc<Type>) -> bool {
        self.type_of(value) == class
    }

    /// `TypeError` because an argument has not the layout that a native function needs.
    #[cold]
    pub(crate) fn wrong_kind<T>(&mut self, kind: Kind, value: Value) -> Outcome<T> {
        let wanted = match kind {
            Kind::Int => "int".to_owned(),
            Kind::Native | Kind::Function => "function".to_owned(),
            _ => format!("{kind:?}").to_lowercase(),
        };
        if value.is_unbound() {
            return Err(self.type_error(format!("missing {wanted} argument")));
        }
        let given = self.type_name(value);
        Err(self.type_error(format!("argument must be {wanted}, not {given}")))
    }

    /// The class along the method resolution order of `class` whose namespace the native method comes from.
    pub(crate) fn native_owner(&self, class: Gc<Type>, spec: &'static NativeSpec) -> Gc<Type> {
        for entry in class.mro.get().iter() {
            let Some(class) = entry.cast::<Type>() else { continue };
            let name = self.interned_name(spec.name);
            if let Some(found) = self.own_attribute(class, name)
                && found.cast::<NativeFunction>().is_some_and(|it| std::ptr::eq(it.spec(), spec))
            {
                return class;
            }
        }
        class
    }

    /// The attribute in the namespace of the class itself.
    #[inline]
    pub fn own_attribute(&self, class: Gc<Type>, name: Gc<Str>) -> Option<Value> {
        let dict = class.dict.get();
        let entry = dict.find_str(name, name.cached_hash())?;
        dict.value_at(entry).bound()
    }

    /// The attribute of the class or the nearest of its bases, not bound to anything.
    #[inline]
    pub fn lookup(&mut self, class: Gc<Type>, name: Gc<Str>) -> Option<Value> {
        debug_assert!(name.is_interned());
        let version = class.version.get();
        let slot = (version as usize ^ name.address() >> 5) % METHOD_CACHE_SIZE;
        let entry = &self.method_cache[slot];
        if entry.version == version && entry.name == name.address() {
            return entry.value;
        }
        let value = self.lookup_uncached(class, name);
        self.method_cache[slot] = MethodCacheEntry { version, name: name.address(), value };
        value
    }

    fn lookup_uncached(&self, class: Gc<Type>, name: Gc<Str>) -> Option<Value> {
        class
            .mro
            .get()
            .iter()
            .find_map(|entry| entry.cast::<Type>().and_then(|class| self.own_attribute(class, name)))
    }

    /// The special method of an object's type, if it has one.
    #[inline(always)]
    pub fn special(&self, value: Value, special: Special) -> Option<Value> {
        self.type_of(value).special(special).bound()
    }

    /// Brings the table of special methods up to date, and what follows from it.
    pub fn update_specials(&mut self, class: Gc<Type>) {
        match sole_base(class) {
            Some(base) => self.inherit_specials(class, base),
            None => {
                for &special in Special::ALL {
                    let name = self.names.special(special);
                    let value = self.lookup_uncached(class, name).unwrap_or(Value::UNBOUND);
                    class.specials.get().set(special as usize, value);
                }
            }
        }
        self.update_facts(class);
    }

    /// Takes over the special methods of the one base, but for those that the class has itself.
    fn inherit_specials(&mut self, class: Gc<Type>, base: Gc<Type>) {
        let specials = class.specials.get();
        specials.copy_from(0, base.specials.get(), 0, Special::COUNT);
        let dict = class.dict.get();
        let mut entry = 0;
        while let Some(found) = dict.next_entry(entry) {
            if let Some(key) = dict.key_at(found).cast::<Str>().filter(|&key| is_dunder(key))
                && let Some(value) = dict.value_at(found).bound()
            {
                let key = self.intern_str(key);
                if let Some(special) = self.names.find_special(key) {
                    specials.set(special as usize, value);
                }
            }
            entry = found + 1;
        }
    }

    /// Updates one entry of the table of special methods.
    fn update_special(&mut self, class: Gc<Type>, special: Special) {
        let name = self.names.special(special);
        let value = self.lookup_uncached(class, name).unwrap_or(Value::UNBOUND);
        class.specials.get().set(special as usize, value);
        self.update_facts(class);
    }

    fn update_facts(&mut self, class: Gc<Type>) {
        let object = self.types.object;
        let same = |special| class.special(special) == object.special(special);
        let set = |flag, holds: bool| if holds { class.add(flag) } else { class.remove(flag) };
        set(TypeFlags::PLAIN_GETATTR, same(Special::GetAttribute) && !class.has_special(Special::GetAttr));
        set(TypeFlags::PLAIN_SETATTR, same(Special::SetAttr) && same(Special::DelAttr));
        set(TypeFlags::PLAIN_NEW, same(Special::New) && class.makes(Kind::Instance));
        set(TypeFlags::FINALIZER, class.has_special(Special::Del));
    }

    /// To be called after an attribute in the namespace of a class was set or deleted.
    pub fn type_modified(&mut self, class: Gc<Type>, name: Gc<Str>) {
        self.last_version += 1;
        class.version.set(self.last_version);
        if let Some(special) = self.names.find_special(name) {
            self.update_special(class, special);
        }
        self.clear_watchers(class, Some(name));
        for subclass in self.subclasses(class) {
            self.type_modified(subclass, name);
        }
    }

    /// To be called after the bases of a class changed.
    pub fn type_restructured(&mut self, class: Gc<Type>) {
        self.last_version += 1;
        class.version.set(self.last_version);
        self.update_specials(class);
        self.clear_watchers(class, None);
        for subclass in self.subclasses(class) {
            self.type_restructured(subclass);
        }
    }

    /// The direct subclasses that are still there.
    pub fn subclasses(&self, class: Gc<Type>) -> smallvec::SmallVec<[Gc<Type>; 8]> {
        let Some(list) = class.subclasses.get().cast::<List>() else { return Default::default() };
        (0..list.len())
            .filter_map(|index| {
                list.get(index)?.cast::<crate::heap::WeakReference>()?.referent()?.cast::<Type>()
            })
            .collect()
    }

    /// Records a direct subclass.
    pub(crate) fn register_subclass(&mut self, class: Gc<Type>, subclass: Gc<Type>) {
        let list = match class.subclasses.get().cast::<List>() {
            Some(list) => list,
            None => {
                let list = self.new_list();
                class.subclasses.set(class, list.value());
                list
            }
        };
        let reference: Gc<crate::heap::WeakReference> = self.heap.alloc(self.types.weakref.root_shape.get());
        self.heap.set_referent(reference, subclass.value());
        self.heap.append(list, reference.value());
    }

    /// Undoes [`Vm::register_subclass`].
    pub(crate) fn forget_subclass(&mut self, class: Gc<Type>, subclass: Gc<Type>) {
        let Some(list) = class.subclasses.get().cast::<List>() else { return };
        let is_it = |value: Value| {
            value.cast::<crate::heap::WeakReference>().and_then(|it| it.referent()) == Some(subclass.value())
        };
        let Some(at) = (0..list.len()).find(|&at| list.get(at).is_some_and(is_it)) else { return };
        let items = list.items.get();
        for next in at + 1..list.len() {
            items.set(next - 1, items.get(next));
        }
        items.clear(list.len() - 1, 1);
        list.length.set(list.len() - 1);
    }

    /// Has the inline cache cleared when the attribute of the class changes.
    pub(crate) fn watch(&mut self, class: Gc<Type>, name: Gc<Str>, code: Gc<CodeObject>, site: u32) {
        let list = match class.watchers.get().cast::<List>() {
            Some(list) => list,
            None => {
                let list = self.new_list();
                class.watchers.set(class, list.value());
                list
            }
        };
        for index in (0..list.len()).step_by(3) {
            let same = list.get(index) == Some(name.value())
                && list.get(index + 1) == Some(code.value())
                && list.get(index + 2) == Some(Value::fixnum(i64::from(site)));
            if same {
                return;
            }
        }
        for value in [name.value(), code.value(), Value::fixnum(i64::from(site))] {
            self.heap.append(list, value);
        }
    }

    /// Whether instances of a class are descriptors.
    pub(crate) fn makes_descriptors(&self, class: Gc<Type>) -> bool {
        [Special::Get, Special::Set, Special::Delete].into_iter().any(|special| class.has_special(special))
    }

    /// Has inline caches forget attributes of classes that are instances of this class.
    pub(crate) fn forget_attributes_of_class(&mut self, class: Gc<Type>) {
        self.clear_watchers(class, Some(self.names.special(Special::Get)));
    }

    fn clear_watchers(&mut self, class: Gc<Type>, name: Option<Gc<Str>>) {
        let Some(list) = class.watchers.get().cast::<List>() else { return };
        let mut kept = 0;
        let Some(items) = list.items.try_get() else { return };
        for index in (0..list.len()).step_by(3) {
            let (watched, code, site) = (items.get(index), items.get(index + 1), items.get(index + 2));
            // Hooks of attribute access concern every name.
            let concerned = name.is_none_or(|name| {
                watched == name.value()
                    || [self.names.special(Special::GetAttribute), self.names.special(Special::GetAttr)]
                        .contains(&name)
                    || [self.names.special(Special::SetAttr), self.names.special(Special::DelAttr)]
                        .contains(&name)
                    || [Special::Get, Special::Set, Special::Delete]
                        .into_iter()
                        .any(|special| self.names.special(special) == name)
            });
            if concerned {
                if let (Some(code), Some(site)) = (code.cast::<CodeObject>(), site.as_fixnum()) {
                    code.clear_caches(site as u32);
                    if code.has_compiled() {
                        self.invalidate_compiled(Some(code));
                    }
                }
            } else {
                for (offset, value) in [watched, code, site].into_iter().enumerate() {
                    items.set(kept + offset, value);
                }
                kept += 3;
            }
        }
        items.clear(kept, list.len() - kept);
        list.length.set(kept);
    }

    /// The value as a class.
    pub fn expect_type(&mut self, value: Value, what: &str) -> Outcome<Gc<Type>> {
        match value.cast::<Type>() {
            Some(class) => Ok(class),
            None => Err(self.type_error(what)),
        }
    }

    /// Whether the layout of an object is `T` and its class the built-in one.
    #[inline(always)]
    pub fn cast_exact<T: Layout>(&self, value: Value) -> Option<Gc<T>> {
        let header = value.header()?;
        if header.kind() == T::KIND && !header.has(crate::heap::flags::SUBCLASS) {
            value.cast::<T>()
        } else {
            None
        }
    }
}
