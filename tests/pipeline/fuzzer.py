"""Hostile inputs, made from good ones: the same seed and number give the same bytes."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.pipeline import hostile

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

_TOKENS = (
    b"/Length 999999999", b"/Length -1", b"/Kids [1 0 R]", b"/Parent 1 0 R", b"/Count 2147483647", b"/Type /Page",
    b"/MediaBox [0 0 1e9 1e9]", b"/MediaBox [0 0 0 0]", b"/Rotate 77", b"/Filter /FlateDecode",
    b"/Filter [/FlateDecode /FlateDecode /LZWDecode]", b"/Encrypt 1 0 R", b"/UserUnit 1e6", b"xref", b"trailer",
    b"startxref\n0", b"endobj", b"endstream", b"stream\n", b"BT", b"ET", b"0 Tf", b"1e30 0 0 1e30 0 0 cm", b"q " * 500,
    b"/F1 1e9 Tf", b"-1 Tz", b"<<" * 300, b"[" * 300, b"(" * 300, b"%%EOF", b"\x00" * 64, b"/Contents 1 0 R",
)  # fmt: skip
_CHARACTERS = "√X✓✗x\u202e\u0000\ufeff\ufffd\u200b\x0b\x0c\x1b\u2028\t\u0301\ud7ff𝒳\uf0fc–-·•|"


def _flip(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    out = bytearray(data)
    for _unused in range(rng.choice((1, 3, 30, 300))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _cut(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 20, 1000, 100_000)) :]


def _truncate(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data))]


def _repeat(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = rng.randrange(len(data))
    end = start + rng.choice((1, 50, 2000))
    return data[:end] + data[start:end] * rng.choice((1, 10, 200)) + data[end:]


def _splice(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def _token(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    places = [found.start() for found in re.finditer(rb"/[A-Z]", data)] or [0]
    out = data
    for _unused in range(rng.choice((1, 2, 8))):
        at = rng.choice(places)
        out = out[:at] + rng.choice(_TOKENS) + b" " + out[at + rng.choice((0, 10)) :]
    return out


def _number(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    values = (b"0", b"-1", b"99999999999999999999", b"1e400", b"0.0000001", b"NaN", b"65536")
    chosen = {rng.randrange(4000) for _unused in range(rng.choice((1, 5, 50)))}
    count = iter(range(len(data)))
    return re.sub(rb"\d+", lambda found: rng.choice(values) if next(count) in chosen else found[0], data)


def _content(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Changes what is inside the compressed streams, and compresses them again."""

    def change(found: re.Match[bytes]) -> bytes:
        if rng.random() > 0.3:
            return found[0]
        try:
            plain = hostile.inflated(found[1])
        except zlib.error:
            return found[0]
        mutation = rng.choice((_flip, _cut, _repeat, _number, _splice))
        return b"stream\n" + zlib.compress(mutation(rng, plain or b" ", others)) + b"\nendstream"

    return re.sub(rb"stream\r?\n(.*?)\r?\nendstream", change, data, flags=re.DOTALL)


def _lines(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    kind = rng.randrange(5)
    if kind == 0:
        rng.shuffle(lines)
    elif kind == 1:
        lines = [line for line in lines if rng.random() < 0.7]
    elif kind == 2:
        lines = [part for line in lines for part in [line] * rng.choice((1, 1, 1, 3))]
    elif kind == 3:
        lines = [b" ".join(lines)]
    else:
        lines = [bytes([char]) for line in lines for char in line[:40]]
    return b"\n".join(lines)


def _characters(rng: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    text = list(data.decode("utf-8", "replace"))
    for _unused in range(rng.choice((1, 20, 500))):
        text[rng.randrange(len(text))] = rng.choice(_CHARACTERS) * rng.choice((1, 1, 1, 200))
    return "".join(text).encode(rng.choice(("utf-8", "utf-16", "utf-32", "cp1252")), "replace")


_ANY: tuple[Mutation, ...] = (_flip, _cut, _truncate, _repeat, _splice)
_PDF: tuple[Mutation, ...] = (
    *_ANY,
    _token,
    _token,
    _number,
    _number,
    _content,
    _content,
    hostile.tokens,
    hostile.tokens,
    hostile.tokens,
)
_TEXT: tuple[Mutation, ...] = (*_ANY, _lines, _lines, _characters, _characters, hostile.words, hostile.words)


def mutants(samples: Sequence[Path], count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """``count`` different hostile inputs with their names."""
    bases = [(path.suffix, path.read_bytes()) for path in sorted(samples)]
    others = [data for _, data in bases]
    seen: set[bytes] = set()
    number = 0
    while len(seen) < count:
        rng = random.Random(f"{seed}-{number}")
        number += 1
        suffix, data = rng.choice(bases)
        for _ in range(rng.choice((1, 1, 2, 4))):
            data = rng.choice(_PDF if suffix == ".pdf" else _TEXT)(rng, data, others) or b"\n"
        data = data[: hostile.MOST]
        digest = zlib.crc32(data).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        if digest not in seen:
            seen.add(digest)
            yield f"{number:06d}{suffix}", data
