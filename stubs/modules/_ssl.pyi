"""TLS, with the constants of OpenSSL 3."""

from __stub__ import effect, opaque, raises, typed

_reads_certificates = effect("io", "reads certificates")
_reads_random_bytes = effect("random", "reads random bytes")
_seeds_random_generator = effect("random", "seeds the random generator")
_uses_network = effect("io", "uses the network")

class SSLError(OSError):
    __module__ = "ssl"


class SSLZeroReturnError(SSLError):
    __module__ = "ssl"


class SSLWantReadError(SSLError):
    __module__ = "ssl"


class SSLWantWriteError(SSLError):
    __module__ = "ssl"


class SSLSyscallError(SSLError):
    __module__ = "ssl"


class SSLEOFError(SSLError):
    __module__ = "ssl"


class SSLCertVerificationError(SSLError, ValueError):
    __module__ = "ssl"


@opaque
class Certificate: ...


@opaque
class SSLSession: ...


@opaque
class MemoryBIO:
    def read(self, size=-1, /) -> bytes: ...
    def write(self, b, /) -> int: ...
    def write_eof(self) -> None: ...


@opaque
class _SSLSocket: ...


class _SSLContext:
    """The settings of connections. What is set is kept, what the library sets by itself is typed."""

    def __new__(cls, protocol, /):
        self = object.__new__(cls)
        self.protocol = protocol
        self.check_hostname = typed(bool)
        self.verify_mode = typed(int)
        self.verify_flags = typed(int)
        self.options = typed(int)
        self.minimum_version = typed(int)
        self.maximum_version = typed(int)
        self.keylog_filename = None
        self.sni_callback = None
        self._msg_callback = None
        self._host_flags = typed(int)
        self.num_tickets = typed(int)
        self.post_handshake_auth = typed(bool)
        self.security_level = typed(int)
        return self

    @raises(SSLError)
    def set_ciphers(self, cipherlist, /) -> None: ...
    def _set_alpn_protocols(self, protos, /) -> None: ...
    def set_ecdh_curve(self, name, /) -> None: ...
    def set_psk_client_callback(self, callback) -> None: ...
    def set_psk_server_callback(self, callback, identity_hint=None) -> None: ...
    def get_ciphers(self) -> list[dict[str, object]]: ...
    def get_ca_certs(self, binary_form=False) -> list[object]: ...
    def cert_store_stats(self) -> dict[str, int]: ...
    def session_stats(self) -> dict[str, int]: ...
    @_reads_certificates
    def load_cert_chain(self, certfile, keyfile=None, password=None) -> None: ...
    @_reads_certificates
    def load_dh_params(self, path, /) -> None: ...
    @_reads_certificates
    def load_verify_locations(self, cafile=None, capath=None, cadata=None) -> None: ...
    @_reads_certificates
    def set_default_verify_paths(self) -> None: ...
    @_uses_network
    def _wrap_socket(self, sock, server_side, server_hostname=None, *, owner=None, session=None) -> _SSLSocket: ...
    @_uses_network
    def _wrap_bio(self, incoming, outgoing, server_side, server_hostname=None, *, owner=None, session=None) -> _SSLSocket: ...


def _text() -> str: ...


OPENSSL_VERSION = _text()
OPENSSL_VERSION_NUMBER = typed(int)
OPENSSL_VERSION_INFO = (3, typed(int), typed(int), typed(int), typed(int))
_OPENSSL_API_VERSION = (3, typed(int), typed(int), typed(int), typed(int))
_DEFAULT_CIPHERS = _text()

@_seeds_random_generator
def RAND_add(string, entropy, /) -> None: ...
@_reads_random_bytes
def RAND_bytes(n, /) -> bytes: ...
def RAND_status() -> bool: ...
@_reads_certificates
def _test_decode_cert(path, /) -> object: ...
def get_default_verify_paths() -> tuple[str, str, str, str]: ...
def nid2obj(nid, /) -> tuple[int, str, str, str | None]: ...
def txt2obj(txt, name=False) -> tuple[int, str, str, str | None]: ...

