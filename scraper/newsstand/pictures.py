"""Small real JPEG pictures, made from their names alone."""

from __future__ import annotations

import struct
from functools import lru_cache
from zlib import crc32

WIDTH, HEIGHT = 640, 360  # multiples of 8, so that no block is cut


@lru_cache(maxsize=1024)
def jpeg(name: str) -> bytes:
    """A plain grey baseline JPEG (ITU-T T.81) of 640 x 360; another name gives another shade or comment."""
    shade = 64 + crc32(name.encode()) % 64  # difference to mid-grey, always 7 bits long: category 7
    return b"".join((
        b"\xff\xd8",
        _segment(0xE0, b"JFIF\x00\x01\x01\x00" + struct.pack(">HHBB", 1, 1, 0, 0)),
        _segment(0xFE, name.encode()),
        _segment(0xDB, b"\x00" + b"\x08" * 64),
        _segment(0xC0, struct.pack(">BHHB", 8, HEIGHT, WIDTH, 1) + b"\x01\x11\x00"),
        _huffman(0x00, one_bit=0, two_bits=7),
        _huffman(0x10, one_bit=0, two_bits=None),
        _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
        _scan(shade),
        b"\xff\xd9",
    ))  # fmt: skip


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _huffman(table: int, *, one_bit: int, two_bits: int | None) -> bytes:
    symbols = bytes([one_bit]) if two_bits is None else bytes([one_bit, two_bits])
    lengths = bytes([1, len(symbols) - 1]) + bytes(14)
    return _segment(0xC4, bytes([table]) + lengths + symbols)


def _scan(shade: int) -> bytes:
    """The first block gives the shade, all others differ from it by nothing. Codes: 0 and 10; end of block: 0."""
    blocks = (WIDTH // 8) * (HEIGHT // 8)
    bits = "10" + f"{shade:07b}" + "0" + "00" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
