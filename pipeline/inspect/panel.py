"""The panel beside a picture: which file and page, which colour means what, and what is doubtful here."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ggsr_extract.models.columns import ROLES
from ggsr_extract.pipeline.inspect import palette
from ggsr_extract.pipeline.inspect.view import PageView
from PIL import Image, ImageDraw, ImageFont

PANEL_POINTS = 170
"""Width of the panel in points of the page's scale."""
_TEXT_POINTS = 7.0
_INK = (30, 30, 30)
_HEADING = (0, 60, 160)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the document on every picture; ``approaches`` are names by position, ``refusal`` why it gave no
    factsheet.
    """

    file_name: str
    page_count: int
    reader: str
    approaches: tuple[str, ...] = ()
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """One line of the panel; ``swatch`` is a colour, ``frame`` whether it is an outline and not a filled box."""

    text: str
    swatch: palette.Color | None = None
    frame: bool = False
    heading: bool = False


def beside(page: Image.Image, view: PageView, facts: Facts, scale: float) -> Image.Image:
    """The page's picture with the panel at its right; ``scale`` is in pixels per point. The page stays at the top left."""
    scale = max(scale, 0.8)
    width = round(PANEL_POINTS * scale)
    whole = Image.new("RGB", (page.width + width, page.height), (250, 250, 250))
    whole.paste(page, (0, 0))
    draw = ImageDraw.Draw(whole)
    draw.line((page.width, 0, page.width, page.height), fill=(120, 120, 120), width=2)
    font = ImageFont.load_default(size=max(8.0, _TEXT_POINTS * scale))
    step = round(1.45 * _TEXT_POINTS * scale)
    left, y = page.width + round(8 * scale), round(8 * scale)
    side = round(_TEXT_POINTS * scale)
    for item in _items(view, facts):
        indent = side + round(5 * scale) if item.swatch is not None else 0
        room = width - round(14 * scale) - indent
        if item.heading:
            y += step // 2
        if item.swatch is not None:
            fill = None if item.frame else item.swatch
            draw.rectangle(
                (left, y, left + side, y + side), fill=fill, outline=item.swatch, width=max(2, side // 7)
            )
        for text in _wrapped(plain(item.text), font, room):
            draw.text((left + indent, y), text, fill=_HEADING if item.heading else _INK, font=font)
            y += step
    return whole


def plain(text: str) -> str:
    """Text in the letters that Pillow's own font has: accents off, anything else as a question mark."""
    base = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for letters, instead in (("√", "V"), ("‘’", "'"), ("“”", '"'), ("–—", "-"), ("…", "...")):
        for letter in letters:
            base = base.replace(letter, instead)
    return base.encode("ascii", "replace").decode("ascii")


def _items(view: PageView, facts: Facts) -> Iterator[_Item]:
    yield _Item(facts.file_name, heading=True)
    yield _Item(f"page {view.number} of {facts.page_count}, read with {facts.reader}")
    if facts.refusal:
        yield _Item(f"No factsheet: {facts.refusal}", palette.ROLE_COLORS["unclaimed"])
    for position, name in enumerate(facts.approaches):
        yield _Item(f"A{position}: {name}")
    yield _Item("Lines by role", heading=True)
    counts = Counter(line.role for line in view.lines)
    for role in ROLES:
        if counts[role] and role != "mark":
            yield _Item(f"{role} ({counts[role]})", palette.ROLE_COLORS[role])
    marks = Counter(line.mark for line in view.lines)
    names = {"√": "mark: tick", "X": "mark: cross", "?": "mark: cannot be told"}
    for mark, name in names.items():
        if marks[mark]:
            yield _Item(f"{name} ({marks[mark]})", palette.MARK_COLORS[mark])
    kinds = Counter(group.kind for group in view.groups)
    headers = sum(cell.header for cell in view.cells)
    if view.cells or view.groups:
        yield _Item("Outlines", heading=True)
    for text, count, color in (
        ("header cell", headers, palette.HEADER_CELL),
        ("cell", len(view.cells) - headers, palette.CELL),
        ("row", len(view.rows), palette.ROW),
        ("statement: mark, text, remarks", kinds["statement"], palette.GROUP),
        ("conclusion", kinds["conclusion"], palette.CONCLUSION),
    ):
        if count:
            yield _Item(f"{text} ({count})", color, frame=True)
    doubts = [f"{group.label}: {code}" for group in view.groups for code in group.doubts]
    if doubts or view.notes:
        yield _Item("Doubts", heading=True)
    for doubt in (*doubts, *view.notes):
        yield _Item(doubt, palette.DOUBT)


def _wrapped(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, room: float) -> Iterator[str]:
    """The text in lines no wider than ``room`` pixels; longer words are cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        while font.getlength(word) > room and len(word) > 1:
            cut = next((n for n in range(len(word) - 1, 0, -1) if font.getlength(word[:n]) <= room), 1)
            yield word[:cut]
            word = word[cut:]
        line = word
    if line:
        yield line
