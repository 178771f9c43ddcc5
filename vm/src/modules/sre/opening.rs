//! Where a match can begin: which bytes may stand in the first places of any match, worked out from the pattern's code.
//!
//! The engine tries a pattern at one position after the other, and setting up each try costs more than most of them take
//! to fail. So a search first looks for the next position where the bytes are such that a match may begin.

use rustpython_sre_engine::string::{lower_ascii, lower_unicode};
use rustpython_sre_engine::{SreAtCode, SreOpcode};

/// Places that are looked at: one bit of a byte each.
const PLACES: usize = 8;

/// Steps over the pattern's code, at most: branches in branches could take forever.
const STEPS: u32 = 400;

/// What is remembered of a pattern: the number of places, then for each byte the places where it may stand, as bits.
pub(super) const TABLE_SIZE: usize = 257;

/// A set of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Bytes = Bytes([0; 4]);
    const ALL: Bytes = Bytes([u64::MAX; 4]);

    fn of(contains: impl Fn(u32) -> bool) -> Bytes {
        let mut set = Bytes::NONE;
        for byte in (0..256).filter(|&byte| contains(byte)) {
            set.insert(byte);
        }
        set
    }

    fn one(character: u32) -> Bytes {
        let mut set = Bytes::NONE;
        set.insert(character);
        set
    }

    /// Adds a character, if it is a byte.
    fn insert(&mut self, character: u32) {
        if let Some(word) = self.0.get_mut(character as usize / 64) {
            *word |= 1 << (character % 64);
        }
    }

    fn contains(self, byte: u32) -> bool {
        self.0[byte as usize / 64] >> (byte % 64) & 1 != 0
    }

    fn not(self) -> Bytes {
        Bytes(self.0.map(|word| !word))
    }

    fn or(self, other: Bytes) -> Bytes {
        Bytes(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    fn len(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// The table of a pattern with this code, if it is worth using.
pub(super) fn table(codes: &[u32]) -> Option<[u8; TABLE_SIZE]> {
    let mut reader = Reader { codes, steps: STEPS };
    let start = match reader.opcode(0)? {
        SreOpcode::INFO => reader.after(0, 1)?,
        _ => 0,
    };
    // The engine gives up early on what matches at the beginning only.
    let beginnings = [SreAtCode::BEGINNING as u32, SreAtCode::BEGINNING_STRING as u32];
    if reader.opcode(start)? == SreOpcode::AT && beginnings.contains(&reader.code(start + 1)?) {
        return None;
    }
    let mut places = Vec::new();
    reader.places(start, PLACES, &mut places);
    while places.last() == Some(&Bytes::ALL) {
        places.pop();
    }
    // Where most bytes will do, the engine is as quick.
    let chance: f64 = places.iter().map(|set| f64::from(set.len()) / 256.0).product();
    if places.is_empty() || chance > 0.5 {
        return None;
    }
    let mut table = [0; TABLE_SIZE];
    table[0] = places.len() as u8;
    for (place, set) in places.iter().enumerate() {
        for byte in (0..256).filter(|&byte| set.contains(byte)) {
            table[1 + byte as usize] |= 1 << place;
        }
    }
    Some(table)
}

/// The first position from `start` on where a match that ends at `end` or before may begin.
pub(super) fn find(table: &[u8], text: &[u8], start: usize, end: usize) -> Option<usize> {
    let (&count, places) = table.split_first()?;
    let places: &[u8; 256] = places.try_into().ok()?;
    // Bit n: the bytes before this one may stand in the first n places, and this one in the next.
    let (mut state, last) = (0_u8, 1 << (count - 1));
    for (distance, &byte) in text.get(start..end)?.iter().enumerate() {
        state = (state << 1 | 1) & places[usize::from(byte)];
        if state & last != 0 {
            return Some(start + distance + 1 - usize::from(count));
        }
    }
    None
}

/// Reads a pattern's code.
struct Reader<'a> {
    codes: &'a [u32],
    steps: u32,
}

impl Reader<'_> {
    fn code(&self, at: usize) -> Option<u32> {
        self.codes.get(at).copied()
    }

    fn opcode(&self, at: usize) -> Option<SreOpcode> {
        SreOpcode::try_from(self.code(at)?).ok()
    }

    /// The position behind an instruction whose operand tells its length.
    fn after(&self, at: usize, operand: usize) -> Option<usize> {
        Some(at + 1 + self.code(at + operand)? as usize)
    }

    /// Adds the sets of the bytes with which what is matched from `at` on begins, up to `limit`. There are fewer if
    /// a match may be shorter, or if it is not known how it goes on.
    fn places(&mut self, at: usize, limit: usize, places: &mut Vec<Bytes>) {
        // An operand that is missing ends what is known.
        let _ = self.read(at, limit, places);
    }

    fn read(&mut self, mut at: usize, limit: usize, places: &mut Vec<Bytes>) -> Option<()> {
        while places.len() < limit {
            self.steps = self.steps.checked_sub(1)?;
            let opcode = self.opcode(at)?;
            if let Some(set) = self.single(at) {
                places.push(set);
                at = match opcode {
                    SreOpcode::ANY | SreOpcode::ANY_ALL => at + 1,
                    SreOpcode::IN | SreOpcode::IN_IGNORE | SreOpcode::IN_UNI_IGNORE => self.after(at, 1)?,
                    _ => at + 2,
                };
                continue;
            }
            at = match opcode {
                SreOpcode::MARK | SreOpcode::AT => at + 2,
                SreOpcode::INFO | SreOpcode::JUMP | SreOpcode::ASSERT | SreOpcode::ASSERT_NOT => {
                    self.after(at, 1)?
                }
                SreOpcode::ATOMIC_GROUP => at + 2,
                SreOpcode::BRANCH => return self.branches(at, limit, places),
                SreOpcode::REPEAT_ONE | SreOpcode::MIN_REPEAT_ONE | SreOpcode::POSSESSIVE_REPEAT_ONE => {
                    let item = self.single(at + 4)?;
                    let (least, most) = (self.code(at + 2)? as usize, self.code(at + 3)? as usize);
                    let rest = self.after(at, 1)?;
                    let room = limit - places.len();
                    places.extend(std::iter::repeat_n(item, least.min(room)));
                    if least != most {
                        // Then either one more, or what follows.
                        let mut following = Vec::new();
                        if places.len() < limit {
                            self.places(rest, 1, &mut following);
                        }
                        places.extend(following.first().map(|set| set.or(item)));
                        return Some(());
                    }
                    rest
                }
                SreOpcode::REPEAT | SreOpcode::POSSESSIVE_REPEAT if self.code(at + 2)? > 0 => at + 4,
                _ => return Some(()),
            };
        }
        Some(())
    }

    /// One branch or another: what all of them have places for.
    fn branches(&mut self, at: usize, limit: usize, places: &mut Vec<Bytes>) -> Option<()> {
        let room = limit - places.len();
        let mut all: Option<Vec<Bytes>> = None;
        let mut branch = at + 1;
        loop {
            let length = self.code(branch)? as usize;
            if length == 0 {
                break;
            }
            let mut own = Vec::new();
            self.places(branch + 1, room, &mut own);
            let joined = match all {
                None => own,
                Some(all) => all.iter().zip(own).map(|(left, right)| left.or(right)).collect(),
            };
            if joined.is_empty() {
                return Some(());
            }
            all = Some(joined);
            branch += length;
        }
        places.extend(all.into_iter().flatten());
        Some(())
    }

    /// The bytes that an instruction matches which matches one character.
    fn single(&self, at: usize) -> Option<Bytes> {
        let operand = || self.code(at + 1);
        Some(match self.opcode(at)? {
            SreOpcode::LITERAL => Bytes::one(operand()?),
            SreOpcode::NOT_LITERAL => Bytes::one(operand()?).not(),
            SreOpcode::LITERAL_IGNORE => {
                let lower = operand()?;
                Bytes::of(|it| lower_ascii(it) == lower)
            }
            SreOpcode::LITERAL_UNI_IGNORE => {
                let lower = operand()?;
                Bytes::of(|it| lower_unicode(it) == lower)
            }
            SreOpcode::ANY => Bytes::one(u32::from(b'\n')).not(),
            SreOpcode::ANY_ALL | SreOpcode::NOT_LITERAL_IGNORE | SreOpcode::NOT_LITERAL_UNI_IGNORE => {
                Bytes::ALL
            }
            SreOpcode::IN => self.set(at + 2),
            SreOpcode::IN_IGNORE => {
                let set = self.set(at + 2);
                Bytes::of(|it| set.contains(lower_ascii(it)))
            }
            // The lower form of a byte may be none, so what the set says of bytes is not all.
            SreOpcode::IN_UNI_IGNORE => {
                let set = self.set(at + 2);
                Bytes::of(|it| {
                    let lower = lower_unicode(it);
                    lower > 0xff || set.contains(lower)
                })
            }
            _ => return None,
        })
    }

    /// The bytes in a set; all if it has members that are not looked into.
    fn set(&self, at: usize) -> Bytes {
        self.members(at).unwrap_or(Bytes::ALL)
    }

    fn members(&self, mut at: usize) -> Option<Bytes> {
        // A member decides for what no member before it decided for.
        let (mut inside, mut decided, mut ok) = (Bytes::NONE, Bytes::NONE, true);
        loop {
            let member = match self.opcode(at)? {
                SreOpcode::FAILURE => {
                    return Some(if ok { inside } else { inside.or(decided.not()) });
                }
                SreOpcode::NEGATE => {
                    ok = !ok;
                    at += 1;
                    continue;
                }
                SreOpcode::LITERAL => {
                    at += 2;
                    Bytes::one(self.code(at - 1)?)
                }
                SreOpcode::RANGE => {
                    let range = self.code(at + 1)?..=self.code(at + 2)?;
                    at += 3;
                    Bytes::of(|it| range.contains(&it))
                }
                SreOpcode::CHARSET => {
                    let words = self.codes.get(at + 1..at + 9)?;
                    at += 9;
                    Bytes::of(|it| words[it as usize / 32] >> (it % 32) & 1 != 0)
                }
                _ => return None,
            };
            if ok {
                let fresh = Bytes(std::array::from_fn(|at| member.0[at] & !decided.0[at]));
                inside = inside.or(fresh);
            }
            decided = decided.or(member);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_branches_filter_positions() {
        let literal = SreOpcode::LITERAL as u32;
        let success = SreOpcode::SUCCESS as u32;
        let (branch, jump) = (SreOpcode::BRANCH as u32, SreOpcode::JUMP as u32);
        // `ab|cd`
        let codes =
            [branch, 7, literal, 97, literal, 98, jump, 9, 7, literal, 99, literal, 100, jump, 2, 0, success];
        let table = table(&codes).unwrap();
        assert_eq!(table[0], 2);
        assert_eq!(find(&table, b"xxacxbcdab", 0, 10), Some(6));
        assert_eq!(find(&table, b"xxacxbcdab", 7, 10), Some(8));
        assert_eq!(find(&table, b"xxacxbcdab", 8, 9), None);
        assert_eq!(find(&table, b"ad", 0, 2), Some(0), "places are looked at one by one");
    }

    #[test]
    fn what_may_be_empty_has_no_opening() {
        let repeat = SreOpcode::REPEAT_ONE as u32;
        let (literal, success) = (SreOpcode::LITERAL as u32, SreOpcode::SUCCESS as u32);
        // `a*` and `a*b`
        assert!(table(&[repeat, 6, 0, 9, literal, 97, success, success]).is_none());
        let table = table(&[repeat, 6, 0, 9, literal, 97, success, literal, 98, success]).unwrap();
        assert_eq!(find(&table, b"xyab", 0, 4), Some(2));
        assert_eq!(find(&table, b"xyzb", 0, 4), Some(3));
    }

    #[test]
    fn negated_sets() {
        let (within, negate, range) =
            (SreOpcode::IN as u32, SreOpcode::NEGATE as u32, SreOpcode::RANGE as u32);
        let codes = [within, 6, negate, range, 0, 200, 0, SreOpcode::SUCCESS as u32];
        let table = table(&codes).unwrap();
        assert_eq!(find(&table, &[1, 200, 201], 0, 3), Some(2));
    }
}
