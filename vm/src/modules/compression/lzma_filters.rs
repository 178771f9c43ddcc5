//! Filter chains of liblzma.
#![allow(unsafe_code, reason = "calls liblzma")]

use std::ffi::c_void;

use liblzma_sys as l;

/// What a filter is told.
pub(super) enum Options {
    /// LZMA1 and LZMA2.
    Lzma(Box<l::lzma_options_lzma>),
    /// Differences between bytes some way apart.
    Delta(Box<l::lzma_options_delta>),
    /// Branches of machine code.
    Branches(Box<l::lzma_options_bcj>),
}

/// One filter.
pub(super) struct Filter {
    pub(super) id: u64,
    pub(super) options: Options,
}

/// Marks the end of a chain.
const END: u64 = u64::MAX;

impl Filter {
    fn raw(&self) -> l::lzma_filter {
        let options: *const c_void = match &self.options {
            Options::Lzma(options) => (&raw const **options).cast(),
            Options::Delta(options) => (&raw const **options).cast(),
            Options::Branches(options) => (&raw const **options).cast(),
        };
        l::lzma_filter { id: self.id, options: options.cast_mut() }
    }

    /// The options as they are written in a header, or the library's error code.
    pub(super) fn properties(&self) -> Result<Vec<u8>, u32> {
        let filter = self.raw();
        let mut size = 0;
        // SAFETY: the filter points to its options, which outlive the calls; the buffer has the size asked for.
        unsafe {
            let code = l::lzma_properties_size(&raw mut size, &raw const filter);
            if code != 0 {
                return Err(code);
            }
            let mut bytes = vec![0; size as usize];
            let code = l::lzma_properties_encode(&raw const filter, bytes.as_mut_ptr());
            if code == 0 { Ok(bytes) } else { Err(code) }
        }
    }
}

/// The chain as the library takes it; it points into the filters.
pub(super) fn raw_chain(filters: &[Filter]) -> Vec<l::lzma_filter> {
    let end = l::lzma_filter { id: END, options: std::ptr::null_mut() };
    filters.iter().map(Filter::raw).chain([end]).collect()
}

/// The options of a preset, if there is such.
pub(super) fn preset(number: u32) -> Option<Box<l::lzma_options_lzma>> {
    // SAFETY: the options are plain data that may be zero; the library fills them in.
    unsafe {
        let mut options: Box<l::lzma_options_lzma> = Box::new(std::mem::zeroed());
        (l::lzma_lzma_preset(&raw mut *options, number) == 0).then_some(options)
    }
}

/// Options for the difference filter.
pub(super) fn delta(distance: u32) -> Box<l::lzma_options_delta> {
    // SAFETY: the options are plain data that may be zero.
    let mut options: Box<l::lzma_options_delta> = Box::new(unsafe { std::mem::zeroed() });
    options.dist = distance;
    options
}

/// Options for a filter of machine code.
pub(super) fn branches(start_offset: u32) -> Box<l::lzma_options_bcj> {
    Box::new(l::lzma_options_bcj { start_offset })
}

/// Reads options as they are written in a header: names and numbers, or the library's error code.
pub(super) fn read_properties(id: u64, bytes: &[u8]) -> Result<Vec<(&'static str, u32)>, u32> {
    let end = l::lzma_filter { id: END, options: std::ptr::null_mut() };
    let mut chain = [l::lzma_filter { id, options: std::ptr::null_mut() }, end];
    // SAFETY: the library allocates options of the layout that the identifier says, or none; it frees them.
    unsafe {
        let code =
            l::lzma_properties_decode(chain.as_mut_ptr(), std::ptr::null(), bytes.as_ptr(), bytes.len());
        if code != 0 {
            return Err(code);
        }
        let options = chain[0].options;
        let read = if options.is_null() {
            Vec::new()
        } else {
            match id {
                l::LZMA_FILTER_LZMA1 => {
                    let options = &*options.cast::<l::lzma_options_lzma>();
                    vec![
                        ("lc", options.lc),
                        ("lp", options.lp),
                        ("pb", options.pb),
                        ("dict_size", options.dict_size),
                    ]
                }
                l::LZMA_FILTER_LZMA2 => {
                    vec![("dict_size", (*options.cast::<l::lzma_options_lzma>()).dict_size)]
                }
                l::LZMA_FILTER_DELTA => vec![("dist", (*options.cast::<l::lzma_options_delta>()).dist)],
                _ => vec![("start_offset", (*options.cast::<l::lzma_options_bcj>()).start_offset)],
            }
        };
        l::lzma_filters_free(chain.as_mut_ptr(), std::ptr::null());
        Ok(read)
    }
}
