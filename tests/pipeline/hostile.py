"""Hostile changes that know what they change: the tokens of PDFs, and what texts are made of. See ``tests.pipeline.fuzzer``."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence

Kind = Callable[[random.Random, bytes], bytes]

_NUMBERS = (
    b"0", b"-1", b"1", b"32768", b"65536", b"2147483647", b"2147483648", b"-2147483649", b"99999999999999999999",
    b"1e400", b"NaN", b"inf", b"0.0000000001", b"-0.0", b"1.2.3", b"--5", b".", b"+", b"1e9", b"-99999.5",
)  # fmt: skip
_FILTERS = (
    b"/ASCIIHexDecode", b"/ASCII85Decode", b"/LZWDecode", b"/FlateDecode", b"/RunLengthDecode", b"/CCITTFaxDecode",
    b"/DCTDecode", b"/JPXDecode", b"/JBIG2Decode", b"/Crypt", b"/None",
)  # fmt: skip
_OPERATIONS = (
    b"q " * 200_000, b"q Q " * 100_000, b"Q " * 100_000, b"BT " * 20_000, b"BT ET " * 50_000, b"1e30 0 0 1e-30 0 0 cm ",
    b"0 0 0 0 0 0 cm ", b"0 Tz ", b"-1e9 Tz ", b"1e9 TL T* T* ", b"/Fm0 Do /Fm1 Do ", b"BI /W 65000 /H 65000 /BPC 8 ID x EI ",
    b"0 0 m " + b"1 1 l " * 30_000 + b"f ", b"0 0 1 1 re " * 30_000 + b"f ", b"(x) Tj " * 20_000, b"3 Tr ", b"[" * 5_000,
    b"<<" * 5_000, b"(" * 5_000, b"[(a) -1e30 (b) 1e30] TJ ", b"/OC /X BDC " * 10_000, b"W n " * 10_000, b"/F9 0 Tf ",
    b"1 0 0 1 1e20 1e20 Tm ", b"0 0 0 0 0 0 Tm ", b"<" + b"00" * 50_000 + b"> Tj ", b"\x00" * 100, b"% ",
)  # fmt: skip
_CMAP = (
    b"1 begincodespacerange <00> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange",
    b"/Same usecmap 1 begincidrange <0000> <FFFF> 0 endcidrange",
    b"1 beginbfchar <41> <" + b"D800" * 200 + b"> endbfchar",
    b"1 beginbfrange <00> <FF> [" + b"<221A> " * 3 + b"] endbfrange",
    b"100 beginbfchar " + b"<41> <0000> " * 5_000,
)
MOST = 4 << 20
"""Bytes that an input holds at most."""
_STREAM = re.compile(rb">>\s*stream\r?\n")
_HEAD = 2_000
_NUMBER = re.compile(rb"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_KEY = re.compile(rb"/[A-Z][A-Za-z0-9]*")


def tokens(rng: random.Random, data: bytes, _: Sequence[bytes] = ()) -> bytes:
    """A PDF with its streams unpacked, some of its tokens changed, and some streams packed again."""
    plain = _streams(data, _unpacked)
    for _unused in range(rng.choice((1, 1, 2, 3))):
        plain = rng.choice(_PDF_KINDS)(rng, plain) or plain
    return _streams(plain, lambda head, body: _packed(head, body) if rng.random() < 0.5 else None)[:MOST]


def words(rng: random.Random, data: bytes, _: Sequence[bytes] = ()) -> bytes:
    """A text with one thing in it that no tool for texts expects."""
    return rng.choice(_TEXT_KINDS)(rng, data)[: 6 << 20]


def _streams(data: bytes, change: Callable[[bytes, bytes], bytes | None]) -> bytes:
    """A PDF with each stream as ``change`` gives it for its dictionary and body; None leaves it as it is."""
    parts: list[bytes] = []
    copied = passed = 0
    for found in _STREAM.finditer(data):
        begin = data.find(b"<<", max(passed, found.start() - _HEAD), found.start())
        end = data.find(b"endstream", found.end())
        if end < 0:
            break
        if begin < 0:
            continue
        passed = end + len(b"endstream")
        body = data[found.end() : end].removesuffix(b"\n").removesuffix(b"\r")
        changed = change(data[begin + 2 : found.start()], body)
        if changed is not None:
            parts += [data[copied:begin], changed]
            copied = passed
    return b"".join(parts) + data[copied:]


def inflated(packed: bytes) -> bytes:
    """A stream unpacked, no more of it than an input may hold: a change before may have made a bomb of it.

    Raises ``zlib.error`` for what is broken or ends too soon.
    """
    stream = zlib.decompressobj()
    plain = stream.decompress(packed, MOST)
    if not stream.eof and not stream.unconsumed_tail:
        raise zlib.error("it ends too soon")
    return plain


def _unpacked(head: bytes, body: bytes) -> bytes | None:
    if b"/FlateDecode" not in head or b"/DecodeParms" in head:
        return None
    try:
        if b"/ASCII85Decode" in head:
            from base64 import a85decode

            body = a85decode(b"<~" + body.strip().removesuffix(b"~>") + b"~>", adobe=True)
        body = inflated(body)
    except (ValueError, zlib.error):
        return None
    head = re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"", head)
    return _stream(re.sub(rb"/Length\s+\d+(?: \d+ R)?", b"", head), body)


def _packed(head: bytes, body: bytes) -> bytes | None:
    if b"/Filter" in head or b"/Length" not in head:
        return None
    head = re.sub(rb"/Length\s+\S+", b"", head) + b"/Filter/FlateDecode"
    return _stream(head, zlib.compress(body))


def _stream(head: bytes, body: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(body), body)


def _some(rng: random.Random, data: bytes, what: re.Pattern[bytes], give: Callable[[bytes], bytes]) -> bytes:
    """Replaces a few of what a pattern finds."""
    count = len(what.findall(data))
    chosen = {rng.randrange(count) for _ in range(rng.choice((1, 3, 20)))} if count else set()
    number = iter(range(count))
    return what.sub(lambda found: give(found[0]) if next(number) in chosen else found[0], data)


def _numbers(rng: random.Random, data: bytes) -> bytes:
    return _some(rng, data, _NUMBER, lambda _: rng.choice(_NUMBERS))


def _references(rng: random.Random, data: bytes) -> bytes:
    """Objects take each other's places: page trees, parents, fonts and forms that lead in circles."""
    numbers = _REFERENCE.findall(data) or [b"1"]
    return _some(rng, data, _REFERENCE, lambda _: rng.choice(numbers) + b" 0 R")


