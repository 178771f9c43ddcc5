# stress: 997
"""hashlib, hmac, zlib, base64, binascii, gzip, bz2, lzma: known answers, streams, errors."""
import hashlib, hmac, zlib, base64, binascii, gzip, bz2, lzma, io
def attempt(function, *arguments, **keywords):
    try: print(function(*arguments, **keywords))
    except Exception as error: print(type(error).__name__, error)
for n in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"): h = hashlib.new(n, b"abc"); print(n, h.hexdigest()[:32], h.digest_size, h.block_size, h.name)
print(hashlib.shake_128(b"a").hexdigest(8), hashlib.blake2b(b"x", digest_size=4, key=b"k").hexdigest(), hmac.new(b"k", b"m", "sha256").hexdigest()[:16], hmac.compare_digest("a", "a")); h = hashlib.sha256(); h.update(b"a"); g = h.copy(); h.update(b"bc"); print(h.digest() == hashlib.sha256(b"abc").digest(), g.hexdigest()[:8]); attempt(hashlib.new, "nope"); attempt(hashlib.md5, "text"); attempt(h.update, "text"); attempt(hmac.new, b"k", b"m")
d = zlib.compress(b"hello" * 50, 9); print(zlib.decompress(d) == b"hello" * 50, zlib.crc32(b"abc"), zlib.adler32(b"abc"), zlib.crc32(b"c", zlib.crc32(b"ab"))); o = zlib.decompressobj(); print(len(o.decompress(d, 10)), len(o.unconsumed_tail) > 0, o.eof); attempt(zlib.decompress, b"bad"); attempt(zlib.decompress, d[:-5]); attempt(zlib.compress, "a"); attempt(zlib.compress, b"a", 99)
print(base64.b64encode(b"\xff\xfe>?"), base64.urlsafe_b64encode(b"\xff\xfe>?"), base64.b64decode("YWI="), base64.b32encode(b"ab"), base64.b16decode("6162"), base64.a85encode(b"hello"), base64.b85encode(b"hello"), base64.b85decode("Xk~0{Zv"), base64.b64decode("YW I=\n"), base64.encodebytes(b"x" * 60)); attempt(base64.b64decode, "YQ"); attempt(base64.b64decode, "Y!Q=", validate=True); attempt(base64.b32decode, "abc"); attempt(base64.b16decode, "6g"); attempt(base64.b64encode, "text"); attempt(base64.b64decode, "é")
print(binascii.hexlify(b"ab", ":"), binascii.unhexlify("6162"), binascii.crc_hqx(b"a", 0), binascii.b2a_uu(b"abc"), binascii.a2b_qp(b"a=3Db"), binascii.b2a_qp(b"a=b \n")); attempt(binascii.unhexlify, "a"); attempt(binascii.unhexlify, "zz"); attempt(binascii.a2b_base64, b"A")
b = io.BytesIO()
with gzip.GzipFile(fileobj=b, mode="wb", mtime=0) as f: f.write(b"data" * 9)
print(gzip.decompress(b.getvalue()) == b"data" * 9, gzip.GzipFile(fileobj=io.BytesIO(b.getvalue())).read(4), bz2.decompress(bz2.compress(b"bz")), lzma.decompress(lzma.compress(b"lz")), lzma.decompress(lzma.compress(b"alone", lzma.FORMAT_ALONE))); attempt(gzip.decompress, b"bad data"); attempt(bz2.decompress, b"bad"); attempt(lzma.decompress, b"bad"); attempt(gzip.decompress, b.getvalue()[:-4]); attempt(bz2.compress, b"a", 10)
