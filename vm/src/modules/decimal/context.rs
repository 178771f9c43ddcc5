//! `Context`: its settings, and the one that is current.

use strict_semantics::decimal::{Context, MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding, Status};

use super::{MOST_BITS, context_methods, kept, signals};
use crate::builtins::prelude::*;
use crate::modules::contextvars;
use crate::modules::native_module::{instance, record_type};
use crate::object::{Dict, Record};

// The fields of a context.
const PRECISION: usize = 0;
const ROUNDING: usize = 1;
const EMIN: usize = 2;
const EMAX: usize = 3;
const CAPITALS: usize = 4;
const CLAMP: usize = 5;
/// The signals since they were cleared, as bits.
pub(super) const FLAGS: usize = 6;
/// The signals that raise exceptions, as bits.
pub(super) const TRAPS: usize = 7;
/// The dictionaries that show the two, once they have been asked for.
const FLAGS_SHOWN: usize = 8;
const TRAPS_SHOWN: usize = 9;

macro_rules! setting {
    ($name:literal, $place:expr, $check:expr) => {
        (
            $name,
            |_, it| Ok(it.cast::<Record>().map_or(Value::NONE, |it| it.get($place))),
            Some(|vm, it, value| set_setting(vm, it, value, $place, $check)),
        )
    };
}

macro_rules! shown_signals {
    ($name:literal, $place:expr, $shown:expr) => {
        (
            $name,
            |vm, it| match it.cast::<Record>() {
                Some(it) => Ok(shown_signals(vm, it, $place, $shown)),
                None => Ok(Value::NONE),
            },
            Some(|vm, it, value| {
                let Some(it) = it.cast::<Record>() else { return Ok(()) };
                check_given(vm, value)?;
                let bits = signals::bits_of(vm, value)?;
                set_bits(it, $place, bits);
                Ok(())
            }),
        )
    };
}

/// `Context`
pub(super) static CONTEXT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        setting!("prec", PRECISION, |vm, value| {
            bounded(vm, value, 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]")
        }),
        setting!("Emax", EMAX, |vm, value| {
            bounded(vm, value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")
        }),
        setting!("Emin", EMIN, |vm, value| {
            bounded(vm, value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")
        }),
        (
            "rounding",
            |vm, it| {
                let Some(it) = it.cast::<Record>() else { return Ok(Value::NONE) };
                Ok(vm.intern(rounding_at(it).name()).value())
            },
            Some(|vm, it, value| {
                set_setting(vm, it, value, ROUNDING, |vm, value| Ok(index_of(rounding_of(vm, value)?)))
            }),
        ),
        setting!("capitals", CAPITALS, |vm, value| {
            bounded(vm, value, 0, 1, "valid values for capitals are 0 or 1")
        }),
        setting!("clamp", CLAMP, |vm, value| bounded(vm, value, 0, 1, "valid values for clamp are 0 or 1")),
        shown_signals!("flags", FLAGS, FLAGS_SHOWN),
        shown_signals!("traps", TRAPS, TRAPS_SHOWN),
    ],
    ..record_type(
        "Context",
        "decimal",
        context_methods::METHODS,
        "The context affects almost all operations and controls rounding,\n\
         Over/Underflow, raising of exceptions and much more.  A new context\n\
         can be initialized as follows:\n\n    \
         >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,\n    \
         ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,\n    \
         ...             traps=[InvalidOperation, DivisionByZero, Overflow],\n    \
         ...             flags=[])\n    >>>\n",
    )
};

/// The names of the contexts that are templates: setting them sets a copy.
const TEMPLATES: [&str; 3] = ["DefaultContext", "BasicContext", "ExtendedContext"];

/// What every context traps unless it's told otherwise.
const USUAL_TRAPS: Status = Status::ANY_INVALID.and(Status::DIVISION_BY_ZERO).and(Status::OVERFLOW);

pub(super) fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for name in TEMPLATES {
        let class = vm.native_type(&CONTEXT);
        let context = alloc(vm, class, &Context::default(), USUAL_TRAPS);
        if name != "DefaultContext" {
            context.set(PRECISION, Value::fixnum(9));
        }
        match name {
            "BasicContext" => {
                context.set(ROUNDING, index_of(Rounding::HalfUp));
                set_bits(context, TRAPS, USUAL_TRAPS.and(Status::UNDERFLOW).and(Status::CLAMPED));
            }
            "ExtendedContext" => set_bits(context, TRAPS, Status::default()),
            _ => {}
        }
        vm.set_global(namespace, name, context.value())?;
        let (registry, key) = (vm.registry, format!("decimal.{name}"));
        vm.set_global(registry, &key, context.value())?;
    }
    let variable = contextvars::variable(vm, "decimal_context")?;
    let registry = vm.registry;
    vm.set_global(registry, "decimal.context", variable.value())
}

