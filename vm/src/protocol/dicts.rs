//! Dictionaries and sets with Python's equality: searching may run any code, so a search starts again when the table
//! changed meanwhile.

use crate::heap::Gc;
use crate::object::{Dict, Probe, Set, Str, Table, hash_word};
use crate::protocol::is_same;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// The entry of a key with a known hash.
    #[inline]
    pub fn find_entry<T: Table>(&mut self, table: Gc<T>, key: Value, hash: i64) -> Outcome<Option<usize>> {
        if table.is_empty() {
            return Ok(None);
        }
        let word = hash_word(hash);
        if let Some(text) = self.cast_exact::<Str>(key) {
            let mut only_strings = true;
            let found = table.search(word, |other| {
                other == key || {
                    match other.cast::<Str>() {
                        Some(other) => !(other.is_interned() && text.is_interned()) && other.same_text(&text),
                        None => {
                            only_strings = false;
                            false
                        }
                    }
                }
            });
            if only_strings || found.is_some() {
                return Ok(found);
            }
        } else if let Probe::Candidate(entry) = table.candidate(word, 0)
            && is_same(table.key_at(entry), key)
        {
            return Ok(Some(entry));
        }
        self.find_entry_by_equality(table, key, word)
    }

    #[inline(never)]
    fn find_entry_by_equality<T: Table>(
        &mut self,
        table: Gc<T>,
        key: Value,
        word: Value,
    ) -> Outcome<Option<usize>> {
        'again: loop {
            let version = table.version();
            let mut skip = 0;
            loop {
                let Probe::Candidate(entry) = table.candidate(word, skip) else { return Ok(None) };
                let other = table.key_at(entry);
                let storage = table.table().storage();
                let equal = self.equals(other, key)?;
                // The comparison may have changed the table: what counts is that this entry is still there.
                if table.version() != version
                    && (table.table().storage() != storage || !is_same(table.key_at(entry), other))
                {
                    continue 'again;
                }
                if equal {
                    return Ok(Some(entry));
                }
                skip += 1;
            }
        }
    }

    /// The hash of a key of a dictionary, or of an element of a set.
    #[inline]
    pub fn hash_key<T: Table>(&mut self, key: Value) -> Outcome<i64> {
        match self.hash(key) {
            Ok(hash) => Ok(hash),
            Err(_) => {
                Err(self.explain_unhashable(key, if T::STRIDE == 3 { "dict key" } else { "set element" }))
            }
        }
    }

    #[cold]
    fn explain_unhashable(&mut self, key: Value, what: &str) -> crate::vm::Raised {
        if self.type_of(self.raised) != self.exceptions.TypeError {
            return crate::vm::Raised;
        }
        let error = self.take_raised();
        let reason = self.to_str(error).map_or_else(|_| String::new(), |text| text.to_lossy());
        let name = self.qualified_type_name(key);
        self.type_error(format!("cannot use '{name}' as a {what} ({reason})"))
    }

    /// `dict[key]`, or nothing.
    #[inline]
    pub fn dict_get(&mut self, dict: Gc<Dict>, key: Value) -> Outcome<Option<Value>> {
        if dict.is_empty() {
            if !key.is::<Str>() {
                self.hash_key::<Dict>(key)?;
            }
            return Ok(None);
        }
        let hash = self.hash_key::<Dict>(key)?;
        Ok(self.find_entry(dict, key, hash)?.map(|entry| dict.value_at(entry)))
    }

    /// `key in dict`
    pub fn dict_contains(&mut self, dict: Gc<Dict>, key: Value) -> Outcome<bool> {
        let hash = self.hash_key::<Dict>(key)?;
        Ok(self.find_entry(dict, key, hash)?.is_some())
    }

    /// The value of an interned or other exact string.
    #[inline]
    pub fn dict_get_str(&mut self, dict: Gc<Dict>, key: Gc<Str>) -> Option<Value> {
        if dict.is_empty() {
            return None;
        }
        let hash = self.hash_str(key);
        dict.find_str(key, hash).map(|entry| dict.value_at(entry))
    }

    /// `dict[key] = value`
    #[inline]
    pub fn dict_set(&mut self, dict: Gc<Dict>, key: Value, value: Value) -> Outcome<()> {
        let hash = self.hash_key::<Dict>(key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// The same with a known hash.
    #[inline]
    pub fn dict_set_hashed(&mut self, dict: Gc<Dict>, key: Value, hash: i64, value: Value) -> Outcome<()> {
        if dict.is_guarded() {
            self.check_store(dict, key, value)?;
        }
        self.dict_set_unchecked(dict, key, hash, value)
    }

    /// The same for what a frozen dictionary may be given, too.
    #[inline]
    pub(crate) fn dict_set_unchecked(
        &mut self,
        dict: Gc<Dict>,
        key: Value,
        hash: i64,
        value: Value,
    ) -> Outcome<()> {
        match self.find_entry(dict, key, hash)? {
            Some(entry) => dict.set_value_at(entry, value),
            None => self.dict_add(dict, key, hash, value)?,
        }
        Ok(())
    }

    /// Adds a key that is not there, frozen or not.
    pub(crate) fn dict_add(&mut self, dict: Gc<Dict>, key: Value, hash: i64, value: Value) -> Outcome<()> {
        let stored = if dict.has_cells() { self.cell_for(dict, key, hash, value) } else { value };
        let Some(entry) = self.heap.add_entry(dict, hash_word(hash), key) else {
            return Err(self.memory_error());
        };
        // The entries were made ready for stores by `add_entry`, which has just run.
        dict.entries().set(entry * Dict::STRIDE + 2, stored);
        Ok(())
    }

    /// The cell for a new name of a namespace: the one that code has already seen empty, or a new one.
    fn cell_for(&mut self, dict: Gc<Dict>, key: Value, hash: i64, value: Value) -> Value {
        if let (Some(absent), Some(name)) = (dict.absent_cells(), key.cast::<Str>())
            && let Some(entry) = absent.find_str(name, hash)
            && let Some(cell) =
                absent.entries().get(entry * Dict::STRIDE + 2).cast::<crate::object::CellObject>()
        {
            self.heap.remove_entry(absent, entry);
            cell.store(value);
            return cell.value();
        }
        self.new_cell(value).value()
    }

    /// The cell of a name in a namespace, an empty one if it has no value.
    pub fn namespace_cell(&mut self, dict: Gc<Dict>, name: Gc<Str>) -> Gc<crate::object::CellObject> {
        let hash = self.hash_str(name);
        if !dict.is_empty()
            && let Some(entry) = dict.find_str(name, hash)
            && let Some(cell) = dict.cell_at(entry)
        {
            return cell;
        }
        let absent = match dict.absent_cells() {
            Some(absent) => absent,
            None => {
                let absent = self.new_dict();
                dict.set_absent_cells(absent);
                absent
            }
        };
        if !absent.is_empty()
            && let Some(entry) = absent.find_str(name, hash)
            && let Some(cell) = absent.entries().get(entry * Dict::STRIDE + 2).cast()
        {
            return cell;
        }
        let cell = self.new_cell(Value::UNBOUND);
        if let Some(entry) = self.heap.add_entry(absent, hash_word(hash), name.value()) {
            absent.entries().set(entry * Dict::STRIDE + 2, cell.value());
        }
        cell
    }

    /// Removes a key; its value, or nothing if it is not there.
    pub fn dict_remove(&mut self, dict: Gc<Dict>, key: Value) -> Outcome<Option<Value>> {
        let hash = self.hash_key::<Dict>(key)?;
        let Some(entry) = self.find_entry(dict, key, hash)? else { return Ok(None) };
        if dict.is_guarded() {
            self.check_store(dict, key, Value::UNBOUND)?;
        }
        let value = dict.value_at(entry);
        self.heap.remove_dict_entry(dict, entry);
        Ok(Some(value))
    }

    /// `dict.update(other)` where `other` is a dictionary, or has `keys` and subscripts.
    pub fn dict_update(&mut self, dict: Gc<Dict>, other: Value) -> Outcome<()> {
        if let Some(source) = other.cast::<Dict>()
            && self.type_of(other).special(crate::object::Special::Iter)
                == self.types.dict.special(crate::object::Special::Iter)
        {
            return self.dict_update_from_dict(dict, source);
        }
        let keys = self.names.keys;
        let keys = self.get_attribute(other, keys)?;
        self.dict_update_by_keys(dict, other, keys)
    }

    /// Adds the entries of a mapping whose method `keys` has been looked up.
    ///
    /// # Errors
    /// What the mapping raises.
    pub(crate) fn dict_update_by_keys(&mut self, dict: Gc<Dict>, other: Value, keys: Value) -> Outcome<()> {
        let keys = self.call(keys, &[])?;
        let iterator = self.iter(keys)?;
        while let Some(key) = self.next(iterator)? {
            let value = self.get_item(other, key)?;
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }

    fn dict_update_from_dict(&mut self, dict: Gc<Dict>, source: Gc<Dict>) -> Outcome<()> {
        if dict.is_empty() && !dict.has_cells() && !source.has_cells() && !dict.is_frozen() && dict != source
        {
            if self.heap.copy_table(dict, source) {
                return Ok(());
            }
            return Err(self.memory_error());
        }
        self.settle_stubs(source, None)?;
        let mut entry = 0;
        while let Some(found) = source.next_entry(entry) {
            let (key, value) = (source.key_at(found), source.value_at(found));
            let hash = self.hash_key::<Dict>(key)?;
            let version = source.version();
            self.dict_set_hashed(dict, key, hash, value)?;
            if dict != source && source.version() != version {
                return Err(self.error(self.exceptions.RuntimeError, "dict mutated during update"));
            }
            entry = found + 1;
        }
        Ok(())
    }

    /// `set.add(item)`; whether the item is new.
    pub fn set_add(&mut self, set: Gc<Set>, item: Value) -> Outcome<bool> {
        let hash = self.hash_key::<Set>(item)?;
        self.set_add_hashed(set, item, hash)
    }

    /// The same for an item whose hash, or the hash word of an entry, is known.
    pub(crate) fn set_add_hashed(&mut self, set: Gc<Set>, item: Value, hash: i64) -> Outcome<bool> {
        if self.find_entry(set, item, hash)?.is_some() {
            return Ok(false);
        }
        match self.heap.add_entry(set, hash_word(hash), item) {
            Some(_) => Ok(true),
            None => Err(self.memory_error()),
        }
    }

    /// `item in set`
    pub fn set_contains(&mut self, set: Gc<Set>, item: Value) -> Outcome<bool> {
        let hash = self.hash_key::<Set>(item)?;
        Ok(self.find_entry(set, item, hash)?.is_some())
    }

    /// Removes an item; whether it was there.
    pub fn set_discard(&mut self, set: Gc<Set>, item: Value) -> Outcome<bool> {
        let hash = self.hash_key::<Set>(item)?;
        match self.find_entry(set, item, hash)? {
            Some(entry) => {
                self.heap.remove_entry(set, entry);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Adds all items of an iterable to a set.
    pub fn set_update(&mut self, set: Gc<Set>, items: Value) -> Outcome<()> {
        if let Some(other) = items.cast::<Set>() {
            if set.is_empty() && set != other {
                if self.heap.copy_table(set, other) {
                    return Ok(());
                }
                return Err(self.memory_error());
            }
            return self.set_update_from(set, other);
        }
        if let Some(dict) = self.cast_exact::<Dict>(items) {
            return self.set_update_from(set, dict);
        }
        let iterator = self.iter(items)?;
        while let Some(item) = self.next(iterator)? {
            self.set_add(set, item)?;
        }
        Ok(())
    }

    /// Adds the keys of a table, whose hashes are known.
    fn set_update_from<T: Table>(&mut self, set: Gc<Set>, table: Gc<T>) -> Outcome<()> {
        let mut entry = 0;
        while let Some((found, key, hash)) = next_hashed(table, entry) {
            self.set_add_hashed(set, key, hash)?;
            entry = found + 1;
        }
        Ok(())
    }
}

/// The first entry from `start` on that is in use: its number, key, and hash as far as the table keeps it.
pub(crate) fn next_hashed<T: Table>(table: Gc<T>, start: usize) -> Option<(usize, Value, i64)> {
    if table.is_empty() {
        return None;
    }
    let found = table.next_entry(start)?;
    Some((found, table.key_at(found), table.hash_at(found).as_fixnum().unwrap_or(0)))
}
