//! Which event loop and which task each thread runs, and which tasks there are.

use super::task::{self, TASK};
use super::{call_named, future, imported, instance};
use crate::builtins::prelude::*;
use crate::heap::WeakReference;
use crate::object::{List, Set};

/// The loop that the current thread runs, or `None`.
pub(super) fn current_loop(vm: &mut Vm) -> Value {
    vm.threads.current().event_loop
}

pub(super) fn set_loop(vm: &mut Vm, event_loop: Value) -> Outcome<()> {
    vm.threads.current().event_loop = event_loop;
    Ok(())
}

pub(super) fn get_running_loop(vm: &mut Vm) -> Outcome<Value> {
    let event_loop = current_loop(vm);
    if event_loop.is_none() {
        return Err(vm.error(vm.exceptions.RuntimeError, "no running event loop"));
    }
    Ok(event_loop)
}

pub(super) fn get_event_loop(vm: &mut Vm) -> Outcome<Value> {
    let event_loop = current_loop(vm);
    if !event_loop.is_none() {
        return Ok(event_loop);
    }
    let function = imported(vm, "asyncio.events", "_get_event_loop_policy")?;
    let policy = vm.call(function, &[])?;
    call_named(vm, policy, "get_event_loop", &[])
}

/// The loop of an argument, or the running one.
fn loop_of(vm: &mut Vm, event_loop: Option<Value>) -> Outcome<Value> {
    match event_loop.filter(|event_loop| !event_loop.is_none()) {
        Some(event_loop) => Ok(event_loop),
        None => get_running_loop(vm),
    }
}

pub(super) fn current_task(vm: &mut Vm, event_loop: Option<Value>) -> Outcome<Value> {
    let event_loop = loop_of(vm, event_loop)?;
    let thread = vm.threads.list.iter().find(|thread| thread.event_loop == event_loop);
    Ok(thread.map_or(Value::NONE, |thread| thread.event_task))
}

/// `RuntimeError` unless the current thread runs the loop.
fn check_loop(vm: &mut Vm, event_loop: Value) -> Outcome<()> {
    if current_loop(vm) == event_loop {
        return Ok(());
    }
    let shown = vm.repr_lossy(event_loop);
    Err(vm.error(vm.exceptions.RuntimeError, format!("loop {shown} is not the running loop")))
}

