"""Layout: large print across the text of pages."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.readers.pdf import ENGINES, read_pdf
from ggsr_extract.models.source import TextBlock, Word

from tests.layout.grids import mark, page, shown, table, text_words
from tests.readers.pdf_builder import Pdf

LAST = "Meer over dit onderzoek staat in het rapport dat bij deze factsheet hoort, voor wie dat wil."
STAMP = Word("CONCEPT", 100, 95, 420, 155, 60.0, "Sans")


def test_a_watermark_is_no_part_of_a_tables_rows() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    for top in (90, 130, 170):
        words += text_words("De gemeente heeft beleid", 60, top) + text_words("voor de groep", 60, top + 11)
        words += [mark("√", 250, top), *text_words("Beleid is er wel.", 265, top)]
    lonely = text_words(LAST, 60, 300)
    document = layout([page([*words, STAMP]), page([*lonely, STAMP], 2)])
    assert [shown(row.cells[1].lines) for row in table(document).rows] == [["√", "Beleid is er wel."]] * 3
    texts = [
        (block.region, line.text)
        for block in document.blocks
        if isinstance(block, TextBlock)
        for line in block.lines
    ]
    assert sorted(texts) == [("body", LAST), ("header", "CONCEPT"), ("header", "CONCEPT")]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_on_a_watermarks_baseline_are_not_mixed_with_it(engine: str) -> None:
    content = b"BT /F 80 Tf 1 0 0 1 10 104 Tm (CONCEPT) Tj ET"
    for height in (96, 108, 120, 132):
        content += b" BT /F 9 Tf 1 0 0 1 20 %d Tm (De gemeente heeft beleid voor deze groep) Tj ET" % height
    (found,) = read_pdf(Pdf([content]).build(), engine=engine).pages
    texts = [word.text for word in found.words]
    assert texts.count("CONCEPT") == 1
    assert texts.count("gemeente") == texts.count("beleid") == texts.count("groep") == 4
