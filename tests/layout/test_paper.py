"""Layout of pages that are printed on larger paper."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.layout.page.paper import trimmed
from ggsr_extract.models.source import Page, Rule, Word

from tests.layout.words import FINDINGS, finding, header, line, marks, page, rows, texts, wording

LEFT, TOP = 180.0, 320.0


def on_paper(sheet: Page) -> Page:
    words: list[Word] = [
        word._replace(x0=word.x0 + LEFT, x1=word.x1 + LEFT, top=word.top + TOP, bottom=word.bottom + TOP)
        for word in sheet.words
    ]
    rules = [Rule(rule.x0 + LEFT, rule.top + TOP, rule.x1 + LEFT, rule.bottom + TOP) for rule in sheet.rules]
    return replace(
        sheet, width=sheet.width + LEFT, height=sheet.height + TOP, words=tuple(words), rules=tuple(rules)
    )


def sheets() -> list[Page]:
    """Two pages with a running header, the table's end and a heading in the upper part of the second."""
    running = "Uitkomsten toezichtonderzoek Voorbeeldstad, een verslag van het toezicht van Samenwerkend Toezicht Jeugd in 2013"
    first = line(60, 30, running) + header(60, FINDINGS) + wording("1.1.2", 180, 80)
    first += finding(80, "√", "De wijk kent de gezinnen.") + line(60, 800, "1")
    second = line(60, 30, running) + header(60, FINDINGS) + wording("1.2.1", 180, 80)
    second += finding(80, "X", "Er is geen loket.") + line(60, 300, "Aanpak: Proef") + line(60, 800, "2")
    return [page(1, first), page(2, second)]


def test_pages_on_larger_paper_are_read_as_without_it_and_keep_their_places() -> None:
    plain, found = layout(sheets()), layout([on_paper(sheet) for sheet in sheets()])
    assert [marks(row) for row in rows(found)] == [marks(row) for row in rows(plain)] == [["√"], ["X"]]
    assert [texts(row) for row in rows(found)] == [texts(row) for row in rows(plain)]
    for ours, theirs in zip(found.lines, plain.lines, strict=True):
        assert ours.text == theirs.text
        assert ours.box is not None
        assert theirs.box is not None
        assert (ours.box.x0, ours.box.top) == (
            round(theirs.box.x0 + LEFT, 2),
            round(theirs.box.top + TOP, 2),
        )


def test_ordinary_margins_and_pages_that_end_early_are_no_larger_paper() -> None:
    assert trimmed(sheets()) is None
    assert trimmed([on_paper(sheets()[0])]) is None


def test_pages_in_letters_of_another_size_are_read_as_in_the_usual_one() -> None:
    plain = layout(sheets())
    for scale in (0.4, 4.0):
        found = layout(
            [
                replace(
                    sheet,
                    width=sheet.width * scale,
                    height=sheet.height * scale,
                    words=tuple(
                        [
                            word._replace(
                                x0=word.x0 * scale,
                                x1=word.x1 * scale,
                                top=word.top * scale,
                                bottom=word.bottom * scale,
                                size=word.size * scale,
                            )
                            for word in sheet.words
                        ]
                    ),
                )
                for sheet in sheets()
            ]
        )
        assert [(line.text, line.mark) for line in found.lines] == [
            (line.text, line.mark) for line in plain.lines
        ]
        box, usual = found.lines[0].box, plain.lines[0].box
        assert box is not None
        assert usual is not None
        assert abs(box.x1 - usual.x1 * scale) < 0.1