def _keys(rng: random.Random, data: bytes) -> bytes:
    names = _KEY.findall(data) or [b"/X"]
    return _some(rng, data, _KEY, lambda _: rng.choice(names))


def _nested(rng: random.Random, data: bytes) -> bytes:
    depth = rng.choice((60, 600, 6_000, 100_000))
    begin, end = rng.choice(((b"[", b"]"), (b"<</A", b">>"), (b"<</Kids[", b"]>>"), (b"(", b")")))
    value = begin * depth + rng.choice((end * depth, b""))
    entry = re.compile(rb"/[A-Z]\w{2,9} (?!/)\S+")
    return _some(rng, data, entry, lambda found: found.partition(b" ")[0] + b" " + value)


def _filters(rng: random.Random, data: bytes) -> bytes:
    chain = b"/Filter[%s]" % b" ".join(rng.choice(_FILTERS) for _ in range(rng.choice((1, 2, 5, 300))))
    if rng.random() < 0.5:
        columns, colors = rng.choice(_NUMBERS), rng.choice((b"1", b"3", b"2147483647", b"-1"))
        chain += b"/DecodeParms<</Predictor %d/Columns %s/Colors %s/BitsPerComponent 8/EarlyChange 7>>" % (
            rng.choice((1, 2, 10, 12, 15, 99)), columns, colors,
        )  # fmt: skip
    return _some(rng, data, re.compile(rb"/Length \d+"), lambda found: chain + found)


def _lengths(rng: random.Random, data: bytes) -> bytes:
    return _some(
        rng,
        data,
        re.compile(rb"/Length \d+"),
        lambda _: b"/Length " + rng.choice((*_NUMBERS, b"9 0 R", b"[]")),
    )


def _trees(rng: random.Random, data: bytes) -> bytes:
    value = rng.choice(
        (b"/Count 2147483647", b"/Count -5", b"/Kids[2 0 R]", b"/Kids[1 0 R 1 0 R]", b"/Kids null", b"/Parent 4 0 R", b"/Kids[%s]" % (b"4 0 R " * 3_000))
    )  # fmt: skip
    return _some(
        rng,
        data,
        re.compile(rb"/(?:Count|Kids|Parent|Type)\b ?(?:\[[^\]]*\]|/?\w+(?: 0 R)?)"),
        lambda _: value,
    )


