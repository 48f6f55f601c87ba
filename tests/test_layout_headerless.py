"""Layout of tables without any header row."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TextBlock, Word

from tests.test_layout_breaks import BOLD, finding, level, line, marks, page, rows, texts, wording

IDS = ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "4.1.1", "4.2.1")


def body(second: float | None = None) -> list[Word]:
    """Rows of two columns of findings where ``second`` says that there are two."""
    words = line(60, 40, "Toeleiding", BOLD)
    for number, id_ in enumerate(IDS):
        top = 70.0 + 60 * number
        words += line(60, top, "GGSR zijn in beeld") if not number else []
        words += wording(id_, 180, top) + finding(top, "√", f"Dit is bevinding {number + 1}.")
        words += finding(top, "X", "Dat is nu anders.", second) if second else []
    return words


def test_the_framework_s_wording_tells_the_columns() -> None:
    found = layout([page(1, body(), [level(65 + 60 * number) for number in range(1, 7)])])
    assert [marks(row) for row in rows(found)] == [["√"]] * 6
    assert [texts(row) for row in rows(found)] == [f"Dit is bevinding {number}." for number in range(1, 7)]
    assert texts(rows(found)[0], 0) == "GGSR zijn in beeld"
    assert [block.lines[0].text for block in found.blocks if isinstance(block, TextBlock)] == ["Toeleiding"]


def test_two_columns_of_marks_need_a_header_row() -> None:
    """Without one, nothing says which year each is about."""
    assert rows(layout([page(1, body(450))])) == []
