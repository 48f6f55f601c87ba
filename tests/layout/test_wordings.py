"""Layout: a block whose indicators take more room than the text that they share."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Word

from tests.layout.words import FINDINGS, finding, header, level, line, marks, page, rows, texts, wording


def block() -> list[Word]:
    words = header(60, FINDINGS) + line(60, 80, "Planmatig") + wording("3.1.1", 180, 80)
    words += finding(80, "X", "Beleid en visie ontbreken.")
    words += wording("3.1.2", 180, 128) + line(60, 190, "Een toegeruste regisseur")
    words += wording("3.2.1", 180, 190) + finding(190, "√", "Elk gezin heeft een coach.")
    return words + wording("3.2.2", 180, 320) + finding(320, "√", "Dat is geregeld.")


def test_an_indicator_without_a_finding_is_of_the_block_above() -> None:
    found = rows(layout([page(1, block())]))
    assert [marks(row) for row in found] == [["X"], ["√"], ["√"]]
    assert texts(found[0], 1).endswith("gezamenlijke visie op de aanpak voor GGSR")


def test_a_ruling_makes_it_a_row_of_its_own() -> None:
    found = rows(layout([page(1, block(), [level(y) for y in (75, 120, 182, 312, 360)])]))
    assert [marks(row) for row in found] == [["X"], [], ["√"], ["√"]]
