//! A calculation: operations under a context, and how their results are made to fit it.

use num_bigint::BigUint;
use num_traits::Zero;

use super::context::{Context, Rounding, Status};
use super::digits::{self, Rest};
use super::{Decimal, Kind};

/// Arithmetic under a context, with what it has signalled so far.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// What it is done under.
    pub context: Context,
    /// What has been signalled.
    pub status: Status,
}

/// Whether a number is increased in size when the rest is cut off.
pub(super) fn rounds_up(rounding: Rounding, negative: bool, kept: &BigUint, rest: Rest) -> bool {
    if rest == Rest::Zero {
        return false;
    }
    match rounding {
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::HalfUp => matches!(rest, Rest::Half | Rest::AboveHalf),
        Rounding::HalfDown => rest == Rest::AboveHalf,
        Rounding::HalfEven => rest == Rest::AboveHalf || (rest == Rest::Half && kept.bit(0)),
        Rounding::ZeroFiveUp => (kept % 5_u32).is_zero(),
    }
}

impl Calculation {
    /// Nothing has been signalled yet.
    pub fn new(context: Context) -> Calculation {
        Calculation { context, status: Status::default() }
    }

    pub(super) fn signal(&mut self, status: Status) {
        self.status = self.status.and(status);
    }

    /// What an operation without a result gives: a NaN, and the signal.
    pub(super) fn fail(&mut self, status: Status) -> Decimal {
        self.signal(status);
        Decimal::nan()
    }

    pub(super) fn invalid(&mut self) -> Decimal {
        self.fail(Status::INVALID_OPERATION)
    }

    /// The result if one of the operands is a NaN.
    pub(super) fn nan_of(&mut self, operands: &[&Decimal]) -> Option<Decimal> {
        let signalling = operands.iter().find(|it| it.kind == Kind::SignallingNan);
        if signalling.is_some() {
            self.signal(Status::INVALID_OPERATION);
        }
        let nan = signalling.or_else(|| operands.iter().find(|it| it.kind == Kind::QuietNan))?;
        let quiet = Decimal { kind: Kind::QuietNan, ..(*nan).clone() };
        Some(self.finalize(quiet))
    }

    /// Appends zeros.
    pub(super) fn append_zeros(&mut self, coefficient: &BigUint, count: i64) -> Option<BigUint> {
        let made = digits::shift_left(coefficient, count.unsigned_abs());
        if made.is_none() {
            self.signal(Status::MEMORY);
        }
        made
    }

    /// Makes a number fit the context.
    pub fn finalize(&mut self, mut it: Decimal) -> Decimal {
        match it.kind {
            Kind::Infinity => return it,
            Kind::QuietNan | Kind::SignallingNan => {
                let room = self.context.precision - i64::from(self.context.clamp);
                if it.digits() > room {
                    it.coefficient %= digits::power_of_ten(room.unsigned_abs());
                }
                return it;
            }
            Kind::Finite => {}
        }
        let (etiny, etop) = (self.context.etiny(), self.context.etop());
        if it.coefficient.is_zero() {
            let most = if self.context.clamp { etop } else { self.context.emax };
            let exponent = it.exponent.max(etiny).min(most);
            if exponent != it.exponent {
                self.signal(Status::CLAMPED);
                it.exponent = exponent;
            }
            return it;
        }
        let digit_count = it.digits();
        let mut least = digit_count + it.exponent - self.context.precision;
        if least > etop {
            return self.overflow(it.negative);
        }
        let is_subnormal = least < etiny;
        if is_subnormal {
            least = etiny;
            self.signal(Status::SUBNORMAL);
        }
        if it.exponent < least {
            let (mut kept, rest) = digits::shift_right(&it.coefficient, (least - it.exponent).unsigned_abs());
            self.signal(Status::ROUNDED);
            if rest != Rest::Zero {
                self.signal(Status::INEXACT);
                if is_subnormal {
                    self.signal(Status::UNDERFLOW);
                }
                if rounds_up(self.context.rounding, it.negative, &kept, rest) {
                    kept += 1_u32;
                    if digits::count(&kept) > self.context.precision {
                        kept /= 10_u32;
                        least += 1;
                        if least > etop {
                            return self.overflow(it.negative);
                        }
                    }
                }
            }
            if kept.is_zero() {
                self.signal(Status::CLAMPED);
            }
            it.coefficient = kept;
            it.exponent = least;
        }
        if self.context.clamp && it.exponent > etop {
            self.signal(Status::CLAMPED);
            match self.append_zeros(&it.coefficient, it.exponent - etop) {
                Some(longer) => it.coefficient = longer,
                None => return Decimal::nan(),
            }
            it.exponent = etop;
        }
        it
    }

    /// What is too large for the context.
    fn overflow(&mut self, negative: bool) -> Decimal {
        self.signal(Status::OVERFLOW.and(Status::INEXACT).and(Status::ROUNDED));
        let is_infinite = match self.context.rounding {
            Rounding::Down | Rounding::ZeroFiveUp => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
            Rounding::Up | Rounding::HalfUp | Rounding::HalfDown | Rounding::HalfEven => true,
        };
        if is_infinite { Decimal::infinity(negative) } else { self.largest(negative) }
    }

    /// The largest finite number.
    pub(super) fn largest(&mut self, negative: bool) -> Decimal {
        let one = BigUint::from(1_u32);
        match self.append_zeros(&one, self.context.precision) {
            Some(power) => Decimal::finite(negative, power - 1_u32, self.context.etop()),
            None => Decimal::nan(),
        }
    }

    /// Does a part of the calculation under another context; its errors are signalled here, nothing else.
    pub(super) fn within<R>(&mut self, context: Context, part: impl FnOnce(&mut Calculation) -> R) -> R {
        let mut inner = Calculation::new(context);
        let result = part(&mut inner);
        self.signal(inner.status.only(Status::ERRORS));
        result
    }
}
