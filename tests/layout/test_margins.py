"""Layout: what returns from page to page, wherever it stands, belongs to no row; headings stand below both columns."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Page, PagedDocument, TextBlock, Word

from tests.layout.words import BOLD, FINDINGS, finding, header, line, marks, page, rows, texts, wording

IDS = ("1.1.2", "1.2.1", "1.2.2")


def body(number: int, top: float = 80) -> list[Word]:
    text = f"De wijk kent er {number} en schrijft"
    return header(60, FINDINGS) + wording(IDS[number - 1], 180, top) + finding(top, "√", text)


def margins(document: PagedDocument, region: str) -> list[str]:
    blocks = [block for block in document.blocks if isinstance(block, TextBlock) and block.region == region]
    return [text.text for block in blocks for text in block.lines]


def test_a_page_number_far_beside_a_running_header() -> None:
    pages = [
        page(n, line(220, 30, "Samenwerkend Toezicht") + line(520, 30, str(n)) + body(n, 90))
        for n in (1, 2, 3)
    ]
    found = layout(pages)
    assert margins(found, "header") == [
        "Samenwerkend Toezicht",
        "1",
        "Samenwerkend Toezicht",
        "2",
        "Samenwerkend Toezicht",
        "3",
    ]
    assert [texts(row) for row in rows(found)] == [f"De wijk kent er {n} en schrijft" for n in (1, 2, 3)]


def test_words_at_the_ends_of_lines_that_return_stay_in_their_rows() -> None:
    pages = [page(n, body(n, 300)) for n in (1, 2, 3)]
    assert [texts(row) for row in rows(layout(pages))] == [
        f"De wijk kent er {n} en schrijft" for n in (1, 2, 3)
    ]


def test_a_number_that_does_not_count_the_pages_stays_in_its_row() -> None:
    pages = [page(n, body(n, 300) + line(334, 322, "Zij zijn met") + line(400, 322, "7")) for n in (1, 2, 3)]
    found = rows(layout(pages))
    assert len(found) == 3
    assert all(texts(row).endswith("met 7") for row in found)


def test_upright_lines_that_return_in_the_side_margin() -> None:
    aside = [
        Word("Factsheet", 8.0, 300.0, 40.0, 307.0, 7.0, "Arial"),
        Word("Zandmeerpolder", 8.0, 310.0, 62.0, 317.0, 7.0, "Arial"),
    ]
    pages = [page(n, body(n) + line(60, 295, "Samenhangend") * (n == 2) + aside) for n in (1, 2, 3)]
    found = layout(pages)
    assert margins(found, "header") == ["Factsheet", "Zandmeerpolder"] * 3
    assert [marks(row) for row in rows(found)] == [["√"], ["√"], ["√"]]


def test_a_large_heading_below_two_columns_comes_after_both() -> None:
    words: list[Word] = []
    for n in range(5):
        words += line(60, 60 + 11 * n, "links staat hier wat tekst in") + line(
            320, 60 + 11 * n, "rechts staat weer andere tekst"
        )
    heading = [Word("Zandloper", 60.0, 130.0, 120.0, 144.0, 14.0, "Arial-Bold")]
    (first, second, third) = (
        block
        for block in layout([Page(1, 595.0, 842.0, tuple(words + heading), ())]).blocks
        if isinstance(block, TextBlock)
    )
    assert first.lines[0].text.startswith("links")
    assert second.lines[0].text.startswith("rechts")
    assert [text.text for text in third.lines] == ["Zandloper"]


@pytest.mark.parametrize(
    "foot",
    ["Mei 2015", "1 | Uitkomsten verbeterpunten toezichtonderzoek Zeedorp", "Samenwerkend Toezicht Jeugd"],
)
def test_a_page_alone_has_its_foot_well_below_the_text(foot: str) -> None:
    found = layout([page(1, body(1) + line(220, 800, foot))])
    assert margins(found, "footer") == [foot]
    assert texts(rows(found)[0]) == "De wijk kent er 1 en schrijft"


def test_a_table_goes_on_further_left_on_a_page_with_other_margins() -> None:
    def moved(words: list[Word], by: float) -> list[Word]:
        return [word._replace(x0=word.x0 + by, x1=word.x1 + by) for word in words]

    first = header(60, FINDINGS) + wording("3.1.1", 180, 80) + finding(80, "X", "Er is geen beleid.")
    first += line(60, 80, "Planmatig") + wording("3.1.3", 180, 150) + finding(150, "√", "Er zijn doelen.")
    second = wording("3.1.4", 180, 60) + finding(60, "√", "Alles wordt bijgehouden.")
    second += wording("3.1.5", 180, 135) + finding(135, "X", "Niemand telt.")
    for by in (-30.0, 25.0):
        found = rows(layout([page(1, first), page(2, moved(second, by))]))
        assert [marks(row) for row in found] == [["X"], ["√"], ["√"], ["X"]]
        assert texts(found[2]) == "Alles wordt bijgehouden."


def test_a_theme_s_table_without_header_row_begins_a_page_with_other_margins() -> None:
    first = header(60, FINDINGS) + wording("1.1.1", 180, 80) + finding(80, "X", "Iedereen zegt iets anders.")
    first += line(60, 80, "GGSR zijn in") + line(60, 92, "beeld") + wording("1.1.2", 180, 150)
    first += finding(150, "√", "Er zijn cijfers.")
    second = line(86, 40, "Gezin centraal", BOLD)
    second += [
        word._replace(x0=word.x0 + 28, x1=word.x1 + 28)
        for word in body(2, 70) + body(3, 150)
        if word.top > 60
    ]
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row) for row in found] == [["X"], ["√"], ["√"], ["√"]]


def test_running_text_below_a_right_column_goes_on_no_conclusion() -> None:
    """The page before ends with a conclusion at the right alone: its lines do not tell that margins differ by half a page."""
    words = line(60, 60, "Toeleiding") + line(64, 80, "Wat gaat goed?") + line(320, 80, "Wat kan beter?")
    words += [word for n in range(4) for word in line(320, 100 + 12.0 * n, "Er is geen nazorg geregeld")]
    first = line(60, 60, "Het wijkteam")
    first += [
        word
        for n in range(1, 6)
        for word in line(60, 60 + 12.0 * n, "Het wijkteam kent alle gezinnen van de buurt goed")
    ]
    found = layout([page(1, words), page(2, first)])
    assert [texts(row, 1) for row in rows(found)] == [" ".join(["Er is geen nazorg geregeld"] * 4)]


def test_a_finding_s_first_line_that_returns_at_the_top_of_pages_stays_in_its_row() -> None:
    """Its mark is larger than the text below it."""

    def words(number: int) -> list[Word]:
        mark = [word._replace(size=13.0) for word in line(320, 80, "√", mark="√")]
        text = line(334, 80, "Het netwerk is bij de start bekend") + line(334, 91, f"en telt er {number}.")
        return header(60, FINDINGS) * (number == 1) + wording(IDS[number - 1], 180, 80) + mark + text

    found = rows(layout([page(n, words(n)) for n in (1, 2, 3)]))
    assert [marks(row) for row in found] == [["√"]] * 3
    assert texts(found[1]) == "Het netwerk is bij de start bekend en telt er 2."


def test_an_approach_s_heading_in_two_lines_below_conclusions_is_no_theme_s_table() -> None:
    """ "Aanpak" is the name of a theme as well, and the conclusions' header row may be printed for the first theme alone."""
    words = line(60, 60, "Toeleiding") + line(64, 80, "Wat gaat goed?") + line(320, 80, "Wat kan beter?")
    words += line(64, 100, "De buurt doet mee.") + line(320, 100, "Er is geen nazorg.")
    name = [
        word._replace(size=14.0) for word in line(60, 60, "Aanpak", BOLD) + line(60, 84, "Samen Thuis", BOLD)
    ]
    for n in range(4):
        name += line(60, 110 + 12.0 * n, "De gemeente heeft de vragenlijst over deze aanpak ingevuld")
    found = layout([page(1, words), page(2, name)])
    assert [type(block) for block in found.blocks[2:]] == [TextBlock] * len(found.blocks[2:])


