//! `_locale`: the C library's locales, for `locale`.
#![allow(unsafe_code, reason = "calls the C library")]

use std::ffi::{CStr, CString, c_char, c_int};

use strict_semantics::TextBuilder;

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{c_string, fs_encode, last_error};
use crate::object::Dict;
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Support for POSIX locales.",
    fill,
    ..new_module(
        "_locale",
        &[
            m(
                "setlocale",
                "(category, locale=None, /)",
                Any,
                n(set_locale),
                "Activates/queries locale processing.",
            ),
            m(
                "localeconv",
                "()",
                Any,
                n(conventions),
                "Returns numeric and monetary locale-specific parameters.",
            ),
            m("strcoll", "(os1, os2, /)", Any, n(collate), "Compares two strings according to the locale."),
            m(
                "strxfrm",
                "(string, /)",
                Any,
                n(transform),
                "Return a string that can be used as a key for locale-aware comparisons.",
            ),
            m(
                "nl_langinfo",
                "(key, /)",
                Any,
                n(language_information),
                "Return the value for the locale information associated with key.",
            ),
            m("getencoding", "()", Any, n(encoding), "Get the current locale encoding."),
            m(
                "gettext",
                "(msg, /)",
                Any,
                n(get_text),
                "gettext(msg) -> string\n\nReturn translation of msg.",
            ),
            m(
                "dgettext",
                "(domain, msg, /)",
                Any,
                n(domain_text),
                "dgettext(domain, msg) -> string\n\nReturn translation of msg in domain.",
            ),
            m(
                "dcgettext",
                "(domain, msg, category, /)",
                Any,
                n(category_text),
                "Return translation of msg in domain and category.",
            ),
            m(
                "textdomain",
                "(domain, /)",
                Any,
                n(text_domain),
                "Set the C library's textdmain to domain, returning the new domain.",
            ),
            m(
                "bindtextdomain",
                "(domain, dir, /)",
                Any,
                n(bind_text_domain),
                "Bind the C library's domain to dir.",
            ),
            m(
                "bind_textdomain_codeset",
                "(domain, codeset, /)",
                Any,
                n(bind_codeset),
                "Bind the C library's domain to codeset.",
            ),
        ],
    )
};

type WideChar = libc::wchar_t;

// Functions of the C library that the crate `libc` does not declare.
unsafe extern "C" {
    fn wcscoll(one: *const WideChar, other: *const WideChar) -> c_int;
    fn wcsxfrm(to: *mut WideChar, from: *const WideChar, size: usize) -> usize;
    fn gettext(message: *const c_char) -> *mut c_char;
    fn dgettext(domain: *const c_char, message: *const c_char) -> *mut c_char;
    fn dcgettext(domain: *const c_char, message: *const c_char, category: c_int) -> *mut c_char;
    fn textdomain(domain: *const c_char) -> *mut c_char;
    fn bindtextdomain(domain: *const c_char, folder: *const c_char) -> *mut c_char;
    fn bind_textdomain_codeset(domain: *const c_char, codeset: *const c_char) -> *mut c_char;
}

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CATEGORIES: &[(&str, i64)] =
    constants! { LC_CTYPE LC_TIME LC_COLLATE LC_MONETARY LC_MESSAGES LC_NUMERIC LC_ALL };

/// What `nl_langinfo` may be asked for.
const ITEMS: &[(&str, i64)] = constants! {
    DAY_1 DAY_2 DAY_3 DAY_4 DAY_5 DAY_6 DAY_7 ABDAY_1 ABDAY_2 ABDAY_3 ABDAY_4 ABDAY_5 ABDAY_6 ABDAY_7 MON_1 MON_2 MON_3
    MON_4 MON_5 MON_6 MON_7 MON_8 MON_9 MON_10 MON_11 MON_12 ABMON_1 ABMON_2 ABMON_3 ABMON_4 ABMON_5 ABMON_6 ABMON_7
    ABMON_8 ABMON_9 ABMON_10 ABMON_11 ABMON_12 RADIXCHAR THOUSEP CRNCYSTR D_FMT D_T_FMT T_FMT AM_STR PM_STR CODESET
    T_FMT_AMPM ERA ERA_D_FMT ERA_D_T_FMT ERA_T_FMT ALT_DIGITS YESEXPR NOEXPR
};

/// How many alternative digits a locale has, one text after the other.
const ALTERNATIVE_DIGITS: usize = 100;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CATEGORIES.iter().chain(ITEMS) {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    vm.set_global(namespace, "CHAR_MAX", Value::fixnum(i64::from(c_char::MAX)))?;
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "locale", "Error", base)?;
    // Characters are classified as the user's environment says from the start, everything else as in C.
    // SAFETY: an empty text that ends with a zero; no other thread is in the C library's locale functions, since they
    // are called with the lock held.
    unsafe { libc::setlocale(libc::LC_CTYPE, c"".as_ptr()) };
    Ok(())
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    vm.module_error("locale.Error", message)
}

