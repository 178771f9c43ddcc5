//! Conservative roots: every word of the native stack and the callee-saved registers that may lead into the heap, but for slots
//! of compiled code that are known not to be needed.

use super::{Heap, RootSet};

/// The native stack of the thread that runs the VM.
#[derive(Clone, Copy, Debug)]
pub struct StackBounds {
    /// The lowest address that may be used.
    pub limit: usize,
    /// One past the highest address.
    pub base: usize,
}

impl StackBounds {
    /// Those of the current thread.
    pub fn current() -> StackBounds {
        #[cfg(target_os = "linux")]
        // SAFETY: the attributes are initialised by the first call and released by the last.
        unsafe {
            let mut attributes = std::mem::zeroed();
            if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) == 0 {
                let (mut address, mut size) = (std::ptr::null_mut(), 0);
                libc::pthread_attr_getstack(&raw const attributes, &raw mut address, &raw mut size);
                libc::pthread_attr_destroy(&raw mut attributes);
                return StackBounds { limit: address as usize, base: address as usize + size };
            }
        }
        #[cfg(target_os = "macos")]
        // SAFETY: both functions only read facts about the current thread.
        unsafe {
            let thread = libc::pthread_self();
            let base = libc::pthread_get_stackaddr_np(thread) as usize;
            return StackBounds { limit: base - libc::pthread_get_stacksize_np(thread), base };
        }
        #[allow(unreachable_code, reason = "macOS has returned")]
        {
            let here = stack_pointer();
            StackBounds { limit: here.saturating_sub(1 << 20), base: here }
        }
    }
}

/// A native frame of which only some slots are needed.
#[derive(Clone, Copy, Debug)]
pub struct NativeFrame<'a> {
    /// Its base: one past the highest address of what is skipped.
    pub base: usize,
    /// How many words below that belong to it.
    pub words: usize,
    /// How many words below the base each slot lies that is needed.
    pub slots: &'a [u16],
}

/// An address near the top of the native stack.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let marker = 0_u8;
    std::hint::black_box(&raw const marker) as usize
}

#[cfg(target_arch = "x86_64")]
type Spilled = [usize; 16];
#[cfg(target_arch = "aarch64")]
type Spilled = [usize; 32];

/// The callee-saved registers, put where a collection finds them.
#[derive(Debug)]
pub(crate) struct Registers(Spilled);

impl Registers {
    /// Their contents now. To be called in a frame that stays while they are needed.
    #[inline(always)]
    pub(crate) fn spill() -> Registers {
        let mut registers = Spilled::default();
        spill_registers(&mut registers);
        Registers(registers)
    }

    /// The lowest address of the frame that holds them, or one below.
    #[inline(always)]
    pub(crate) fn lowest_address(&self) -> usize {
        stack_pointer().min(std::hint::black_box(&self.0).as_ptr() as usize) & !7
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn spill_registers(into: &mut Spilled) {
    // SAFETY: stores callee-saved registers into the array and changes nothing.
    unsafe {
        std::arch::asm!(
            "mov [{0}], rbx", "mov [{0} + 8], rbp", "mov [{0} + 16], r12",
            "mov [{0} + 24], r13", "mov [{0} + 32], r14", "mov [{0} + 40], r15",
            in(reg) into.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
}

#[cfg(target_arch = "aarch64")]
#[inline(always)]
fn spill_registers(into: &mut Spilled) {
    // SAFETY: stores callee-saved registers into the array and changes nothing.
    unsafe {
        std::arch::asm!(
            "stp x19, x20, [{0}]", "stp x21, x22, [{0}, 16]", "stp x23, x24, [{0}, 32]",
            "stp x25, x26, [{0}, 48]", "stp x27, x28, [{0}, 64]", "str x29, [{0}, 80]",
            "stp d8, d9, [{0}, 96]", "stp d10, d11, [{0}, 112]",
            "stp d12, d13, [{0}, 128]", "stp d14, d15, [{0}, 144]",
            in(reg) into.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
}

/// Overwrites what earlier calls have left below the caller's frame, the collector's among them. Frames to come keep such words
/// where they write late or never, and objects would live on by them (so does Boehm's collector).
#[inline(never)]
pub(super) fn clear_dead_stack() {
    const WORDS: usize = 2048;
    std::hint::black_box(&mut [0_usize; WORDS]);
}

impl Heap {
    /// The native stack of the thread that uses the heap.
    pub(crate) fn stack(&self) -> StackBounds {
        self.stack
    }

    /// Names the native stack of the thread that uses the heap from now on: the one of the thread before.
    pub(crate) fn set_stack(&mut self, stack: StackBounds) -> StackBounds {
        std::mem::replace(&mut self.stack, stack)
    }

    /// Has stores by the current thread remembered. To be called once in each thread that uses the heap.
    pub(crate) fn attach_thread(&self) {
        super::barrier::install(&self.remembered);
    }

    /// The objects that native stacks may refer to, this one from an address on, below which there are spilled registers.
    pub(super) fn conservative_roots(&self, stack_top: usize, roots: &dyn RootSet) -> Vec<usize> {
        let (mut found, mut frames) = (Vec::new(), Vec::new());
        roots.native_frames(&mut |frame| frames.push(frame));
        frames.sort_unstable_by_key(|frame| frame.base);
        self.scan_stack(stack_top, self.stack.base, &frames, &mut found);
        roots.parked_stacks(&mut |low, high| self.scan_stack(low, high, &frames, &mut found));
        found
    }

    /// Adds the objects that a stack may refer to, where frames are sorted by address.
    fn scan_stack(&self, low: usize, high: usize, frames: &[NativeFrame<'_>], found: &mut Vec<usize>) {
        let mut place = low;
        let first = frames.partition_point(|frame| frame.base <= low);
        for frame in frames[first..].iter().take_while(|frame| frame.base <= high) {
            self.scan_words(place, frame.base - 8 * frame.words, found);
            for &slot in frame.slots {
                let slot = frame.base - 8 * usize::from(slot);
                self.scan_words(slot, slot + 8, found);
            }
            place = frame.base;
        }
        self.scan_words(place, high, found);
    }

    /// Adds the objects that words from `low` to `high` may refer to.
    fn scan_words(&self, low: usize, high: usize, found: &mut Vec<usize>) {
        for place in (low..high).step_by(8) {
            // SAFETY: the words of a stack in use are mapped; what they hold is only compared.
            let word = unsafe { std::ptr::read_volatile(place as *const usize) };
            if let Some(address) = self.region.resolve(word) {
                found.push(address);
            }
        }
    }
}
