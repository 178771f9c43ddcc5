//! Where in the source an instruction comes from.

/// A place in the source as `co_positions` gives it: lines from 1, columns in UTF-8 bytes from 0, ends exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The first line; 0 for an instruction that belongs to no line.
    pub line: u32,
    /// The last line.
    pub end_line: u32,
    /// The first byte in its line.
    pub column: u32,
    /// The byte after the last one in its line.
    pub end_column: u32,
}

impl Position {
    /// The place of instructions without one.
    pub const NONE: Position = Position { line: 0, end_line: 0, column: 0, end_column: 0 };
}

/// The places of all instructions, as runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionTable {
    /// The first instruction of each run and its place, in order of instructions.
    runs: Vec<(u32, Position)>,
}

impl PositionTable {
    /// Adds the place of the instruction `at`, which comes after all before.
    pub fn push(&mut self, at: u32, position: Position) {
        if self.runs.last().is_none_or(|(_, last)| *last != position) {
            self.runs.push((at, position));
        }
    }

    /// The place of the instruction `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> Position {
        let after = self.runs.partition_point(|(first, _)| *first <= at);
        if after == 0 { Position::NONE } else { self.runs[after - 1].1 }
    }

    /// The runs: first instruction and place.
    #[must_use]
    pub fn runs(&self) -> &[(u32, Position)] {
        &self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_merged_and_found() {
        let place = |line| Position { line, end_line: line, column: 0, end_column: 5 };
        let mut table = PositionTable::default();
        for (at, line) in [(0, 1), (1, 1), (2, 2), (3, 1)] {
            table.push(at, place(line));
        }
        assert_eq!(table.runs().len(), 3);
        let lines: Vec<_> = (0..5).map(|at| table.at(at).line).collect();
        assert_eq!(lines, [1, 1, 2, 1, 1]);
    }
}
