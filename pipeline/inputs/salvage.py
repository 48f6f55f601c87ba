"""Members of a zip whose directory, which stands at the end, is cut off or cannot be read: found by their own headers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, cast

_HEADER = struct.Struct("<4s5H3I2H")
"""Signature, version, flags, method, time, date, checksum, packed and unpacked size, lengths of name and of extra fields."""
_MEMBER, _DIRECTORY = b"PK\x03\x04", b"PK\x01\x02"
_SIZES_FOLLOW, _ENCRYPTED = 0x8, 0x1
_LARGE = 0xFFFFFFFF
_DESCRIPTOR = 24
"""Most bytes that tell the sizes behind a member."""


def entries(stream: IO[bytes], check: Callable[[int, int], None]) -> Iterator[zipfile.ZipInfo]:
    """The members from the front of a file on; ``header_offset`` is where their own bytes begin.

    ``check`` is called with the unpacked and packed size of members that do not tell theirs, while they are measured.
    Raises BadZipFile where they end without having come to the directory.
    """
    at = 0
    while True:
        stream.seek(at)
        head = stream.read(_HEADER.size)
        if head.startswith(_DIRECTORY):
            return
        if len(head) < _HEADER.size or not head.startswith(_MEMBER):
            raise zipfile.BadZipFile("its end is missing or damaged")
        _, _, flags, method, _, _, checksum, packed, size, name_length, extra = _HEADER.unpack(head)
        entry = zipfile.ZipInfo(_name(stream.read(name_length), flags))
        entry.flag_bits, entry.compress_type = flags, method
        entry.header_offset = at + _HEADER.size + name_length + extra
        if flags & _SIZES_FOLLOW or _LARGE in (packed, size):
            if method != zipfile.ZIP_DEFLATED or flags & _ENCRYPTED:
                raise zipfile.BadZipFile("where a member ends cannot be told")
            stream.seek(entry.header_offset)
            packed, size, checksum = _measured(stream, check)
            stream.seek(entry.header_offset + packed)
            behind = stream.read(_DESCRIPTOR + len(_MEMBER))
            found = [place for mark in (_MEMBER, _DIRECTORY) if (place := behind.find(mark)) >= 0]
            gap = min(found, default=len(behind))
        else:
            gap = 0
        entry.compress_size, entry.file_size, entry.CRC = packed, size, checksum
        at = entry.header_offset + packed + gap
        yield entry


def opened(stream: IO[bytes], entry: zipfile.ZipInfo) -> IO[bytes]:
    """The bytes of one of the ``entries``, unpacked and checked as they are read."""
    stream.seek(entry.header_offset)
    return cast("IO[bytes]", zipfile.ZipExtFile(stream, "r", entry))


def _measured(stream: IO[bytes], check: Callable[[int, int], None]) -> tuple[int, int, int]:
    """Packed size, unpacked size and checksum of a deflated member that begins here."""
    engine, packed, size, checksum = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0, 0
    while not engine.eof:
        piece = engine.unconsumed_tail or stream.read(1 << 16)
        if not piece:
            raise zipfile.BadZipFile("it ends within a member")
        plain = engine.decompress(piece, 1 << 20)
        packed += len(piece) - len(engine.unconsumed_tail) - len(engine.unused_data)
        size += len(plain)
        checksum = zlib.crc32(plain, checksum)
        check(size, max(1, packed))
    return packed, size, checksum


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
