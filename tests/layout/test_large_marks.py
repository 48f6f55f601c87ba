"""Layout of tables whose marks are in larger print than their texts."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Word

from tests.layout.words import FINDINGS, header, level, line, marks, page, rows, texts, wording


def large(x: float, top: float, text: str, mark: str | None = None) -> list[Word]:
    """A sign of 14 points, at the middle of a line of 9."""
    return [Word(text, x, top - 2.5, x + 7, top + 11.5, 14.0, "Arial", mark)]


def test_a_line_that_begins_with_a_large_mark_is_no_heading() -> None:
    words = header(60, ("Oordeel", *FINDINGS), (20.0, 80.0, 180.0, 320.0))
    for top, id_ in ((90.0, "1.1.2"), (170.0, "1.2.1"), (250.0, "1.2.2")):
        words += large(24, top + 11, "✓", "√") + wording(id_, 180, top)
        words += [word for n in range(3) for word in line(320, top + 11 * n, "Iedereen kent het loket.")]
    found = rows(layout([page(1, words, [level(y, 15.0) for y in (84, 160, 240, 310)])]))
    assert [marks(row) for row in found] == [["√"]] * 3
    assert [texts(row) for row in found] == [" ".join(["Iedereen kent het loket."] * 3)] * 3


def test_a_large_letter_half_a_text_size_behind_its_text_is_a_mark() -> None:
    words = header(60, FINDINGS)
    cells = (
        (90.0, "1.1.2", "v", "Er zijn cijfers en die"),
        (150.0, "1.2.1", "X", "Het nummer dat er was is"),
    )
    for top, id_, sign, first in cells:
        text = line(320, top, first)
        words += wording(id_, 180, top) + text + line(320, top + 11, "van vorig jaar.")
        words += large(text[-1].x1 + 5.5, top, sign)
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert texts(found[0]) == "Er zijn cijfers en die van vorig jaar."


def test_a_large_letter_close_behind_a_wording_does_not_make_it_running_text() -> None:
    words = header(60, FINDINGS)
    for top, id_ in ((90.0, "1.1.2"), (150.0, "1.2.1")):
        words += wording(id_, 180, top) + large(320, top, "V") + line(336, top, "De cijfers zijn")
        words += line(336, top + 11, "bekend bij alle") + line(336, top + 22, "partijen.")
    words += line(60, 200, "Continu", "Arial-Bold") + wording("5.1.1", 180, 220)
    edge = max(word.x1 for word in words if word.top == 220)
    moved = [word._replace(x0=word.x0 + 314 - edge, x1=word.x1 + 314 - edge) for word in words[-18:]]
    words = words[:-18] + moved + large(320, 220, "X") + line(336, 220, "De aanpak stopt na een jaar.")
    assert [marks(row) for row in rows(layout([page(1, words)]))] == [["√"], ["√"], ["X"]]


def test_letters_v_left_of_the_indicators_are_marks_without_any_x_among_them() -> None:
    words = header(60, FINDINGS, (20.0, 180.0, 320.0))
    for top, id_ in ((90.0, "1.1.2"), (170.0, "1.2.1"), (250.0, "1.2.2")):
        words += line(160, top + 11, "v") + wording(id_, 180, top)
        words += [word for n in range(3) for word in line(320, top + 11 * n, "Iedereen kent het loket.")]
    found = rows(layout([page(1, words, [level(y, 15.0) for y in (84, 160, 240, 310)])]))
    assert [marks(row) for row in found] == [["√"]] * 3
