//! `time`: clocks and calendars of the C library; the interface is in Python.
#![allow(unsafe_code, reason = "calls the C library")]

use std::ffi::CString;
use std::time::{Duration, Instant};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Str, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

macro_rules! clock {
    ($name:literal, $nanoseconds:literal, $clock:ident) => {
        [
            method(
                $name,
                "()",
                Effect::NonDeterministic,
                native(|_: &mut Vm| Ok(nanoseconds(libc::$clock) as f64 * 1e-9)),
                "",
            ),
            method(
                $nanoseconds,
                "()",
                Effect::NonDeterministic,
                native(|_: &mut Vm| Ok(nanoseconds(libc::$clock))),
                "",
            ),
        ]
    };
}

const TIME: [crate::object::NativeSpec; 2] = clock!("time", "time_ns", CLOCK_REALTIME);
const MONOTONIC: [crate::object::NativeSpec; 2] = clock!("monotonic", "monotonic_ns", CLOCK_MONOTONIC);
const PERFORMANCE: [crate::object::NativeSpec; 2] =
    clock!("perf_counter", "perf_counter_ns", CLOCK_MONOTONIC);
const PROCESS: [crate::object::NativeSpec; 2] =
    clock!("process_time", "process_time_ns", CLOCK_PROCESS_CPUTIME_ID);
const THREAD: [crate::object::NativeSpec; 2] =
    clock!("thread_time", "thread_time_ns", CLOCK_THREAD_CPUTIME_ID);

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    python: include_str!("python/time.py"),
    ..new_module(
        "time",
        &[
            TIME[0],
            TIME[1],
            MONOTONIC[0],
            MONOTONIC[1],
            PERFORMANCE[0],
            PERFORMANCE[1],
            PROCESS[0],
            PROCESS[1],
            THREAD[0],
            THREAD[1],
            method(
                "sleep",
                "(seconds, /)",
                Effect::InputOutput,
                native(sleep),
                "Delay execution for a given number of seconds.",
            ),
            method(
                "clock_gettime",
                "(clk_id, /)",
                Effect::NonDeterministic,
                native(|vm: &mut Vm, clock: i64| Ok(nanoseconds_of(vm, clock)? as f64 * 1e-9)),
                "",
            ),
            method(
                "clock_getres",
                "(clk_id, /)",
                Effect::NonDeterministic,
                native(resolution),
                "Return the resolution (precision) of the specified clock clk_id.",
            ),
            method("clock_gettime_ns", "(clk_id, /)", Effect::NonDeterministic, native(nanoseconds_of), ""),
            method("_broken_down", "(seconds, is_local, /)", Effect::Pure, native(broken_down), ""),
            method(
                "_mktime",
                "(year, month, day, hour, minute, second, is_dst, /)",
                Effect::Pure,
                native(make_time),
                "",
            ),
            method("_strftime", "(format, *fields)", Effect::Pure, native(format_time), ""),
            method("_zone", "()", Effect::NonDeterministic, native(zone), ""),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let clocks = [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
    ];
    #[cfg(target_os = "linux")]
    for (name, clock) in [
        ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
        ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
        ("CLOCK_TAI", libc::CLOCK_TAI),
    ] {
        vm.set_global(namespace, name, Value::fixnum(i64::from(clock)))?;
    }
    for (name, clock) in clocks {
        vm.set_global(namespace, name, Value::fixnum(i64::from(clock)))?;
    }
    Ok(())
}

/// What a clock that there always is shows.
fn nanoseconds(clock: libc::clockid_t) -> i64 {
    read_clock(clock).unwrap_or_default()
}

/// What a clock shows; `None` leaves the reason in `errno`.
fn read_clock(clock: libc::clockid_t) -> Option<i64> {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer leads to a local.
    let is_read = unsafe { libc::clock_gettime(clock, &raw mut now) } == 0;
    is_read.then_some(now.tv_sec * 1_000_000_000 + now.tv_nsec)
}

/// What a clock of any number shows.
fn nanoseconds_of(vm: &mut Vm, clock: i64) -> Outcome<i64> {
    let clock = libc::clockid_t::try_from(clock).unwrap_or(-1);
    read_clock(clock).ok_or_else(|| super::system::last_error(vm, Value::UNBOUND))
}

fn resolution(vm: &mut Vm, clock: i64) -> Outcome<f64> {
    let mut step = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    let clock = libc::clockid_t::try_from(clock).unwrap_or(-1);
    // SAFETY: the pointer leads to a local.
    if unsafe { libc::clock_getres(clock, &raw mut step) } != 0 {
        return Err(super::system::last_error(vm, Value::UNBOUND));
    }
    Ok(step.tv_sec as f64 + step.tv_nsec as f64 * 1e-9)
}

fn sleep(vm: &mut Vm, seconds: f64) -> Outcome<()> {
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) => {
            // A signal interrupts the sleep; unless its handler raises, the rest follows.
            let end = Instant::now().checked_add(time);
            loop {
                let rest = end.map_or(time, |end| end.saturating_duration_since(Instant::now()));
                vm.blocking(|| pause_for(rest));
                vm.check_signals()?;
                if end.is_some_and(|end| end <= Instant::now()) {
                    return Ok(());
                }
            }
        }
        Err(_) => Err(vm.error(vm.exceptions.OverflowError, "timestamp too large to convert to C PyTime_t")),
    }
}

