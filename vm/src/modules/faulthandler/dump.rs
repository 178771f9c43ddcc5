//! Writing the frames of threads to a file descriptor.
//!
//! Nothing here allocates, locks or changes anything, so that it can be done in a signal handler: frames lie in plain
//! memory that never moves, and the code that they lead to lives as long as the process. If a thread runs meanwhile,
//! what is read of it may be out of date.

use strict_bytecode::Code;

use crate::heap::Kind;
use crate::interp::instruction_index;
use crate::vm::threads::current_ident;
use crate::vm::{Frame, Stacks, Vm};

/// Frames of a thread that are written.
const MOST_FRAMES: usize = 100;
/// Threads that are written.
const MOST_THREADS: usize = 100;
/// Characters of a name that are written.
const MOST_CHARACTERS: usize = 500;

/// Text on its way to a file descriptor.
#[derive(Debug)]
pub(super) struct Output {
    descriptor: i32,
    buffer: [u8; 512],
    length: usize,
}

impl Output {
    pub(super) fn new(descriptor: i32) -> Output {
        Output { descriptor, buffer: [0; 512], length: 0 }
    }

    fn byte(&mut self, byte: u8) {
        if self.length == self.buffer.len() {
            self.flush();
        }
        self.buffer[self.length] = byte;
        self.length += 1;
    }

    pub(super) fn text(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.byte(byte));
    }

    fn hexadecimal(&mut self, number: u64, digits: u32) {
        for place in (0..digits).rev() {
            self.byte(b"0123456789abcdef"[(number >> (4 * place) & 15) as usize]);
        }
    }

    fn decimal(&mut self, number: u32) {
        if number >= 10 {
            self.decimal(number / 10);
        }
        self.byte(b'0' + (number % 10) as u8);
    }

    /// A text from the program, with escapes for what is not plain.
    fn name(&mut self, text: &str) {
        for character in text.chars().take(MOST_CHARACTERS) {
            match u32::from(character) {
                point @ 0x20..0x7f => self.byte(point as u8),
                point @ ..0x100 => self.escape("\\x", point, 2),
                point @ ..0x1_0000 => self.escape("\\u", point, 4),
                point => self.escape("\\U", point, 8),
            }
        }
        if text.chars().nth(MOST_CHARACTERS).is_some() {
            self.text("...");
        }
    }

    fn escape(&mut self, prefix: &str, point: u32, digits: u32) {
        self.text(prefix);
        self.hexadecimal(point.into(), digits);
    }

    /// Writes what has been gathered. Errors have nobody to be told.
    pub(super) fn flush(&mut self) {
        let mut start = 0;
        while start < self.length {
            let rest = &self.buffer[start..self.length];
            // SAFETY: the pointer and length are those of a slice.
            match unsafe { libc::write(self.descriptor, rest.as_ptr().cast(), rest.len()) } {
                count if count > 0 => start += count as usize,
                _ => break,
            }
        }
        self.length = 0;
    }
}

/// Writes the frames of the current thread, without saying which it is.
pub(super) fn dump_current(output: &mut Output, vm: &Vm) {
    output.text("Stack (most recent call first):\n");
    let ident = current_ident();
    let place = vm.threads.list.iter().position(|thread| thread.ident == ident);
    match place.and_then(|place| vm.stacks_of_thread(place)) {
        Some(stacks) => frames(output, stacks),
        None => output.text("  <no Python frame>\n"),
    }
    output.flush();
}

/// Writes the frames of all threads, the newest first.
pub(super) fn dump_all(output: &mut Output, vm: &Vm) {
    let ident = current_ident();
    let mut before = u64::MAX;
    for number in 0.. {
        let threads = vm.threads.list.iter().enumerate().filter(|(_, thread)| thread.id < before);
        let Some((place, thread)) = threads.max_by_key(|(_, thread)| thread.id) else { break };
        before = thread.id;
        if number > 0 {
            output.text("\n");
        }
        if number == MOST_THREADS {
            output.text("...\n");
            break;
        }
        let is_current = thread.ident == ident;
        output.text(if is_current { "Current thread 0x" } else { "Thread 0x" });
        output.hexadecimal(thread.ident, 16);
        if is_current {
            thread_name(output);
        }
        output.text(" (most recent call first):\n");
        if is_current && vm.is_finalizing {
            output.text("  Garbage-collecting\n");
        }
        match vm.stacks_of_thread(place) {
            Some(stacks) => frames(output, stacks),
            None => output.text("  <no Python frame>\n"),
        }
    }
    output.flush();
}

/// The name that the system knows the current thread by.
fn thread_name(output: &mut Output) {
    let mut name = [0_u8; 16];
    // SAFETY: the system writes at most 16 bytes, of which the last is zero.
    if unsafe { libc::prctl(libc::PR_GET_NAME, name.as_mut_ptr()) } != 0 {
        return;
    }
    let length = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    if length > 0 {
        output.text(" [");
        for &byte in &name[..length] {
            output.byte(if byte.is_ascii_graphic() || byte == b' ' { byte } else { b'?' });
        }
        output.text("]");
    }
}

fn frames(output: &mut Output, stacks: &Stacks) {
    let frames = stacks.frames();
    if frames.is_empty() {
        output.text("  <no Python frame>\n");
    }
    let mut count = 0;
    for frame in frames.iter().rev() {
        // What is no function any more has been read while it changed.
        if frame.function.header().kind() != Kind::Function {
            continue;
        }
        let code = frame.function.code.get().code();
        // The parts of native modules that are written in Python are not the program's.
        if code.filename.starts_with("<native ") {
            continue;
        }
        if count == MOST_FRAMES {
            break;
        }
        count += 1;
        one_frame(output, frame, code);
    }
}

fn one_frame(output: &mut Output, frame: &Frame, code: &Code) {
    output.text("  File \"");
    output.name(&code.filename);
    output.text("\", line ");
    match code.positions.at(instruction_index(frame)).line {
        0 => output.text("???"),
        line => output.decimal(line),
    }
    output.text(" in ");
    output.name(&code.name);
    output.text("\n");
}
