"""How much the forms of a PDF would draw: forms may draw forms, and ten levels of ten make ten thousand million.

pdfium draws a form anew wherever it is named and cannot be stopped, so this is worked out before pdfium sees the file, from
the names in content streams (ISO 32000-1, 8.10: the Do operator) and the objects that dictionaries give those names.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NO_CONTENT = re.compile(rb"/Image\b|/Length1|/ASCII85|/A85\b|/LZW|/ASCIIHex|/AHx|/DCT|/ObjStm|/XRef")


def streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the word ``stream`` stands that begins a stream's content, and where that content begins."""
    at = data.find(b"stream")
    while at >= 0:
        after = at + 6
        content = after + (data[after : after + 1] == b"\r")
        if data[content : content + 1] == b"\n" and data[max(at - 3, 0) : at] != b"end":
            yield at, content + 1
            after = content + 1
        at = data.find(b"stream", after)


def most_drawn(data: bytes, most_bytes: int) -> int:
    """How many forms the busiest content stream of a file would draw, counted with all forms within them.

    A name that stands for several objects counts as the one that draws most. ``most_bytes`` bounds each inflated stream.
    """
    if not _FORM.search(data):
        return 0
    objects = [(found.start(), int(found[1])) for found in _OBJECT.finditer(data)]
    starts = [start for start, _ in objects]
    calls: dict[int, Counter[bytes]] = {}
    forms: set[int] = set()
    for begin, content in streams(data):
        at = bisect_right(starts, begin) - 1
        if at < 0:
            continue
        start, number = objects[at]
        head = data[start:begin]
        if len(head) > 20_000 or _NO_CONTENT.search(head):
            continue
        end = data.find(b"endstream", content)
        body = data[content : end if end >= 0 else len(data)]
        if b"/FlateDecode" in head or b"/Fl " in head:
            body = _inflated(body, most_bytes)
        calls[number] = Counter(_DRAWN.findall(body))
        if _FORM.search(head):
            forms.add(number)
    meant: dict[bytes, set[int]] = {}
    for name, target in _NAMED.findall(data):
        if int(target) in forms:
            meant.setdefault(name, set()).add(int(target))
    known: dict[int, int] = {}
    return max((_drawn(number, calls, meant, known, ()) for number in sorted(calls)), default=0)


def _drawn(
    number: int,
    calls: dict[int, Counter[bytes]],
    meant: dict[bytes, set[int]],
    known: dict[int, int],
    path: tuple[int, ...],
) -> int:
    if number in known:
        return known[number]
    if number in path or len(path) > 40:
        return 0
    total = 0
    for name, times in calls.get(number, Counter()).items():
        inner = [_drawn(form, calls, meant, known, (*path, number)) for form in sorted(meant.get(name, ()))]
        total += times * (1 + max(inner)) if inner else 0
    known[number] = total
    return total


def _inflated(body: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return b""