/// Sleeps so long, or until a signal arrives.
fn pause_for(time: Duration) {
    let time = libc::timespec {
        tv_sec: libc::time_t::try_from(time.as_secs()).unwrap_or(libc::time_t::MAX),
        tv_nsec: time.subsec_nanos().into(),
    };
    // SAFETY: reads a local.
    unsafe { libc::nanosleep(&raw const time, std::ptr::null_mut()) };
}

fn no_time() -> libc::tm {
    // SAFETY: numbers and a pointer that may be null.
    unsafe { std::mem::zeroed() }
}

/// Year, month, … of seconds since 1970, with the zone's name and offset.
fn broken_down(vm: &mut Vm, seconds: i64, is_local: bool) -> Outcome<Gc<Tuple>> {
    let mut time = no_time();
    // SAFETY: the pointers lead to locals.
    let result = unsafe {
        if is_local {
            libc::localtime_r(&raw const seconds, &raw mut time)
        } else {
            libc::gmtime_r(&raw const seconds, &raw mut time)
        }
    };
    if result.is_null() {
        return Err(vm.error(vm.exceptions.OverflowError, "timestamp out of range for platform time_t"));
    }
    let zone = if !is_local {
        "UTC".to_owned()
    } else if time.tm_zone.is_null() {
        String::new()
    } else {
        // SAFETY: the C library's zone name ends in zero.
        unsafe { std::ffi::CStr::from_ptr(time.tm_zone) }.to_string_lossy().into_owned()
    };
    let zone = vm.new_str(&zone).value();
    let fields = [
        i64::from(time.tm_year) + 1900,
        i64::from(time.tm_mon) + 1,
        i64::from(time.tm_mday),
        i64::from(time.tm_hour),
        i64::from(time.tm_min),
        i64::from(time.tm_sec),
        i64::from((time.tm_wday + 6) % 7),
        i64::from(time.tm_yday) + 1,
        i64::from(time.tm_isdst),
    ];
    let mut values: Vec<i64> = fields.to_vec();
    values.push(time.tm_gmtoff);
    let mut row: smallvec::SmallVec<[Value; 12]> = values.iter().map(|&it| Value::fixnum(it)).collect();
    row.insert(9, zone);
    vm.new_tuple(&row)
}

#[allow(clippy::too_many_arguments, reason = "the fields of a broken-down time")]
fn make_time(
    vm: &mut Vm,
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    dst: i64,
) -> Outcome<i64> {
    let mut time = no_time();
    time.tm_year = (year - 1900) as i32;
    time.tm_mon = (month - 1) as i32;
    time.tm_mday = day as i32;
    time.tm_hour = hour as i32;
    time.tm_min = minute as i32;
    time.tm_sec = second as i32;
    time.tm_isdst = dst as i32;
    time.tm_wday = -1;
    // SAFETY: the pointer leads to a local.
    let seconds = unsafe { libc::mktime(&raw mut time) };
    if seconds == -1 && time.tm_wday == -1 {
        return Err(vm.error(vm.exceptions.OverflowError, "mktime argument out of range"));
    }
    Ok(seconds)
}

