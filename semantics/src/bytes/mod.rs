//! The methods of Python's `bytes` and `bytearray`, as functions of `&[u8]`.
//!
//! Results that are part of the receiver come as slices of it, others as new vectors. What may multiply its input
//! takes a [`Limit`](crate::Limit).

mod case;
mod combine;
mod hex;
mod pad;
mod repr;
mod search;
mod split;

pub use case::*;
pub use combine::*;
pub use hex::*;
pub use pad::*;
pub use repr::*;
pub use search::*;
pub use split::*;
