//! Python's `complex`: arithmetic in this file, text in `text`, what `cmath` has in `functions`.
//!
//! Products and quotients recover infinities as Annex G of the C99 standard describes.

mod functions;
#[rustfmt::skip]
mod special_values;
mod text;

use std::ops::{Add, Mul, Neg, Sub};

use crate::error::{Error, ErrorKind, Result};

/// A `complex`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// The real part.
    pub real: f64,
    /// The imaginary part.
    pub imag: f64,
}

impl Complex {
    /// `complex(real, imag)` of two floats.
    pub fn new(real: f64, imag: f64) -> Complex {
        Complex { real, imag }
    }

    /// `self + real`
    pub fn add_real(self, real: f64) -> Complex {
        Complex::new(self.real + real, self.imag)
    }

    /// `self - real`
    pub fn sub_real(self, real: f64) -> Complex {
        Complex::new(self.real - real, self.imag)
    }

    /// `real - self`
    pub fn subtracted_from_real(self, real: f64) -> Complex {
        Complex::new(real - self.real, -self.imag)
    }

    /// `self.conjugate()`
    pub fn conjugate(self) -> Complex {
        Complex::new(self.real, -self.imag)
    }

    /// `self * real`
    pub fn mul_real(self, real: f64) -> Complex {
        Complex::new(self.real * real, self.imag * real)
    }

    /// `self / other`, by Smith's algorithm (CACM 116): scaled by the larger part of the divisor.
    ///
    /// # Errors
    /// `ZeroDivisionError`
    pub fn truediv(self, other: Complex) -> Result<Complex> {
        let (a, b, c, d) = (self.real, self.imag, other.real, other.imag);
        let mut quotient = if c.abs() >= d.abs() {
            if c == 0.0 {
                return Err(Error::division_by_zero());
            }
            let ratio = d / c;
            let denominator = c + d * ratio;
            Complex::new((a + b * ratio) / denominator, (b - a * ratio) / denominator)
        } else if d.abs() >= c.abs() {
            let ratio = c / d;
            let denominator = c * ratio + d;
            Complex::new((a * ratio + b) / denominator, (b * ratio - a) / denominator)
        } else {
            Complex::new(f64::NAN, f64::NAN)
        };
        if quotient.is_nan() {
            if self.is_infinite() && c.is_finite() && d.is_finite() {
                let Complex { real: x, imag: y } = self.boxed();
                quotient = Complex::new(f64::INFINITY * (x * c + y * d), f64::INFINITY * (y * c - x * d));
            } else if other.is_infinite() && a.is_finite() && b.is_finite() {
                let Complex { real: x, imag: y } = other.boxed();
                quotient = Complex::new(0.0 * (a * x + b * y), 0.0 * (b * x - a * y));
            }
        }
        Ok(quotient)
    }

    /// `self / real`
    ///
    /// # Errors
    /// `ZeroDivisionError`
    pub fn truediv_real(self, real: f64) -> Result<Complex> {
        if real == 0.0 {
            return Err(Error::division_by_zero());
        }
        Ok(Complex::new(self.real / real, self.imag / real))
    }

    /// `real / self`: as [`truediv`](Complex::truediv), without the terms of an imaginary part that is not there.
    ///
    /// # Errors
    /// `ZeroDivisionError`
    pub fn dividing_real(self, real: f64) -> Result<Complex> {
        let (c, d) = (self.real, self.imag);
        let quotient = if c.abs() >= d.abs() {
            if c == 0.0 {
                return Err(Error::division_by_zero());
            }
            let ratio = d / c;
            let denominator = c + d * ratio;
            Complex::new(real / denominator, (-real * ratio) / denominator)
        } else if d.abs() >= c.abs() {
            let ratio = c / d;
            let denominator = c * ratio + d;
            Complex::new(real * ratio / denominator, -real / denominator)
        } else {
            Complex::new(f64::NAN, f64::NAN)
        };
        if quotient.is_nan() && real.is_finite() && self.is_infinite() {
            let Complex { real: x, imag: y } = self.boxed();
            return Ok(Complex::new(0.0 * (real * x), 0.0 * (-real * y)));
        }
        Ok(quotient)
    }

