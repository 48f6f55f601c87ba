"""What a PDF may cost, and what can be seen of that before any PDF library touches it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from ggsr_extract.models.checks import Refusal

_RATIO = 1032
"""The most that one round of deflate can shrink: a stream cannot grow by more."""
_FLATE = re.compile(rb"/FlateDecode|/Fl\b")
_STREAM = re.compile(rb"stream\r?\n")


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
    max_objects: int = 60_000
    max_stream_bytes: int = 32 * 2**20
    max_total_bytes: int = 256 * 2**20
    max_side: float = 14_400.0


def check_streams(data: bytes, limits: PdfLimits) -> None:
    """Refuse a file with a stream that would explode: deflated streams are inflated, discarded and counted.

    Only streams that could pass the limit at all are tried, so an ordinary file costs one scan of its bytes. Raises
    ``Refusal`` (``pdf_limit``).
    """
    total = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 2000) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        rounds = len(_FLATE.findall(head))
        if not rounds or b"/Image" in head:
            continue
        end = data.find(b"endstream", found.end())
        body = data[found.end() : end if end >= 0 else len(data)]
        if len(body) * _RATIO**rounds <= min(limits.max_stream_bytes, limits.max_total_bytes / 100):
            continue
        size = _inflated(body, rounds, limits.max_stream_bytes)
        total += size
        if size > limits.max_stream_bytes or total > limits.max_total_bytes:
            raise Refusal("pdf_limit", "a stream grows beyond the limit when it is unpacked")


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
