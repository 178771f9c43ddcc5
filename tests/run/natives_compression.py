"""zlib, bz2, lzma and the hashes."""

import bz2
import hashlib
import lzma
import zlib

data = bytes(range(256)) * 40 + b"the same again " * 500


def fails(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


for module in (zlib, bz2, lzma):
    packed = module.compress(data)
    print(module.__name__, module.decompress(packed) == data, len(packed) < len(data) // 4)
print(zlib.crc32(data), zlib.adler32(data), zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"))
fails(zlib.decompress, b"nothing")
fails(zlib.decompress, zlib.compress(data)[:-4])
fails(zlib.compress, data, 99)
fails(zlib.compressobj, 1, 8, 99)
compressor = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, b"the same again ")
half = compressor.compress(data)
copy = compressor.copy()
print(half + compressor.flush() == half + copy.flush())
decompressor = zlib.decompressobj(-15, b"the same again ")
packed = zlib.compressobj(9, zlib.DEFLATED, -15, 9, 0, b"the same again ")
raw = packed.compress(data) + packed.flush()
out = decompressor.decompress(raw + b"tail", 100)
print(len(out), decompressor.eof, len(decompressor.unconsumed_tail) > 0)
out += decompressor.decompress(decompressor.unconsumed_tail) + decompressor.flush()
print(out == data, decompressor.eof, decompressor.unused_data)
fails(compressor.compress, b"x")
gzip = zlib.compressobj(wbits=31)
stream = gzip.compress(data) + gzip.flush()
print(stream[:2], zlib.decompress(stream, wbits=47) == data)

for module, make in ((bz2, bz2.BZ2Decompressor), (lzma, lzma.LZMADecompressor)):
    decompressor = make()
    packed = module.compress(data) + b"rest"
    out = b""
    while not decompressor.eof:
        piece, packed = (packed[:50], packed[50:]) if decompressor.needs_input else (b"", packed)
        out += decompressor.decompress(piece, max_length=1000)
    print(module.__name__, out == data, (decompressor.unused_data + packed)[-4:])
    fails(decompressor.decompress, b"")
    fails(make().decompress, b"not compressed at all, surely")
print(lzma.LZMADecompressor().check, lzma.is_check_supported(lzma.CHECK_SHA256), lzma.is_check_supported(99))
filters = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 3}]
raw = lzma.compress(data, lzma.FORMAT_RAW, filters=filters)
print(lzma.decompress(raw, lzma.FORMAT_RAW, filters=filters) == data)
print(lzma.decompress(lzma.compress(data, lzma.FORMAT_ALONE)) == data)
for filter in ({"id": 3, "dist": 2, "x": 1}, {"dist": 1}, {"id": 77}, {"id": lzma.FILTER_LZMA2, "preset": 99}, 5):
    fails(lzma.LZMACompressor, lzma.FORMAT_RAW, filters=[filter])
fails(lzma.LZMACompressor, lzma.FORMAT_RAW)
fails(lzma.LZMACompressor, 9)
fails(lzma.LZMADecompressor, lzma.FORMAT_RAW)
print(lzma._encode_filter_properties({"id": lzma.FILTER_LZMA1, "preset": 6}))
print(lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"]\x00\x00\x80\x00"))

for name in sorted(hashlib.algorithms_guaranteed):
    hasher = hashlib.new(name, data)
    digest = hasher.hexdigest(16) if name.startswith("shake") else hasher.hexdigest()
    print(name, hasher.name, hasher.digest_size, hasher.block_size, digest[:32])
keyed = hashlib.blake2b(b"x", digest_size=20, key=b"k", salt=b"s", person=b"p", fanout=2, depth=3, leaf_size=10,
                        node_offset=4, node_depth=1, inner_size=30, last_node=True)
other = keyed.copy()
other.update(b"more")
print(keyed.hexdigest(), other.hexdigest())
fails(hashlib.blake2s, digest_size=33)
fails(hashlib.blake2b, key=b"k" * 65)
fails(hashlib.sha256, "text")
fails(hashlib.sha3_256, "text")
