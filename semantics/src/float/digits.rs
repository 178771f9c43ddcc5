//! The decimal digits of a float: the fewest that read back as the same float, or exactly rounded to a place.
//!
//! The standard library's conversions are exact and round half to even on the exact binary value, as David Gay's
//! do, which CPython uses.

/// The digits of a positive finite float, or of zero: `0.d1 d2 d3 ... * 10**point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    /// ASCII digits, not empty, without trailing zeros; the first is `0` only if there is no other.
    pub(crate) digits: String,
    /// How many digits stand before the decimal point (none if zero or negative).
    pub(crate) point: i32,
}

/// No float has more significant digits than 767, or more decimal places than 1074: what follows is zeros.
const ALL_DIGITS: usize = 1100;

impl Digits {
    fn zero() -> Digits {
        Digits { digits: "0".to_owned(), point: 1 }
    }

    /// From text of the form `d.ddde-dd`, as the standard library writes it.
    fn from_scientific(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits = mantissa.replace('.', "");
        digits.truncate(digits.trim_end_matches('0').len());
        if digits.is_empty() {
            return Digits::zero();
        }
        Digits { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
    }

    /// The fewest digits that read back as `value`, and of those the nearest to it, or the even one of two.
    pub(crate) fn shortest(value: f64) -> Digits {
        // Decimal numbers of so many digits are all different floats: fewer digits cannot be in doubt.
        const DISTINCT_DIGITS: usize = f64::DIGITS as usize;
        let shortest = format!("{value:e}");
        let digits = Digits::from_scientific(&shortest);
        if digits.digits.len() < DISTINCT_DIGITS {
            return digits;
        }
        // The standard library rounds up when two are equally near.
        let rounded = format!("{value:.*e}", digits.digits.len() - 1);
        if rounded != shortest && rounded.parse() == Ok(value) {
            return Digits::from_scientific(&rounded);
        }
        digits
    }

    /// Rounded to `count` significant digits, at least one.
    pub(crate) fn significant(value: f64, count: usize) -> Digits {
        Digits::from_scientific(&format!("{value:.*e}", count.clamp(1, ALL_DIGITS) - 1))
    }

    /// Rounded to `places` digits after the decimal point; a negative number rounds before it.
    pub(crate) fn places(value: f64, places: i64) -> Digits {
        if value == 0.0 {
            return Digits::zero();
        }
        let places = places.min(ALL_DIGITS as i64);
        let exact = Digits::significant(value, ALL_DIGITS);
        let count = i64::from(exact.point).saturating_add(places);
        match count {
            1.. => Digits::significant(value, count as usize),
            // Half a unit of the last place or less rounds to zero, which is even; more to one unit.
            0 if exact.digits.as_str() > "5" => Digits { digits: "1".to_owned(), point: exact.point + 1 },
            _ => Digits::zero(),
        }
    }

    /// The digit at a position counted from the decimal point: -1 is the last before it, 0 the first after it.
    fn at(&self, position: i64) -> char {
        let index = usize::try_from(position + i64::from(self.point));
        index.ok().and_then(|index| self.digits.as_bytes().get(index)).map_or('0', |digit| char::from(*digit))
    }

    /// The digits before the decimal point, at least one.
    pub(crate) fn whole(&self) -> String {
        (-i64::from(self.point.max(1))..0).map(|position| self.at(position)).collect()
    }

    /// So many digits after the decimal point.
    pub(crate) fn fraction(&self, places: usize) -> String {
        let known =
            usize::try_from(self.digits.len() as i64 - i64::from(self.point)).unwrap_or(0).min(places);
        let mut fraction: String = (0..known as i64).map(|position| self.at(position)).collect();
        fraction.extend(std::iter::repeat_n('0', places - known));
        fraction
    }

    /// How many digits there are after the decimal point, before nothing but zeros.
    pub(crate) fn fraction_length(&self) -> usize {
        usize::try_from(self.digits.len() as i64 - i64::from(self.point)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(digits: &str, point: i32) -> Digits {
        Digits { digits: digits.to_owned(), point }
    }

    #[test]
    fn rounds_half_to_even() {
        assert_eq!(Digits::places(0.5, 0), digits("0", 1));
        assert_eq!(Digits::places(1.5, 0), digits("2", 1));
        assert_eq!(Digits::places(2.5, 0), digits("2", 1));
        assert_eq!(Digits::places(0.51, 0), digits("1", 1));
        assert_eq!(Digits::places(0.25, 1), digits("2", 0));
        assert_eq!(Digits::places(0.125, 2), digits("12", 0));
        assert_eq!(Digits::places(50.0, -2), digits("0", 1));
        assert_eq!(Digits::places(51.0, -2), digits("1", 3));
        assert_eq!(Digits::places(0.06, 0), digits("0", 1));
        assert_eq!(Digits::places(9.96, 1), digits("1", 2));
        assert_eq!(Digits::significant(25.0, 1), digits("2", 2));
        assert_eq!(Digits::significant(35.0, 1), digits("4", 2));
    }

    #[test]
    fn shortest_is_even_of_two() {
        assert_eq!(Digits::shortest(f64::from_bits(0x42e5_9759_327d_45e4)), digits("18991824580868712", 15));
    }

    #[test]
    fn shortest_and_positions() {
        let value = Digits::shortest(12.5);
        assert_eq!(value, digits("125", 2));
        assert_eq!(value.whole(), "12");
        assert_eq!(value.fraction(3), "500");
        let small = Digits::shortest(5e-324);
        assert_eq!(small, digits("5", -323));
        assert_eq!(small.whole(), "0");
        assert_eq!(small.fraction_length(), 324);
        assert_eq!(Digits::shortest(1e22).whole(), "10000000000000000000000");
    }
}
