//! [`Shape`]: the hidden class of an object: its type, and the places of its attributes.
//!
//! Shapes form a tree per type; adding an attribute leads to a child. Attribute `n` lies in the `n`th inline slot of
//! the object, or in its overflow array once the inline slots are used up. An object whose attributes were deleted or
//! whose `__dict__` was asked for keeps them in a dictionary instead: its shape is the type's *dictionary shape*.

use crate::heap::{Array, Field, Gc, Header, Heap, Link, flags, layout, layout_size};
use crate::object::{Dict, Str, Type};
use crate::value::Value;

layout! {
    /// A node of a type's tree of shapes.
    pub struct Shape (Shape) {
        /// The type of the objects.
        class: Link<Type>,
        /// The names of the attributes by place; may be shared with children, which use more of it.
        names: Link<Array>,
        /// Children: names and shapes in turn.
        children: Link<Array>,
        ;
        /// How many attributes there are.
        count: u32,
        /// How many inline slots the objects have.
        inline: u32,
        /// Whether attributes are in a dictionary.
        is_dictionary: bool,
        /// Whether no attributes can be added.
        is_closed: bool,
    }
}

layout! {
    /// An instance of a class without a layout of its own: the attribute area follows the header.
    pub struct Instance (Instance) {}
}

/// Where an object keeps an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the inline slot with this number.
    Inline(u32),
    /// In the overflow array at this index.
    Overflow(u32),
}

/// The offset of an object's attribute area: first the overflow word, then the inline slots.
#[inline(always)]
pub fn attributes_offset(header: &Header) -> usize {
    if header.kind() == crate::heap::Kind::Instance { 8 } else { layout_size(header).next_multiple_of(8) }
}

impl Shape {
    /// The place of the attribute with this interned name.
    pub fn find(&self, name: Gc<Str>) -> Option<u32> {
        let names = self.names.try_get()?;
        let name = name.value();
        (0..self.count.get()).find(|&place| names.get(place as usize) == name)
    }

    /// The name of an attribute.
    pub fn name_at(&self, place: u32) -> Option<Gc<Str>> {
        self.names.get().get(place as usize).cast::<Str>()
    }

    /// Where the `index`th attribute lies.
    #[inline(always)]
    pub fn place(&self, index: u32) -> Place {
        let inline = self.inline.get();
        if index < inline { Place::Inline(index) } else { Place::Overflow(index - inline) }
    }
}

impl Heap {
    /// The root of a tree of shapes whose first `reserved` places are slots without a name.
    pub fn new_root_shape(&mut self, class: Gc<Type>, inline: u32, reserved: u32) -> Gc<Shape> {
        let shape = self.alloc_storage::<Shape>();
        shape.class.init(class);
        shape.inline.set(inline);
        shape.count.set(reserved);
        if reserved > 0 {
            let names = self.array(reserved as usize);
            shape.names.set(shape, names);
        }
        shape
    }

    /// The same with places for attributes that every object has, behind the reserved ones.
    pub fn new_root_shape_with(
        &mut self,
        class: Gc<Type>,
        inline: u32,
        reserved: u32,
        fixed: &[Gc<Str>],
    ) -> Gc<Shape> {
        let shape = self.new_root_shape(class, inline, reserved + fixed.len() as u32);
        for (place, name) in (reserved as usize..).zip(fixed) {
            shape.names.get().set(place, name.value());
        }
        shape
    }

