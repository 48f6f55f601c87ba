"""Layout where little tells: cells of one line, words set far apart, running lines that stand on one page only."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.sections.entries import paged_entries
from ggsr_extract.extractors.factsheet.sections.walk import sections
from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.layout.lines import by_middle, gather
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.models.source import Fill, Rule, TableBlock, TextBlock, Word

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

RUNNING = ("Aanpak: Samen in Zandmeer", "(2013: Duinhulp en De Kade)")


def test_paragraphs_of_one_line_are_told_by_the_line_spacing_of_other_cells() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 80) + wording("1.1.2", 180, 130)
    words += finding(80, "√", "De wijk kent de gezinnen.") + finding(130, "X", "Niemand telt de gezinnen.")
    words += line(60, 300, "Toeleiding", BOLD)
    words += line(60, 320, "Wat gaat goed?", BOLD) + line(320, 320, "Wat kan beter?", BOLD)
    words += line(60, 340, "Gezinnen komen snel in beeld.") + line(60, 356, "De wijk weet de weg.")
    words += line(320, 340, "De omvang van de groep") + line(320, 356, "is nog onbekend.")
    good, better = rows(layout([page(1, words)]))[-1].cells
    assert good.paragraphs == (0, 1)
    assert better.paragraphs == (0,)


def far_apart(top: float, text: str, x: float) -> list[Word]:
    """A line with spaces of two thirds of the text size."""
    words = []
    for part in text.split():
        words.append(Word(part, x, top, x + 4.5 * len(part), top + 9, 9.0, "Arial"))
        x += 4.5 * len(part) + 6
    return words


def test_running_text_whose_words_stand_far_apart_is_no_table() -> None:
    first = header(60, FINDINGS) + wording("1.1.1", 180, 80)
    first += finding(80, "√", "De wijk kent de gezinnen en de gezinnen kennen de wijk.")
    prose = [
        "Een oordeel is een teken en een tekst van enkele zinnen die zo kort zijn als dat kan,",
        "van voldoende ( √ ) tot een punt ter verbetering. De gemeente vindt daar zelf ook iets van.",
    ]
    second = [word for n, text in enumerate(prose) for word in far_apart(60 + 11 * n, text, 60)]
    second = [word._replace(mark="√") if word.text == "√" else word for word in second]
    found = layout([page(1, first), page(2, second)])
    assert len(tables(found)) == 1
    assert [line.text for line in found.lines if line.page == 2] == prose


def test_names_of_the_approach_at_the_foot_of_a_single_page_belong_to_no_table() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    words += line(60, 770, RUNNING[0], BOLD) + line(60, 780, RUNNING[1], BOLD)
    found = layout([page(1, words)])
    footers = [block for block in found.blocks if isinstance(block, TextBlock) and block.region == "footer"]
    assert [line.text for block in footers for line in block.lines] == list(RUNNING)
    # the last lines of a cell are no running lines
    words = header(660, FINDINGS) + wording("1.1.1", 180, 680)
    words += finding(680, "√", "Dit stond al in het plan") + line(334, 691, RUNNING[1])
    assert rows(layout([page(1, words)]))[0].cells[-1].lines[-1].text == RUNNING[1]


def test_a_theme_whose_table_begins_on_the_next_page_is_a_heading() -> None:
    first = header(60, FINDINGS) + wording("1.1.1", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    first += line(60, 500, "Gezin centraal", BOLD) + line(60, 790, RUNNING[0], BOLD)
    first += line(60, 800, RUNNING[1], BOLD) + line(60, 820, "Uitkomsten Zandmeer | 1")
    second = line(60, 20, "Uitkomsten Zandmeer | 2")
    second += line(60, 60, "Vervolg bevindingen", BOLD) + header(90, FINDINGS) + wording("2.1.1", 180, 110)
    second += finding(110, "X", "Het gezin wordt niet gehoord.")
    found = layout([page(1, first), page(2, second)])
    assert sum(isinstance(block, TableBlock) for block in found.blocks) == 2
    ledger = Ledger()
    sections(paged_entries(found), ledger)
    heading = next(line for line in found.lines if line.text == "Gezin centraal")
    assert [item.role for item in ledger.lines([heading])] == ["heading"]


def test_text_on_both_sides_of_an_upright_ruling_is_of_two_cells() -> None:
    words = line(60, 60, "Wat gaat goed?", BOLD) + line(300, 60, "Wat kan beter?", BOLD)
    left = ("De wijk kent de gezinnen, weet wie hen helpt en", "houdt met alle partners contact.")
    for n, (one, other) in enumerate(zip(left, ("De omvang van de groep is", "nog onbekend."), strict=True)):
        words += line(60, 80 + 11 * n, one) + line(300, 80 + 11 * n, other)
    edge = max(word.x1 for word in words if word.top == 80 and word.x0 < 299)
    words = [word._replace(x1=298.0) if word.x1 == edge else word for word in words]
    (row,) = rows(layout([page(1, words, [Rule(299, 55, 299, 110)])]))
    assert [[line.text for line in cell.lines] for cell in row.cells] == [
        list(left),
        ["De omvang van de groep is", "nog onbekend."],
    ]


def test_the_rest_of_a_wording_goes_on_below_the_repeated_name_of_its_theme() -> None:
    first = line(60, 40, "Continu", BOLD) + header(60, FINDINGS) + wording("5.1.1", 180, 80)
    first += finding(80, "√", "De hulp stopt niet.")
    shown = [word for word in wording("5.3.1", 180, 740) if word.top < 760]
    rest = [word for word in wording("5.3.1", 180, 740) if word.top >= 760]
    first += shown + finding(740, "X", "Nazorg is niet geregeld.")
    second = line(60, 60, "Continu", BOLD) + [
        word._replace(top=word.top - 676, bottom=word.bottom - 676) for word in rest
    ]
    found = layout([page(1, first), page(2, second)])
    assert len(rows(found)) == 2
    assert texts(rows(found)[-1], 1).split() == [word.text for word in (*shown, *rest)]


def test_white_space_above_the_last_mark_of_a_row_that_a_ruling_ends_begins_no_row() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    words += wording("1.1.2", 180, 125) + finding(125, "X", "Niemand telt de gezinnen.")
    words += wording("1.2.1", 180, 170) + finding(170, "√", "De wijk weet de weg.")
    words += finding(226, "X", "Maar de school weet die niet.") + wording("1.2.2", 180, 249)
    words += finding(249, "√", "Alle partners melden gezinnen aan.")
    found = rows(layout([page(1, words, [level(242)])]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["√", "X"], ["√"]]


def test_text_right_of_its_columns_widest_line_so_far_still_is_of_the_table() -> None:
    first = line(60, 40, "Toeleiding", BOLD) + header(60, FINDINGS) + wording("1.1.1", 180, 80)
    first += finding(80, "√", "De wijk kent de gezinnen.")
    second = line(60, 60, "Continu", BOLD) + line(60, 84, "Zolang") + wording("5.1.1", 180, 84)
    second += finding(84, "√", "De hulp stopt pas dan helemaal.")
    found = rows(layout([page(1, first), page(2, second)]))
    assert [texts(row) for row in found] == ["De wijk kent de gezinnen.", "De hulp stopt pas dan helemaal."]


def test_a_mark_right_behind_the_end_of_an_indicators_line_crosses_nothing() -> None:
    first = header(60, FINDINGS)
    for n, id_ in enumerate(("1.1.1", "1.1.2", "1.2.1")):
        first += wording(id_, 180, 80 + 60 * n) + finding(80 + 60 * n, "√", "De wijk kent de gezinnen.", 308)
    second = line(60, 60, "Planmatig") + line(180, 60, "De gemeente heeft beleid voor")
    end = second[-1].x1
    second = [word._replace(x1=305.0) if word.x1 == end else word for word in second]
    second += line(180, 71, "de groep GGSR") + finding(60, "X", "Er is geen beleid voor hen.", 308)
    (_, _, _, last) = rows(layout([page(1, first), page(2, second)]))
    assert (marks(last), texts(last)) == (["X"], "Er is geen beleid voor hen.")


def test_columns_of_conclusions_with_less_than_a_space_between_them() -> None:
    words = line(60, 60, "Wat gaat goed?", BOLD) + line(300, 60, "Wat kan beter?", BOLD)
    for n, other in enumerate(
        ("De omvang van de groep is", "nog niet bekend en ook", "de scholen weten niets.")
    ):
        one = line(60, 80 + 11 * n, "De wijk kent de gezinnen die er")
        words += [*one[:-1], one[-1]._replace(x1=297.3), *line(300, 80 + 11 * n, other)]
    (row,) = rows(layout([page(1, words)]))
    assert [len(cell.lines) for cell in row.cells] == [3, 3]


def test_less_white_space_than_all_rows_have_parts_no_indicators() -> None:
    words = header(60, FINDINGS)
    top = 80.0
    for id_ in ("1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1", "2.1.2", "2.1.3"):
        words += wording(id_, 180, top) + finding(top, "√", "Zo doen zij het.")
        top = max(word.bottom for word in words) + 10
    words += wording("3.1.1", 180, top) + finding(top, "X", "Er is geen beleid.")
    below = max(word.bottom for word in words) + 8.2
    words += wording("3.1.2", 180, below)
    assert texts(rows(layout([page(1, words)]))[-1], 1).startswith("De gemeente heeft beleid")


def test_rows_of_a_follow_up_without_a_ruling_between_them_in_a_table_that_has_some() -> None:
    lefts = (60.0, 180.0, 320.0)
    words = header(60, ("Indicator", "2013", "2014"), lefts)
    for top, id_, x in ((80, "1.1.1", 180), (140, "1.1.2", 320), (210, "1.2.1", 180), (280, "1.2.2", 180)):
        words += wording(id_, 60, top) + finding(top, "X", "Dat is nog zo.", x)
    found = rows(layout([page(1, words, [level(190.5), level(266), level(340)])]))
    assert [[len(marks(row, column)) for column in (1, 2)] for row in found] == [
        [1, 0],
        [0, 1],
        [1, 0],
        [1, 0],
    ]


def test_a_shaded_row_right_below_a_header_row_is_no_part_of_it() -> None:
    words = header(60, FINDINGS) + line(60, 68.5, "Planmatig") + line(180, 68.5, "De gemeente heeft beleid")
    words += line(180, 79, "voor de groep GGSR") + finding(68.5, "X", "Er is geen beleid.")
    shade = Fill(55, 67.6, 540, 89, (0.94, 0.95, 0.97))
    edges = [level(67.6), level(89)]
    found = layout([replace(page(1, words, edges), fills=(shade,))])
    assert [line.text for cell in tables(found)[0].header for line in cell.lines] == list(FINDINGS)
    assert texts(rows(found)[0], 1) == "De gemeente heeft beleid voor de groep GGSR"


def test_a_first_row_without_shading_above_a_shaded_one_is_no_part_of_the_header_row() -> None:
    words = header(60, FINDINGS) + line(60, 72, "Planmatig") + line(180, 72, "De gemeente heeft beleid")
    words += line(180, 82, "voor de groep GGSR") + finding(72, "X", "Er is geen beleid.")
    words += wording("3.1.2", 180, 96) + finding(96, "X", "Er is geen visie.")
    found = layout(
        [
            replace(
                page(1, words, [level(93), level(140)]), fills=(Fill(55, 93, 540, 140, (0.94, 0.95, 0.97)),)
            )
        ]
    )
    assert [line.text for cell in tables(found)[0].header for line in cell.lines] == list(FINDINGS)
    assert [texts(row) for row in rows(found)] == ["Er is geen beleid.", "Er is geen visie."]


def test_a_row_set_as_evenly_as_running_text_is_told_by_its_letters_that_are_marks() -> None:
    columns = Columns("followup", (169.0, 319.0), (183.5, 333.5), 1, 55.0, 540.0)
    row = far_apart(80, "De gemeente heeft", 60) + far_apart(80, "X Er is geen beleid", 170)
    row = [word._replace(x1=164.0) if word.text == "heeft" else word for word in row]
    prose = far_apart(80, "De gemeente heeft beleid voor gezinnen en legt dat uit", 60)
    bands = [gather(by_middle(words))[0] for words in (row, prose)]
    assert [columns.crossed(band) for band in bands] == [0, 1]


def test_a_letter_alone_on_its_line_is_a_mark_however_large_its_font_claims_to_be() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 80) + wording("1.1.2", 180, 130)
    words += finding(80, "√", "De wijk kent de gezinnen.")
    cross = finding(130, "X", "Niemand telt de gezinnen.")[0]
    words.append(cross._replace(text="x", mark=None, size=250.0))
    assert marks(rows(layout([page(1, words)]))[-1]) == ["X"]


def test_a_row_without_a_mark_begins_at_an_indicator_level_with_a_sentence() -> None:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 71)
    words += finding(71, "√", "Via een telling is bekend") + line(334, 82, "om hoeveel gezinnen het")
    words += line(334, 93, "gaat en waar zij wonen;") + line(334, 104, "die cijfers worden elk jaar")
    words += line(334, 115, "aan de raad gestuurd en") + line(334, 126, "daar besproken.")
    words += wording("1.2.1", 180, 137) + line(334, 137, "Er is nog geen loket.")
    words += wording("1.2.2", 180, 181) + finding(181, "X", "Scholen melden niets.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"], [], ["X"]]
    assert texts(found[1]) == "Er is nog geen loket."


def test_a_row_without_a_mark_begins_where_a_blank_line_parts_the_texts() -> None:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 71) + finding(71, "X", "Niemand telt de gezinnen.")
    words += wording("1.2.1", 180, 104) + line(334, 104, "De antwoorden zijn te kort.")
    words += wording("1.2.2", 180, 148) + finding(148, "√", "Scholen melden alles.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["X"], [], ["√"]]
    assert texts(found[1]) == "De antwoorden zijn te kort."


def test_a_legend_above_a_table_is_neither_a_row_nor_unclaimed() -> None:
    words = header(60, FINDINGS) + wording("1.1.1", 180, 80) + finding(80, "√", "De wijk kent de gezinnen.")
    words += line(60, 160, "Gezin centraal", BOLD) + line(60, 175, "√ = voldoet X = verbeterpunt")
    words += header(195, FINDINGS) + wording("2.1.1", 180, 215) + finding(215, "X", "Dat gebeurt niet.")
    document = layout([page(1, words)])
    assert [texts(row) for row in rows(document)] == ["De wijk kent de gezinnen.", "Dat gebeurt niet."]
    ledger = Ledger()
    sections(paged_entries(document), ledger)
    roles = {item.fragment.text: item.role for item in ledger.lines(document.lines)}
    assert (roles["Gezin centraal"], roles["√ = voldoet X = verbeterpunt"]) == ("heading", "boilerplate")
