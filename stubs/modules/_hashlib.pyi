"""Hashes of OpenSSL. What data becomes is typed."""

from __stub__ import raises


class HASH:
    def __init__(self, name="", digest_size=0, block_size=0):
        self.name = name
        self.digest_size = digest_size
        self.block_size = block_size

    def update(self, data, /):
        # The data are not kept, but whether the object may be changed has to be asked.
        self._data = None

    def digest(self) -> bytes: ...
    def hexdigest(self) -> str: ...

    def copy(self):
        return type(self)(self.name, self.digest_size, self.block_size)


class HASHXOF(HASH):
    def digest(self, length) -> bytes: ...
    def hexdigest(self, length) -> str: ...


class HMAC(HASH): ...


class UnsupportedDigestmodError(ValueError):
    __module__ = "_hashlib"


@raises(ValueError)
def new(name, data=b"", *, usedforsecurity=True, string=None) -> HASH: ...
@raises(ValueError)
def hmac_new(key, msg=b"", digestmod=None) -> HMAC: ...
@raises(ValueError)
def hmac_digest(key, msg, digest) -> bytes: ...
@raises(ValueError)
def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None) -> bytes: ...
@raises(ValueError)
def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64) -> bytes: ...
def compare_digest(a, b, /) -> bool: ...
def get_fips_mode() -> int: ...


def _names() -> frozenset[str]: ...


openssl_md_meth_names = _names()


def openssl_md5(data=b"", *, usedforsecurity=True, string=None):
    return HASH("md5", 16, 64)


def openssl_sha1(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha1", 20, 64)


def openssl_sha224(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha224", 28, 64)


def openssl_sha256(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha256", 32, 64)


def openssl_sha384(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha384", 48, 128)


def openssl_sha3_224(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha3_224", 28, 144)


def openssl_sha3_256(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha3_256", 32, 136)


def openssl_sha3_384(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha3_384", 48, 104)


def openssl_sha3_512(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha3_512", 64, 72)


def openssl_sha512(data=b"", *, usedforsecurity=True, string=None):
    return HASH("sha512", 64, 128)


def openssl_shake_128(data=b"", *, usedforsecurity=True, string=None):
    return HASHXOF("shake_128", 0, 168)


def openssl_shake_256(data=b"", *, usedforsecurity=True, string=None):
    return HASHXOF("shake_256", 0, 136)


_constructors = {
    openssl_md5: "md5",
    openssl_sha1: "sha1",
    openssl_sha224: "sha224",
    openssl_sha256: "sha256",
    openssl_sha384: "sha384",
    openssl_sha3_224: "sha3_224",
    openssl_sha3_256: "sha3_256",
    openssl_sha3_384: "sha3_384",
    openssl_sha3_512: "sha3_512",
    openssl_sha512: "sha512",
    openssl_shake_128: "shake_128",
    openssl_shake_256: "shake_256",
}
_GIL_MINSIZE = 2048
