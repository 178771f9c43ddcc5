//! `sys.monitoring`, and the functions of `sys` that set what code is traced and profiled by.

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::monitoring::{EVENT_COUNT, Events, TOOL_COUNT};
use crate::object::{CodeObject, Dict, NativeSpec};

/// `sys.monitoring`
static MODULE: ModuleSpec = ModuleSpec { fill, ..new_module("sys.monitoring", FUNCTIONS) };

const FUNCTIONS: &[NativeSpec] = &[
    m("use_tool_id", "(tool_id, name, /)", Any, n(use_tool_id), ""),
    m("clear_tool_id", "(tool_id, /)", Any, n(clear_tool_id), ""),
    m("free_tool_id", "(tool_id, /)", Any, n(free_tool_id), ""),
    m("get_tool", "(tool_id, /)", Any, n(get_tool), ""),
    m("register_callback", "(tool_id, event, func, /)", Any, n(register_callback), ""),
    m("get_events", "(tool_id, /)", Any, n(get_events), ""),
    m("set_events", "(tool_id, event_set, /)", Any, n(set_events), ""),
    m("get_local_events", "(tool_id, code, /)", Any, n(get_local_events), ""),
    m("set_local_events", "(tool_id, code, event_set, /)", Any, n(set_local_events), ""),
    m("restart_events", "()", Any, n(restart_events), ""),
    m("_all_events", "()", Any, n(all_events), ""),
];

/// Events that are told of wherever calls are.
const RETURNS: Events = Events::C_RETURN.union(Events::C_RAISE);

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let object = vm.types.object.value();
    vm.monitoring.disable = vm.call(object, &[])?;
    vm.monitoring.missing = vm.call(object, &[])?;
    for (name, marker) in [("DISABLE", vm.monitoring.disable), ("MISSING", vm.monitoring.missing)] {
        vm.set_global(namespace, name, marker)?;
    }
    for (name, number) in [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)] {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    let class = vm.types.simple_namespace.value();
    let events = vm.call(class, &[])?;
    let values = Events::all().iter_names().map(|(name, event)| (name, event.bits()));
    for (name, bits) in values.chain([("NO_EVENTS", 0)]) {
        let name = vm.intern(name);
        vm.set_attribute(events, name, Value::fixnum(i64::from(bits)))?;
    }
    vm.set_global(namespace, "events", events)
}

/// Makes the module the attribute of `sys`. It cannot be imported.
pub(super) fn add_to_sys(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let module = vm.new_native_module(&MODULE)?;
    let modules = vm.modules;
    let name = vm.intern(MODULE.name).value();
    vm.dict_remove(modules, name)?;
    vm.set_global(namespace, "monitoring", module.value())
}

fn tool(vm: &mut Vm, id: i64) -> Outcome<usize> {
    usize::try_from(id)
        .ok()
        .filter(|&id| id < TOOL_COUNT)
        .ok_or_else(|| vm.value_error(format!("invalid tool {id} (must be between 0 and 5)")))
}

fn is_in_use(vm: &Vm, tool: usize) -> bool {
    vm.monitoring.names.get(tool).is_some_and(|name| !name.is_none())
}

fn tool_in_use(vm: &mut Vm, id: i64) -> Outcome<usize> {
    let tool = tool(vm, id)?;
    if !is_in_use(vm, tool) {
        return Err(vm.value_error(format!("tool {id} is not in use")));
    }
    Ok(tool)
}

fn use_tool_id(vm: &mut Vm, id: i64, name: Value) -> Outcome<()> {
    let tool = tool(vm, id)?;
    if !name.is::<Str>() {
        return Err(vm.value_error("tool name must be a str"));
    }
    if is_in_use(vm, tool) {
        return Err(vm.value_error(format!("tool {id} is already in use")));
    }
    vm.monitoring.names.items.get().set(tool, name);
    Ok(())
}

fn clear_tool_id(vm: &mut Vm, id: i64) -> Outcome<()> {
    let tool = tool(vm, id)?;
    if !is_in_use(vm, tool) {
        return Ok(());
    }
    for event in 0..EVENT_COUNT {
        vm.monitoring.callbacks.items.get().set(tool * EVENT_COUNT + event, Value::NONE);
    }
    vm.clear_tool(tool);
    Ok(())
}

fn free_tool_id(vm: &mut Vm, id: i64) -> Outcome<()> {
    clear_tool_id(vm, id)?;
    vm.monitoring.names.items.get().set(id as usize, Value::NONE);
    Ok(())
}

fn get_tool(vm: &mut Vm, id: i64) -> Outcome<Value> {
    let tool = tool(vm, id)?;
    Ok(vm.monitoring.names.get(tool).unwrap_or(Value::NONE))
}

fn register_callback(vm: &mut Vm, id: i64, event: i64, callback: Value) -> Outcome<Value> {
    let tool = tool(vm, id)?;
    if event.count_ones() != 1 {
        return Err(vm.value_error("The callback can only be set for one event at a time"));
    }
    let number = event.trailing_zeros() as usize;
    if number >= EVENT_COUNT {
        return Err(vm.value_error(format!("invalid event {event}")));
    }
    let before = if event == i64::from(Events::BRANCH.bits()) {
        // The deprecated event stands for both outcomes.
        let right = tool * EVENT_COUNT + Events::BRANCH_RIGHT.bits().trailing_zeros() as usize;
        vm.monitoring.callbacks.items.get().set(right, callback);
        let left = tool * EVENT_COUNT + Events::BRANCH_LEFT.bits().trailing_zeros() as usize;
        exchange(vm, left, callback)
    } else {
        exchange(vm, tool * EVENT_COUNT + number, callback)
    };
    Ok(before)
}

