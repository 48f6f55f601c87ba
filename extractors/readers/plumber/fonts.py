"""What pdfminer's fonts and their dictionaries say: names, widths, and the text of character codes."""

from __future__ import annotations

from typing import Any

import numpy as np
from ggsr_extract.extractors.readers.letters.fonts import builtin_character, named_character
from ggsr_extract.extractors.readers.letters.glyphs import plain_font_name
from ggsr_extract.extractors.readers.plumber.bounds import check_map
from ggsr_extract.extractors.readers.plumber.fontfiles import letters_of_glyphs
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

_UNUSED = frozenset((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Codes without a letter in WinAnsiEncoding; they draw bullets (ISO 32000-1, annex D.2, note 3)."""

_CODES = 0x10000
_HYPHEN = 0xAD
"""Also a hyphen in WinAnsiEncoding (ISO 32000-1, annex D.2, note 6), where pdfminer has a space."""


class Fonts(PDFResourceManager):
    """pdfminer's fonts, with what their dictionaries say beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.about: dict[int, tuple[Any, About]] = {}

    def get_font(self, objid: object, spec: Any) -> Any:
        """As pdfminer's, each font with what its dictionary says in ``about``. Raises ValueError, see ``check_map``."""
        check_map(spec)
        font = super().get_font(objid, spec)
        if id(font) not in self.about:
            self.about[id(font)] = (font, About(font, spec))
        return font


class About:
    """What a font's dictionary says: its name, whether its glyphs are in the file (``embedded``) and are drawn by content
    streams (``drawn``, Type 3), its glyph names by code, whether it has a map to Unicode, and the letters by code where the font
    file alone tells them (``inside``).
    """

    def __init__(self, font: Any, spec: Any) -> None:
        name = resolve1(spec.get("BaseFont")) if isinstance(spec, dict) else None
        text = getattr(name, "name", name) or ""
        self.name = plain_font_name(text.decode("latin-1") if isinstance(text, bytes) else str(text))
        self.simple = not getattr(font, "is_multibyte", lambda: False)()
        descriptor = resolve1(spec.get("FontDescriptor")) if isinstance(spec, dict) else None
        self.embedded = isinstance(descriptor, dict) and any(
            key in descriptor for key in ("FontFile", "FontFile2", "FontFile3")
        )
        if isinstance(spec, dict) and "DescendantFonts" in spec:
            self.embedded = True
        kind = resolve1(spec.get("Subtype")) if isinstance(spec, dict) else None
        self.drawn = getattr(kind, "name", None) == "Type3"
        self.embedded = self.embedded or self.drawn
        self.mapped = getattr(font, "unicode_map", None) is not None
        self.inside = None if self.simple or not isinstance(spec, dict) else _inside(font, spec)
        self.names = _differences(spec)
        if self.simple:
            _set_widths(font, spec)
        encoding = resolve1(spec.get("Encoding")) if isinstance(spec, dict) else None
        if isinstance(encoding, dict):
            encoding = resolve1(encoding.get("BaseEncoding"))
        self.windows = getattr(encoding, "name", None) == "WinAnsiEncoding"

    def character(self, font: Any, code: int) -> str | None:
        """The text of a code, or None when nothing tells it."""
        text = None
        if self.inside is not None:
            return self.inside.get(code)
        if self.mapped or not self.simple:
            text = _unicode(font, code)
            if text is not None:
                return text
        if code in self.names or self.drawn:
            return named_character(self.names.get(code, ""))
        if code == _HYPHEN and self.simple and self.windows:
            return "-"
        built_in = builtin_character(self.name, code) if self.simple else None
        found = built_in or (_unicode(font, code) if self.simple else None)
        return "•" if found is None and self.windows and code in _UNUSED else found


def _inside(font: Any, spec: dict[str, Any]) -> dict[int, str] | None:
    """The letters of a font whose codes stand for glyphs, by code, where the PDF does not map these to Unicode."""
    file = getattr(font, "fontfile", None)
    if (
        "ToUnicode" in spec
        or file is None
        or not getattr(font, "cidcoding", "").endswith(("Identity", "UCS"))
    ):
        return None
    letters = letters_of_glyphs(file.get_data())
    below = resolve1((resolve1(spec.get("DescendantFonts")) or [None])[0])
    places = resolve1(below.get("CIDToGIDMap")) if isinstance(below, dict) else None
    if not isinstance(places, PDFStream):
        return letters
    glyphs = np.frombuffer(places.get_data()[: 2 * _CODES], dtype=">u2", count=-1)
    return {code: letters[glyph] for code, glyph in enumerate(glyphs.tolist()) if glyph in letters}


def _set_widths(font: Any, spec: Any) -> None:
    """Let a font's own /Widths go before pdfminer's table of the standard fonts, and give that its missing spaces."""
    listed = resolve1(spec.get("Widths")) if isinstance(spec, dict) else None
    begin = resolve1(spec.get("FirstChar", 0)) if isinstance(spec, dict) else 0
    widths = dict(font.widths)
    if " " in widths:
        widths.setdefault("\u00a0", widths[" "])
        widths.setdefault("\u00ad", widths.get("-", 0))
    if isinstance(listed, list) and isinstance(begin, int):
        for code, width in enumerate((resolve1(each) for each in listed), begin):
            if isinstance(width, (int, float)):
                widths[code] = width
    font.widths = widths


def _unicode(font: Any, code: int) -> str | None:
    try:
        text = font.to_unichr(code)
    except (PDFUnicodeNotDefined, KeyError, TypeError, ValueError):
        return None
    return text if isinstance(text, str) and text and not text.startswith("(cid:") else None


def _differences(spec: Any) -> dict[int, str]:
    encoding = resolve1(spec.get("Encoding")) if isinstance(spec, dict) else None
    listed = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    names: dict[int, str] = {}
    code = 0
    for item in listed if isinstance(listed, list) else ():
        item = resolve1(item)
        if isinstance(item, int):
            code = item
        else:
            name = getattr(item, "name", None)
            names[code] = name.decode("latin-1") if isinstance(name, bytes) else str(name)
            code += 1
    return names
