//! The functions of `cmath`, after W. Kahan, "Branch Cuts for Complex Elementary Functions" (1987): branch cuts are
//! continuous from the side that the sign of zero says.

use std::f64::consts::{LN_2, LN_10};

use super::Complex;
use super::special_values::{self as special, Table};
use crate::error::{Error, ErrorKind, Result};

/// Above this, squares overflow.
const LARGE: f64 = f64::MAX / 4.0;
/// Above this, `cosh` and `sinh` may overflow.
const LOG_LARGE: f64 = 708.0;

#[cold]
fn domain<T>() -> Result<T> {
    Err(Error::value("math domain error"))
}

#[cold]
fn range<T>() -> Result<T> {
    Err(Error::new(ErrorKind::Overflow, "math range error"))
}

/// The row or column of a table for a part.
fn kind(part: f64) -> usize {
    match part {
        _ if part.is_nan() => 6,
        f64::NEG_INFINITY => 0,
        f64::INFINITY => 5,
        0.0 => 2 + usize::from(part.is_sign_positive()),
        _ => {
            if part < 0.0 {
                1
            } else {
                4
            }
        }
    }
}

/// What a table says if a part is not finite.
fn special_value(z: Complex, table: &Table) -> Option<Complex> {
    if z.real.is_finite() && z.imag.is_finite() {
        return None;
    }
    let (real, imag) = table[kind(z.real)][kind(z.imag)];
    Some(Complex::new(real, imag))
}

/// The product with `i`.
fn turned(z: Complex) -> Complex {
    Complex::new(-z.imag, z.real)
}

/// The quotient by `i`.
fn turned_back(z: Complex) -> Complex {
    Complex::new(z.imag, -z.real)
}

impl Complex {
    /// `cmath.sqrt`
    pub fn sqrt(self) -> Complex {
        if let Some(value) = special_value(self, &special::SQRT) {
            return value;
        }
        if self.real == 0.0 && self.imag == 0.0 {
            return Complex::new(0.0, self.imag);
        }
        let (x, y) = (self.real.abs(), self.imag.abs());
        let s = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE && (x > 0.0 || y > 0.0) {
            // Subnormal numbers are scaled by an even power of two.
            let scale = 2f64.powi(54);
            let (x, y) = (x * scale, y * scale);
            (x + x.hypot(y)).sqrt() * 2f64.powi(-27) * std::f64::consts::FRAC_1_SQRT_2
        } else {
            let eighth = x / 8.0;
            2.0 * (eighth + eighth.hypot(y / 8.0)).sqrt()
        };
        let d = y / (2.0 * s);
        if self.real >= 0.0 {
            Complex::new(s, d.copysign(self.imag))
        } else {
            Complex::new(d, s.copysign(self.imag))
        }
    }

    /// `cmath.acos`
    pub fn acos(self) -> Complex {
        if let Some(value) = special_value(self, &special::ACOS) {
            return value;
        }
        if self.real.abs() > LARGE || self.imag.abs() > LARGE {
            let real = self.imag.abs().atan2(self.real);
            let size = (self.real / 2.0).hypot(self.imag / 2.0).ln() + 2.0 * LN_2;
            let imag = if self.real < 0.0 { -size.copysign(self.imag) } else { size.copysign(-self.imag) };
            return Complex::new(real, imag);
        }
        let s1 = Complex::new(1.0 - self.real, -self.imag).sqrt();
        let s2 = Complex::new(1.0 + self.real, self.imag).sqrt();
        Complex::new(2.0 * s1.real.atan2(s2.real), asinh(s2.real * s1.imag - s2.imag * s1.real))
    }

    /// `cmath.acosh`
    pub fn acosh(self) -> Complex {
        if let Some(value) = special_value(self, &special::ACOSH) {
            return value;
        }
        if self.real.abs() > LARGE || self.imag.abs() > LARGE {
            let size = (self.real / 2.0).hypot(self.imag / 2.0).ln() + 2.0 * LN_2;
            return Complex::new(size, self.imag.atan2(self.real));
        }
        let s1 = Complex::new(self.real - 1.0, self.imag).sqrt();
        let s2 = Complex::new(self.real + 1.0, self.imag).sqrt();
        Complex::new(asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * s1.imag.atan2(s2.real))
    }

    /// `cmath.asinh`
    pub fn asinh(self) -> Complex {
        if let Some(value) = special_value(self, &special::ASINH) {
            return value;
        }
        if self.real.abs() > LARGE || self.imag.abs() > LARGE {
            let size = (self.real / 2.0).hypot(self.imag / 2.0).ln() + 2.0 * LN_2;
            let real = if self.imag >= 0.0 { size.copysign(self.real) } else { -size.copysign(-self.real) };
            return Complex::new(real, self.imag.atan2(self.real.abs()));
        }
        let s1 = Complex::new(1.0 + self.imag, -self.real).sqrt();
        let s2 = Complex::new(1.0 - self.imag, self.real).sqrt();
        Complex::new(
            asinh(s1.real * s2.imag - s2.real * s1.imag),
            self.imag.atan2(s1.real * s2.real - s1.imag * s2.imag),
        )
    }

