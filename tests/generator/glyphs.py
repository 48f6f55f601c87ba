"""Fonts with nothing but marks, drawn here, so that the samples need no font of others; and marks as pictures."""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Outline = tuple[tuple[int, int], ...]
# Outlines in a square of 1000 units.
CHECK: tuple[Outline, ...] = (((60, 330), (190, 430), (330, 230), (700, 760), (820, 690), (340, 0)),)
CROSS: tuple[Outline, ...] = (
    (
        (80, 80), (180, 0), (420, 275), (660, 0), (760, 80), (505, 360),
        (760, 640), (660, 720), (420, 445), (180, 720), (80, 640), (335, 360),
    ),
)  # fmt: skip
ROOT: tuple[Outline, ...] = (
    ((30, 320), (170, 390), (300, 130), (520, 860), (620, 860), (320, -60), (240, -60), (130, 270)),
)
DIAMOND: tuple[Outline, ...] = (((400, 0), (760, 360), (400, 720), (40, 360)),)
WEDGE: tuple[Outline, ...] = (((60, 0), (760, 0), (400, 700)),)
BULLET: tuple[Outline, ...] = (((150, 250), (450, 250), (450, 550), (150, 550)),)


_GOOD = {"check": CHECK, "root": ROOT, "odd": DIAMOND}


@cache
def mark_font_file(name: str, good: int, bad: int, form: str = "check", symbolic: bool = False) -> bytes:
    """A TrueType font of that name whose code points ``good`` and ``bad`` are a check mark and a cross.

    ``form``: ``check``; ``root``, a radical sign for the check mark; ``odd``, a diamond and a wedge that mean nothing. ``symbolic``: the
    code points are found as those of a symbol font, not of Unicode.
    """
    builder = FontBuilder(1000, isTTF=True)
    order = [".notdef", "space", "good", "bad", "bullet"]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({0x20: "space", good: "good", bad: "bad", 0x2022: "bullet"})
    shapes = {
        "good": _GOOD[form],
        "bad": WEDGE if form == "odd" else CROSS,
        "bullet": BULLET,
        ".notdef": (),
        "space": (),
    }
    glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        for outline in shapes[glyph]:
            pen.moveTo(outline[0])
            for point in outline[1:]:
                pen.lineTo(point)
            pen.closePath()
        glyphs[glyph] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({glyph: (400 if glyph == "space" else 860, 0) for glyph in order})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "fullName": name, "psName": name})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    if symbolic:
        tables = builder.font["cmap"].tables
        for table in tables:
            table.platformID, table.platEncID = 3, 0
        builder.font["cmap"].tables = tables[:1]
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 3_155_760_000
    data = io.BytesIO()
    builder.save(data)
    return data.getvalue()


@cache
def mark_font(name: str, good: int, bad: int, form: str = "check") -> str:
    """Register that font for drawing; returns its name."""
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(mark_font_file(name, good, bad, form))))
    return name


@cache
def picture(mark: str, size: int = 28) -> Image.Image:
    """The mark as a small picture on white."""
    image = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(image)
    for outline in CHECK if mark == "√" else CROSS:
        draw.polygon([(x * size / 900, size - 4 - y * size / 950) for x, y in outline], fill=(20, 20, 20))
    return image