fn alloc(vm: &mut Vm, class: Gc<Type>, settings: &Context, traps: Status) -> Gc<Record> {
    let fields = [
        Value::fixnum(settings.precision),
        index_of(settings.rounding),
        Value::fixnum(settings.emin),
        Value::fixnum(settings.emax),
        Value::fixnum(1),
        Value::fixnum(i64::from(settings.clamp)),
        Value::ZERO,
        Value::fixnum(traps.0.into()),
        Value::UNBOUND,
        Value::UNBOUND,
    ];
    vm.new_record(class, &fields)
}

/// Signals as bits.
pub(super) fn bits(it: Gc<Record>, place: usize) -> Status {
    Status(it.get(place).as_fixnum().unwrap_or(0) as u32)
}

pub(super) fn set_bits(it: Gc<Record>, place: usize, bits: Status) {
    it.set(place, Value::fixnum(bits.0.into()));
}

/// The settings that arithmetic is done under.
pub(super) fn settings(it: Gc<Record>) -> Context {
    let number = |place: usize| it.get(place).as_fixnum().unwrap_or(0);
    Context {
        precision: number(PRECISION),
        rounding: rounding_at(it),
        emin: number(EMIN),
        emax: number(EMAX),
        clamp: number(CLAMP) != 0,
    }
}

/// Whether exponents are written with a capital letter.
pub(super) fn capitals(it: Gc<Record>) -> bool {
    it.get(CAPITALS).as_fixnum() != Some(0)
}

fn index_of(rounding: Rounding) -> Value {
    Value::index(Rounding::ALL.iter().position(|it| *it == rounding).unwrap_or(0))
}

/// The rounding of a context.
pub(super) fn rounding_at(it: Gc<Record>) -> Rounding {
    let index = it.get(ROUNDING).as_fixnum().unwrap_or(0) as usize;
    Rounding::ALL.get(index).copied().unwrap_or(Rounding::HalfEven)
}

/// The rounding that an argument names.
pub(super) fn rounding_of(vm: &mut Vm, value: Value) -> Outcome<Rounding> {
    let name = value.cast::<Str>().map(|name| name.to_lossy());
    match Rounding::ALL.into_iter().find(|it| name.as_deref() == Some(it.name())) {
        Some(rounding) => Ok(rounding),
        None => Err(vm.type_error(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   \
             ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
        )),
    }
}

/// `AttributeError` if an attribute is to be deleted.
fn check_given(vm: &mut Vm, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.error(vm.exceptions.AttributeError, "context attributes cannot be deleted"));
    }
    Ok(())
}

type Check = fn(&mut Vm, Value) -> Outcome<Value>;

fn set_setting(vm: &mut Vm, it: Value, value: Value, place: usize, check: Check) -> Outcome<()> {
    check_given(vm, value)?;
    let value = check(vm, value)?;
    if let Some(it) = it.cast::<Record>() {
        it.set(place, value);
    }
    Ok(())
}

/// An integer between two bounds.
fn bounded(vm: &mut Vm, value: Value, least: i64, most: i64, message: &str) -> Outcome<Value> {
    let Some(number) = vm.as_int(value) else {
        return Err(vm.type_error("an integer is required"));
    };
    match number.to_i64() {
        Some(number) if (least..=most).contains(&number) => Ok(Value::fixnum(number)),
        Some(_) => Err(vm.value_error(message)),
        None => {
            let message = "Python int too large to convert to C ssize_t";
            Err(vm.error(vm.exceptions.OverflowError, message))
        }
    }
}

fn shown_signals(vm: &mut Vm, it: Gc<Record>, place: usize, shown: usize) -> Value {
    if let Some(made) = it.get(shown).bound() {
        return made;
    }
    let made = signals::dictionary(vm, it, place);
    it.set(shown, made);
    made
}

/// A context like the default one.
pub(super) fn new(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    let Some(template) = kept(vm, "decimal.DefaultContext").cast::<Record>() else {
        return Ok(alloc(vm, class, &Context::default(), USUAL_TRAPS));
    };
    let it = alloc(vm, class, &settings(template), bits(template, TRAPS));
    it.set(FLAGS, template.get(FLAGS));
    Ok(it)
}

