"""Fonts of the generated PDFs and how wide text is in them."""

from __future__ import annotations

import io
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import reportlab
from fontTools.ttLib import TTFont as Font
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.generator.look import Look

_FAMILIES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Vera": ("Vera", "VeraBd"),
}


_COMBINING = {0x0300: "grave", 0x0301: "acute", 0x0308: "dieresis"}


@cache
def _register(name: str, combining: bool) -> str:
    """Bitstream Vera comes with the PDF library; it is free to embed and to change under another name."""
    path = Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf"
    if not combining:
        pdfmetrics.registerFont(TTFont(name, str(path)))
        return name
    changed = Font(path, recalcTimestamp=False)
    for code, glyph in _COMBINING.items():  # accents of no width that stand over the letter before them
        width, bearing = changed["hmtx"][glyph]
        changed["hmtx"][glyph] = (2, bearing - width - 150)
        for table in changed["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = glyph
    for record in changed["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = f"{name}Sample"
    data = io.BytesIO()
    changed.save(data)
    data.seek(0)
    pdfmetrics.registerFont(TTFont(f"{name}Sample", data))
    return f"{name}Sample"


def font(look: Look, bold: bool = False) -> str:
    """The name of the look's font; where bold is faked it is the regular one."""
    name = _FAMILIES[look.font][bold and not look.fake_bold]
    return _register(name, look.decomposed) if look.font == "Vera" else name


def shape(text: str, look: Look) -> str:
    """The characters that are drawn for ``text``: ligatures, decomposed accents and fixed spaces where the look has them."""
    if look.ligatures:
        text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
    if look.nbsp:
        text = text.replace("de gemeente", "de\u00a0gemeente").replace(" van ", " van\u00a0")
    if look.decomposed:
        text = "".join(unicodedata.normalize("NFD", c) if c in "éëïóö" else c for c in text)
    return text


@lru_cache(maxsize=200_000)
def _width(text: str, name: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, name, size))


def text_width(text: str, look: Look, size: float, bold: bool = False) -> float:
    """Points that ``text`` takes on a line, letter spacing left out."""
    return _width(shape(text, look), font(look, bold), size)


def mark_width(look: Look) -> float:
    """Points that a mark takes."""
    return look.size * 0.86
