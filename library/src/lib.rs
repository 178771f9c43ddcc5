//! The Python 3.14 standard library, embedded in the binary.
