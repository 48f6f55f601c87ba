"""How a generated PDF looks and how it is drawn: one set of choices per look."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Look:
    """Choices of layout and drawing. Lengths are in points.

    ``rules``: ``grid``, ``horizontal``, ``rows`` (below rows only where the criterion changes), ``zebra``, ``none``.
    ``header``: header row of tables on ``every`` page, on the ``first`` only, or ``never`` after the theme's first table.
    ``split``: how a row may break over pages: ``keep`` (never), ``lines`` (anywhere).
    ``mark_place``: ``column`` (narrow column of its own), ``hanging`` (in the text's cell, before it), ``inline`` (first word).
    ``marks``: see `tests.generator.draw.MARKS`. ``order``: order of drawing: ``flow``, ``reversed``, ``random``, ``columns``.
    ``footer_place``: ``right``, ``left``, ``center`` or ``top``. ``form``: each page is drawn as one form XObject.
    ``matrix``: how text gets its size and place: ``plain``, ``unit`` (a font of size 1, scaled), ``flipped`` (all coordinates
    run downwards in another unit). ``box``: a shaded box behind the definition. ``front_page``: a coloured first page of its
    own. ``shares``: what part of a table's width criterion and indicator take.
    ``unit``: what one drawing command sets: ``line``, ``word``, ``letter``. ``running``: where running headers stand.
    """

    width: float = 595.28
    height: float = 841.89
    margin: float = 56
    font: str = "Helvetica"
    size: float = 8.5
    leading: float = 11.2
    rules: str = "grid"
    header: str = "every"
    header_fill: bool = True
    split: str = "keep"
    marks: str = "unicode"
    mark_place: str = "column"
    mark_gap: float = 16
    pad: float = 4
    columns: int = 1
    hyphens: float = 0.5
    justify: bool = False
    order: str = "flow"
    unit: str = "line"
    streams: int = 1
    rotate: int = 0
    shift: tuple[float, float] = (0, 0)
    crop: float = 0
    encrypt: str = ""
    ligatures: bool = False
    soft_hyphen: bool = False
    spacing: float = 0.0
    fake_bold: bool = False
    decomposed: bool = False
    nbsp: bool = False
    running: str = "top"
    footer: int = 0
    cover: bool = True
    theme_again: bool = True
    criterion_valign: str = "top"
    header_caps: bool = False
    compress: bool = True
    form: bool = False
    footer_place: str = "right"
    matrix: str = "plain"
    bold_remark: bool = False
    box: bool = False
    front_page: bool = False
    shares: tuple[float, float] = (0.15, 0.25)
    color: tuple[float, float, float] = (0.1, 0.25, 0.45)
    ambiguous: bool = True

    def paragraph_gap(self) -> float:
        """Space between paragraphs of a finding or of running text."""
        return round(self.leading * 0.45, 2)


_BASE = Look()
_WIDE = replace(_BASE, width=841.89, height=595.28)

LOOKS: dict[str, Look] = {
    "grid": _BASE,
    "grid-split": replace(_BASE, split="lines", header="first", font="Vera", size=7.6, running="bottom", footer=1),
    "rules": replace(_BASE, rules="horizontal", font="Times", size=9, split="lines", columns=2, running="both", cover=False),
    "rules-groups": replace(_BASE, rules="rows", font="Times", size=9, mark_place="hanging", marks="check", columns=2),
    "zebra": replace(_BASE, rules="zebra", marks="heavy", header="first", running="bottom", footer=2),
    "zebra-split": replace(_BASE, rules="zebra", marks="zapf", split="lines", columns=2, theme_again=False),
    "bare": replace(_BASE, rules="none", header_fill=False, font="Times", size=9.4, leading=12, marks="symbol", columns=2),
    "bare-split": replace(_BASE, rules="none", header_fill=False, split="lines", header="first", marks="unicode", running="none", footer=3, theme_again=False),
    "bare-inline": replace(_BASE, rules="none", header_fill=False, mark_place="inline", marks="unicode", font="Vera", size=7.4),
    "never-again": replace(_BASE, rules="horizontal", header="never", split="lines", theme_again=False, running="bottom"),
    "symbol": replace(_BASE, rules="horizontal", marks="symbol", font="Times", size=9),
    "zapf": replace(_BASE, marks="zapf", running="bottom"),
    "wingdings": replace(_BASE, marks="wingdings", rules="zebra"),
    "wingdings-low": replace(_BASE, marks="wingdings-low", rules="horizontal"),
    "lower-x": replace(_BASE, marks="lower-x", font="Vera", size=7.6, rules="rows"),
    "vector": replace(_BASE, marks="vector", rules="horizontal"),
    "vector-filled": replace(_BASE, marks="vector-filled", rules="none", header_fill=False),
    "image": replace(_BASE, marks="image", rules="grid"),
    "letters": replace(_BASE, unit="letter", marks="unicode", font="Vera", size=7.6),
    "letters-reversed": replace(_BASE, unit="letter", order="reversed", rules="none", header_fill=False, font="Times", size=9),
    "letters-random": replace(_BASE, unit="letter", order="random", rules="horizontal", marks="lower-x"),
    "words-random": replace(_BASE, unit="word", order="random", rules="zebra", split="lines"),
    "by-column": replace(_BASE, order="columns", rules="none", header_fill=False, columns=2),
    "streams": replace(_BASE, streams=5, order="random", rules="grid"),
    "landscape": replace(_WIDE, rules="horizontal", columns=2, split="lines"),
    "landscape-bare": replace(_WIDE, rules="none", header_fill=False, marks="check", running="bottom"),
    "rotate-90": replace(_WIDE, rotate=90, rules="grid"),
    "rotate-180": replace(_BASE, rotate=180, rules="horizontal", marks="symbol"),
    "rotate-270": replace(_BASE, rotate=270, rules="none", header_fill=False, unit="word"),
    "shifted": replace(_BASE, shift=(120, -75), rules="horizontal", marks="vector"),
    "cropped": replace(_BASE, crop=40, rules="zebra", marks="check", running="both"),
    "cropped-rotated": replace(_BASE, crop=30, rotate=90, rules="grid", marks="zapf", shift=(-20, 33)),
    "encrypted-rc4": replace(_BASE, encrypt="RC4-128", rules="horizontal"),
    "encrypted-aes": replace(_BASE, encrypt="AES-256", rules="none", header_fill=False, marks="wingdings"),
    "ligatures": replace(_BASE, ligatures=True, font="Vera", size=7.6, rules="horizontal", hyphens=0.8),
    "soft-hyphens": replace(_BASE, soft_hyphen=True, font="Vera", size=7.6, hyphens=1.0, rules="zebra"),
    "spaced": replace(_BASE, spacing=0.9, font="Helvetica", size=8, rules="horizontal"),
    "spaced-letters": replace(_BASE, spacing=1.6, unit="letter", font="Vera", size=6.8, rules="grid"),
    "fake-bold": replace(_BASE, fake_bold=True, rules="horizontal", font="Times", size=9),
    "decomposed": replace(_BASE, decomposed=True, nbsp=True, font="Vera", size=7.6, rules="none", header_fill=False),
    "justified": replace(_BASE, justify=True, font="Times", size=9, rules="none", header_fill=False, columns=2, unit="word"),
    "small": replace(_BASE, size=6, leading=7.4, margin=40, rules="horizontal", mark_gap=11, split="lines"),
    "large": replace(_BASE, size=10.5, leading=14, margin=42, rules="none", header_fill=False, split="lines"),
    "tight": replace(_BASE, pad=1, leading=9.6, rules="horizontal", split="lines", running="bottom", mark_place="hanging"),
    "tight-bare": replace(_BASE, pad=3, leading=9.8, rules="none", header_fill=False, mark_gap=11),
    "form": replace(_BASE, form=True, rules="horizontal", marks="zapf"),
    "form-rotated": replace(_BASE, form=True, rotate=90, rules="grid", marks="vector-filled"),
    "wingdings-raw": replace(_BASE, marks="wingdings-raw", rules="horizontal", running="bottom"),
    "odd-margins": replace(_BASE, rules="none", header_fill=False, running="both", footer_place="top", margin=64),
    "footer-left": replace(_BASE, rules="zebra", running="bottom", footer_place="left", split="lines", footer=3),
    "footer-center": replace(_BASE, rules="rows", running="none", footer_place="center", split="lines", header="first", footer=2, marks="image"),
    "caps": replace(_BASE, rules="horizontal", header_caps=True, marks="vector-filled", split="lines", font="Times", size=9),
    "boxed-marks": replace(_BASE, rules="grid", marks="boxed"),
    "round-marks": replace(_BASE, rules="horizontal", marks="round"),
    "thick": replace(_BASE, rules="none", header_fill=False, marks="vector-thick", mark_place="hanging"),
    "unit-font": replace(_BASE, matrix="unit", rules="horizontal", columns=2, box=True, bold_remark=True, font="Times", size=9),
    "unit-font-words": replace(_BASE, matrix="unit", unit="word", rules="none", header_fill=False, marks="symbol"),
    "flipped": replace(_BASE, matrix="flipped", rules="grid", box=True),
    "flipped-letters": replace(_BASE, matrix="flipped", unit="letter", rules="zebra", marks="vector-filled"),
    "front-page": replace(_BASE, front_page=True, box=True, columns=2, rules="horizontal", running="both", bold_remark=True),
    "wide-criteria": replace(_BASE, shares=(0.22, 0.3), rules="none", header_fill=False, split="lines"),
    "narrow-criteria": replace(_BASE, shares=(0.11, 0.19), rules="horizontal", size=7.4, leading=9.6, split="lines", box=True, columns=2),
    "middle": replace(_BASE, criterion_valign="middle", rules="grid"),
}  # fmt: skip

FAULTY: dict[str, Look] = {"unknown-glyph": replace(_BASE, marks="unknown", rules="horizontal")}
"""Looks whose marks nobody can tell from the file; in their labels every mark is null."""
