//! What arithmetic is done under: precision, bounds of exponents, rounding; and what it signals.

/// The largest precision.
pub const MAX_PREC: i64 = 999_999_999_999_999_999;
/// The largest exponent of a first digit.
pub const MAX_EMAX: i64 = MAX_PREC;
/// The smallest exponent of a first digit of a normal number.
pub const MIN_EMIN: i64 = -MAX_PREC;
/// The smallest exponent.
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);

/// Where what does not fit goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards +∞.
    Ceiling,
    /// Towards -∞.
    Floor,
    /// To the nearest, halves away from zero.
    HalfUp,
    /// To the nearest, halves towards zero.
    HalfDown,
    /// To the nearest, halves to an even digit.
    HalfEven,
    /// Away from zero if the last digit would be 0 or 5, else towards zero.
    ZeroFiveUp,
}

impl Rounding {
    /// All of them, in the order of Python's constants.
    pub const ALL: [Rounding; 8] = [
        Rounding::Up,
        Rounding::Down,
        Rounding::Ceiling,
        Rounding::Floor,
        Rounding::HalfUp,
        Rounding::HalfDown,
        Rounding::HalfEven,
        Rounding::ZeroFiveUp,
    ];

    /// Python's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::Up => "ROUND_UP",
            Rounding::Down => "ROUND_DOWN",
            Rounding::Ceiling => "ROUND_CEILING",
            Rounding::Floor => "ROUND_FLOOR",
            Rounding::HalfUp => "ROUND_HALF_UP",
            Rounding::HalfDown => "ROUND_HALF_DOWN",
            Rounding::HalfEven => "ROUND_HALF_EVEN",
            Rounding::ZeroFiveUp => "ROUND_05UP",
        }
    }
}

/// A set of signals and conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status(pub u32);

impl Status {
    /// The exponent of a zero, or of a large number, was changed to fit.
    pub const CLAMPED: Status = Status(1);
    /// Text that is no number.
    pub const CONVERSION_SYNTAX: Status = Status(1 << 1);
    /// A finite number divided by zero.
    pub const DIVISION_BY_ZERO: Status = Status(1 << 2);
    /// An integer quotient of more digits than the precision.
    pub const DIVISION_IMPOSSIBLE: Status = Status(1 << 3);
    /// 0 / 0
    pub const DIVISION_UNDEFINED: Status = Status(1 << 4);
    /// Digits other than zeros were lost.
    pub const INEXACT: Status = Status(1 << 6);
    /// A context that an operation cannot work under.
    pub const INVALID_CONTEXT: Status = Status(1 << 7);
    /// An operation without a meaningful result.
    pub const INVALID_OPERATION: Status = Status(1 << 8);
    /// There is no memory for so many digits.
    pub const MEMORY: Status = Status(1 << 9);
    /// Floats were mixed with decimals.
    pub const FLOAT_OPERATION: Status = Status(1 << 10);
    /// Too large.
    pub const OVERFLOW: Status = Status(1 << 11);
    /// Digits were lost, zeros perhaps.
    pub const ROUNDED: Status = Status(1 << 12);
    /// Below the smallest normal number.
    pub const SUBNORMAL: Status = Status(1 << 13);
    /// Subnormal and inexact.
    pub const UNDERFLOW: Status = Status(1 << 14);
    /// What the signal `InvalidOperation` stands for.
    pub const ANY_INVALID: Status = Status(
        Status::CONVERSION_SYNTAX.0
            | Status::DIVISION_IMPOSSIBLE.0
            | Status::DIVISION_UNDEFINED.0
            | Status::INVALID_CONTEXT.0
            | Status::INVALID_OPERATION.0,
    );
    /// What leaves no result.
    pub const ERRORS: Status = Status(Status::ANY_INVALID.0 | Status::DIVISION_BY_ZERO.0 | Status::MEMORY.0);

    /// Whether any of these is in it.
    pub fn has(self, other: Status) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Status) -> Status {
        Status(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn only(self, other: Status) -> Status {
        Status(self.0 & other.0)
    }
}

/// What arithmetic is done under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// How many digits results have, at least one.
    pub precision: i64,
    /// Where the other digits go.
    pub rounding: Rounding,
    /// The smallest exponent of a first digit of normal numbers.
    pub emin: i64,
    /// The largest exponent of a first digit.
    pub emax: i64,
    /// Whether exponents of last digits are kept at or below [`Context::etop`] by appending zeros.
    pub clamp: bool,
}

impl Default for Context {
    fn default() -> Self {
        Context { precision: 28, rounding: Rounding::HalfEven, emin: -999_999, emax: 999_999, clamp: false }
    }
}

impl Context {
    /// The context that rounds the least.
    pub fn maximum() -> Context {
        Context {
            precision: MAX_PREC,
            rounding: Rounding::HalfEven,
            emin: MIN_EMIN,
            emax: MAX_EMAX,
            clamp: false,
        }
    }

    /// The smallest exponent of a last digit.
    pub fn etiny(&self) -> i64 {
        self.emin - (self.precision - 1)
    }

    /// The largest exponent of the last digit of a number with all its digits.
    pub fn etop(&self) -> i64 {
        self.emax - (self.precision - 1)
    }
}
