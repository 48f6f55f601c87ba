"""Text files: bytes to numbered lines with their character spans."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ggsr_extract.extractors.readers.glued import glued
from ggsr_extract.models.checks import Check, Refusal
from ggsr_extract.models.source import Line

# Every kind of line ending that text dumps hold; a form feed ends a page and so a line as well.
# pdfium prints U+FFFE (older ones U+0002) for a hyphen at a line's end and takes the line break out, also before the running
# header of the next page; words go on with a small letter.
_LINE_END = re.compile(
    r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|(?<=[^\W\d_][\ufffe\x02])(?=[A-Z\u00c0-\u00de])"
)
# Control characters that no text holds; a few stray ones are tolerated, more mean a binary file.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# What UTF-8 looks like when it was read as Windows-1252 by an earlier tool.
_MOJIBAKE = re.compile(
    r"Ã[\x80-\xbf©«¶¼ ]|â€[™œ\x9d˜“”]|(?:ÔÇ|ΓÇ|‚Ä)\S|ÔêÜ|ΓêÜ|‚àö|�|(?<=[^\x00\s])\s*\x00+(?=\s*[^\x00\s])"
)


_MOST_CHARACTERS = 1_000_000
"""Characters other than white space of a text: a long factsheet has 50,000."""
_MOST_LINES = 100_000
_MOST_SPACE = 10_000_000
_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])")
_SEEN = re.compile(r"[^\s\x00\u00ad\u200b-\u200f\u2060\ufeff]")
_DOS_ROOT, _MAC_ROOT = b"\xfb", b"\xc3"
"""The √ in code page 437 of DOS (850 has none, and else the same letters) and in Mac Roman."""
_CROSSES, _TICK = frozenset((b"X", b"x")), b"\xfc"
"""In Windows-1252, Wingdings' check mark is written as ü and its cross as û, which is what the √ of DOS looks like there."""
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSED = {
    "cp1252": "Windows-1252",
    "cp437": "code page 437 of DOS",
    "cp850": "code page 850 of DOS",
    "mac-roman": "Mac Roman",
    "utf-8+cp1252": "UTF-8 with letters of Windows-1252",
}
_IN_DUTCH = frozenset("éëïöüèêàáóíçñäâôûúîæø’")
"""What stands before a small letter of a word: accented small letters, and the apostrophe of "thema’s"."""
_COMMON = frozenset("éëïöüè’")


