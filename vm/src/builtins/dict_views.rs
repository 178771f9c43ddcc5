//! The views of dictionaries: `dict_keys`, `dict_values`, `dict_items`.

use super::dict::iterator;
use super::prelude::*;
use crate::object::{Dict, DictView, Set, ViewOf};

/// `dict_keys`
pub static DICT_KEYS: TypeSpec =
    TypeSpec { methods: SET_LIKE, attributes: ATTRIBUTES, ..new_spec("dict_keys", Kind::DictView) };
/// `dict_items`
pub static DICT_ITEMS: TypeSpec =
    TypeSpec { methods: SET_LIKE, attributes: ATTRIBUTES, ..new_spec("dict_items", Kind::DictView) };
/// `dict_values`
pub static DICT_VALUES: TypeSpec = TypeSpec {
    methods: &[
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__reversed__", "($self, /)", Pure, n(reversed), "Return a reverse iterator over the dict values."),
        m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    ],
    attributes: ATTRIBUTES,
    ..new_spec("dict_values", Kind::DictView)
};

const ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] =
    &[("mapping", mapping, None)];

const SET_LIKE: &[crate::object::NativeSpec] = &[
    m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
    m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
    m("__reversed__", "($self, /)", Pure, n(reversed), "Return a reverse iterator."),
    m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    m("__contains__", "($self, key, /)", Any, n(contains), "Return bool(key in self)."),
    m("__eq__", "($self, value, /)", Any, n(eq), "Return self==value."),
    m("__ne__", "($self, value, /)", Any, n(ne), "Return self!=value."),
    m("__lt__", "($self, value, /)", Any, n(lt), "Return self<value."),
    m("__le__", "($self, value, /)", Any, n(le), "Return self<=value."),
    m("__gt__", "($self, value, /)", Any, n(gt), "Return self>value."),
    m("__ge__", "($self, value, /)", Any, n(ge), "Return self>=value."),
    m("__and__", "($self, value, /)", Any, n(and), "Return self&value."),
    m("__rand__", "($self, value, /)", Any, n(and), "Return value&self."),
    m("__or__", "($self, value, /)", Any, n(or), "Return self|value."),
    m("__ror__", "($self, value, /)", Any, n(or), "Return value|self."),
    m("__sub__", "($self, value, /)", Any, n(sub), "Return self-value."),
    m("__rsub__", "($self, value, /)", Any, n(rsub), "Return value-self."),
    m("__xor__", "($self, value, /)", Any, n(xor), "Return self^value."),
    m("__rxor__", "($self, value, /)", Any, n(xor), "Return value^self."),
    m(
        "isdisjoint",
        "($self, other, /)",
        Any,
        n(isdisjoint),
        "Return True if the view and the given iterable have a null intersection.",
    ),
];

fn mapping(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let dict = this.cast::<DictView>().map_or(Value::NONE, |view| view.dict.get().value());
    Ok(vm.new_record(vm.types.mappingproxy, &[dict]).value())
}

fn len(_: &mut Vm, this: Gc<DictView>) -> Outcome<usize> {
    Ok(this.dict.get().len())
}

fn iter(vm: &mut Vm, this: Gc<DictView>) -> Outcome<Value> {
    Ok(iterator(vm, this.dict.get(), this.of.get(), false))
}

fn reversed(vm: &mut Vm, this: Gc<DictView>) -> Outcome<Value> {
    Ok(iterator(vm, this.dict.get(), this.of.get(), true))
}

fn repr(vm: &mut Vm, this: Gc<DictView>) -> Outcome<Value> {
    let name = vm.type_name(this.value());
    if !vm.enter_repr(this.value())? {
        return Ok(vm.new_str("...").value());
    }
    let result = vm.list_from(this.value()).and_then(|list| vm.repr(list.value()));
    vm.leave_repr();
    let list = result?;
    let text = strict_semantics::Text::build(|out| {
        out.push_str(&name);
        out.push_str("(");
        out.push_text(list.view());
        out.push_str(")");
    });
    Ok(vm.try_str(text.view())?.value())
}

fn contains(vm: &mut Vm, this: Gc<DictView>, item: Value) -> Outcome<bool> {
    let dict: Gc<Dict> = this.dict.get();
    if this.of.get() == ViewOf::Keys {
        return vm.dict_contains(dict, item);
    }
    let Some(pair) = item.cast::<Tuple>().filter(|pair| pair.len() == 2) else { return Ok(false) };
    match vm.dict_get(dict, pair.get(0))? {
        Some(value) => vm.equals(value, pair.get(1)),
        None => Ok(false),
    }
}

fn as_set(vm: &mut Vm, items: Value) -> Outcome<Gc<Set>> {
    let set = vm.new_set();
    vm.set_update(set, items)?;
    Ok(set)
}

fn is_set_like(value: Value) -> bool {
    value.is::<Set>() || value.cast::<DictView>().is_some_and(|view| view.of.get() != ViewOf::Values)
}

/// Whether every item of `left` is in `right`.
fn is_subset(vm: &mut Vm, left: Value, right: Value) -> Outcome<bool> {
    let iterator = vm.iter(left)?;
    while let Some(item) = vm.next(iterator)? {
        if !vm.contains(right, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &mut Vm, special: Special, this: Gc<DictView>, other: Value) -> Outcome<Value> {
    if !is_set_like(other) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left, right) = (this.dict.get().len(), vm.length(other)?);
    let this = this.value();
    let result = match special {
        Special::Equal => left == right && is_subset(vm, this, other)?,
        Special::NotEqual => left != right || !is_subset(vm, this, other)?,
        Special::Less => left < right && is_subset(vm, this, other)?,
        Special::LessEqual => left <= right && is_subset(vm, this, other)?,
        Special::Greater => left > right && is_subset(vm, other, this)?,
        _ => left >= right && is_subset(vm, other, this)?,
    };
    Ok(Value::bool(result))
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Value> {
            compare(vm, Special::$special, this, other)
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn and(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Gc<Set>> {
    let result = vm.new_set();
    if let Some(set) = vm.cast_exact::<Set>(other)
        && set.len() >= this.dict.get().len()
    {
        vm.for_each(this.value(), |vm, item| {
            let hash = vm.hash(item)?;
            if vm.find_entry(set, item, hash)?.is_some() {
                vm.set_add_hashed(result, item, hash)?;
            }
            Ok(())
        })?;
        return Ok(result);
    }
    vm.for_each(other, |vm, item| {
        if contains(vm, this, item)? {
            vm.set_add(result, item)?;
        }
        Ok(())
    })?;
    Ok(result)
}

fn or(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Gc<Set>> {
    let result = as_set(vm, this.value())?;
    vm.set_update(result, other)?;
    Ok(result)
}

fn sub(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Gc<Set>> {
    let result = as_set(vm, this.value())?;
    vm.for_each(other, |vm, item| vm.set_discard(result, item).map(|_| ()))?;
    Ok(result)
}

fn rsub(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Gc<Set>> {
    let result = as_set(vm, other)?;
    vm.for_each(this.value(), |vm, item| vm.set_discard(result, item).map(|_| ()))?;
    Ok(result)
}

fn xor(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<Gc<Set>> {
    let result = as_set(vm, this.value())?;
    let other = as_set(vm, other)?;
    vm.for_each(other.value(), |vm, item| {
        if !vm.set_discard(result, item)? {
            vm.set_add(result, item)?;
        }
        Ok(())
    })?;
    Ok(result)
}

fn isdisjoint(vm: &mut Vm, this: Gc<DictView>, other: Value) -> Outcome<bool> {
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(iterator)? {
        if contains(vm, this, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}
