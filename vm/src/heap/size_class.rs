//! Sizes of cells: every object up to 16 KiB is rounded up to one of these.

/// The granularity of addresses and sizes, in bytes.
pub(super) const GRAIN: usize = 16;
/// The largest size that lives in a cell.
pub(super) const MAX_CELL: usize = 16 * 1024;

/// Cell sizes in bytes, ascending; each block of 32 KiB holds cells of one size.
pub(super) const SIZES: [u32; 33] = [
    16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024, 1280,
    1536, 1792, 2048, 2560, 3072, 3632, 4096, 5456, 6544, 8192, 10912, 16384,
];
/// How many size classes there are.
pub(super) const CLASS_COUNT: usize = SIZES.len();

/// For each number of grains, the smallest class that holds it.
static CLASS_OF_GRAINS: [u8; MAX_CELL / GRAIN + 1] = {
    let mut table = [0; MAX_CELL / GRAIN + 1];
    let (mut grains, mut class) = (0, 0);
    while grains < table.len() {
        if grains * GRAIN > SIZES[class] as usize {
            class += 1;
        }
        table[grains] = class as u8;
        grains += 1;
    }
    table
};

/// The class for objects of `size` bytes, at most [`MAX_CELL`].
#[inline(always)]
pub(super) const fn class_of(size: usize) -> usize {
    CLASS_OF_GRAINS[size.div_ceil(GRAIN)] as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_their_sizes() {
        for size in 1..=MAX_CELL {
            let class = class_of(size);
            assert!(SIZES[class] as usize >= size);
            assert!(class == 0 || (SIZES[class - 1] as usize) < size);
        }
    }
}