@dataclass(frozen=True, slots=True)
class TextSource:
    """A decoded text: the whole text, its encoding and its lines (blank ones included)."""

    text: str
    encoding: str
    lines: tuple[Line, ...]
    checks: tuple[Check, ...]

    @property
    def open_end(self) -> bool:
        """Whether the text stops within a line, as one does that was cut off."""
        last = self.text.rstrip(" \t\xa0\x00")[-1:]
        return bool(last) and not _LINE_END.fullmatch(last)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16, UTF-32, Mac Roman, a code page of DOS or Windows-1252.

    A mark of UTF-8 or UTF-16 at the beginning counts unless the zeros tell otherwise. ``utf-8+cp1252`` is UTF-8 with letters
    of Windows-1252 among them. Zeros before and after a text, as systems leave them that broke down while they wrote, make
    no binary file of it. Raises :class:`Refusal` ``empty`` or ``binary``.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise Refusal("empty")
    for bom, name in _BOMS:
        if data.startswith(bom):
            if ("16" in name) == (data[:4096].count(0) < len(data[:4096]) // 10) and "32" not in name:
                data = data[len(bom) :]  # a program that put two files together left it
                break
            return data.decode(name, errors="replace"), name
    if name := _wide(data[:4096]):
        return data.decode(name, errors="replace"), name
    sample = data.strip(b"\x00")[:4096]
    if sample.count(0) > len(sample) // 100:
        raise Refusal("binary")
    try:
        text, name = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, name = _decode_damaged(data)
    beginning = text.strip("\x00")[:20000]
    if len(_CONTROL.findall(beginning)) > max(4, len(beginning) // 200):
        torn = "it holds blocks of zeros, as where a file was not written to its end"
        raise Refusal("binary", torn if "\x00" * 64 in beginning else "")
    return text, name


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by where the zeros stand; empty for neither."""
    quarter = max(len(sample) // 4, 1)
    zeros = [sample[at::4].count(0) / quarter for at in range(4)]
    if min(zeros[2:]) > 0.9 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if max(even, odd) > 0.6 and min(even, odd) < 0.1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _decode_damaged(data: bytes) -> tuple[str, str]:
    """Not valid UTF-8: UTF-8 with a few broken bytes (a torn download), or else Mac Roman, a page of DOS or Windows-1252."""
    lenient = data.decode("utf-8", errors="replace")
    multibyte = sum(1 for char in lenient if ord(char) > 0x7F and char != "�")
    if multibyte > 4 * lenient.count("�"):
        mixed = data.decode("utf-8", errors=_MIXED)
        return mixed, "utf-8" if mixed == lenient else "utf-8+cp1252"
    windows, mac, dos = (_accented(data, name) for name in ("cp1252", "mac-roman", "cp850"))
    if dos > max(windows, mac) or (dos == windows == mac and _marks_of_dos(data)):
        name = "cp437" if _DOS_ROOT in data else "cp850"
        return data.decode(name), name
    if mac > windows:
        return data.decode("mac-roman"), "mac-roman"
    # bytes that Windows-1252 leaves undefined are kept as control characters
    return data.decode("cp1252", errors="replace"), "cp1252"


def _marks_of_dos(data: bytes) -> bool:
    """Whether what may be the √ of DOS or the cross of Wingdings stands beside another cross, and no check mark of Wingdings does."""
    apart = set(data.split())
    return _DOS_ROOT in apart and not apart.isdisjoint(_CROSSES) and _TICK not in apart


_MIXED = "ggsr-extract-mixed"


def _one_letter(fault: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8: the accented letter that Windows-1252 has for it between ordinary letters, else U+FFFD."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    at, data = fault.start, fault.object
    letter = bytes(data[at : at + 1]).decode("cp1252", "replace")
    between = bytes(data[max(0, at - 1) : at] + data[at + 1 : at + 2])
    if letter in _IN_DUTCH and len(between) == 2 and between.isalpha():
        return letter, at + 1
    return "\ufffd", fault.end


codecs.register_error(_MIXED, _one_letter)


def _accented(data: bytes, encoding: str) -> int:
    """How many bytes inside words are small letters of Dutch or apostrophes in an encoding, the common ones counted twice, and
    how many apart are √ of Mac Roman. In a code page of DOS only the common ones count: its á is the space of Windows-1252
    that keeps two words on a line.
    """
    letters = [match.group().decode(encoding, errors="replace") for match in _IN_WORD.finditer(data)]
    common = sum(letter in _COMMON for letter in letters)
    if encoding == "cp850":
        return 2 * common
    roots = data.split().count(_MAC_ROOT) if encoding == "mac-roman" else 0
    return sum(letter in _IN_DUTCH for letter in letters) + common + roots


def split_lines(text: str) -> tuple[Line, ...]:
    """Numbered lines (1-based) with the offset of their first character; line endings belong to no line."""
    lines: list[Line] = []
    start = 0
    ends = {match.span() for match in _LINE_END.finditer(text)} | {(at, at) for at in glued(text)}
    for stop, following in sorted(ends):
        lines.append(Line(len(lines) + 1, None, text[start:stop], start))
        start = following
    if start < len(text):
        lines.append(Line(len(lines) + 1, None, text[start:], start))
    return tuple(lines)


def _refuse_large(text: str) -> None:
    """Raise where a text is larger than any factsheet by far, before it is taken apart."""
    if len(text) > _MOST_SPACE:
        raise Refusal("text_limit", f"{len(text)} characters with white space, the limit is {_MOST_SPACE}")
    lines = 1 + sum(map(text.count, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
    if lines > _MOST_LINES:
        raise Refusal("text_limit", f"{lines} ends of lines, the limit is {_MOST_LINES}")
    if len(text) > _MOST_CHARACTERS:
        seen = sum(map(len, text.split()))
        if seen > _MOST_CHARACTERS:
            raise Refusal("text_limit", f"{seen} characters, the limit is {_MOST_CHARACTERS}")


def read_text(data: bytes) -> TextSource:
    """Decode a text file and number its lines. Raises :class:`Refusal` ``empty``, ``binary`` or ``text_limit``."""
    if len(data) > 4 * _MOST_SPACE:  # no character has more bytes
        raise Refusal("text_limit", f"{len(data)} bytes, the limit is {4 * _MOST_SPACE}")
    text, encoding = decode(data)
    if not _SEEN.search(text):
        raise Refusal("empty")
    _refuse_large(text)
    checks: list[Check] = []
    if encoding in _GUESSED:
        name = _GUESSED[encoding]
        checks.append(Check("encoding_guessed", f"The file is not valid UTF-8 and was read as {name}."))
    damaged = _MOJIBAKE.search(text)
    if damaged:
        checks.append(
            Check(
                "encoding_damaged",
                "The text shows a damaged encoding; `lines` keeps its characters as read.",
                value=damaged.group(),
            )
        )
    return TextSource(text, encoding, split_lines(text), tuple(checks))
