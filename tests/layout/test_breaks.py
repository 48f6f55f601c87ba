"""Layout of what other programs print: names below years, blocks cut by a page break, signs that nobody can tell."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill, PagedDocument, TextBlock, Word

from tests.layout.words import (
    BOLD,
    FINDINGS,
    finding,
    header,
    level,
    line,
    marks,
    page,
    rows,
    tables,
    texts,
    wording,
)


def test_a_name_that_runs_on_below_its_year_stays_with_it() -> None:
    lefts = (60.0, 180.0, 300.0, 420.0)
    words = header(60, ("Indicatoren", "2013", "2013", "2014"), lefts)
    words += line(180, 71, "Rust in Huis", BOLD) + line(300, 71, "Wijkgericht Begeleiden", BOLD)
    words += wording("1.1.2", 60, 95) + finding(95, "X", "Er zijn geen cijfers.", 180)
    words += finding(95, "√", "Er zijn nu cijfers.", 420)
    (table,) = tables(layout([page(1, words, [level(84), level(130)])]))
    assert [" ".join(text.text for text in cell.lines) for cell in table.header] == [
        "Indicatoren",
        "2013 Rust in Huis",
        "2013 Wijkgericht Begeleiden",
        "2014",
    ]


def test_text_that_begins_with_a_year_is_no_header() -> None:
    words = header(60, FINDINGS) + line(334, 78, "2011 is het jaar waarin dit begon.")
    words += wording("1.1.2", 180, 100) + finding(100, "X", "Er zijn geen cijfers.")
    (table,) = tables(layout([page(1, words, [level(73), level(94), level(125)])]))
    assert [" ".join(text.text for text in cell.lines) for cell in table.header] == list(FINDINGS)


def _open_block(closed: bool) -> PagedDocument:
    """A table that ends with a ruling, and one whose last row on the page is ruled off only where ``closed``."""
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += header(160, FINDINGS) + wording("1.2.1", 180, 180) + finding(180, "√", "Het nummer is bekend.")
    first += wording("1.2.2", 180, 240) + finding(240, "√", "Er wordt gemeld.")
    first += wording("3.1.1", 180, 720) + finding(720, "X", "Er is geen beleid.")
    rules = [level(75), level(120), level(175), level(230), level(700)] + [level(760)] * closed
    second = wording("3.1.3", 180, 60) + finding(60, "X", "Er zijn geen doelen.")
    second += wording("4.1.1", 180, 140) + finding(140, "√", "Iedereen doet mee.")
    return layout([page(1, first, rules), page(2, second, [level(125), level(200)])])


def test_a_row_that_no_ruling_closes_goes_on_on_the_next_page() -> None:
    joined = next(row for row in rows(_open_block(False)) if row.joined)
    assert marks(joined) == ["X", "X"]
    assert texts(joined) == "Er is geen beleid. Er zijn geen doelen."


def test_a_row_that_a_ruling_closes_does_not() -> None:
    assert not any(row.joined for row in rows(_open_block(True)))
    assert [marks(row) for row in rows(_open_block(True))] == [["√"], ["√"], ["√"], ["X"], ["X"], ["√"]]


def test_more_marks_than_indicators_at_the_top_of_a_page_end_a_block() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += line(60, 700, "Planmatig") + wording("3.1.4", 180, 700) + wording("3.1.5", 180, 730)
    first += finding(700, "X", "Niemand houdt ergens iets bij.")
    second = wording("3.1.7", 180, 60) + finding(60, "X", "De partners doen niets.")
    second += line(334, 71, "Dat is jammer.") + finding(86, "√", "Het beleid is bijgesteld.")
    joined = next(row for row in rows(layout([page(1, first), page(2, second)])) if row.joined)
    assert marks(joined) == ["X", "X", "√"]


def test_the_end_of_a_statement_above_the_first_of_several_marks_joins_the_row() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += wording("3.1.4", 180, 700) + finding(700, "√", "Het team houdt bij wat het gezin")
    second = wording("3.1.5", 180, 60) + line(334, 60, "daarmee bereikt.")
    second += finding(79, "√", "De partners evalueren.") + finding(98, "X", "De gemeente niet.")
    joined = next(row for row in rows(layout([page(1, first), page(2, second)])) if row.joined)
    assert marks(joined) == ["√", "√", "X"]
    assert texts(joined).startswith("Het team houdt bij wat het gezin daarmee bereikt.")


def test_returning_signs_in_a_table_without_marks_are_marks_that_nobody_can_tell() -> None:
    words = header(60, FINDINGS)
    for n, (id_, sign) in enumerate((("1.1.1", "▲"), ("1.1.2", "◆"), ("1.2.1", "▲"), ("1.2.2", "◆"))):
        words += wording(id_, 180, 80 + 50 * n) + line(320, 80 + 50 * n, sign)
        words += line(334, 80 + 50 * n, "Dit is een bevinding.")
    lines = [level(75 + 50 * n) for n in range(5)]
    assert [marks(row) for row in rows(layout([page(1, words, lines)]))] == [["?"]] * 4


def test_a_line_over_the_findings_alone_parts_rows_where_an_indicator_begins() -> None:
    lefts = (60.0, 180.0, 320.0)
    words = header(60, ("Indicator", "2013", "2014"), lefts)
    words += wording("3.3.1", 60, 80) + line(194, 80, "Er is geen plan.") + finding(80, "X", "Nog niet.")
    words += (
        wording("3.3.2", 60, 160) + finding(160, "X", "Er is geen doel.", 180) + finding(160, "√", "Nu wel.")
    )
    found = [
        row
        for row in rows(layout([page(1, words, [level(75), level(150, 175), level(230)])]))
        if marks(row, 2)
    ]
    assert [[marks(row, 1), marks(row, 2)] for row in found] == [[[], ["X"]], [["X"], ["√"]]]


def test_marks_on_lines_of_their_own_stand_above_their_paragraphs() -> None:
    words = header(60, FINDINGS)
    words += wording("3.1.4", 180, 100) + wording("3.1.5", 180, 136)
    words += line(320, 100, "X", mark="X") + line(320, 118, "Niemand houdt iets bij.")
    words += line(320, 129, "Dat weet het team.")
    words += line(320, 146, "√", mark="√") + line(320, 166, "De partners evalueren.")
    for n, id_ in enumerate(("4.1.1", "4.1.2", "5.1.1")):
        words += wording(id_, 180, 220 + 60 * n) + finding(220 + 60 * n, "√", "Dit is geregeld.")
    lines = [level(y) for y in (90, 210, 270, 330, 390)]
    row = rows(layout([page(1, words, lines)]))[0]
    printed = [text.mark or text.text for text in row.cells[-1].lines]
    assert printed == ["X", "Niemand houdt iets bij.", "Dat weet het team.", "√", "De partners evalueren."]


def test_a_row_does_not_go_on_where_another_begins_with_its_own_mark() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += header(160, FINDINGS) + wording("1.2.1", 180, 180) + finding(180, "√", "Het nummer is bekend.")
    first += wording("1.2.2", 180, 240) + finding(240, "√", "Er wordt gemeld.")
    first += wording("3.1.1", 180, 720) + line(334, 720, "Er is geen beleid.")
    rules = [level(75), level(120), level(175), level(230), level(700)]
    second = wording("3.1.3", 180, 60) + finding(60, "X", "Er zijn geen doelen.")
    document = layout([page(1, first, rules), page(2, second, [level(125)])])
    assert not any(row.joined for row in rows(document))
    assert [marks(row) for row in rows(document)] == [["√"], ["√"], ["√"], [], ["X"]]


def test_shading_whose_edge_parts_the_lines_of_a_wording_is_no_rows() -> None:
    words = (
        header(60, FINDINGS)
        + line(180, 80, "De netwerkpartners hebben")
        + line(180, 91, "gezamenlijke doelen")
    )
    words += finding(80, "X", "Er zijn geen") + line(334, 91, "doelen.")
    words += wording("1.2.2", 180, 140) + finding(140, "√", "Er wordt gemeld.")
    rules = [level(75), level(130), level(180)]
    shaded = replace(page(1, words, rules), fills=(Fill(50, 90.2, 545, 100),))
    assert [marks(row) for row in rows(layout([shaded]))] == [["X"], ["√"]]


def test_marks_below_the_rest_of_a_sentence_from_the_page_before_stand_where_they_are_printed() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += header(160, FINDINGS) + wording("1.2.1", 180, 180) + finding(180, "√", "Het nummer is bekend.")
    first += wording("1.2.2", 180, 240) + finding(240, "√", "Er wordt gemeld.")
    first += wording("3.1.4", 180, 720) + finding(720, "X", "Wat de aanpak oplevert, wordt niet")
    second = wording("3.1.5", 180, 60) + wording("3.1.6", 180, 93) + wording("3.1.7", 180, 126)
    second += line(334, 60, "bijgehouden.") + finding(71, "√", "De partners praten erover.")
    second += line(334, 82, "Dat gebeurt elk jaar.") + finding(93, "X", "De gemeente doet niets.")
    second += wording("4.1.1", 180, 190) + finding(190, "√", "Iedereen doet mee.")
    rules = [level(75), level(120), level(175), level(230), level(700)]
    pages = [page(1, first, rules), page(2, second, [level(180), level(240)])]
    joined = next(row for row in rows(layout(pages)) if row.joined)
    assert [text.mark or text.text for text in joined.cells[-1].lines] == [
        "X",
        "Wat de aanpak oplevert, wordt niet",
        "bijgehouden.",
        "√",
        "De partners praten erover.",
        "Dat gebeurt elk jaar.",
        "X",
        "De gemeente doet niets.",
    ]


def test_a_mark_at_the_end_of_a_page_whose_wording_stands_on_the_next() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 700) + finding(700, "√", "Er zijn cijfers.")
    first += finding(745, "X", "Het nummer waar men kan")
    second = wording("1.2.1", 180, 60) + line(334, 60, "melden is opgeheven.")
    second += wording("1.2.2", 180, 140) + finding(140, "√", "Scholen melden.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√"]]
    assert texts(found[1]) == "Het nummer waar men kan melden is opgeheven."


def test_a_mark_left_alone_at_the_end_of_a_page_marks_the_text_of_the_next() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += wording("1.2.1", 180, 125) + finding(125, "√", "Het nummer is bekend.")
    first += line(60, 170, "Planmatig") + line(320, 170, "X", mark="X")
    second = header(60, FINDINGS) + wording("3.1.1", 180, 80) + line(334, 80, "Er is geen beleid.")
    second += wording("3.1.3", 180, 125) + finding(125, "√", "Er zijn doelen.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [(marks(row), texts(row)) for row in found][2:] == [
        (["X"], "Er is geen beleid."),
        (["√"], "Er zijn doelen."),
    ]


def test_a_finding_that_begins_before_its_indicator_goes_on_with_it() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += finding(170, "X", "Er is geen beleid.")
    second = header(60, FINDINGS) + wording("3.1.1", 180, 80) + line(334, 80, "Dat komt er ook niet.")
    second += wording("3.1.3", 180, 125) + finding(125, "√", "Er zijn doelen.")
    rules = [level(75), level(120), level(190)]
    found = rows(layout([page(1, first, rules), page(2, second, rules)]))
    assert [(marks(row), texts(row)) for row in found][1:] == [
        (["X"], "Er is geen beleid. Dat komt er ook niet."),
        (["√"], "Er zijn doelen."),
    ]


def test_a_ruling_beside_a_cell_of_several_indicators_parts_no_rows() -> None:
    words = header(60, FINDINGS) + wording("3.1.1", 180, 80) + finding(80, "X", "Er is geen beleid.")
    words += wording("3.1.4", 180, 125) + wording("3.1.5", 180, 165)
    words += finding(125, "√", "De cijfers staan op een rij.") + finding(165, "X", "Niemand kijkt er naar.")
    rules = [level(75), level(120), level(160, 315.0), level(205)]
    assert [marks(row) for row in rows(layout([page(1, words, rules)]))] == [["X"], ["√", "X"]]


def test_marks_listed_beside_the_first_paragraph_stand_before_it() -> None:
    words = header(60, FINDINGS) + wording("3.1.4", 180, 80) + wording("3.1.5", 180, 114)
    words += finding(80, "√", "De cijfers staan op een rij in") + line(320, 91, "X", mark="X")
    words += line(334, 91, "het jaarverslag van") + line(334, 102, "de partners.")
    words += line(334, 121, "Niemand kijkt er") + line(334, 132, "verder naar.")
    (row,) = rows(layout([page(1, words, [level(75), level(165)])]))
    assert [text.mark or text.text for text in row.cells[-1].lines][:3] == [
        "√",
        "X",
        "De cijfers staan op een rij in",
    ]


def test_a_listed_mark_near_the_second_of_as_many_paragraphs_stands_with_the_others() -> None:
    words = header(60, FINDINGS)
    for n, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1")):
        words += wording(id_, 180, 80 + 60 * n) + finding(80 + 60 * n, "√", "Dit staat in het plan.")
    words += wording("3.1.1", 180, 260) + wording("3.1.2", 180, 305) + wording("3.1.3", 180, 361)
    words += finding(260, "√", "De nota is er nog en") + line(320, 274, "X", mark="X")
    words += line(334, 271, "die geldt.") + line(320, 288, "√", mark="√")
    words += line(334, 290, "Niemand weet van een visie.") + line(334, 309, "De doelen staan vast.")
    row = rows(layout([page(1, words, [level(y) for y in (75, 135, 195, 255, 425)])]))[-1]
    assert [text.mark for text in row.cells[-1].lines][:4] == ["√", "X", "√", None]


def test_a_sentence_that_goes_on_beside_other_indicators_keeps_their_block_together() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += wording("3.1.1", 180, 720) + line(320, 725, "X", mark="X")
    first += line(334, 720, "Er is geen beleid, en wat er") + line(334, 731, "is opgeschreven, gaat alleen")
    second = header(60, FINDINGS) + wording("3.1.2", 180, 80) + wording("3.1.3", 180, 119)
    second += line(334, 80, "over scholen.") + line(334, 119, "Er zijn geen doelen, zo")
    second += line(320, 125, "X", mark="X") + line(334, 130, "schrijft de gemeente.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row) for row in found] == [["√"], ["X", "X"]]
    assert texts(found[1]).startswith(
        "Er is geen beleid, en wat er is opgeschreven, gaat alleen over scholen."
    )


def test_the_first_line_of_a_text_above_its_indicator_is_of_the_row_that_rulings_show() -> None:
    words = header(60, FINDINGS)
    for n, id_ in enumerate(("1.1.2", "1.2.1", "1.2.2")):
        top = 92 + 60 * n
        words += line(334, top - 11, "Dit staat in het plan van de") + wording(id_, 180, top)
        words += finding(top, "√", "wijk uit 2012.")
    rules = [level(y) for y in (74, 134, 194, 254)]
    found = rows(layout([page(1, words, rules)]))
    assert [texts(row) for row in found] == ["Dit staat in het plan van de wijk uit 2012."] * 3


def test_the_rest_of_a_row_above_a_shaded_one_is_no_part_of_a_header_row_that_returns() -> None:
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers en")
    second = header(60, FINDINGS) + line(334, 71, "een nota.")
    second += wording("1.2.1", 180, 90) + finding(90, "X", "Het nummer is onbekend.")
    shaded = [
        replace(page(n, words), fills=(Fill(50, top, 545, 130),))
        for n, words, top in ((1, first, 78), (2, second, 86))
    ]
    found = rows(layout(shaded))
    assert [texts(row) for row in found] == ["Er zijn cijfers en een nota.", "Het nummer is onbekend."]


def test_another_criterion_level_with_its_indicator_begins_a_row() -> None:
    """Its mark is centred in the row, and level with the indicator's third line and a later paragraph by chance."""
    first = header(60, FINDINGS) + wording("1.1.2", 180, 80) + finding(80, "√", "Er zijn cijfers.")
    first += line(60, 80, "GGSR zijn in") + line(60, 91, "beeld")
    second = wording("2.1.2", 180, 60) + line(60, 60, "De aanpak stelt het") + line(60, 71, "gezin centraal")
    second += (
        line(334, 60, "Dat gebeurt.") + line(334, 82, "Ook bij het begin.") + line(320, 82, "X", mark="X")
    )
    second += line(334, 93, "En later.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert texts(found[1]) == "Dat gebeurt. Ook bij het begin. En later."


def test_a_tall_row_below_a_theme_s_name_begins_with_its_texts() -> None:
    """Cells stand at the bottom of their rows, and the header row above the first theme alone."""
    lefts = (60.0, 180.0, 360.0)
    words = header(60, ("Indicator", "2013", "2014"), lefts) + wording("1.1.1", 60, 80)
    words += finding(91, "X", "Dat is er niet.", 180) + finding(91, "√", "Dat is er nu.", 360)
    words += line(60, 150, "Samenwerking", BOLD)
    tall = [word for n in range(1, 14) for word in line(374, 170 + 11.0 * n, f"Partner {n} ook.")]
    words += line(360, 170, "√", mark="√") + line(374, 170, "Alle partners:") + tall
    words += finding(302, "X", "Dat is er niet.", 180) + wording("4.2.2", 60, 291)
    found = layout([page(1, words)])
    outside = [text.text for block in found.blocks if isinstance(block, TextBlock) for text in block.lines]
    assert outside == ["Samenwerking"]


LATER = (60.0, 180.0, 360.0)


def both(top: float, lower: float, texts: tuple[str, ...]) -> list[Word]:
    """The findings of 2013 and 2014 with their marks ``lower`` than their first lines."""
    words: list[Word] = []
    for x, text in zip(LATER[1:], texts, strict=True):
        words += line(x, top + lower, "X", mark="X")
        for number, part in enumerate(text.split("/")):
            words += line(x + 14, top + 11.0 * number, part)
    return words


def test_another_theme_s_table_at_the_top_of_a_page_is_no_rest_of_the_row_above() -> None:
    """Its mark is centred, and level with the first line of a later paragraph of its text."""
    head = ("Indicator", "2013", "2014")
    first = line(60, 40, "Aanpak", BOLD) + header(60, head, LATER) + wording("3.4.1", 60, 80)
    first += both(80, 0, ("Dat gebeurt niet.", "Dat gebeurt nu."))
    second = line(60, 40, "Samenwerking", BOLD) + header(60, head, LATER) + wording("4.1.1", 60, 80)
    second += both(80, 14, ("Er is geen regie.", "Er is regie."))
    second += line(374, 94, "De raad wil dat.") + line(374, 105, "Het college ook.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [marks(row, 1) for row in found] == [["X"], ["X"]]


def test_rows_within_one_box_whose_marks_are_centred() -> None:
    """Only the table's edges are ruled; white space and the wording part its rows."""
    words = header(60, ("Indicator", "2013", "2014"), LATER)
    for number, id_ in enumerate(("1.1.1", "1.1.2", "4.2.2")):
        top = 80 + 60.0 * number
        words += wording(id_, 60, top) + both(
            top, 11, ("Er is hier/nog niets/over te zien.", "Dat is nu/niet anders/dan toen.")
        )
    found = rows(layout([page(1, words, [level(75), level(243)])]))
    assert [marks(row, 1) for row in found] == [["X"], ["X"], ["X"]]


def test_cells_of_a_follow_up_hold_one_statement_also_where_one_box_holds_two_rows() -> None:
    """Cells are centred in their rows."""
    words = header(60, ("Indicator", "2013", "2014"), LATER) + wording("1.1.2", 60, 91)
    words += both(
        80,
        0,
        (
            "Er is hier/nog niets/over te zien/of te vinden/voor ons.",
            "Er is hier/nog niets/over te zien/of te vinden/voor ons.",
        ),
    )
    words += wording("4.2.2", 60, 150) + both(
        139,
        0,
        (
            "Er is hier/nog niets/over te zien/of te vinden/voor ons.",
            "Er is hier/nog niets/over te zien/of te vinden/voor ons.",
        ),
    )
    found = rows(layout([page(1, words, [level(75), level(200)])]))
    assert [marks(row, 1) for row in found] == [["X"], ["X"]]


def test_a_mark_below_a_criterion_at_the_end_of_a_page_whose_wording_stands_on_the_next() -> None:
    words = header(60, ("Indicatoren", "Bevindingen"), (60, 220)) + wording("1.1.2", 60, 80)
    words += finding(80, "√", "Er zijn cijfers.", 220)
    words += line(60, 740, "De aanpak bereikt alle gezinnen waarvoor dit nodig is", BOLD)
    words += finding(760, "X", "Niemand weet het loket.", 220)
    found = rows(layout([page(1, words), page(2, wording("1.2.1", 60, 60))]))
    assert [texts(row) for row in found if marks(row)] == ["Er zijn cijfers.", "Niemand weet het loket."]