@pytest.mark.parametrize("mark", ["√", "?"])
def test_a_sign_that_stands_alone_at_the_top_of_pages_is_the_mark_of_a_row(mark: str) -> None:
    """A font does not name it, and the row's text stands lower."""

    def words(number: int) -> list[Word]:
        sign = line(320, 60, "(cid:8)", mark=mark)
        top = line(320, 60, "√", mark="√") if number == 1 else sign
        own = wording(IDS[number - 1], 180, 60) + line(320, 71, f"Het netwerk telt er {number}.")
        return header(40, FINDINGS) * (number == 1) + top + own

    found = layout([page(n, words(n)) for n in (1, 2, 3)])
    assert margins(found, "header") == []
    assert [marks(row) for row in rows(found)] == [["√"], [mark], [mark]]


def test_a_remark_that_returns_at_the_top_of_pages_is_no_running_header() -> None:
    def words(number: int) -> list[Word]:
        above = [*header(40, FINDINGS), *wording("4.1.1", 180, 600), *finding(600, "√", "Er is een loket.")]
        own = [*wording(IDS[number - 1], 180, 100), *finding(100, "√", f"Er zijn er {number}.")]
        return above if number == 1 else [*line(334, 40, "LET OP: Dit is niet bij ieder bekend."), *own]

    found = layout([page(n, words(n)) for n in (1, 2, 3)])
    assert margins(found, "header") == []


@pytest.mark.parametrize(("beside", "inside"), [("STJ", 0), ("", 1)])
def test_the_initials_of_a_publisher_are_a_running_header_where_they_return(beside: str, inside: int) -> None:
    pages = [
        page(
            n,
            line(60, 28, "STJ" if n == 1 else beside) + line(400, 33, "Samenwerkend Toezicht") + body(n, 90),
        )
        for n in (1, 2)
    ]
    found = layout(pages)
    assert margins(found, "body").count("STJ") == inside


def test_wording_of_the_framework_that_returns_at_the_end_of_pages_is_no_footer() -> None:
    """The tables of several approaches may stand alike."""
    pages = [
        page(n, body(n) + wording("4.1.1", 180, 790) + finding(790, "√", f"Zo is het {n}."))
        for n in (1, 2, 3)
    ]
    found = layout(pages)
    assert margins(found, "footer") == []
    assert (
        sum(
            " ".join(text.text for text in row.cells[1].lines).startswith("De gemeente voert")
            for row in rows(found)
        )
        == 3
    )