/// Runs of ASCII are formatted by the C library, and what is between them stays as it is.
fn format_time(vm: &mut Vm, format: Gc<Str>, fields: Gc<Tuple>) -> Outcome<Value> {
    let number = |at: usize| fields.as_slice().get(at).and_then(|it| it.as_fixnum()).unwrap_or(0) as i32;
    let mut time = no_time();
    time.tm_year = number(0) - 1900;
    time.tm_mon = number(1) - 1;
    time.tm_mday = number(2);
    time.tm_hour = number(3);
    time.tm_min = number(4);
    time.tm_sec = number(5);
    time.tm_wday = (number(6) + 1) % 7;
    time.tm_yday = number(7) - 1;
    time.tm_isdst = number(8);
    let points: Vec<u32> = format.view().code_points().collect();
    let is_plain = |point: &u32| (1..0x80).contains(point);
    let mut made = strict_semantics::TextBuilder::new();
    for run in points.chunk_by(|one, other| is_plain(one) == is_plain(other)) {
        if !run.first().is_some_and(is_plain) {
            run.iter().for_each(|&point| made.push(point));
            continue;
        }
        let run: Vec<u8> = run.iter().map(|&point| point as u8).collect();
        let text = format_run(vm, &run, &time)?;
        made.push_str(&text);
    }
    vm.str_from_builder(&made)
}

fn format_run(vm: &mut Vm, format: &[u8], time: &libc::tm) -> Outcome<String> {
    // A result may be empty, so a marker tells it from one that didn't fit.
    let marked = CString::new([b"x", format].concat()).unwrap_or_default();
    let mut out = vec![0_u8; 256];
    loop {
        // SAFETY: the buffer has the length that is told; both texts end in zero.
        let length = unsafe { libc::strftime(out.as_mut_ptr().cast(), out.len(), marked.as_ptr(), time) };
        if length > 0 {
            return Ok(String::from_utf8_lossy(&out[1..length]).into_owned());
        }
        if out.len() > 1 << 20 {
            return Err(vm.value_error("Invalid format string"));
        }
        out.resize(2 * out.len(), 0);
    }
}

/// `timezone`, `altzone`, `daylight`, `tzname`.
fn zone(vm: &mut Vm) -> Outcome<Gc<Tuple>> {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: reads the environment, which no other thread changes while this one has the lock.
    unsafe { tzset() };
    // January and July of this year tell both offsets.
    let year_seconds = 365 * 24 * 3600;
    let now = nanoseconds(libc::CLOCK_REALTIME) / 1_000_000_000;
    let january = now / year_seconds * year_seconds;
    let mut found: Vec<(i64, String)> = Vec::new();
    for moment in [january, january + year_seconds / 2] {
        let mut time = no_time();
        // SAFETY: the pointers lead to locals.
        unsafe { libc::localtime_r(&raw const moment, &raw mut time) };
        let name = if time.tm_zone.is_null() {
            String::new()
        } else {
            // SAFETY: the C library's zone name ends in zero.
            unsafe { std::ffi::CStr::from_ptr(time.tm_zone) }.to_string_lossy().into_owned()
        };
        found.push((-time.tm_gmtoff, name));
    }
    // Summer time is east of standard time.
    if found[0].0 < found[1].0 {
        found.swap(0, 1);
    }
    let standard_name = vm.new_str(&found[0].1).value();
    let summer_name = vm.new_str(&found[1].1).value();
    let names = vm.pair(standard_name, summer_name);
    let (standard, summer) = (found[0].0, found[1].0);
    let fields = [standard, summer, i64::from(standard != summer)].map(Value::fixnum);
    vm.new_tuple(&[fields[0], fields[1], fields[2], names])
}