ALERT_DESCRIPTION_ACCESS_DENIED = 49
ALERT_DESCRIPTION_BAD_CERTIFICATE = 42
ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE = 114
ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE = 113
ALERT_DESCRIPTION_BAD_RECORD_MAC = 20
ALERT_DESCRIPTION_CERTIFICATE_EXPIRED = 45
ALERT_DESCRIPTION_CERTIFICATE_REVOKED = 44
ALERT_DESCRIPTION_CERTIFICATE_UNKNOWN = 46
ALERT_DESCRIPTION_CERTIFICATE_UNOBTAINABLE = 111
ALERT_DESCRIPTION_CLOSE_NOTIFY = 0
ALERT_DESCRIPTION_DECODE_ERROR = 50
ALERT_DESCRIPTION_DECOMPRESSION_FAILURE = 30
ALERT_DESCRIPTION_DECRYPT_ERROR = 51
ALERT_DESCRIPTION_HANDSHAKE_FAILURE = 40
ALERT_DESCRIPTION_ILLEGAL_PARAMETER = 47
ALERT_DESCRIPTION_INSUFFICIENT_SECURITY = 71
ALERT_DESCRIPTION_INTERNAL_ERROR = 80
ALERT_DESCRIPTION_NO_RENEGOTIATION = 100
ALERT_DESCRIPTION_PROTOCOL_VERSION = 70
ALERT_DESCRIPTION_RECORD_OVERFLOW = 22
ALERT_DESCRIPTION_UNEXPECTED_MESSAGE = 10
ALERT_DESCRIPTION_UNKNOWN_CA = 48
ALERT_DESCRIPTION_UNKNOWN_PSK_IDENTITY = 115
ALERT_DESCRIPTION_UNRECOGNIZED_NAME = 112
ALERT_DESCRIPTION_UNSUPPORTED_CERTIFICATE = 43
ALERT_DESCRIPTION_UNSUPPORTED_EXTENSION = 110
ALERT_DESCRIPTION_USER_CANCELLED = 90
CERT_NONE = 0
CERT_OPTIONAL = 1
CERT_REQUIRED = 2
ENCODING_DER = 2
ENCODING_PEM = 1
HAS_ALPN = True
HAS_ECDH = True
HAS_NPN = False
HAS_PHA = True
HAS_PSK = True
HAS_SNI = True
HAS_SSLv2 = False
HAS_SSLv3 = False
HAS_TLS_UNIQUE = True
HAS_TLSv1 = True
HAS_TLSv1_1 = True
HAS_TLSv1_2 = True
HAS_TLSv1_3 = True
HOSTFLAG_ALWAYS_CHECK_SUBJECT = 1
HOSTFLAG_MULTI_LABEL_WILDCARDS = 8
HOSTFLAG_NEVER_CHECK_SUBJECT = 32
HOSTFLAG_NO_PARTIAL_WILDCARDS = 4
HOSTFLAG_NO_WILDCARDS = 2
HOSTFLAG_SINGLE_LABEL_SUBDOMAINS = 16
OP_ALL = 2147483728
OP_CIPHER_SERVER_PREFERENCE = 4194304
OP_ENABLE_KTLS = 8
OP_ENABLE_MIDDLEBOX_COMPAT = 1048576
OP_IGNORE_UNEXPECTED_EOF = 128
OP_LEGACY_SERVER_CONNECT = 4
OP_NO_COMPRESSION = 131072
OP_NO_RENEGOTIATION = 1073741824
OP_NO_SSLv2 = 0
OP_NO_SSLv3 = 33554432
OP_NO_TICKET = 16384
OP_NO_TLSv1 = 67108864
OP_NO_TLSv1_1 = 268435456
OP_NO_TLSv1_2 = 134217728
OP_NO_TLSv1_3 = 536870912
OP_SINGLE_DH_USE = 0
OP_SINGLE_ECDH_USE = 0
PROTOCOL_SSLv23 = 2
PROTOCOL_TLS = 2
PROTOCOL_TLS_CLIENT = 16
PROTOCOL_TLS_SERVER = 17
PROTOCOL_TLSv1 = 3
PROTOCOL_TLSv1_1 = 4
PROTOCOL_TLSv1_2 = 5
PROTO_MAXIMUM_SUPPORTED = -1
PROTO_MINIMUM_SUPPORTED = -2
PROTO_SSLv3 = 768
PROTO_TLSv1 = 769
PROTO_TLSv1_1 = 770
PROTO_TLSv1_2 = 771
PROTO_TLSv1_3 = 772
SSL_ERROR_EOF = 8
SSL_ERROR_INVALID_ERROR_CODE = 10
SSL_ERROR_SSL = 1
SSL_ERROR_SYSCALL = 5
SSL_ERROR_WANT_CONNECT = 7
SSL_ERROR_WANT_READ = 2
SSL_ERROR_WANT_WRITE = 3
SSL_ERROR_WANT_X509_LOOKUP = 4
SSL_ERROR_ZERO_RETURN = 6
VERIFY_ALLOW_PROXY_CERTS = 64
VERIFY_CRL_CHECK_CHAIN = 12
VERIFY_CRL_CHECK_LEAF = 4
VERIFY_DEFAULT = 0
VERIFY_X509_PARTIAL_CHAIN = 524288
VERIFY_X509_STRICT = 32
VERIFY_X509_TRUSTED_FIRST = 32768
