//! Models of library modules, as Python-syntax stub files embedded in the binary.
