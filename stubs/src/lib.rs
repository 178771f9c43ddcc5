//! Models of library modules, as Python-syntax stub files embedded in the binary.

/// A bundled stub.
#[derive(Clone, Copy, Debug)]
pub struct Stub {
    /// Its text.
    pub text: &'static str,
    /// Its path below `stubs/modules`.
    pub path: &'static str,
    /// It stands for a package.
    pub is_package: bool,
}

/// The stub of a module.
#[must_use]
pub fn find(_name: &str) -> Option<Stub> {
    None
}

/// Whether the module is an accelerator whose pure Python fallback is evaluated instead.
#[must_use]
pub fn is_absent(_name: &str) -> bool {
    false
}
