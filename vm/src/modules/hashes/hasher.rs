//! One hasher of any algorithm.

use digest::{Digest, ExtendableOutput, Update, XofReader};

/// Which algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha3_224,
    Sha3_256,
    Sha3_384,
    Sha3_512,
    Shake128,
    Shake256,
}

/// The state of an algorithm.
#[derive(Clone)]
pub(super) enum Hasher {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha3_224(sha3::Sha3_224),
    Sha3_256(sha3::Sha3_256),
    Sha3_384(sha3::Sha3_384),
    Sha3_512(sha3::Sha3_512),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2b(Box<blake2b_simd::State>, usize),
    Blake2s(Box<blake2s_simd::State>, usize),
}

/// Does the same with whichever digest it is; the last two arms are for those that are none.
macro_rules! each {
    ($self:expr, $state:ident => $digest:expr, $xof:ident => $extendable:expr, $blake:ident, $size:pat => $other:expr) => {
        match $self {
            Hasher::Md5($state) => $digest,
            Hasher::Sha1($state) => $digest,
            Hasher::Sha224($state) => $digest,
            Hasher::Sha256($state) => $digest,
            Hasher::Sha384($state) => $digest,
            Hasher::Sha512($state) => $digest,
            Hasher::Sha3_224($state) => $digest,
            Hasher::Sha3_256($state) => $digest,
            Hasher::Sha3_384($state) => $digest,
            Hasher::Sha3_512($state) => $digest,
            Hasher::Shake128($xof) => $extendable,
            Hasher::Shake256($xof) => $extendable,
            Hasher::Blake2b($blake, $size) => $other,
            Hasher::Blake2s($blake, $size) => $other,
        }
    };
}

impl Hasher {
    /// A fresh state.
    pub(super) fn new(algorithm: Algorithm) -> Hasher {
        match algorithm {
            Algorithm::Md5 => Hasher::Md5(Digest::new()),
            Algorithm::Sha1 => Hasher::Sha1(Digest::new()),
            Algorithm::Sha224 => Hasher::Sha224(Digest::new()),
            Algorithm::Sha256 => Hasher::Sha256(Digest::new()),
            Algorithm::Sha384 => Hasher::Sha384(Digest::new()),
            Algorithm::Sha512 => Hasher::Sha512(Digest::new()),
            Algorithm::Sha3_224 => Hasher::Sha3_224(Digest::new()),
            Algorithm::Sha3_256 => Hasher::Sha3_256(Digest::new()),
            Algorithm::Sha3_384 => Hasher::Sha3_384(Digest::new()),
            Algorithm::Sha3_512 => Hasher::Sha3_512(Digest::new()),
            Algorithm::Shake128 => Hasher::Shake128(sha3::Shake128::default()),
            Algorithm::Shake256 => Hasher::Shake256(sha3::Shake256::default()),
        }
    }

    /// Takes more data.
    pub(super) fn update(&mut self, data: &[u8]) {
        each!(self, state => Digest::update(state, data), xof => Update::update(xof, data), blake, _ => {
            blake.update(data);
        });
    }

    /// The digest of what it has seen; empty if its length is to be chosen.
    pub(super) fn digest(&self) -> Vec<u8> {
        each!(
            self,
            state => state.clone().finalize().to_vec(),
            _xof => Vec::new(),
            blake, _ => blake.finalize().as_bytes().to_vec()
        )
    }

    /// So many bytes of a digest without end.
    pub(super) fn digest_of_length(&self, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        each!(
            self,
            _state => {},
            xof => xof.clone().finalize_xof().read(&mut out),
            _blake, _ => {}
        );
        out
    }

    /// The bytes of a digest, zero if that is to be chosen.
    pub(super) fn digest_size(&self) -> usize {
        match self {
            Hasher::Blake2b(_, size) | Hasher::Blake2s(_, size) => *size,
            _ => self.digest().len(),
        }
    }

    /// The bytes that it works on at a time.
    pub(super) fn block_size(&self) -> usize {
        match self {
            Hasher::Md5(_)
            | Hasher::Sha1(_)
            | Hasher::Sha224(_)
            | Hasher::Sha256(_)
            | Hasher::Blake2s(..) => 64,
            Hasher::Sha384(_) | Hasher::Sha512(_) | Hasher::Blake2b(..) => 128,
            Hasher::Sha3_224(_) => 144,
            Hasher::Sha3_256(_) | Hasher::Shake256(_) => 136,
            Hasher::Sha3_384(_) => 104,
            Hasher::Sha3_512(_) => 72,
            Hasher::Shake128(_) => 168,
        }
    }

    /// The attribute `name`.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Hasher::Md5(_) => "md5",
            Hasher::Sha1(_) => "sha1",
            Hasher::Sha224(_) => "sha224",
            Hasher::Sha256(_) => "sha256",
            Hasher::Sha384(_) => "sha384",
            Hasher::Sha512(_) => "sha512",
            Hasher::Sha3_224(_) => "sha3_224",
            Hasher::Sha3_256(_) => "sha3_256",
            Hasher::Sha3_384(_) => "sha3_384",
            Hasher::Sha3_512(_) => "sha3_512",
            Hasher::Shake128(_) => "shake_128",
            Hasher::Shake256(_) => "shake_256",
            Hasher::Blake2b(..) => "blake2b",
            Hasher::Blake2s(..) => "blake2s",
        }
    }
}
