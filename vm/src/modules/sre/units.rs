//! Text of two or four bytes a character, in the form that the matching engine reads in place.

use rustpython_sre_engine::{StrDrive, StringCursor};

/// Characters of `SIZE` bytes each, little-endian, whose positions are numbers of characters. The engine's own reader
/// of bytes moves the cursor; this one corrects the position.
#[derive(Clone, Copy)]
pub(super) struct Wide<'a, const SIZE: usize>(pub(super) &'a [u8]);

type Bytes<'a> = &'a [u8];

fn read<const SIZE: usize>(mut cursor: StringCursor) -> u32 {
    let mut unit = 0;
    for place in 0..SIZE {
        unit |= <Bytes<'_> as StrDrive>::peek(&cursor) << (8 * place);
        if place + 1 < SIZE {
            <Bytes<'_> as StrDrive>::skip(&mut cursor, 1);
        }
    }
    unit
}

impl<const SIZE: usize> StrDrive for Wide<'_, SIZE> {
    fn count(&self) -> usize {
        self.0.len() / SIZE
    }

    fn create_cursor(&self, n: usize) -> StringCursor {
        let mut cursor = self.0.create_cursor(n * SIZE);
        cursor.position = n;
        cursor
    }

    fn adjust_cursor(&self, cursor: &mut StringCursor, n: usize) {
        self.0.adjust_cursor(cursor, n * SIZE);
        cursor.position = n;
    }

    fn advance(cursor: &mut StringCursor) -> u32 {
        let unit = read::<SIZE>(*cursor);
        Self::skip(cursor, 1);
        unit
    }

    fn peek(cursor: &StringCursor) -> u32 {
        read::<SIZE>(*cursor)
    }

    fn skip(cursor: &mut StringCursor, n: usize) {
        let position = cursor.position + n;
        <Bytes<'_> as StrDrive>::skip(cursor, n * SIZE);
        cursor.position = position;
    }

    fn back_advance(cursor: &mut StringCursor) -> u32 {
        Self::back_skip(cursor, 1);
        read::<SIZE>(*cursor)
    }

    fn back_peek(cursor: &StringCursor) -> u32 {
        let mut before = *cursor;
        Self::back_skip(&mut before, 1);
        read::<SIZE>(before)
    }

    fn back_skip(cursor: &mut StringCursor, n: usize) {
        let position = cursor.position - n;
        // The reader of bytes counts positions down by bytes, and must not go below zero.
        cursor.position += n * SIZE;
        <Bytes<'_> as StrDrive>::back_skip(cursor, n * SIZE);
        cursor.position = position;
    }
}