/// A text that the C library returned.
fn text_at(vm: &mut Vm, text: *const c_char) -> Value {
    if text.is_null() {
        return Value::NONE;
    }
    // SAFETY: the C library's texts end with a zero, and stay until it is called again.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes().to_vec();
    vm.fs_decode(&bytes)
}

fn argument(vm: &mut Vm, function: &str, number: usize, value: Value) -> Outcome<CString> {
    if !value.is::<Str>() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("{function}() argument {number} must be str, not {name}")));
    }
    let bytes = fs_encode(vm, value)?;
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    c_string(vm, &bytes)
}

fn number_of(vm: &mut Vm, value: i64) -> Outcome<c_int> {
    c_int::try_from(value)
        .map_err(|_| vm.error(vm.exceptions.OverflowError, "signed integer is greater than maximum"))
}

fn set_locale(vm: &mut Vm, category: i64, locale: Option<Value>) -> Outcome<Value> {
    let category = number_of(vm, category)?;
    let name = match locale.filter(|locale| !locale.is_none()) {
        Some(locale) => Some(argument(vm, "setlocale", 2, locale)?),
        None => None,
    };
    let given = name.as_ref().map_or(std::ptr::null(), |name| name.as_ptr());
    // SAFETY: the name is null or ends with a zero; calls are made with the lock held.
    let result = unsafe { libc::setlocale(category, given) };
    if result.is_null() {
        let asked = name.is_none();
        return Err(error(vm, if asked { "locale query failed" } else { "unsupported locale setting" }));
    }
    Ok(text_at(vm, result))
}

/// Sizes of groups of digits, as a list.
fn groups(vm: &mut Vm, text: *const c_char) -> Outcome<Value> {
    let list = vm.new_list();
    if !text.is_null() {
        // SAFETY: ends with a zero, as all texts of the C library.
        let sizes = unsafe { CStr::from_ptr(text) }.to_bytes().to_vec();
        for &size in &sizes {
            vm.append(list, Value::fixnum(size.into()))?;
            if size == c_char::MAX as u8 {
                return Ok(list.value());
            }
        }
        if !sizes.is_empty() {
            vm.append(list, Value::ZERO)?;
        }
    }
    Ok(list.value())
}

fn conventions(vm: &mut Vm) -> Outcome<Gc<Dict>> {
    // SAFETY: the structure stays until the locale changes, for which the lock is needed.
    let known = unsafe { &*libc::localeconv() };
    let dict = vm.new_dict();
    for (name, text) in [
        ("decimal_point", known.decimal_point),
        ("thousands_sep", known.thousands_sep),
        ("int_curr_symbol", known.int_curr_symbol),
        ("currency_symbol", known.currency_symbol),
        ("mon_decimal_point", known.mon_decimal_point),
        ("mon_thousands_sep", known.mon_thousands_sep),
        ("positive_sign", known.positive_sign),
        ("negative_sign", known.negative_sign),
    ] {
        let text = text_at(vm, text);
        vm.set_global(dict, name, text)?;
    }
    for (name, text) in [("grouping", known.grouping), ("mon_grouping", known.mon_grouping)] {
        let list = groups(vm, text)?;
        vm.set_global(dict, name, list)?;
    }
    for (name, number) in [
        ("int_frac_digits", known.int_frac_digits),
        ("frac_digits", known.frac_digits),
        ("p_cs_precedes", known.p_cs_precedes),
        ("p_sep_by_space", known.p_sep_by_space),
        ("n_cs_precedes", known.n_cs_precedes),
        ("n_sep_by_space", known.n_sep_by_space),
        ("p_sign_posn", known.p_sign_posn),
        ("n_sign_posn", known.n_sign_posn),
    ] {
        vm.set_global(dict, name, Value::fixnum(number.into()))?;
    }
    Ok(dict)
}

/// A text as wide characters with a zero at the end.
fn wide(vm: &mut Vm, text: Gc<Str>) -> Outcome<Vec<WideChar>> {
    let mut wide: Vec<WideChar> = text.view().code_points().map(|point| point as WideChar).collect();
    if wide.contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    wide.push(0);
    Ok(wide)
}

fn collate(vm: &mut Vm, one: Gc<Str>, other: Gc<Str>) -> Outcome<i64> {
    let one = wide(vm, one)?;
    let other = wide(vm, other)?;
    // SAFETY: both texts end with a zero.
    let order: i64 = unsafe { wcscoll(one.as_ptr(), other.as_ptr()) }.into();
    // Beyond the sign, what the C library gives may depend on where the texts lie.
    Ok(order.signum())
}

