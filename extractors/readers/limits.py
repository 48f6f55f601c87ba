"""What a PDF may cost, and what can be seen of that before any PDF library touches it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np
from ggsr_extract.extractors.readers.expansion import most_drawn, streams
from ggsr_extract.models.checks import Refusal

_RATIO = 1032
"""The most that one round of deflate can shrink: a stream cannot grow by more."""
_FLATE = re.compile(rb"/FlateDecode|/Fl\b")
_TEXT_FILTER = re.compile(rb"/ASCII85Decode|/A85\b")
_OTHER = re.compile(rb"/Type\b|/Length1|/LZW|/ASCIIHex|/AHx|/RunLength|/RL\b|/DCT|/Predictor")
"""What the head of a stream says that is no plain deflated page content."""
_BLANKS = b" \t\r\n\f\0"
_ENDLESS = 1000
"""More streams without an end than any damage leaves: pdfium looks through the rest of the file for the end of each."""
_PLACES = np.array([85**4, 85**3, 85**2, 85, 1], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What a PDF may cost before it is refused with ``pdf_limit``.

    ``max_pages``: pages in the file. ``max_chars_per_page``: characters on one page (a full page of text has 4,000).
    ``max_objects``: drawn things on one page. ``max_stream_bytes``: one stream other than an image, inflated.
    ``max_total_bytes``: all such streams together. ``max_side``: width or height of a page in points (the format's own
    bound is 14,400).
    """

    max_pages: int = 500
    max_chars_per_page: int = 60_000
    max_objects: int = 20_000
    max_stream_bytes: int = 32 * 2**20
    max_total_bytes: int = 256 * 2**20
    max_side: float = 14_400.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What the bytes of a PDF tell: whether a page may have its own /UserUnit, whether there may be layers, and whether a
    stream is damaged.
    """

    user_unit: bool
    layers: bool
    damaged: bool


def look_through(data: bytes, limits: PdfLimits) -> Findings:
    """Look through a PDF's streams before any library does; refuse a file with a stream that would explode.

    Deflated streams that could pass the limit are inflated, discarded and counted; an ordinary file costs one scan of its
    bytes and the inflation of its page contents. Raises ``Refusal`` (``pdf_limit``).
    """
    total = 0
    damaged = False
    user_unit, layers = b"/UserUnit" in data, b"/OCProperties" in data
    encrypted = b"/Encrypt" in data
    places = list(streams(data))
    if len(places) - data.count(b"endstream") > _ENDLESS:
        raise Refusal("pdf_broken", "its streams have no end")
    for start, begin in places:
        head = data[max(0, start - 2000) : start]
        head = head[head.rfind(b" obj") + 1 :]
        rounds = len(_FLATE.findall(head))
        if not rounds or b"/Image" in head:
            continue
        end = data.find(b"endstream", begin)
        body = data[begin : end if end >= 0 else len(data)]
        if len(body) * _RATIO**rounds > min(limits.max_stream_bytes, limits.max_total_bytes / 100):
            deflated = from_text(body) if _TEXT_FILTER.search(head) else body
            size = _inflated(deflated, rounds, limits.max_stream_bytes)
            total += size
            if size > limits.max_stream_bytes or total > limits.max_total_bytes:
                raise Refusal("pdf_limit", "a stream grows beyond the limit when it is unpacked")
        if encrypted:
            continue
        if b"/ObjStm" in head and not (user_unit and layers):
            objects = _prefix(body, limits.max_stream_bytes)
            user_unit, layers = (
                user_unit or b"/UserUnit" in objects,
                layers or b"/OCProperties" in objects,
            )
        elif rounds == 1 and not damaged and not _OTHER.search(head):
            damaged = not inflates(from_text(body) if _TEXT_FILTER.search(head) else body)
    if most_drawn(data, limits.max_stream_bytes) > limits.max_objects:
        raise Refusal("pdf_limit", f"forms within forms draw more than {limits.max_objects} objects")
    return Findings(user_unit, layers, damaged)


def inflates(body: bytes) -> bool:
    """Whether deflated bytes can be inflated to their end (a wrong checksum alone does no harm); where there are none, nothing is
    lost: programs put such streams on blank pages.
    """
    if not body.strip(_BLANKS):
        return True
    engine = zlib.decompressobj()
    try:
        while body and not engine.eof:  # after its end zlib gives what follows back for ever
            engine.decompress(body, 2**20)
            body = engine.unconsumed_tail
    except zlib.error as fault:
        return "data check" in str(fault)
    return engine.eof


def _prefix(body: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, limit)
    except zlib.error:
        return b""


def from_text(body: bytes) -> bytes:
    """The bytes that ASCII85 stands for; empty where it is none (ISO 32000-1, 7.4.3)."""
    text = body.translate(None, _BLANKS).removeprefix(b"<~").partition(b"~")[0].replace(b"z", b"!!!!!")
    left_out = -len(text) % 5
    digits = np.frombuffer(text + b"u" * left_out, dtype=np.uint8).astype(np.int64) - 33
    if not len(digits) or digits.min() < 0 or digits.max() > 84:
        return b""
    whole = (digits.reshape(-1, 5) @ _PLACES).astype(">u4").tobytes()
    return whole[: len(whole) - left_out]


def _inflated(body: bytes, rounds: int, limit: int) -> int:
    """The size after all rounds of inflation, counted up to just past the limit."""
    for _ in range(rounds - 1):
        try:
            body = zlib.decompressobj().decompress(body, limit + 1)
        except zlib.error:
            return 0
        if len(body) > limit:
            return len(body)
    engine = zlib.decompressobj()
    size = 0
    try:
        piece = engine.decompress(body, 2**20)
        while piece and size <= limit:
            size += len(piece)
            piece = engine.decompress(engine.unconsumed_tail, 2**20)
    except zlib.error:
        pass
    return size
