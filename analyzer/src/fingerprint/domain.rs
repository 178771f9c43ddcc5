//! What is visible of values and objects.

use std::hash::Hasher;
use std::sync::Arc;

use super::{
    Feed, Rename, Renaming, Shape, feed_enum, feed_struct, rename_struct, visible_enum, visible_struct,
};
use crate::builtins::Native;
use crate::domain::{
    Class, Dict, DictEntry, DictViewKind, Elements, ExceptionData, Function, Generator, GeneratorStatus,
    Header, Iter, ModuleData, Namespace, Object, OnChange, Origin, Payload, Pending, Resume, Set, Slot,
    Value,
};

impl Feed for f64 {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.write_u64(self.to_bits());
    }
}

impl Feed for u8 {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.write_u8(*self);
    }
}

impl Feed for Arc<(f64, f64)> {
    fn feed(&self, shape: &mut Shape<'_>) {
        (**self).feed(shape);
    }
}

impl<T: Feed> Feed for Arc<[T]> {
    fn feed(&self, shape: &mut Shape<'_>) {
        (**self).feed(shape);
    }
}

/// Natives differ by where they are in the program: several have one name.
impl Feed for &'static Native {
    fn feed(&self, shape: &mut Shape<'_>) {
        static BASE: u8 = 0;
        // Relative to something else in the program: that is the same in each run.
        let address = std::ptr::from_ref::<Native>(self).addr();
        shape.write_usize(address.wrapping_sub(std::ptr::from_ref(&BASE).addr()));
        self.name.feed(shape);
    }
}

impl Feed for crate::diagnostics::Code {
    fn feed(&self, shape: &mut Shape<'_>) {
        shape.write_u16(self.number());
    }
}

impl Feed for Arc<Origin> {
    fn feed(&self, shape: &mut Shape<'_>) {
        let Origin { what, reported_to } = &**self;
        what.feed(shape);
        // It only concerns the unit itself.
        reported_to.is_some().feed(shape);
    }
}

impl Feed for Value {
    fn feed(&self, shape: &mut Shape<'_>) {
        std::hash::Hash::hash(&std::mem::discriminant(self), shape);
        match self {
            Value::None | Value::Ellipsis | Value::NotImplemented => {}
            Value::Bool(value) => value.feed(shape),
            Value::Int(value) => value.feed(shape),
            Value::Float(value) => value.feed(shape),
            Value::Complex(value) => value.feed(shape),
            Value::Str(value) => value.feed(shape),
            Value::Bytes(value) => value.feed(shape),
            Value::Tuple(items) => {
                shape.tuple(items);
                items.feed(shape);
            }
            Value::Object(id) | Value::Typed(id) => id.feed(shape),
            Value::Union(members) => members.feed(shape),
            Value::Unknown(origin) => origin.feed(shape),
        }
    }
}

impl Feed for Header {
    fn feed(&self, shape: &mut Shape<'_>) {
        let Header { class, owner, open, on_change, payload } = self;
        class.feed(shape);
        shape.owner(*owner);
        open.feed(shape);
        on_change.feed(shape);
        payload.feed(shape);
    }
}

impl Feed for Namespace {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.len().feed(shape);
        for (name, slot) in self.iter() {
            name.feed(shape);
            slot.feed(shape);
        }
    }
}

impl Feed for Dict {
    fn feed(&self, shape: &mut Shape<'_>) {
        self.positions().feed(shape);
        for position in 0..self.positions() {
            let entry = self.entry(position);
            entry.is_some().feed(shape);
            // The hash follows from the key.
            if let Some(DictEntry { hash: _, key, value, definite }) = entry {
                key.feed(shape);
                value.feed(shape);
                definite.feed(shape);
            }
        }
        self.rest.feed(shape);
        self.unordered.feed(shape);
    }
}

visible_struct!(Slot { value, maybe_unbound });
visible_struct!(Set { dict });
visible_struct!(Object { header, attrs });
rename_struct!(Header { class, payload; on_change, open, owner });
visible_struct!(ModuleData { name });
visible_struct!(ExceptionData { args, cause, context, finding });
visible_struct!(Class {
    name,
    qualname,
    bases,
    mro,
    layout,
    unknown_base,
    has_dict,
    gets_slots,
    needs_dict,
    slots,
    self_stores,
    user_defined,
    opaque
});
visible_struct!(Function {
    code,
    globals,
    closure,
    defaults,
    keyword_defaults,
    annotate,
    class_namespace,
    is_stub
});
feed_struct!(Generator { function, locals, path, status, summary; followed });
rename_struct!(Generator { function, locals, path, status, summary; followed });

feed_enum!(OnChange { Check, Benign, Settled, Effect(code), });
visible_enum!(DictViewKind { Keys, Values, Items });
visible_enum!(Elements { Exact(values), Summary(value), });
visible_enum!(GeneratorStatus { Created, Suspended, Running, Finished, Lost });
visible_enum!(Pending { Normal, Break, Continue, Return(value), Raise(value), });
visible_enum!(Resume {
    Statement(index),
    Branch(index),
    Loop(iterator),
    Else,
    Body,
    Handler(index, exception),
    Finally(pending),
    With(exit),
    Delegate(iterator),
    Yield,
    Throw(exception),
    DelegateThrow(iterator, exception),
});
visible_enum!(Iter {
    Exhausted,
    List { list, index },
    ListReversed { list, index },
    Values { values, index },
    Text { text, index },
    Range { next, remaining, step },
    Dict { dict, position, kind, length },
    Enumerate { inner, next },
    Zip { inners, strict },
    Map { function, inners, strict },
    Filter { function, inner },
    Callable { function, sentinel },
    Sequence { object, index },
    SequenceReversed { object, index },
    Summary(value),
    Lost,
});
visible_enum!(Payload {
    None,
    Value(value),
    List(elements),
    Tuple(element),
    ByteArray(bytes),
    Dict(dict),
    Set(set),
    FrozenSet(set),
    Class(class),
    Function(function),
    Native(native),
    BoundMethod { function, receiver },
    Module(data),
    Property(parts),
    ClassMethod(function),
    StaticMethod(function),
    Super { class, receiver, start },
    Cell(slot),
    Generator(generator),
    Coroutine,
    Iterator(iterator),
    Slice(parts),
    Range(parts),
    GenericAlias { origin, arguments, unpacked },
    Union(members),
    Exception(data),
    MappingProxy(value),
    DictView { dict, kind },
    NamespaceDict(id),
    Code(code),
    Member(name),
    Template(parts),
    Interpolation(parts),
});