fn transform(vm: &mut Vm, text: Gc<Str>) -> Outcome<Value> {
    let from = wide(vm, text)?;
    let mut to: Vec<WideChar> = vec![0; from.len()];
    loop {
        // SAFETY: the text ends with a zero, and there is room for as many characters as told.
        let size = unsafe { wcsxfrm(to.as_mut_ptr(), from.as_ptr(), to.len()) };
        if size > isize::MAX as usize / 8 {
            return Err(last_error(vm, Value::UNBOUND));
        }
        if size < to.len() {
            to.truncate(size);
            break;
        }
        to = vec![0; size + 1];
    }
    let mut builder = TextBuilder::new();
    for point in to {
        // What is no character is a key all the same; keys are only compared.
        builder.push(u32::try_from(point).unwrap_or(0).min(0x0010_ffff));
    }
    vm.str_from_builder(&builder)
}

fn language_information(vm: &mut Vm, key: i64) -> Outcome<Value> {
    if !ITEMS.iter().any(|&(_, item)| item == key) {
        return Err(vm.value_error("unsupported langinfo constant"));
    }
    // SAFETY: the call takes a number; what it returns stays until the locale changes.
    let text = unsafe { libc::nl_langinfo(key as libc::nl_item) };
    if key != libc::ALT_DIGITS as i64 {
        return Ok(text_at(vm, text));
    }
    let mut digits = Vec::new();
    let mut at = text.cast_const();
    // SAFETY: the first text ends with a zero.
    if !at.is_null() && unsafe { *at } != 0 {
        for _ in 0..ALTERNATIVE_DIGITS {
            // SAFETY: a locale with alternative digits has that many texts, one after the other.
            let digit = unsafe { CStr::from_ptr(at) };
            digits.push(String::from_utf8_lossy(digit.to_bytes()).into_owned());
            at = at.wrapping_add(digit.to_bytes().len() + 1);
        }
    }
    Ok(vm.new_str(&digits.join(";")).value())
}

fn encoding(vm: &mut Vm) -> Outcome<Value> {
    // SAFETY: as in `language_information`.
    let text = unsafe { libc::nl_langinfo(libc::CODESET) };
    let name = text_at(vm, text);
    let is_empty = name.cast::<Str>().is_none_or(|name| name.is_empty());
    Ok(if is_empty { vm.new_str("utf-8").value() } else { name })
}

fn get_text(vm: &mut Vm, message: Value) -> Outcome<Value> {
    let message = argument(vm, "gettext", 1, message)?;
    // SAFETY: the text ends with a zero.
    Ok(text_at(vm, unsafe { gettext(message.as_ptr()) }))
}

/// An argument that may be `None`.
fn optional(vm: &mut Vm, function: &str, number: usize, value: Value) -> Outcome<Option<CString>> {
    if value.is_none() { Ok(None) } else { argument(vm, function, number, value).map(Some) }
}

fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(std::ptr::null(), |text| text.as_ptr())
}

fn domain_text(vm: &mut Vm, domain: Value, message: Value) -> Outcome<Value> {
    let domain = optional(vm, "dgettext", 1, domain)?;
    let message = argument(vm, "dgettext", 2, message)?;
    // SAFETY: the texts are null or end with zeros, here and below.
    Ok(text_at(vm, unsafe { dgettext(pointer(&domain), message.as_ptr()) }))
}

fn category_text(vm: &mut Vm, domain: Value, message: Value, category: i64) -> Outcome<Value> {
    let domain = optional(vm, "dcgettext", 1, domain)?;
    let message = argument(vm, "dcgettext", 2, message)?;
    let category = number_of(vm, category)?;
    // SAFETY: as above.
    Ok(text_at(vm, unsafe { dcgettext(pointer(&domain), message.as_ptr(), category) }))
}

fn text_domain(vm: &mut Vm, domain: Value) -> Outcome<Value> {
    let domain = optional(vm, "textdomain", 1, domain)?;
    // SAFETY: as above.
    let result = unsafe { textdomain(pointer(&domain)) };
    if result.is_null() {
        return Err(last_error(vm, Value::UNBOUND));
    }
    Ok(text_at(vm, result))
}

fn bind_text_domain(vm: &mut Vm, domain: Value, folder: Value) -> Outcome<Value> {
    let domain = argument(vm, "bindtextdomain", 1, domain)?;
    if domain.is_empty() {
        return Err(error(vm, "domain must be a non-empty string"));
    }
    let folder = optional(vm, "bindtextdomain", 2, folder)?;
    // SAFETY: as above.
    let result = unsafe { bindtextdomain(domain.as_ptr(), pointer(&folder)) };
    if result.is_null() {
        return Err(last_error(vm, Value::UNBOUND));
    }
    Ok(text_at(vm, result))
}

fn bind_codeset(vm: &mut Vm, domain: Value, codeset: Value) -> Outcome<Value> {
    let domain = argument(vm, "bind_textdomain_codeset", 1, domain)?;
    let codeset = optional(vm, "bind_textdomain_codeset", 2, codeset)?;
    // SAFETY: as above.
    Ok(text_at(vm, unsafe { bind_textdomain_codeset(domain.as_ptr(), pointer(&codeset)) }))
}