def _fonts(rng: random.Random, data: bytes) -> bytes:
    widths = rng.choice(
        (b"[%s]" % (b"0 " * 256), b"[-9999 1e30 NaN]", b"1 0 R", b"[%s]" % (b"99999 " * 256), b"[]")
    )
    extra = b"/FirstChar %s/LastChar %s/Widths %s" % (rng.choice(_NUMBERS), rng.choice(_NUMBERS), widths)
    extra += rng.choice((b"", b"/ToUnicode 1 0 R", b"/Encoding<</Differences[%s]>>" % (b"0 /a " * 3_000), b"/DescendantFonts[2 0 R]"))  # fmt: skip
    return _some(rng, data, re.compile(rb"/Type /?Font\b"), lambda found: found + extra)


def _maps(rng: random.Random, data: bytes) -> bytes:
    return data.replace(b"endcmap", rng.choice(_CMAP) + b" endcmap")


def _drawing(rng: random.Random, data: bytes) -> bytes:
    """Operations among those of a page."""
    return _some(
        rng,
        data,
        re.compile(rb"\b(?:BT|ET|Tj|Q|q|re|Tm)\n"),
        lambda found: found + rng.choice(_OPERATIONS) + b"\n",
    )


_PDF_KINDS: tuple[Kind, ...] = (
    _numbers, _references, _keys, _nested, _filters, _lengths, _trees, _fonts, _maps, _drawing, _drawing
)  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _among(rng: random.Random, data: bytes, piece: str, times: int) -> bytes:
    """A piece at some places of a text."""
    text = _text(data)
    for at in sorted((rng.randrange(len(text) + 1) for _ in range(times)), reverse=True):
        text = text[:at] + piece + text[at:]
    return text.encode("utf-8", "surrogatepass")


def _one_line(rng: random.Random, data: bytes) -> bytes:
    line = b" ".join(data.split())
    return line * max(1, rng.choice((10_000, 300_000, 5_000_000)) // max(1, len(line)))


def _many_times(rng: random.Random, data: bytes) -> bytes:
    return data * rng.choice((2, 10, 60))


def _many_of_one(rng: random.Random, data: bytes) -> bytes:
    """One line of the text, thousands of times."""
    lines = [line for line in data.split(b"\n") if line.strip()] or [b"X"]
    line = rng.choice(lines) + b"\n"
    flood = line * min(rng.choice((500, 10_000)), MOST // len(line) + 1)
    at = rng.randrange(len(data) + 1)
    return data[:at] + b"\n" + flood + data[at:]


def _signs(rng: random.Random, data: bytes) -> bytes:
    sign = rng.choice(("√", "X", "LET OP:", "|", "\t", "-", ".", "•", "\f", "\n", "\r", " ", "\xa0", "1", "a", "√ X ", "\n√\n", "(", "‘"))  # fmt: skip
    return _among(rng, data, sign * rng.choice((3, 1_000, 100_000)), rng.choice((1, 5)))


def _unseen(rng: random.Random, data: bytes) -> bytes:
    """Characters of no width and of the other direction, within words and marks."""
    piece = rng.choice(("\u200b", "\u200d", "\u2060", "\ufeff", "\xad", "\u202e", "\u2066", "\u0301", "\u0336", "\ufe0f", "\U000e0041"))  # fmt: skip
    if rng.random() < 0.3:
        return piece.join(_text(data)).encode()
    return _among(rng, data, piece * rng.choice((1, 1, 1_000)), rng.choice((5, 500)))


def _encoded(rng: random.Random, data: bytes) -> bytes:
    text = _text(data)
    name = rng.choice(
        (
            "utf-7",
            "utf-16-le",
            "utf-16-be",
            "utf-32-le",
            "utf-32-be",
            "cp437",
            "cp500",
            "mac-roman",
            "latin-1",
        )
    )
    return text.encode(name, "replace")


def _surrogates(rng: random.Random, data: bytes) -> bytes:
    return _among(rng, data, rng.choice(("\ud800", "\udfff", "\ud83d")), rng.choice((1, 50)))


def _zeros(rng: random.Random, data: bytes) -> bytes:
    return _among(rng, data, "\x00" * rng.choice((1, 4, 5_000)), rng.choice((1, 5, 200)))


def _wrapped(rng: random.Random, data: bytes) -> bytes:
    """The lines broken anew, to a width from that of a mark to that of a poster."""
    width = rng.choice((1, 3, 12, 40, 400))
    text = " ".join(_text(data).split())
    return "\n".join(text[at : at + width] for at in range(0, len(text), width)).encode()


_TEXT_KINDS: tuple[Kind, ...] = (
    _one_line, _many_times, _many_of_one, _signs, _signs, _unseen, _unseen, _encoded, _surrogates, _zeros, _wrapped
)  # fmt: skip