fn exchange(vm: &mut Vm, place: usize, callback: Value) -> Value {
    let before = vm.monitoring.callbacks.get(place).unwrap_or(Value::NONE);
    vm.monitoring.callbacks.items.get().set(place, callback);
    before
}

/// The set that a number stands for. What tells of calls tells of how those of built-in functions end.
fn event_set(vm: &mut Vm, bits: i64, local: bool) -> Outcome<Events> {
    let what = if local { "local event" } else { "event" };
    let known = u32::try_from(bits).ok().and_then(Events::from_bits);
    let Some(mut events) = known else {
        return Err(vm.value_error(format!("invalid {what} set 0x{bits:x}")));
    };
    if events.intersects(RETURNS) && !events.contains(RETURNS | Events::CALL) {
        return Err(vm.value_error("cannot set C_RETURN or C_RAISE events independently"));
    }
    events.remove(RETURNS);
    if events.contains(Events::BRANCH) {
        events.remove(Events::BRANCH);
        events |= Events::BRANCH_LEFT | Events::BRANCH_RIGHT;
    }
    if local && !Events::LOCAL.contains(events) {
        return Err(vm.value_error(format!("invalid {what} set 0x{bits:x}")));
    }
    if events.contains(Events::CALL) {
        events |= RETURNS;
    }
    Ok(events)
}

fn get_events(vm: &mut Vm, id: i64) -> Outcome<i64> {
    let tool = tool_in_use(vm, id)?;
    Ok(i64::from(vm.global_events(tool).difference(RETURNS).bits()))
}

fn set_events(vm: &mut Vm, id: i64, bits: i64) -> Outcome<()> {
    let number = tool(vm, id)?;
    let events = event_set(vm, bits, false)?;
    tool_in_use(vm, id)?;
    vm.set_global_events(number, events);
    Ok(())
}

fn code(vm: &mut Vm, code: Value) -> Outcome<Gc<CodeObject>> {
    code.cast::<CodeObject>().ok_or_else(|| vm.type_error("code must be a code object"))
}

fn get_local_events(vm: &mut Vm, id: i64, object: Value) -> Outcome<i64> {
    let code = code(vm, object)?;
    let tool = tool_in_use(vm, id)?;
    Ok(i64::from(vm.local_events(code, tool).difference(RETURNS).bits()))
}

fn set_local_events(vm: &mut Vm, id: i64, object: Value, bits: i64) -> Outcome<()> {
    let code = code(vm, object)?;
    let tool = tool_in_use(vm, id)?;
    let events = event_set(vm, bits, true)?;
    vm.set_local_events(code, tool, events);
    Ok(())
}

/// The events that are wanted of all code, and by which tools.
fn all_events(vm: &mut Vm) -> Outcome<Value> {
    let dict = vm.new_dict();
    for (name, event) in Events::all().iter_names() {
        let tools = (0..TOOL_COUNT).filter(|&tool| vm.global_events(tool).contains(event));
        let mask: i64 = tools.map(|tool| 1 << tool).sum();
        if mask != 0 {
            vm.set_global(dict, name, Value::fixnum(mask))?;
        }
    }
    Ok(dict.value())
}

/// What belongs to `sys` itself.
pub(super) static SYS_FUNCTIONS: &[NativeSpec] = &[
    m(
        "settrace",
        "(function, /)",
        Any,
        n(set_trace),
        "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger \
         chapter\nin the library manual.",
    ),
    m(
        "gettrace",
        "()",
        Pure,
        n(|vm: &mut Vm| Ok(vm.monitoring.thread.trace)),
        "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library \
         manual.",
    ),
    m(
        "setprofile",
        "(function, /)",
        Any,
        n(set_profile),
        "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter \
         in the library manual.",
    ),
    m(
        "getprofile",
        "()",
        Pure,
        n(|vm: &mut Vm| Ok(vm.monitoring.thread.profile)),
        "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.",
    ),
    m(
        "_settraceallthreads",
        "(function, /)",
        Any,
        n(trace_all_threads),
        "Set the global debug tracing function in all running threads belonging to the current interpreter.",
    ),
    m(
        "_setprofileallthreads",
        "(function, /)",
        Any,
        n(profile_all_threads),
        "Set the profiling function in all running threads belonging to the current interpreter.",
    ),
    m(
        "call_tracing",
        "(func, args, /)",
        Any,
        n(call_tracing),
        "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.  This \
         is intended\nto be called from a debugger from a checkpoint, to recursively debug\nsome other code.",
    ),
];

fn restart_events(vm: &mut Vm) -> Outcome<()> {
    vm.restart_events();
    Ok(())
}

fn set_trace(vm: &mut Vm, function: Value) -> Outcome<()> {
    vm.set_trace(function);
    Ok(())
}

fn set_profile(vm: &mut Vm, function: Value) -> Outcome<()> {
    vm.set_profile(function);
    Ok(())
}

fn trace_all_threads(vm: &mut Vm, function: Value) -> Outcome<()> {
    vm.set_all_tracing(&|thread| thread.trace = function);
    Ok(())
}

fn profile_all_threads(vm: &mut Vm, function: Value) -> Outcome<()> {
    vm.set_all_tracing(&|thread| thread.profile = function);
    Ok(())
}

fn call_tracing(vm: &mut Vm, function: Value, arguments: Gc<Tuple>) -> Outcome<Value> {
    let inside = std::mem::replace(&mut vm.monitoring.thread.inside, 0);
    let result = vm.call(function, arguments.as_slice());
    vm.monitoring.thread.inside = inside;
    std::hint::black_box(arguments);
    result
}