/// The names of the settings, in the order of the parameters.
const SETTINGS: [&str; 8] = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"];

pub(super) fn init(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    set_all(vm, arguments[0], &arguments[1..])?;
    Ok(Value::NONE)
}

/// Sets what arguments in the order of the parameters say.
pub(super) fn set_all(vm: &mut Vm, it: Value, given: &[Value]) -> Outcome<()> {
    for (name, &value) in SETTINGS.iter().zip(given) {
        let setter =
            CONTEXT.attributes.iter().find(|attribute| attribute.0 == *name).and_then(|found| found.2);
        if let Some(setter) = setter
            && !value.is_unbound()
            && !value.is_none()
        {
            setter(vm, it, value)?;
        }
    }
    Ok(())
}

pub(super) fn copy(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    let class = vm.native_type(&CONTEXT);
    let made = alloc(vm, class, &settings(it), bits(it, TRAPS));
    made.set(FLAGS, it.get(FLAGS));
    made.set(CAPITALS, it.get(CAPITALS));
    Ok(made)
}

pub(super) fn repr(_: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let settings = settings(it);
    Ok(format!(
        "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags={}, traps={})",
        settings.precision,
        settings.rounding.name(),
        settings.emin,
        settings.emax,
        i32::from(capitals(it)),
        i32::from(settings.clamp),
        signals::shown(bits(it, FLAGS)),
        signals::shown(bits(it, TRAPS)),
    ))
}

pub(super) fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let flags = signals::as_list(vm, bits(it, FLAGS))?;
    let traps = signals::as_list(vm, bits(it, TRAPS))?;
    let rounding = vm.intern(rounding_at(it).name()).value();
    let arguments = [
        it.get(PRECISION),
        rounding,
        it.get(EMIN),
        it.get(EMAX),
        it.get(CAPITALS),
        it.get(CLAMP),
        flags,
        traps,
    ];
    let arguments = vm.new_tuple(&arguments)?;
    let class = vm.type_of(it.value());
    Ok(vm.pair(class.value(), arguments.value()))
}

/// The context that is current.
pub(super) fn current(vm: &mut Vm) -> Outcome<Gc<Record>> {
    let variable = kept(vm, "decimal.context");
    if let Some(context) = contextvars::value_of(vm, variable)?.and_then(Value::cast) {
        return Ok(context);
    }
    let class = vm.native_type(&CONTEXT);
    let context = new(vm, class)?;
    set_bits(context, FLAGS, Status::default());
    contextvars::set_value(vm, variable, context.value())?;
    Ok(context)
}

/// The object as a context.
pub(super) fn expect(vm: &mut Vm, value: Value, message: &str) -> Outcome<Gc<Record>> {
    match instance(vm, value, &CONTEXT) {
        Some(context) => Ok(context),
        None => Err(vm.type_error(message)),
    }
}

/// The context of an optional argument.
pub(super) fn optional(vm: &mut Vm, value: Value) -> Outcome<Gc<Record>> {
    if value.is_unbound() || value.is_none() {
        return current(vm);
    }
    expect(vm, value, "optional argument must be a context")
}

pub(super) fn set_current(vm: &mut Vm, value: Value) -> Outcome<()> {
    let mut context = expect(vm, value, "argument must be a context")?;
    for name in TEMPLATES {
        if kept(vm, &format!("decimal.{name}")) == value {
            context = copy(vm, context)?;
            set_bits(context, FLAGS, Status::default());
            break;
        }
    }
    let variable = kept(vm, "decimal.context");
    contextvars::set_value(vm, variable, context.value())
}

/// `IEEEContext(bits)`
pub(super) fn interchange_context(vm: &mut Vm, bits: i64) -> Outcome<Gc<Record>> {
    if bits <= 0 || bits > MOST_BITS || bits % 32 != 0 {
        let message = format!("argument must be a multiple of 32, with a maximum of {MOST_BITS}");
        return Err(vm.value_error(message));
    }
    let emax = 3 * (1_i64 << (bits / 16 + 3));
    let settings = Context {
        precision: 9 * (bits / 32) - 2,
        rounding: Rounding::HalfEven,
        emin: 1 - emax,
        emax,
        clamp: true,
    };
    let class = vm.native_type(&CONTEXT);
    Ok(alloc(vm, class, &settings, Status::default()))
}