    /// `cmath.asin`
    pub fn asin(self) -> Complex {
        turned_back(turned(self).asinh())
    }

    /// `cmath.atanh`
    ///
    /// # Errors
    /// `ValueError` at 1 and -1.
    pub fn atanh(self) -> Result<Complex> {
        if let Some(value) = special_value(self, &special::ATANH) {
            return Ok(value);
        }
        if self.real < 0.0 || self.real == 0.0 && self.real.is_sign_negative() {
            return Ok(-(-self).atanh()?);
        }
        let y = self.imag.abs();
        if self.real > LARGE.sqrt() || y > LARGE.sqrt() {
            // The real part would underflow otherwise.
            let h = (self.real / 2.0).hypot(self.imag / 2.0);
            let imag = -(std::f64::consts::FRAC_PI_2.copysign(-self.imag));
            return Ok(Complex::new(self.real / 4.0 / h / h, imag));
        }
        if self.real == 1.0 && y < f64::MIN_POSITIVE.sqrt() {
            if y == 0.0 {
                return domain();
            }
            let real = -(y.sqrt() / y.hypot(2.0).sqrt()).ln();
            return Ok(Complex::new(real, 2f64.atan2(-y).copysign(self.imag) / 2.0));
        }
        let from_one = 1.0 - self.real;
        let real = (4.0 * self.real / (from_one * from_one + y * y)).ln_1p() / 4.0;
        let imag = -(-2.0 * self.imag).atan2(from_one * (1.0 + self.real) - y * y) / 2.0;
        Ok(Complex::new(real, imag))
    }

    /// `cmath.atan`
    ///
    /// # Errors
    /// `ValueError` at `1j` and `-1j`.
    pub fn atan(self) -> Result<Complex> {
        Ok(turned_back(turned(self).atanh()?))
    }

    /// `cmath.exp`
    ///
    /// # Errors
    /// `OverflowError`, `ValueError`
    pub fn exp(self) -> Result<Complex> {
        let (x, y) = (self.real, self.imag);
        if !x.is_finite() || !y.is_finite() {
            if y.is_infinite() && (x.is_finite() || x == f64::INFINITY) {
                return domain();
            }
            if x.is_infinite() && y.is_finite() && y != 0.0 {
                let size = if x > 0.0 { f64::INFINITY } else { 0.0 };
                return Ok(Complex::new(size.copysign(y.cos()), size.copysign(y.sin())));
            }
            return Ok(special_value(self, &special::EXP).unwrap_or(self));
        }
        let value = if x > LOG_LARGE {
            let l = (x - 1.0).exp();
            Complex::new(l * y.cos() * std::f64::consts::E, l * y.sin() * std::f64::consts::E)
        } else {
            let l = x.exp();
            Complex::new(l * y.cos(), l * y.sin())
        };
        finite(value)
    }

    /// `cmath.cosh`
    ///
    /// # Errors
    /// `OverflowError`, `ValueError`
    pub fn cosh(self) -> Result<Complex> {
        let (x, y) = (self.real, self.imag);
        if !x.is_finite() || !y.is_finite() {
            if y.is_infinite() && !x.is_nan() {
                return domain();
            }
            if x.is_infinite() && y.is_finite() && y != 0.0 {
                let imag = f64::INFINITY.copysign(y.sin());
                return Ok(Complex::new(f64::INFINITY.copysign(y.cos()), if x > 0.0 { imag } else { -imag }));
            }
            return Ok(special_value(self, &special::COSH).unwrap_or(self));
        }
        if x.abs() > LOG_LARGE {
            let near = x - 1f64.copysign(x);
            let e = std::f64::consts::E;
            return finite(Complex::new(y.cos() * near.cosh() * e, y.sin() * near.sinh() * e));
        }
        finite(Complex::new(y.cos() * x.cosh(), y.sin() * x.sinh()))
    }

    /// `cmath.sinh`
    ///
    /// # Errors
    /// `OverflowError`, `ValueError`
    pub fn sinh(self) -> Result<Complex> {
        let (x, y) = (self.real, self.imag);
        if !x.is_finite() || !y.is_finite() {
            if y.is_infinite() && !x.is_nan() {
                return domain();
            }
            if x.is_infinite() && y.is_finite() && y != 0.0 {
                let real = f64::INFINITY.copysign(y.cos());
                return Ok(Complex::new(if x > 0.0 { real } else { -real }, f64::INFINITY.copysign(y.sin())));
            }
            return Ok(special_value(self, &special::SINH).unwrap_or(self));
        }
        if x.abs() > LOG_LARGE {
            let near = x - 1f64.copysign(x);
            let e = std::f64::consts::E;
            return finite(Complex::new(y.cos() * near.sinh() * e, y.sin() * near.cosh() * e));
        }
        finite(Complex::new(y.cos() * x.sinh(), y.sin() * x.cosh()))
    }

