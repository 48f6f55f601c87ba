"""Header rows of follow-ups without rulings or bold type, whose names stand below their years; and what runs at a page's foot."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import TableBlock, Word

from tests.layout.words import FINDINGS, finding, header, line, page, rows, tables, texts, wording

LEFTS = (60.0, 180.0, 300.0, 420.0)
WHOLE = ["Indicatoren", "2013 Rust in Huis", "2013 Wijkgericht en Buurtgericht Begeleiden", "2014"]


def plain(top: float, names: bool = True) -> list[Word]:
    words = [word for x, text in zip(LEFTS, WHOLE, strict=True) for word in line(x, top, text.split()[0])]
    if names:
        words += line(180, top + 12, "Rust in Huis") + line(300, top + 12, "Wijkgericht en")
        words += line(300, top + 23.5, "Buurtgericht Begeleiden")
    return words


def printed(table: TableBlock) -> list[str]:
    return [" ".join(text.text for text in cell.lines) for cell in table.header]


def row(top: float) -> list[Word]:
    return [
        *wording("1.1.2", 60, top),
        *finding(top, "X", "Er zijn geen cijfers.", 180),
        *finding(top, "√", "Er zijn nu cijfers.", 420),
    ]


def test_names_below_years_may_take_two_lines_close_above_the_first_row() -> None:
    (table,) = tables(layout([page(1, plain(60) + row(96.5))]))
    assert printed(table) == WHOLE


def test_a_header_row_that_returns_ends_where_it_ended_before() -> None:
    second = plain(60) + line(194, 95, "De wijk telt mee.") + line(194, 106, "Dat helpt.")
    document = layout([page(1, plain(60) + row(96.5)), page(2, second + row(140))])
    assert [printed(table) for table in tables(document)] == [WHOLE] * len(tables(document))
    assert "De wijk telt mee. Dat helpt." in " ".join(texts(each, 1) for each in rows(document))


def test_a_second_page_number_on_the_same_line_is_of_the_foot_as_well() -> None:
    pages = []
    for number, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1"), start=1):
        words = header(60, FINDINGS) + wording(id_, 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
        words += line(330, 815, str(number)) + line(
            400, 815, f"Samenwerkend Toezicht Jeugd toezichtonderzoek | {number}"
        )
        pages.append(page(number, words))
    assert [texts(row) for row in rows(layout(pages))] == ["De wijk kent de gezinnen."] * 3
