//! Streams of liblzma, whose interface is C's.
#![allow(unsafe_code, reason = "calls liblzma")]

use liblzma_sys as l;

use super::decompressor::Decoder;
use super::lzma_filters::{Filter, raw_chain};
use super::{Progress, grow};

// Results of the library, by number.
const OK: u32 = 0;
const STREAM_END: u32 = 1;
const NO_CHECK: u32 = 2;
const GET_CHECK: u32 = 4;
const BUFFER_ERROR: u32 = 10;
/// Memory ran out.
pub(super) const MEMORY_ERROR: u32 = 5;

/// What to do with input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Take it.
    Run = 0,
    /// Take it, and end the stream.
    Finish = 3,
}

/// The message for a result that is an error.
pub(super) fn message(code: u32) -> String {
    match code {
        3 => "Unsupported integrity check".to_owned(),
        6 => "Memory usage limit exceeded".to_owned(),
        7 => "Input format not supported by decoder".to_owned(),
        8 => "Invalid or unsupported options".to_owned(),
        9 => "Corrupt input data".to_owned(),
        BUFFER_ERROR => "Insufficient buffer space".to_owned(),
        11 => "Internal error".to_owned(),
        code => format!("Unrecognized error from liblzma: {code}"),
    }
}

/// How a stream is made.
pub(super) enum Setup<'a> {
    /// Compress to the `.xz` format with a preset and a check.
    Easy(u32, u32),
    /// Compress to the `.xz` format with filters and a check.
    Xz(&'a [Filter], u32),
    /// Compress to the `.lzma` format; the filter is LZMA1.
    Alone(&'a Filter),
    /// Compress without a container.
    RawEncoder(&'a [Filter]),
    /// Decompress `.xz` or `.lzma`, within a limit of memory.
    AutoDecoder(u64),
    /// Decompress `.xz`.
    XzDecoder(u64),
    /// Decompress `.lzma`.
    AloneDecoder(u64),
    /// Decompress what has no container.
    RawDecoder(&'a [Filter]),
}

/// A stream, compressing or decompressing.
pub(super) struct Stream {
    stream: Box<l::lzma_stream>,
    /// The integrity check that the data has, once known.
    pub(super) check: u32,
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the stream was zeroed or initialised, and is ended once.
        unsafe { l::lzma_end(&raw mut *self.stream) };
    }
}

/// Not known yet.
pub(super) const CHECK_UNKNOWN: u32 = 16;
// Tells about missing checks, and which check there is.
const TELL: u32 = l::LZMA_TELL_ANY_CHECK | l::LZMA_TELL_NO_CHECK;

impl Stream {
    /// A stream, or the library's error code.
    pub(super) fn new(setup: &Setup<'_>) -> Result<Stream, u32> {
        // SAFETY: a zeroed stream is how the library wants it before initialisation; chains outlive the calls, which
        // copy them.
        unsafe {
            let mut stream: Box<l::lzma_stream> = Box::new(std::mem::zeroed());
            let at = &raw mut *stream;
            let mut check = CHECK_UNKNOWN;
            let code = match *setup {
                Setup::Easy(preset, check) => l::lzma_easy_encoder(at, preset, check),
                Setup::Xz(filters, check) => l::lzma_stream_encoder(at, raw_chain(filters).as_ptr(), check),
                Setup::Alone(filter) => {
                    let chain = raw_chain(std::slice::from_ref(filter));
                    l::lzma_alone_encoder(at, chain[0].options.cast())
                }
                Setup::RawEncoder(filters) => l::lzma_raw_encoder(at, raw_chain(filters).as_ptr()),
                Setup::AutoDecoder(limit) => l::lzma_auto_decoder(at, limit, TELL),
                Setup::XzDecoder(limit) => l::lzma_stream_decoder(at, limit, TELL),
                Setup::AloneDecoder(limit) => {
                    check = 0;
                    l::lzma_alone_decoder(at, limit)
                }
                Setup::RawDecoder(filters) => {
                    check = 0;
                    l::lzma_raw_decoder(at, raw_chain(filters).as_ptr())
                }
            };
            if code == OK { Ok(Stream { stream, check }) } else { Err(code) }
        }
    }

    /// One call of the library: its code, bytes read and bytes written.
    fn step(&mut self, input: &[u8], out: &mut [u8], action: Action) -> (u32, usize, usize) {
        self.stream.next_in = input.as_ptr();
        self.stream.avail_in = input.len();
        self.stream.next_out = out.as_mut_ptr();
        self.stream.avail_out = out.len();
        // SAFETY: the stream is initialised, and the ranges are those of the slices.
        let code = unsafe { l::lzma_code(&raw mut *self.stream, action as _) };
        let (left_in, left_out) = (self.stream.avail_in, self.stream.avail_out);
        self.stream.next_in = std::ptr::null();
        self.stream.avail_in = 0;
        (code, input.len() - left_in, out.len() - left_out)
    }

    /// Processes input until it is used up, the output is full or the stream ends.
    pub(super) fn process(
        &mut self,
        input: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
        action: Action,
    ) -> Result<Progress, u32> {
        let mut progress = Progress::default();
        while out.len() < limit {
            let start = grow(out, limit);
            let (code, read, written) = self.step(&input[progress.consumed..], &mut out[start..], action);
            let is_full = start + written == out.len();
            out.truncate(start + written);
            progress.consumed += read;
            match code {
                OK => {}
                GET_CHECK | NO_CHECK => {
                    // SAFETY: the stream is initialised.
                    self.check = unsafe { l::lzma_get_check(&raw const *self.stream) };
                    continue;
                }
                STREAM_END => {
                    progress.is_finished = true;
                    return Ok(progress);
                }
                // Nothing to do without more input.
                BUFFER_ERROR if input.len() == progress.consumed && !is_full => return Ok(progress),
                _ => return Err(code),
            }
            if !is_full && progress.consumed == input.len() && action == Action::Run {
                break;
            }
        }
        Ok(progress)
    }
}

impl Decoder for Stream {
    const AT_END: &'static str = "Already at end of stream";

    fn run(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Progress, Option<String>> {
        match self.process(input, out, limit, Action::Run) {
            Ok(progress) => Ok(progress),
            Err(MEMORY_ERROR) => Err(None),
            Err(code) => Err(Some(message(code))),
        }
    }
}

/// Whether the library has a check.
pub(super) fn is_check_supported(check: u32) -> bool {
    // SAFETY: any number may be asked.
    unsafe { l::lzma_check_is_supported(check) != 0 }
}
