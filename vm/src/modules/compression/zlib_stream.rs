//! Streams of the zlib library, whose interface is C's.
#![allow(unsafe_code, reason = "calls the zlib library")]

use std::ffi::CStr;

use libz_rs_sys as z;

use super::decompressor::Decoder;
use super::{Progress, grow};

/// A result that the library told.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// The code, negative for errors.
    pub(super) code: i32,
    /// What the stream says about it.
    pub(super) message: Option<String>,
}

impl Failure {
    /// What went wrong, as CPython words it.
    pub(super) fn describe(&self, doing: &str) -> String {
        let known = match self.code {
            z::Z_BUF_ERROR => Some("incomplete or truncated stream"),
            z::Z_STREAM_ERROR => Some("inconsistent stream state"),
            z::Z_DATA_ERROR => Some("invalid input data"),
            _ => None,
        };
        let message = self.message.as_deref().or(known);
        match message {
            Some(message) => format!("Error {} {doing}: {message}", self.code),
            None => format!("Error {} {doing}", self.code),
        }
    }
}

fn size_of_stream() -> i32 {
    size_of::<z::z_stream>() as i32
}

/// A stream, compressing or decompressing.
pub(super) struct Stream {
    // Boxed, as the library refuses streams that have moved.
    stream: Box<z::z_stream>,
    is_deflate: bool,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Stream").field("is_deflate", &self.is_deflate).finish_non_exhaustive()
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the stream was initialised for its direction and is ended once.
        unsafe {
            if self.is_deflate {
                z::deflateEnd(&raw mut *self.stream);
            } else {
                z::inflateEnd(&raw mut *self.stream);
            }
        }
    }
}

/// How to compress.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) level: i32,
    pub(super) method: i32,
    pub(super) window_bits: i32,
    pub(super) memory_level: i32,
    pub(super) strategy: i32,
}

impl Stream {
    /// A compressing stream.
    pub(super) fn deflate(settings: Settings) -> Result<Stream, Failure> {
        let mut stream = Box::new(z::z_stream::default());
        // SAFETY: a zeroed stream, and the version and size that the library itself tells.
        let code = unsafe {
            z::deflateInit2_(
                &raw mut *stream,
                settings.level,
                settings.method,
                settings.window_bits,
                settings.memory_level,
                settings.strategy,
                z::zlibVersion(),
                size_of_stream(),
            )
        };
        if code == z::Z_OK {
            Ok(Stream { stream, is_deflate: true })
        } else {
            Err(Failure { code, message: None })
        }
    }

    /// A decompressing stream.
    pub(super) fn inflate(window_bits: i32) -> Result<Stream, Failure> {
        let mut stream = Box::new(z::z_stream::default());
        // SAFETY: a zeroed stream, and the version and size that the library itself tells.
        let code =
            unsafe { z::inflateInit2_(&raw mut *stream, window_bits, z::zlibVersion(), size_of_stream()) };
        if code == z::Z_OK {
            Ok(Stream { stream, is_deflate: false })
        } else {
            Err(Failure { code, message: None })
        }
    }

    /// A stream in the same state.
    pub(super) fn duplicate(&self) -> Result<Stream, Failure> {
        let mut stream = Box::new(z::z_stream::default());
        let source = &raw const *self.stream;
        // SAFETY: the source is initialised; the copy is fresh, and ended by its own `drop`.
        let code = unsafe {
            if self.is_deflate {
                z::deflateCopy(&raw mut *stream, source.cast_mut())
            } else {
                z::inflateCopy(&raw mut *stream, source)
            }
        };
        if code == z::Z_OK {
            Ok(Stream { stream, is_deflate: self.is_deflate })
        } else {
            Err(Failure { code, message: None })
        }
    }

    /// Sets the dictionary that the data refers to.
    pub(super) fn set_dictionary(&mut self, dictionary: &[u8]) -> Result<(), Failure> {
        let length = u32::try_from(dictionary.len()).unwrap_or(u32::MAX);
        let (stream, start) = (&raw mut *self.stream, dictionary.as_ptr());
        // SAFETY: the stream is initialised; `length` bytes are there.
        let code = unsafe {
            if self.is_deflate {
                z::deflateSetDictionary(stream, start, length)
            } else {
                z::inflateSetDictionary(stream, start, length)
            }
        };
        if code == z::Z_OK { Ok(()) } else { Err(self.failure(code)) }
    }