    /// `self ** exponent`: by repeated squaring for a whole exponent of at most 100, else through polar form.
    ///
    /// # Errors
    /// `ZeroDivisionError`, `OverflowError`
    pub fn pow(self, exponent: Complex) -> Result<Complex> {
        const LARGEST_SQUARED: f64 = 100.0;
        let zero_base = || Error::new(ErrorKind::ZeroDivision, "zero to a negative or complex power");
        let zero = Complex::new(0.0, 0.0);
        let one = Complex::new(1.0, 0.0);
        let whole = exponent.imag == 0.0 && exponent.real == exponent.real.floor();
        let power = if exponent == zero {
            one
        } else if whole && exponent.real.abs() <= LARGEST_SQUARED {
            // A power so small that it is zero has no inverse.
            self.pow_whole(exponent.real).map_err(|_| zero_base())?
        } else if self == zero {
            if exponent.imag != 0.0 || exponent.real < 0.0 {
                return Err(zero_base());
            }
            zero
        } else {
            // CPython takes the C library's complaint about the sine of an infinity for this.
            self.pow_polar(exponent).ok_or_else(zero_base)?
        };
        if power.is_infinite() {
            return Err(Error::overflow("complex exponentiation"));
        }
        Ok(power)
    }

    fn pow_whole(self, exponent: f64) -> Result<Complex> {
        let one = Complex::new(1.0, 0.0);
        let mut remaining = exponent.abs() as u32;
        let (mut power, mut square) = (one, self);
        while remaining > 0 {
            if remaining & 1 == 1 {
                power = power * square;
            }
            remaining >>= 1;
            square = square * square;
        }
        if exponent < 0.0 { one.truediv(power) } else { Ok(power) }
    }

    /// The power through polar form; `None` when its angle is infinite.
    fn pow_polar(self, exponent: Complex) -> Option<Complex> {
        let modulus = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut length = modulus.powf(exponent.real);
        let mut phase = angle * exponent.real;
        if exponent.imag != 0.0 {
            length *= (-angle * exponent.imag).exp();
            phase += exponent.imag * modulus.ln();
        }
        (!phase.is_infinite()).then(|| Complex::new(length * phase.cos(), length * phase.sin()))
    }

    /// `abs(self)`
    ///
    /// # Errors
    /// `OverflowError`
    pub fn abs(self) -> Result<f64> {
        let modulus = self.real.hypot(self.imag);
        if modulus.is_infinite() && !self.is_infinite() {
            return Err(Error::overflow("absolute value too large"));
        }
        Ok(modulus)
    }

    /// Whether nothing is known of the number.
    fn is_nan(self) -> bool {
        self.real.is_nan() && self.imag.is_nan()
    }

    fn is_infinite(self) -> bool {
        self.real.is_infinite() || self.imag.is_infinite()
    }

    /// Annex G's "box the infinity": an infinite part counts as one, any other as zero, with its sign.
    fn boxed(self) -> Complex {
        let unit = |part: f64| if part.is_infinite() { 1f64.copysign(part) } else { 0f64.copysign(part) };
        Complex::new(unit(self.real), unit(self.imag))
    }

    fn boxed_if_infinite(self) -> Complex {
        if self.is_infinite() { self.boxed() } else { self }
    }

    fn without_nan(self) -> Complex {
        let number = |part: f64| if part.is_nan() { 0f64.copysign(part) } else { part };
        Complex::new(number(self.real), number(self.imag))
    }
}

impl Add for Complex {
    type Output = Complex;

    fn add(self, other: Complex) -> Complex {
        Complex::new(self.real + other.real, self.imag + other.imag)
    }
}

impl Sub for Complex {
    type Output = Complex;

    fn sub(self, other: Complex) -> Complex {
        Complex::new(self.real - other.real, self.imag - other.imag)
    }
}

impl Neg for Complex {
    type Output = Complex;

    fn neg(self) -> Complex {
        Complex::new(-self.real, -self.imag)
    }
}

impl Mul for Complex {
    type Output = Complex;

    fn mul(self, other: Complex) -> Complex {
        let (a, b, c, d) = (self.real, self.imag, other.real, other.imag);
        let product = Complex::new(a * c - b * d, a * d + b * c);
        if !product.is_nan() {
            return product;
        }
        let infinite_product = [a * c, b * d, a * d, b * c].iter().any(|part| part.is_infinite());
        let (left, right) = if self.is_infinite() || other.is_infinite() {
            (self.boxed_if_infinite(), other.boxed_if_infinite())
        } else if infinite_product {
            (self, other)
        } else {
            return product;
        };
        let (left, right) = (left.without_nan(), right.without_nan());
        let (a, b, c, d) = (left.real, left.imag, right.real, right.imag);
        Complex::new(f64::INFINITY * (a * c - b * d), f64::INFINITY * (a * d + b * c))
    }
}
