//! Streams: files, buffers and text over them, and streams in memory.

use strict_semantics::text::newlines::Newlines;

use crate::heap::{Field, Link, layout};
use crate::object::{ByteArray, Raw, Str};

layout! {
    /// The layout of `_io.FileIO`.
    pub struct FileObject (File) {
        ;
        /// The descriptor, -1 once closed.
        descriptor: i32,
        /// Opened with mode `x`.
        is_exclusive: bool,
        /// May be read.
        is_readable: bool,
        /// May be written.
        is_writable: bool,
        /// Opened with mode `a`.
        is_appending: bool,
        /// Whether closing the object closes the descriptor.
        closes_descriptor: bool,
        /// Whether the finaliser is closing it.
        is_finalizing: bool,
        /// Whether it can be positioned: unknown, yes, no.
        seekable: u8,
        /// The preferred size of a transfer.
        block_size: u32,
    }
}

layout! {
    /// The layout of `_io.BufferedReader`, `BufferedWriter` and `BufferedRandom`. The storage holds either bytes read
    /// ahead, from `start` to `end`, or bytes to be written, up to `pending`.
    pub struct BufferedObject (Buffered) {
        /// The raw stream; unbound before initialisation and once detached.
        raw: Field,
        /// The buffer.
        storage: Link<Raw>,
        ;
        /// The next byte that was read ahead.
        start: usize,
        /// The end of what was read ahead.
        end: usize,
        /// How many bytes wait to be written.
        pending: usize,
        /// The size of the buffer, zero before initialisation.
        capacity: usize,
        /// Where the raw stream is, -1 if that is not known.
        raw_position: i64,
        /// Whether the raw stream was taken away.
        is_detached: bool,
        /// Whether the finaliser is closing it.
        is_finalizing: bool,
        /// The thread that has an operation under way, zero for none.
        owner: usize,
    }
}

layout! {
    /// The layout of `_io.BufferedRWPair`.
    pub struct BufferedPair (BufferedPair) {
        /// A buffered reader.
        reader: Field,
        /// A buffered writer.
        writer: Field,
    }
}

layout! {
    /// The layout of `_io.BytesIO`.
    pub struct BytesStream (BytesStream) {
        /// The bytes; unset once closed.
        array: Link<ByteArray>,
        ;
        /// Where the next operation happens.
        position: usize,
    }
}

layout! {
    /// The layout of `_io.StringIO`.
    pub struct StringStream (StringStream) {
        /// The text, in units of `width`.
        storage: Link<Raw>,
        /// The argument `newline`: a string or `None`.
        newline: Field,
        ;
        /// How many units there are.
        length: usize,
        /// Where the next operation happens.
        position: usize,
        /// Bytes per unit; zero before initialisation.
        width: u8,
        /// Whether it was closed.
        is_closed: bool,
        /// Line ends met while writing.
        newlines: Newlines,
        /// Whether line ends are looked at at all when writing.
        is_universal: bool,
    }
}

layout! {
    /// The layout of `_io.IncrementalNewlineDecoder`.
    pub struct NewlineDecoder (NewlineDecoder) {
        /// The decoder that it gets text from, or `None`.
        decoder: Field,
        /// What to do about errors.
        errors: Field,
        ;
        /// Its state.
        newlines: Newlines,
        /// Whether it was initialised.
        is_ready: bool,
    }
}

layout! {
    /// The layout of `_io.TextIOWrapper`.
    pub struct TextObject (Text) {
        /// The stream of bytes; unbound before initialisation and once detached.
        buffer: Field,
        /// The name of the encoding.
        encoding: Field,
        /// The name of the error handler.
        errors: Field,
        /// The argument `newline`: a string or `None`.
        newline: Field,
        /// What line feeds are written as, or unbound for themselves.
        line_end: Field,
        /// An incremental encoder, unbound if there is none or the codec is built in.
        encoder: Field,
        /// An incremental decoder, unbound if there is none or the codec is built in.
        decoder: Field,
        /// Text that was decoded.
        decoded: Link<Str>,
        /// The decoder's flags at the last snapshot, unbound if there is no snapshot.
        snapshot_flags: Field,
        /// The bytes that were given to the decoder since the last snapshot.
        snapshot_input: Field,
        /// Encoded text that waits to be written.
        pending: Link<Raw>,
        ;
        /// How much of the decoded text was read.
        used: usize,
        /// How many bytes wait to be written.
        pending_count: usize,
        /// How much is read at once.
        chunk_size: usize,
        /// The built-in codec: none, UTF-8, ASCII, Latin-1.
        codec: u8,
        /// The built-in error handler's place in the list of handlers.
        handler: u8,
        /// Bytes of a character that is not complete.
        undecoded: [u8; 4],
        /// How many they are.
        undecoded_count: u8,
        /// State of the translation of line ends when reading.
        newlines: Newlines,
        /// Whether line ends of all kinds are recognised when reading.
        is_universal: bool,
        /// Whether it can be read.
        is_readable: bool,
        /// Whether it can be written.
        is_writable: bool,
        /// Whether `flush` follows each line.
        line_buffering: bool,
        /// Whether nothing is kept back.
        write_through: bool,
        /// Whether the stream of bytes can be positioned.
        is_seekable: bool,
        /// Whether `tell` works, which iteration forbids.
        is_telling: bool,
        /// Whether the stream of bytes has `read1`.
        has_read1: bool,
        /// Whether the encoder has to leave out a byte order mark.
        is_past_start: bool,
        /// Whether initialisation succeeded.
        is_ready: bool,
        /// Whether the stream of bytes was taken away.
        is_detached: bool,
        /// Whether the finaliser is closing it.
        is_finalizing: bool,
    }
}

layout! {
    /// The layout of `mmap.mmap`: a file, or nothing but memory, in the address space of the process.
    pub struct Mapping (Mapping) {
        /// What finds the mapping among foreign memory.
        handle: Field,
        ;
        /// The first byte.
        address: usize,
        /// How many bytes there are.
        length: usize,
        /// Where the file's part begins.
        offset: i64,
        /// Where reading goes on.
        position: usize,
        /// How many views forbid closing.
        exports: usize,
        /// How the bytes may be used.
        access: u8,
        /// Whether a private copy is mapped.
        is_private: bool,
        /// The descriptor of the file, -1 without one.
        descriptor: i32,
        /// Whether the size of the file is known.
        tracks_descriptor: bool,
        /// Whether it was closed.
        is_closed: bool,
    }
}