    fn failure(&self, code: i32) -> Failure {
        let message = (!self.stream.msg.is_null()).then(|| {
            // SAFETY: the library's messages are static strings.
            unsafe { CStr::from_ptr(self.stream.msg) }.to_string_lossy().into_owned()
        });
        Failure { code, message }
    }

    /// One call of the library, on as much as its counters can hold: the code, bytes read and bytes written.
    fn step(&mut self, input: &[u8], out: &mut [u8], flush: i32) -> (i32, usize, usize) {
        let (given, room) = (clip(input.len()), clip(out.len()));
        self.stream.next_in = input.as_ptr();
        self.stream.avail_in = given;
        self.stream.next_out = out.as_mut_ptr();
        self.stream.avail_out = room;
        let stream = &raw mut *self.stream;
        // SAFETY: the stream is initialised, and the ranges are those of the slices.
        let code =
            unsafe { if self.is_deflate { z::deflate(stream, flush) } else { z::inflate(stream, flush) } };
        let left = (self.stream.avail_in, self.stream.avail_out);
        self.stream.next_in = std::ptr::null();
        self.stream.avail_in = 0;
        (code, (given - left.0) as usize, (room - left.1) as usize)
    }

    /// Compresses all of the input.
    pub(super) fn compress(
        &mut self,
        input: &[u8],
        flush: i32,
        out: &mut Vec<u8>,
    ) -> Result<Progress, Failure> {
        let mut progress = Progress::default();
        loop {
            let start = grow(out, usize::MAX);
            let rest = &input[progress.consumed..];
            let mode = if rest.len() > clip(rest.len()) as usize { z::Z_NO_FLUSH } else { flush };
            let (code, read, written) = self.step(rest, &mut out[start..], mode);
            let is_full = start + written == out.len();
            out.truncate(start + written);
            progress.consumed += read;
            match code {
                z::Z_STREAM_END => {
                    progress.is_finished = true;
                    return Ok(progress);
                }
                z::Z_OK | z::Z_BUF_ERROR => {}
                _ => return Err(self.failure(code)),
            }
            if !is_full && progress.consumed == input.len() {
                return Ok(progress);
            }
        }
    }

    /// Decompresses until the input is used up, the output is full or the stream ends. The dictionary is set when
    /// the data asks for it.
    pub(super) fn decompress(
        &mut self,
        input: &[u8],
        out: &mut Vec<u8>,
        limit: usize,
        flush: i32,
        dictionary: Option<&[u8]>,
    ) -> Result<Progress, Failure> {
        let mut progress = Progress::default();
        while out.len() < limit {
            let start = grow(out, limit);
            let (code, read, written) = self.step(&input[progress.consumed..], &mut out[start..], flush);
            let is_full = start + written == out.len();
            out.truncate(start + written);
            progress.consumed += read;
            match code {
                z::Z_STREAM_END => {
                    progress.is_finished = true;
                    return Ok(progress);
                }
                z::Z_NEED_DICT => match dictionary {
                    Some(dictionary) => {
                        self.set_dictionary(dictionary)?;
                        continue;
                    }
                    None => return Err(self.failure(code)),
                },
                z::Z_OK | z::Z_BUF_ERROR => {}
                _ => return Err(self.failure(code)),
            }
            if !is_full && (progress.consumed == input.len() || read == 0) {
                break;
            }
        }
        Ok(progress)
    }
}

fn clip(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The version of the library.
pub(super) fn version() -> String {
    // SAFETY: the version is a static string.
    unsafe { CStr::from_ptr(z::zlibVersion()) }.to_string_lossy().into_owned()
}

/// Adler's checksum, going on from another.
pub(super) fn adler32(start: u32, data: &[u8]) -> u32 {
    // SAFETY: the range is that of the slice.
    unsafe { z::adler32_z(start.into(), data.as_ptr(), data.len()) as u32 }
}

/// A decompressing stream with the dictionary that its data may ask for.
#[derive(Debug)]
pub(super) struct Inflater {
    pub(super) stream: Stream,
    pub(super) dictionary: Option<Vec<u8>>,
}

impl Decoder for Inflater {
    fn run(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Progress, Option<String>> {
        let dictionary = self.dictionary.as_deref();
        match self.stream.decompress(input, out, limit, z::Z_SYNC_FLUSH, dictionary) {
            Ok(progress) => Ok(progress),
            Err(failure) if failure.code == z::Z_MEM_ERROR => Err(None),
            Err(failure) => Err(Some(failure.describe("while decompressing data"))),
        }
    }
}
