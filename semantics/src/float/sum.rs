//! Summation of floats as `sum` does it.

/// A sum that keeps what rounding loses: the algorithm of Kahan and Babuška in the form of Neumaier, "Rundungsfehleranalyse
/// einiger Verfahren zur Summation endlicher Summen" (1974).
#[derive(Clone, Copy, Debug)]
pub struct CompensatedSum {
    sum: f64,
    compensation: f64,
}

impl CompensatedSum {
    /// A sum of one number.
    pub fn new(value: f64) -> CompensatedSum {
        CompensatedSum { sum: value, compensation: 0.0 }
    }

    /// The sum with one more number.
    #[must_use]
    pub fn add(self, value: f64) -> CompensatedSum {
        let sum = self.sum + value;
        let lost =
            if self.sum.abs() >= value.abs() { (self.sum - sum) + value } else { (value - sum) + self.sum };
        CompensatedSum { sum, compensation: self.compensation + lost }
    }

    /// The total. A compensation that is no number comes from an infinite sum and is dropped.
    pub fn value(self) -> f64 {
        if self.compensation != 0.0 && self.compensation.is_finite() {
            self.sum + self.compensation
        } else {
            self.sum
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CompensatedSum;

    fn sum(values: &[f64]) -> f64 {
        values.iter().fold(CompensatedSum::new(0.0), |sum, value| sum.add(*value)).value()
    }

    #[test]
    fn lost_digits_are_kept() {
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[1.0, 1e100, 1.0, -1e100]), 2.0);
    }

    #[test]
    fn infinite_sums_stay_infinite() {
        assert_eq!(sum(&[f64::INFINITY, 1.0]), f64::INFINITY);
        assert!(sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_nan());
        assert_eq!(sum(&[1e308, 1e308]), f64::INFINITY);
    }
}
