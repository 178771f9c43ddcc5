//! Executable memory: one arena mapped twice, executable and writable, so that no page is ever both.
#![allow(unsafe_code, reason = "maps memory and writes machine code")]

use std::collections::BTreeMap;
use std::ptr;

/// Bytes reserved for code; only what is used takes memory.
const SIZE: usize = 256 << 20;

/// What addresses of code are multiples of.
pub(crate) const ALIGNMENT: usize = 64;

/// The arena.
#[derive(Debug)]
pub(crate) struct Arena {
    executable: *mut u8,
    writable: *mut u8,
    used: usize,
    /// Ranges below `used` that are free, by offset, none next to another.
    holes: BTreeMap<usize, usize>,
    /// A copy of the code for a child that is about to be forked.
    copy: Option<libc::c_int>,
}

impl Arena {
    /// A new arena, which takes nothing of the system as yet.
    pub(crate) fn new() -> Arena {
        Arena {
            executable: ptr::null_mut(),
            writable: ptr::null_mut(),
            used: 0,
            holes: BTreeMap::new(),
            copy: None,
        }
    }

    /// Whether there is memory for code.
    pub(crate) fn is_mapped(&self) -> bool {
        !self.executable.is_null()
    }

    /// Maps memory; false if the system does not give it.
    pub(crate) fn map(&mut self) -> bool {
        // SAFETY: makes an anonymous file and maps it twice; both mappings last as long as the process.
        unsafe {
            let file = libc::memfd_create(c"strict-jit".as_ptr(), libc::MFD_CLOEXEC);
            if file < 0 {
                return false;
            }
            let size = SIZE as libc::off_t;
            let map = |protection| {
                let mapped = libc::mmap(ptr::null_mut(), SIZE, protection, libc::MAP_SHARED, file, 0);
                (mapped != libc::MAP_FAILED).then_some(mapped.cast::<u8>())
            };
            let maps = if libc::ftruncate(file, size) == 0 {
                map(libc::PROT_READ | libc::PROT_EXEC).zip(map(libc::PROT_READ | libc::PROT_WRITE))
            } else {
                None
            };
            libc::close(file);
            let Some((executable, writable)) = maps else { return false };
            (self.executable, self.writable) = (executable, writable);
            true
        }
    }

    /// Copies the code, since a child would share the file that it lies in with its parent.
    pub(crate) fn before_fork(&mut self) {
        if !self.is_mapped() {
            return;
        }
        // SAFETY: makes an anonymous file, and writes what is mapped and used.
        unsafe {
            let file = libc::memfd_create(c"strict-jit".as_ptr(), libc::MFD_CLOEXEC);
            if file < 0 {
                return;
            }
            let mut done = 0;
            let is_sized = libc::ftruncate(file, SIZE as libc::off_t) == 0;
            while is_sized && done < self.used {
                let written = libc::write(file, self.executable.add(done).cast(), self.used - done);
                if written <= 0 {
                    break;
                }
                done += written as usize;
            }
            if done == self.used {
                self.copy = Some(file);
            } else {
                libc::close(file);
            }
        }
    }

    /// Puts the copy in place of the code in the child. False if the child has none, and must not run compiled code.
    pub(crate) fn after_fork(&mut self, in_child: bool) -> bool {
        let Some(file) = self.copy.take() else { return !in_child || !self.is_mapped() };
        let mut is_replaced = true;
        // SAFETY: replaces both mappings by ones of the same size and content, while no compiled code runs.
        unsafe {
            if in_child {
                for (address, protection) in [
                    (self.executable, libc::PROT_READ | libc::PROT_EXEC),
                    (self.writable, libc::PROT_READ | libc::PROT_WRITE),
                ] {
                    let flags = libc::MAP_SHARED | libc::MAP_FIXED;
                    is_replaced &=
                        libc::mmap(address.cast(), SIZE, protection, flags, file, 0) != libc::MAP_FAILED;
                }
            }
            libc::close(file);
        }
        is_replaced
    }

    /// The address that the next code will have.
    pub(crate) fn next(&self) -> usize {
        self.executable as usize + self.used
    }

    /// The address of a free range for so many bytes of code; none if there is none before the next address.
    pub(crate) fn hole(&self, size: usize) -> Option<usize> {
        let (offset, _) = self.holes.iter().find(|(_, length)| **length >= size)?;
        Some(self.executable as usize + offset)
    }

    /// How many bytes of code there are.
    pub(crate) fn used(&self) -> usize {
        self.used - self.holes.values().sum::<usize>()
    }

    /// Frees a range of code that nothing leads to any more. It begins where code was added, or a multiple of [`ALIGNMENT`] bytes
    /// behind.
    pub(crate) fn free(&mut self, address: usize, size: usize) {
        let offset = address - self.executable as usize;
        let mut range = (offset, size.next_multiple_of(ALIGNMENT));
        if let Some((&before, &length)) = self.holes.range(..offset).next_back()
            && before + length == offset
        {
            range = (before, length + range.1);
        }
        if let Some(length) = self.holes.remove(&(range.0 + range.1)) {
            range.1 += length;
        }
        if range.0 + range.1 == self.used {
            self.holes.remove(&range.0);
            self.used = range.0;
        } else {
            self.holes.insert(range.0, range.1);
        }
    }

    /// A copy of the code at an address.
    pub(crate) fn read(&self, address: usize, size: usize) -> Vec<u8> {
        assert!(
            address >= self.executable as usize && address + size <= self.next(),
            "code within the arena"
        );
        // SAFETY: the bytes lie within the mapping.
        unsafe { std::slice::from_raw_parts(address as *const u8, size) }.to_vec()
    }

    /// Adds code that was assembled for the next address or that of a hole; none if there is no room.
    pub(crate) fn add(&mut self, code: &[u8], address: usize) -> Option<usize> {
        let (offset, size) = (address - self.executable as usize, code.len().next_multiple_of(ALIGNMENT));
        if offset + size > SIZE {
            return None;
        }
        match self.holes.remove(&offset) {
            Some(length) if length > size => {
                self.holes.insert(offset + size, length - size);
            }
            Some(_) => {}
            None => self.used = offset + size,
        }
        // SAFETY: the bytes lie within the writable mapping, and nothing runs there.
        unsafe { ptr::copy_nonoverlapping(code.as_ptr(), self.writable.add(offset), code.len()) };
        Some(address)
    }

    /// Has code at one address go on at another one.
    pub(crate) fn write_jump(&mut self, from: usize, to: usize) {
        let distance = (to as i64 - (from as i64 + 5)) as i32;
        let offset = from - self.executable as usize;
        assert!(offset + 5 <= self.used, "an instruction within the code");
        let mut bytes = [0xe9, 0, 0, 0, 0];
        bytes[1..].copy_from_slice(&distance.to_le_bytes());
        // SAFETY: the bytes lie within the writable mapping; they are the beginning of an entry, at which no thread is stopped, since
        // threads stop only in calls.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.writable.add(offset), bytes.len()) };
    }

    /// Overwrites a word of data in the code at an executable address.
    pub(crate) fn write_word(&mut self, address: usize, word: u64) {
        let offset = address - self.executable as usize;
        assert!(offset + 8 <= self.used, "a word within the code");
        // SAFETY: the word lies within the writable mapping.
        unsafe { self.writable.add(offset).cast::<u64>().write_unaligned(word) };
    }
}