    /// `cmath.tanh`
    ///
    /// # Errors
    /// `ValueError`
    pub fn tanh(self) -> Result<Complex> {
        let (x, y) = (self.real, self.imag);
        if !x.is_finite() || !y.is_finite() {
            if y.is_infinite() && x.is_finite() {
                return domain();
            }
            if x.is_infinite() && y.is_finite() && y != 0.0 {
                return Ok(Complex::new(1f64.copysign(x), 0f64.copysign(2.0 * y.sin() * y.cos())));
            }
            return Ok(special_value(self, &special::TANH).unwrap_or(self));
        }
        if x.abs() > LOG_LARGE {
            let imag = 4.0 * y.sin() * y.cos() * (-2.0 * x.abs()).exp();
            return Ok(Complex::new(1f64.copysign(x), imag));
        }
        let (tx, ty) = (x.tanh(), y.tan());
        let cx = 1.0 / x.cosh();
        let txty = tx * ty;
        let denominator = 1.0 + txty * txty;
        Ok(Complex::new(tx * (1.0 + ty * ty) / denominator, ty / denominator * cx * cx))
    }

    /// `cmath.cos`
    ///
    /// # Errors
    /// `OverflowError`, `ValueError`
    pub fn cos(self) -> Result<Complex> {
        turned(self).cosh()
    }

    /// `cmath.sin`
    ///
    /// # Errors
    /// `OverflowError`, `ValueError`
    pub fn sin(self) -> Result<Complex> {
        Ok(turned_back(turned(self).sinh()?))
    }

    /// `cmath.tan`
    ///
    /// # Errors
    /// `ValueError`
    pub fn tan(self) -> Result<Complex> {
        Ok(turned_back(turned(self).tanh()?))
    }

    /// `cmath.log`
    ///
    /// # Errors
    /// `ValueError` at 0.
    pub fn ln(self) -> Result<Complex> {
        if let Some(value) = special_value(self, &special::LOG) {
            return Ok(value);
        }
        let (x, y) = (self.real.abs(), self.imag.abs());
        let real = if x > LARGE || y > LARGE {
            (x / 2.0).hypot(y / 2.0).ln() + LN_2
        } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
            if x == 0.0 && y == 0.0 {
                return domain();
            }
            let scale = 2f64.powi(53);
            (x * scale).hypot(y * scale).ln() - 53.0 * LN_2
        } else {
            let h = x.hypot(y);
            if (0.71..=1.73).contains(&h) {
                let (larger, smaller) = if x > y { (x, y) } else { (y, x) };
                ((larger - 1.0) * (larger + 1.0) + smaller * smaller).ln_1p() / 2.0
            } else {
                h.ln()
            }
        };
        Ok(Complex::new(real, self.imag.atan2(self.real)))
    }

    /// `cmath.log10`
    ///
    /// # Errors
    /// `ValueError` at 0.
    pub fn log10(self) -> Result<Complex> {
        let log = self.ln()?;
        Ok(Complex::new(log.real / LN_10, log.imag / LN_10))
    }

    /// `cmath.phase`
    pub fn phase(self) -> f64 {
        self.imag.atan2(self.real)
    }

    /// `cmath.rect`
    ///
    /// # Errors
    /// `ValueError` if the angle is infinite and the radius is not zero.
    pub fn from_polar(radius: f64, angle: f64) -> Result<Complex> {
        if !radius.is_finite() || !angle.is_finite() {
            if radius != 0.0 && !radius.is_nan() && angle.is_infinite() {
                return domain();
            }
            if radius.is_infinite() && angle.is_finite() && angle != 0.0 {
                let value =
                    Complex::new(f64::INFINITY.copysign(angle.cos()), f64::INFINITY.copysign(angle.sin()));
                return Ok(if radius > 0.0 { value } else { -value });
            }
            let parts = Complex::new(radius, angle);
            return Ok(special_value(parts, &special::RECT).unwrap_or(parts));
        }
        if angle == 0.0 {
            // Keeps the sign of a zero.
            return Ok(Complex::new(radius, radius * angle));
        }
        Ok(Complex::new(radius * angle.cos(), radius * angle.sin()))
    }
}

fn finite(value: Complex) -> Result<Complex> {
    if value.real.is_infinite() || value.imag.is_infinite() { range() } else { Ok(value) }
}

/// The real function; the standard library's loses the sign of zero's neighbours.
fn asinh(x: f64) -> f64 {
    let a = x.abs();
    let value = if a < 2f64.powi(-28) {
        return x;
    } else if a > 2f64.powi(28) {
        a.ln() + LN_2
    } else if a > 2.0 {
        (2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a)).ln()
    } else {
        let t = a * a;
        (a + t / (1.0 + (1.0 + t).sqrt())).ln_1p()
    };
    value.copysign(x)
}