pub(super) fn enter(vm: &mut Vm, event_loop: Value, task: Value) -> Outcome<()> {
    check_loop(vm, event_loop)?;
    let current = vm.threads.current().event_task;
    if !current.is_none() {
        let (task, current) = (vm.repr_lossy(task), vm.repr_lossy(current));
        let message =
            format!("Cannot enter into task {task} while another task {current} is being executed.");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    vm.threads.current().event_task = task;
    Ok(())
}

pub(super) fn leave(vm: &mut Vm, event_loop: Value, task: Value) -> Outcome<()> {
    check_loop(vm, event_loop)?;
    let current = vm.threads.current().event_task;
    if current != task {
        let (task, current) = (vm.repr_lossy(task), vm.repr_lossy(current));
        let message = format!("Invalid attempt to leave task {task} while task {current} is entered.");
        return Err(vm.error(vm.exceptions.RuntimeError, message));
    }
    vm.threads.current().event_task = Value::NONE;
    Ok(())
}

pub(super) fn swap(vm: &mut Vm, event_loop: Value, task: Value) -> Outcome<Value> {
    check_loop(vm, event_loop)?;
    Ok(std::mem::replace(&mut vm.threads.current().event_task, task))
}

/// Something that the module keeps, made when it's first asked for.
fn kept(vm: &mut Vm, name: &str, make: impl FnOnce(&mut Vm) -> Outcome<Value>) -> Outcome<Value> {
    let (registry, key) = (vm.registry, vm.intern(name));
    if let Some(found) = vm.dict_get_str(registry, key) {
        return Ok(found);
    }
    let made = make(vm)?;
    vm.dict_set(registry, key.value(), made)?;
    Ok(made)
}

/// Weak references to the native tasks that are scheduled. A task knows its place.
fn scheduled(vm: &mut Vm) -> Outcome<Option<Gc<List>>> {
    Ok(kept(vm, "asyncio.scheduled", |vm| Ok(vm.new_list().value()))?.cast())
}

/// The tasks of other implementations, a `WeakSet`.
fn others(vm: &mut Vm) -> Outcome<Value> {
    kept(vm, "asyncio.other tasks", |vm| {
        let class = imported(vm, "weakref", "WeakSet")?;
        vm.call(class, &[])
    })
}

/// The tasks that take their first step eagerly.
fn eager(vm: &mut Vm) -> Outcome<Option<Gc<Set>>> {
    Ok(kept(vm, "asyncio.eager tasks", |vm| Ok(vm.new_set().value()))?.cast())
}

pub(super) fn register(vm: &mut Vm, task: Value) -> Outcome<()> {
    let Some(it) = instance(vm, task, &TASK) else {
        let others = others(vm)?;
        call_named(vm, others, "add", &[task])?;
        return Ok(());
    };
    let Some(list) = scheduled(vm)? else { return Ok(()) };
    if it.get(task::PLACE).as_fixnum().is_some() {
        return Ok(());
    }
    let class = vm.types.weakref;
    let reference: Gc<WeakReference> =
        vm.heap.alloc_with_attributes(class.root_shape.get(), size_of::<WeakReference>());
    vm.heap.set_referent(reference, task);
    // Places of tasks that were dropped are taken over.
    let last = list.len();
    if let Some(free) = list.get(last.wrapping_sub(1)).and_then(Value::cast::<WeakReference>)
        && free.referent().is_none()
    {
        list.items.get().set(last - 1, reference.value());
        it.set(task::PLACE, Value::index(last - 1));
        return Ok(());
    }
    vm.append(list, reference.value())?;
    it.set(task::PLACE, Value::index(last));
    Ok(())
}

pub(super) fn unregister(vm: &mut Vm, task: Value) -> Outcome<()> {
    let Some(it) = instance(vm, task, &TASK) else {
        let others = others(vm)?;
        call_named(vm, others, "discard", &[task])?;
        return Ok(());
    };
    let Some(list) = scheduled(vm)? else { return Ok(()) };
    let Some(place) = it.get(task::PLACE).as_fixnum().map(|place| place as usize) else { return Ok(()) };
    it.set(task::PLACE, Value::NONE);
    // The last takes the place.
    let items = list.items.get();
    loop {
        let Some(last) = list.len().checked_sub(1) else { return Ok(()) };
        let moved = items.get(last);
        items.set(last, Value::UNBOUND);
        list.length.set(last);
        if last <= place {
            return Ok(());
        }
        let Some(moved_task) = moved.cast::<WeakReference>().and_then(|reference| reference.referent())
        else {
            continue;
        };
        items.set(place, moved);
        if let Some(moved_task) = instance(vm, moved_task, &TASK) {
            moved_task.set(task::PLACE, Value::index(place));
        }
        return Ok(());
    }
}

pub(super) fn register_eager(vm: &mut Vm, task: Value) -> Outcome<()> {
    if let Some(set) = eager(vm)? {
        vm.set_add(set, task)?;
    }
    Ok(())
}

pub(super) fn unregister_eager(vm: &mut Vm, task: Value) -> Outcome<()> {
    if let Some(set) = eager(vm)? {
        vm.set_discard(set, task)?;
    }
    Ok(())
}

pub(super) fn all_tasks(vm: &mut Vm, event_loop: Option<Value>) -> Outcome<Gc<Set>> {
    let event_loop = loop_of(vm, event_loop)?;
    let candidates = vm.new_list();
    if let Some(eager) = eager(vm)? {
        vm.list_extend(candidates, eager.value())?;
    }
    if let Some(list) = scheduled(vm)? {
        for place in 0..list.len() {
            let task = list.get(place).and_then(Value::cast::<WeakReference>).and_then(|it| it.referent());
            if let Some(task) = task {
                vm.append(candidates, task)?;
            }
        }
    }
    let others = others(vm)?;
    vm.list_extend(candidates, others)?;
    let found = vm.new_set();
    for place in 0..candidates.len() {
        let Some(task) = candidates.get(place) else { break };
        let (own_loop, is_done) = match instance(vm, task, &TASK) {
            Some(it) => (it.get(future::LOOP), future::is_done(it)),
            None => {
                let own_loop = future::loop_of_any(vm, task)?;
                let done = call_named(vm, task, "done", &[])?;
                (own_loop, vm.is_true(done)?)
            }
        };
        if own_loop == event_loop && !is_done {
            vm.set_add(found, task)?;
        }
    }
    Ok(found)
}
