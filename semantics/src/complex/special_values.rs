//! What functions of `cmath` give when a part is infinite or not a number: rows by the kind of the real part,
//! columns by that of the imaginary part. Written by `scripts/complex_tables.py`.

use std::f64::consts::{FRAC_PI_2 as HALF, FRAC_PI_4 as QUARTER, PI};

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;
const THREE: f64 = 3.0 * QUARTER;

pub(super) type Table = [[(f64, f64); 7]; 7];

#[rustfmt::skip]
pub(super) static ACOS: Table = [
    [(THREE, INF), (PI, INF), (PI, INF), (PI, -INF), (PI, -INF), (THREE, -INF), (NAN, INF)],
    [(HALF, INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (HALF, -INF), (NAN, NAN)],
    [(HALF, INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (HALF, -INF), (HALF, NAN)],
    [(HALF, INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (HALF, -INF), (HALF, NAN)],
    [(HALF, INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (HALF, -INF), (NAN, NAN)],
    [(QUARTER, INF), (0.0, INF), (0.0, INF), (0.0, -INF), (0.0, -INF), (QUARTER, -INF), (NAN, INF)],
    [(NAN, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, -INF), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static ACOSH: Table = [
    [(INF, -THREE), (INF, -PI), (INF, -PI), (INF, PI), (INF, PI), (INF, THREE), (INF, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, HALF)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, HALF)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -QUARTER), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, QUARTER), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static ASINH: Table = [
    [(-INF, -QUARTER), (-INF, -0.0), (-INF, -0.0), (-INF, 0.0), (-INF, 0.0), (-INF, QUARTER), (-INF, NAN)],
    [(-INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (-INF, HALF), (NAN, NAN)],
    [(-INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (-INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -QUARTER), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, QUARTER), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static ATANH: Table = [
    [(-0.0, -HALF), (-0.0, -HALF), (-0.0, -HALF), (-0.0, HALF), (-0.0, HALF), (-0.0, HALF), (-0.0, NAN)],
    [(-0.0, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (-0.0, HALF), (NAN, NAN)],
    [(-0.0, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (-0.0, HALF), (-0.0, NAN)],
    [(0.0, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, HALF), (0.0, NAN)],
    [(0.0, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, HALF), (NAN, NAN)],
    [(0.0, -HALF), (0.0, -HALF), (0.0, -HALF), (0.0, HALF), (0.0, HALF), (0.0, HALF), (0.0, NAN)],
    [(0.0, -HALF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, HALF), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static COSH: Table = [
    [(NAN, NAN), (-INF, INF), (INF, 0.0), (INF, -0.0), (-INF, -INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, 0.0)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, 0.0)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, 0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static EXP: Table = [
    [(0.0, 0.0), (-0.0, -0.0), (0.0, -0.0), (0.0, 0.0), (-0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static LOG: Table = [
    [(INF, -THREE), (INF, -PI), (INF, -PI), (INF, PI), (INF, PI), (INF, THREE), (INF, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -HALF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, HALF), (NAN, NAN)],
    [(INF, -QUARTER), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, QUARTER), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static SINH: Table = [
    [(NAN, NAN), (INF, -INF), (-INF, -0.0), (-INF, 0.0), (INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static SQRT: Table = [
    [(INF, -INF), (0.0, -INF), (0.0, -INF), (0.0, INF), (0.0, INF), (INF, INF), (NAN, INF)],
    [(INF, -INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, INF), (INF, NAN)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static TANH: Table = [
    [(-1.0, 0.0), (-1.0, 0.0), (-1.0, -0.0), (-1.0, 0.0), (-1.0, -0.0), (-1.0, 0.0), (-1.0, 0.0)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (-0.0, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(1.0, 0.0), (1.0, 0.0), (1.0, -0.0), (1.0, 0.0), (1.0, -0.0), (1.0, 0.0), (1.0, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];

#[rustfmt::skip]
pub(super) static RECT: Table = [
    [(NAN, NAN), (INF, INF), (-INF, 0.0), (-INF, -0.0), (INF, -INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    [(NAN, NAN), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, 0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