    /// The shape of an object that gets one more attribute.
    pub fn child_shape(&mut self, shape: Gc<Shape>, name: Gc<Str>) -> Gc<Shape> {
        if let Some(children) = shape.children.try_get() {
            for index in (0..children.capacity()).step_by(2) {
                if children.get(index) == name.value() {
                    let child = children.get(index + 1).cast::<Shape>();
                    return child.expect("the second of each pair is a shape");
                }
            }
        }
        let count = shape.count.get() as usize;
        let names = match shape.names.try_get() {
            Some(names) if count < names.capacity() && names.get(count).is_unbound() => names,
            Some(names) => {
                let larger = self.array((count + 1).next_multiple_of(8));
                larger.copy_from(0, names, 0, count);
                larger
            }
            None => self.array(8),
        };
        names.set(count, name.value());
        let child = self.alloc_storage::<Shape>();
        child.class.init(shape.class.get());
        child.inline.set(shape.inline.get());
        child.count.set(count as u32 + 1);
        child.names.init(names);
        let old = shape.children.try_get();
        let used = old.map_or(0, |old| old.capacity());
        let children = self.array(used + 2);
        if let Some(old) = old {
            children.copy_from(0, old, 0, used);
        }
        children.set(used, name.value());
        children.set(used + 1, child.value());
        shape.children.set(shape, children);
        child
    }
}

/// Access to the attribute area of any object that has one.
impl Value {
    #[inline(always)]
    fn attribute_field(self, slot: usize) -> &'static Field {
        let header = self.header().expect("only heap objects have attributes");
        debug_assert!(header.has(flags::ATTRIBUTES));
        let address = self.bits() as usize + attributes_offset(header) + slot * 8;
        // SAFETY: objects with the flag ATTRIBUTES have the overflow word and the slots their shape tells.
        unsafe { &*(address as *const Field) }
    }

    /// The overflow array, the dictionary, or unbound.
    #[inline(always)]
    pub fn overflow(self) -> Value {
        self.attribute_field(0).get()
    }

    /// Replaces the overflow array or dictionary.
    pub fn set_overflow(self, value: Value) {
        crate::heap::barrier(self.header().expect("only heap objects have attributes"));
        self.attribute_field(0).init(value);
    }

    /// The dictionary of an object in dictionary mode.
    pub fn attribute_dict(self) -> Option<Gc<Dict>> {
        self.overflow().cast::<Dict>()
    }

    /// The value at a place.
    #[inline(always)]
    pub fn slot(self, place: Place) -> Value {
        match place {
            Place::Inline(index) => self.attribute_field(1 + index as usize).get(),
            Place::Overflow(index) => match self.overflow().cast::<Array>() {
                Some(array) => array.get(index as usize),
                None => Value::UNBOUND,
            },
        }
    }

    /// Stores at a place that exists already.
    #[inline(always)]
    pub fn set_slot(self, place: Place, value: Value) {
        match place {
            Place::Inline(index) => {
                crate::heap::barrier(self.header().expect("only heap objects have attributes"));
                self.attribute_field(1 + index as usize).init(value);
            }
            Place::Overflow(index) => {
                let array =
                    self.overflow().cast::<Array>().expect("the shape says that there is an overflow");
                array.set(index as usize, value);
            }
        }
    }
}

impl Heap {
    /// Stores at a place that may be the first beyond what the object holds.
    pub fn add_slot(&mut self, object: Value, place: Place, value: Value) {
        if let Place::Overflow(index) = place {
            let old = object.overflow().cast::<Array>();
            let capacity = old.map_or(0, |old| old.capacity());
            if index as usize >= capacity {
                let array = self.array((capacity * 2).max(4).max(index as usize + 1));
                if let Some(old) = old {
                    array.copy_from(0, old, 0, capacity);
                }
                object.set_overflow(array.value());
            }
        }
        object.set_slot(place, value);
    }

    /// A new object with layout `T` of `size` bytes, followed by the attribute area that its shape asks for.
    #[inline(always)]
    pub fn alloc_with_attributes<T: crate::heap::Layout>(&mut self, shape: Gc<Shape>, size: usize) -> Gc<T> {
        let class = shape.class.get();
        let object = if class.has_attributes() {
            let total = size.next_multiple_of(8) + 8 + 8 * shape.inline.get() as usize;
            self.alloc_sized::<T>(Some(shape), total, class.instance_flags() | flags::ATTRIBUTES)
        } else {
            self.alloc_sized::<T>(Some(shape), size, class.instance_flags())
        };
        if class.has(crate::object::TypeFlags::FINALIZER) {
            self.register_finalizer(object.value());
        }
        object
    }
}
