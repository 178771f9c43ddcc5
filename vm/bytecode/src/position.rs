//! Where in the source an instruction comes from.

use crate::sealed::SealedRuns;

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
#[derive(Clone, Debug)]
pub struct PositionTable(Runs);

/// The first instruction of each run and its place, in order of instructions.
#[derive(Clone, Debug)]
enum Runs {
    Open(Vec<(u32, Position)>),
    Sealed(SealedRuns),
}

impl Default for PositionTable {
    fn default() -> Self {
        PositionTable(Runs::Open(Vec::new()))
    }
}

impl PartialEq for PositionTable {
    fn eq(&self, other: &Self) -> bool {
        self.runs() == other.runs()
    }
}

impl Eq for PositionTable {}

impl PositionTable {
    pub(crate) fn sealed(runs: SealedRuns) -> Self {
        PositionTable(Runs::Sealed(runs))
    }

    /// Adds the place of the instruction `at`, which comes after all before.
    pub fn push(&mut self, at: u32, position: Position) {
        if let Runs::Sealed(sealed) = &self.0 {
            self.0 = Runs::Open(sealed.get().to_vec());
        }
        if let Runs::Open(runs) = &mut self.0
            && runs.last().is_none_or(|(_, last)| *last != position)
        {
            runs.push((at, position));
        }
    }

    /// The place of the instruction `at`.
    #[must_use]
    pub fn at(&self, at: u32) -> Position {
        let runs = self.runs();
        let after = runs.partition_point(|(first, _)| *first <= at);
        if after == 0 { Position::NONE } else { runs[after - 1].1 }
    }

    /// The runs: first instruction and place.
    #[must_use]
    pub fn runs(&self) -> &[(u32, Position)] {
        match &self.0 {
            Runs::Open(runs) => runs,
            Runs::Sealed(sealed) => sealed.get(),
        }
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
