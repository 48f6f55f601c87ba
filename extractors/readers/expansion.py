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
from dataclasses import dataclass
from itertools import pairwise

_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_RESOURCES = re.compile(rb"/Resources\s+(\d+)\s+\d+\s+R\b")
_XOBJECTS = re.compile(rb"/XObject\s+(\d+)\s+\d+\s+R\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NO_CONTENT = re.compile(rb"/Image\b|/Length1|/ASCII85|/A85\b|/LZW|/ASCIIHex|/AHx|/DCT|/ObjStm|/XRef")

_HEAD = 20_000
"""Most bytes of what stands before a stream, or of a dictionary, that are looked at."""
_ENDLESS = 2**40


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

    A name that stands for several objects (in a page's stream: anywhere in the file) counts as the one that draws most; a form that draws itself, and something else
    or itself again, has no end (pdfium goes forty levels deep). ``most_bytes`` bounds each inflated stream.
    """
    if not _FORM.search(data):
        return 0
    objects = [(found.start(), int(found[1])) for found in _OBJECT.finditer(data)]
    starts = [start for start, _ in objects]
    file = _File(data, {}, {}, {}, {}, {})
    for at, (start, number) in enumerate(objects):
        file.heads[number] = slice(start, min([start + _HEAD, *starts[at + 1 : at + 2]]))
    for begin, content in streams(data):
        at = bisect_right(starts, begin) - 1
        if at < 0:
            continue
        start, number = objects[at]
        head = data[start:begin]
        if len(head) > _HEAD or _NO_CONTENT.search(head):
            continue
        end = data.find(b"endstream", content)
        body = data[content : end if end >= 0 else len(data)]
        if b"/FlateDecode" in head or b"/Fl " in head:
            body = _inflated(body, most_bytes)
        file.calls[number] = Counter(_DRAWN.findall(body))
        if _FORM.search(head):
            file.forms[number] = head
    for name, target in _NAMED.findall(data):
        if int(target) in file.forms:
            file.meant.setdefault(name, set()).add(int(target))
    return max((file.drawn(number, ()) for number in sorted(file.calls)), default=0)


@dataclass(frozen=True, slots=True)
class _File:
    """Objects of ``data`` by number: where they begin, what is drawn in their streams, which are forms (with what stands before their
    stream); and which forms a name can mean anywhere in the file.
    """

    data: bytes
    heads: dict[int, slice]
    calls: dict[int, Counter[bytes]]
    forms: dict[int, bytes]
    meant: dict[bytes, set[int]]
    known: dict[int, int]

    def drawn(self, number: int, path: tuple[int, ...]) -> int:
        """What the stream of an object draws, within those of ``path``."""
        if number in self.known:
            return self.known[number]
        if len(path) > 40:
            return 0
        total = 0
        own = self._named(number) if number in self.forms else None
        for name, times in self.calls.get(number, Counter()).items():
            meant = self.meant.get(name, set())
            inner = [
                self._within(form, number, path) for form in sorted(meant if own is None else meant & own)
            ]
            total += times * (1 + max(inner)) if inner else 0
        self.known[number] = total
        return total

    def _within(self, form: int, number: int, path: tuple[int, ...]) -> int:
        around = (*path, number)
        if form not in around:
            return self.drawn(form, around)
        circle = around[around.index(form) :]
        closed = all(after in self._named(before) for before, after in pairwise((*circle, form)))
        return _ENDLESS if closed and any(self.calls[item].total() > 1 for item in circle) else 0

    def _named(self, form: int) -> set[int]:
        """The forms that a form gives names to; without resources of its own it has those of the page, any of them."""
        text = self.forms.get(form, b"")
        if form in self.forms and b"/Resources" not in text:
            return set(self.forms)
        for reference in (_RESOURCES, _XOBJECTS):
            places = [self.heads.get(int(number)) for number in reference.findall(text)]
            text += b"".join(self.data[place] for place in places if place is not None)
        return {int(target) for _, target in _NAMED.findall(text)}


def _inflated(body: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return b""
