"""Layout of drawn things without letters: dots, boxes and bullets that stand where marks do, and those that do not."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Shape, Word

from tests.layout.words import FINDINGS, finding, header, line, marks, page, rows, texts, wording

IDS = ("1.1.1", "1.1.2", "3.1.1", "3.1.6")


def block(signs: str) -> list[Word]:
    """Rows with these marks; a space is a row without a written one."""
    words = header(60, FINDINGS)
    for n, (id_, sign) in enumerate(zip(IDS, signs, strict=True)):
        words += wording(id_, 180, 80 + 56 * n) + line(334, 80 + 56 * n, "Dit staat in het plan.")
        words += finding(80 + 56 * n, sign, "")[:1] if sign != " " else []
    return words


def disc(top: float, x: float = 320.0, size: float = 7.0) -> Shape:
    return Shape(x, top, x + size, top + size, "")


def test_a_disc_among_marks_is_a_mark_that_cannot_be_told() -> None:
    sheet = replace(page(1, block("√ √√")), shapes=(disc(137),))
    assert [marks(row) for row in rows(layout([sheet]))] == [["√"], ["?"], ["√"], ["√"]]


def test_discs_alone_are_marks_that_cannot_be_told() -> None:
    sheet = replace(page(1, block("    ")), shapes=tuple(disc(81 + 56 * n) for n in range(4)))
    assert [marks(row) for row in rows(layout([sheet]))] == [["?"]] * 4


def test_the_bullets_of_a_list_in_a_finding_are_no_marks() -> None:
    sheet = replace(page(1, block("√X√√")), shapes=(disc(83, size=3.2), disc(81, x=334)))
    found = rows(layout([sheet]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√"], ["√"]]
    assert texts(found[0]) == "Dit staat in het plan."


def test_shading_behind_marks_that_are_letters_is_no_mark() -> None:
    words = [word._replace(mark=None) if word.text == "X" else word for word in block("√X√X")]
    shading = tuple(disc(79 + 56 * n, x=318.0, size=9.0) for n in (1, 3))
    found = rows(layout([replace(page(1, words), shapes=shading)]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√"], ["X"]]


def test_discs_count_beside_bullets_that_cannot_be_told() -> None:
    bullets = [word for n in range(4) for word in line(60, 400 + 11 * n, "\uf04b punt", mark=None)]
    bullets = [word._replace(mark="?") if word.text == "\uf04b" else word for word in bullets]
    sheet = page(1, [*block("    "), *line(60, 380, "Toeleiding", "Arial-Bold"), *bullets])
    sheet = replace(sheet, shapes=tuple(disc(81 + 56 * n) for n in range(4)))
    assert [marks(row) for row in rows(layout([sheet]))][:4] == [["?"]] * 4


def test_frames_of_cells_are_no_marks() -> None:
    words = [word._replace(mark=None) if word.text == "X" else word for word in block("√X√ ")]
    around, empty = (Shape(308.0, 74 + 56 * n, 336.0, 98 + 56 * n, sign) for n, sign in ((1, "?"), (3, "")))
    found = rows(layout([replace(page(1, words), shapes=(around, empty))]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√"], []]


def test_drawn_marks_stand_for_their_signs_where_findings_stand_in_no_table() -> None:
    words = wording("1.1.1", 60, 80) + line(72, 113, "Dit staat in het plan.")
    sheet = replace(page(1, words), shapes=(replace(disc(113, x=60.0), mark="√"),))
    found = [entry.text for entry in layout([sheet]).lines]
    assert found[-1] == "√ Dit staat in het plan."
