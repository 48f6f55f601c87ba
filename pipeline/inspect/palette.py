"""The colours of a checking picture: one per role, and those of marks and outlines."""

from __future__ import annotations

from ggsr_extract.models.columns import ROLES

Color = tuple[int, int, int]

ROLE_COLORS: dict[str, Color] = {
    "title": (90, 60, 200),
    "heading": (40, 90, 220),
    "running_header": (130, 130, 130),
    "footer": (160, 150, 120),
    "boilerplate": (180, 180, 180),
    "context": (120, 160, 190),
    "respondent": (0, 150, 160),
    "description": (70, 190, 220),
    "table_header": (20, 40, 110),
    "criterion": (150, 100, 40),
    "indicator": (235, 170, 0),
    "mark": (60, 60, 60),
    "finding": (110, 190, 60),
    "remark": (240, 110, 20),
    "conclusion": (170, 90, 200),
    "unclaimed": (255, 0, 0),
}
"""A colour for each of ``ROLES``; pure red is kept for what nothing claims."""

MARK_COLORS: dict[str, Color] = {"√": (0, 130, 50), "X": (200, 0, 130), "?": (230, 120, 0)}
"""Ticks, crosses, and glyphs that could not be told."""

CELL: Color = (120, 150, 255)
HEADER_CELL: Color = (20, 40, 110)
ROW: Color = (0, 90, 255)
GROUP: Color = (30, 90, 20)
CONCLUSION: Color = (120, 30, 160)
DOUBT: Color = (210, 90, 0)

if set(ROLE_COLORS) != set(ROLES):
    raise RuntimeError(f"roles without a colour, or colours without a role: {set(ROLE_COLORS) ^ set(ROLES)}")
