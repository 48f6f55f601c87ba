"""How a flat text dump looks: one set of choices, and the variants of it that the tests use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlatStyle:
    """How a text dump looks. Widths are in characters, rates 0..1.

    ``marks``: ``before`` the text on its line, ``own`` line before it, ``after`` the text, ``after_own`` line after it, ``lost``.
    ``order``: of a row's parts: ``reading`` (criterion, indicator, finding), ``finding_first``, ``interleaved`` (criterion and
    indicator side by side). ``headers``: running headers at the ``end`` or ``start`` of a page's text, or ``none``.
    ``opening``: whether the pages before the first approach are there. ``table``: rows as ``cells`` one below the other, ``tabs`` or ``pipes`` on one line.
    ``noise``: ``ligatures``, ``decomposed`` accents, ``nbsp``, ``soft`` hyphens at line ends.
    """

    criterion: int = 15
    indicator: int = 28
    finding: int = 78
    prose: int = 66
    wide: int = 120
    double: bool = False
    trailing: float = 0.5
    hyphens: float = 0.4
    hyphen_space: float = 0.4
    bullet: str = ""
    marks: str = "before"
    good: str = "√"
    bad: str = "X"
    order: str = "reading"
    rows_reversed: bool = False
    headers: str = "end"
    footer: int | None = None
    break_: str = "\n"
    break_in_finding: float = 0.0
    repeat_header: bool = False
    cover: bool = False
    opening: bool = True
    indent: float = 0.2
    paragraph_gap: bool = False
    markdown: bool = False
    table: str = "cells"
    noise: tuple[str, ...] = ()
    eol: str = "\n"
    encoding: str = "utf-8"


VARIANTS: dict[str, FlatStyle] = {
    "plain": FlatStyle(),
    "double": FlatStyle(double=True, footer=0),
    "no-opening": FlatStyle(opening=False, indent=0.6),
    "narrow": FlatStyle(criterion=12, indicator=20, finding=52, prose=48, wide=90),
    "broad": FlatStyle(criterion=24, indicator=46, finding=120, prose=110, wide=160, hyphens=0.0, trailing=0.0),
    "cover-footer": FlatStyle(cover=True, footer=1, break_="\n\n\n", bullet="• "),
    "own-marks": FlatStyle(marks="own", bullet="\uf0b7 ", footer=2),
    "after": FlatStyle(marks="after", footer=0),
    "after-own": FlatStyle(marks="after_own", paragraph_gap=False),
    "glyphs": FlatStyle(good="✓", bad="✗", cover=True),
    "heavy": FlatStyle(good="✔", bad="✘", bullet="\uf0a7 "),
    "lower-x": FlatStyle(bad="x", footer=3),
    "form-feeds": FlatStyle(break_="\f", break_in_finding=0.12, footer=0, cover=True),
    "form-feeds-start": FlatStyle(break_="\f", break_in_finding=0.12, footer=1, headers="start", repeat_header=True),
    "mid-breaks": FlatStyle(break_in_finding=0.15, footer=0),
    "interleaved": FlatStyle(order="interleaved", footer=0),
    "finding-first": FlatStyle(order="finding_first", cover=True),
    "reversed": FlatStyle(rows_reversed=True, footer=0),
    "paragraph-gaps": FlatStyle(paragraph_gap=True, cover=True, footer=0),
    "crlf": FlatStyle(eol="\r\n", footer=0),
    "old-mac": FlatStyle(eol="\r", cover=True),
    "utf16": FlatStyle(encoding="utf-16", footer=0, eol="\r\n"),
    "bom": FlatStyle(encoding="utf-8-sig", cover=True),
    "tabs": FlatStyle(table="tabs", cover=True, hyphens=0.0, finding=4000, prose=4000, wide=4000, trailing=0.0),
    "markdown": FlatStyle(markdown=True, cover=True, bullet="- ", hyphens=0.0, table="tabs", prose=4000, wide=4000),
    "long-lines": FlatStyle(
        criterion=4000, indicator=4000, finding=4000, prose=4000, wide=4000, hyphens=0.0, trailing=0.0, cover=True
    ),
    "ligatures": FlatStyle(noise=("ligatures", "nbsp"), footer=0),
    "soft-hyphens": FlatStyle(noise=("soft",), footer=0, hyphens=0.8, hyphen_space=0.0),
    "decomposed": FlatStyle(noise=("decomposed",), cover=True),
    "pipes": FlatStyle(markdown=True, cover=True, bullet="* ", hyphens=0.0, table="pipes", trailing=0.0),
}  # fmt: skip
