"""Layout: where marks stand in their cells, and what links them to their texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill, Rule, TableBlock, Word

from tests.layout.words import FINDINGS, header, level, line, marks, page, rows, texts, wording


def beside(*cells: tuple[str, float, list[Word]]) -> list[Word]:
    return header(60, FINDINGS) + [
        word for id_, top, words in cells for word in (*wording(id_, 180, top), *words)
    ]


@pytest.mark.parametrize("link", [":", "–", "•", ")"])
def test_what_links_a_mark_to_its_text_is_not_of_the_text(link: str) -> None:
    first = line(320, 90, "√", mark="√") + line(328, 90, f"{link} De cijfers zijn bekend.")
    second = line(320, 150, f"X{link}" if link in ":)" else "X") + line(334, 150, "Er is geen nummer.")
    found = rows(layout([page(1, beside(("1.1.2", 90, first), ("1.2.1", 150, second)))]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert [texts(row) for row in found] == ["De cijfers zijn bekend.", "Er is geen nummer."]


@pytest.mark.parametrize(
    ("printed", "sign", "text"),
    [
        ("X – Er is geen nummer.", "X", "Er is geen nummer."),
        ("X: 2 jaar is te kort.", "X", "2 jaar is te kort."),
        ("x – ‘Nazorg’ ontbreekt.", "X", "‘Nazorg’ ontbreekt."),
        ("x 2 is te weinig.", None, "x 2 is te weinig."),
        ("v De nazorg is geregeld.", "√", "De nazorg is geregeld."),
        ("V De nazorg is geregeld.", None, "V De nazorg is geregeld."),
    ],
)
def test_a_letter_is_a_mark_before_a_link_and_the_beginning_of_a_text(
    printed: str, sign: str | None, text: str
) -> None:
    first = line(320, 90, "√", mark="√") + line(328, 90, "De cijfers zijn bekend.")
    found = rows(layout([page(1, beside(("1.1.2", 90, first), ("1.2.1", 150, line(320, 150, printed))))]))
    assert marks(found[1]) == ([sign] if sign else [])
    assert texts(found[1]) == text


def test_a_v_is_a_mark_where_an_x_stands_below_its_edge() -> None:
    ids, printed = ("1.1.2", "1.2.1"), ("V Er zijn cijfers.", "X Er is geen nummer.")
    cells = [
        (id_, 90 + 60.0 * n, line(320, 90 + 60.0 * n, text))
        for n, (id_, text) in enumerate(zip(ids, printed, strict=True))
    ]
    found = rows(layout([page(1, beside(*cells))]))
    assert [marks(row) for row in found] == [["√"], ["X"]]


def test_a_link_is_not_of_the_text_where_its_mark_is_drawn_above_the_line() -> None:
    words = header(60, FINDINGS)
    for n, id_ in enumerate(("1.1.2", "1.2.1")):
        top = 90 + 60 * n
        words += wording(id_, 180, top) + line(320, top - 5, "√", mark="√")
        words += line(328, top, ": De cijfers zijn bekend.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [["√"], ["√"]]
    assert [texts(row) for row in found] == ["De cijfers zijn bekend."] * 2


@pytest.mark.parametrize("glyph", ["(cid:0)", "\ufffd"])
def test_a_glyph_without_any_letter_in_the_place_of_a_mark_is_one_that_cannot_be_told(glyph: str) -> None:
    first = line(320, 90, glyph) + line(360, 90, "De cijfers zijn bekend.")
    second = line(320, 150, glyph) + line(360, 150, "Er is geen nummer.")
    found = rows(layout([page(1, beside(("1.1.2", 90, first), ("1.2.1", 150, second)))]))
    assert [marks(row) for row in found] == [["?"], ["?"]]
    assert [texts(row) for row in found] == ["De cijfers zijn bekend.", "Er is geen nummer."]


def test_a_glyph_without_any_letter_that_its_form_told_is_that_mark() -> None:
    first = line(320, 90, "(cid:3)", mark="√") + line(360, 90, "De cijfers zijn bekend.")
    second = line(320, 150, "(cid:4)", mark="X") + line(360, 150, "Er is geen nummer.")
    found = rows(layout([page(1, beside(("1.1.2", 90, first), ("1.2.1", 150, second)))]))
    assert [marks(row) for row in found] == [["√"], ["X"]]


def test_letters_with_the_codes_of_a_font_for_signs_that_was_lost() -> None:
    """A program that had no Wingdings drew the letters of Latin 1 in their places."""
    first = line(320, 90, "ü") + line(334, 90, "De cijfers zijn bekend.")
    second = line(320, 150, "û") + line(334, 150, "Er is geen nummer.")
    found = rows(layout([page(1, beside(("1.1.2", 90, first), ("1.2.1", 150, second)))]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert [texts(row) for row in found] == ["De cijfers zijn bekend.", "Er is geen nummer."]


def test_marks_behind_the_sentences_of_their_texts() -> None:
    def behind(top: float, text: str, mark: str) -> list[Word]:
        words = line(320, top, text)
        sign = line(words[-1].x1 + 2.5, top, mark, mark=mark if mark == "√" else None)
        return words + sign

    cells = (
        ("1.1.2", 90.0, behind(90, "De cijfers zijn bekend.", "√")),
        ("1.2.1", 150.0, line(320, 150, "Het nummer dat er was is") + behind(161, "opgeheven.", "X")),
        ("1.2.2", 220.0, behind(220, "Scholen melden niets.", "X")),
    )
    found = rows(layout([page(1, beside(*cells))]))
    assert [marks(row) for row in found] == [["√"], ["X"], ["X"]]
    assert texts(found[1]) == "Het nummer dat er was is opgeheven."


def test_a_criterion_in_a_row_of_its_own_is_no_second_line_of_the_header_row() -> None:
    words = header(60, ("Indicatoren", "Bevindingen"), (60.0, 320.0))
    words += line(60, 74, "De aanpak stelt het gezin en zijn sociale netwerk centraal")
    words += wording("2.1.1", 60, 95) + line(320, 95, "√", mark="√") + line(334, 95, "Kracht staat voorop.")
    shaded = replace(page(1, words), fills=(Fill(55.0, 90.0, 540.0, 130.0),))
    first = next(block for block in layout([shaded]).blocks if isinstance(block, TableBlock))
    assert [" ".join(text.text for text in cell.lines) for cell in first.header] == [
        "Indicatoren",
        "Bevindingen",
    ]


def test_a_box_around_one_row_holds_a_block_together() -> None:
    lefts = (60.0, 220.0, 380.0)
    words = (
        header(60, ("Indicator", "2013", "2014"), lefts)
        + wording("3.1.1", 60, 90)
        + wording("3.1.2", 60, 123)
    )
    for x, mark, last in ((220, "X", "elkaar delen."), (380, "√", "deze gezinnen.")):
        words += line(x, 90, mark, mark=mark) + line(x + 14, 90, "Er is beleid en er is")
        words += line(x, 101, "een plan dat alle") + line(x, 112, "partijen kennen en")
        words += line(x, 123, "dat zij delen met") + line(x, 134, last)
    sides = [Rule(x, 55, x, 172) for x in (55.0, 215.0, 375.0, 540.0)]
    found = rows(layout([page(1, words, [level(55), level(80), level(172), *sides])]))
    assert [marks(row) for row in found] == [["√"]]


def test_marks_behind_their_texts_near_the_next_column_leave_its_edge_where_it_is() -> None:
    words = header(60, ("Indicator", "2013", "2014"), (60, 200, 420))
    for id_, top in (("1.1.2", 90.0), ("1.2.1", 150.0), ("1.2.2", 210.0)):
        early = line(200, top, "Er is in de gemeente geen inzicht daarin, schrijft u")
        last = line(200, top + 11, "en er is ook geen overzicht van deze straten daar.")
        late = line(420, top + 11, "is bekend.")
        words += [*wording(id_, 60, top), *early, *last, *line(420, top, "Wie dat wil weten zoekt nu"), *late]
        for text, sign in ((last, "X"), (late, "√")):
            words += line(text[-1].x1 + 2.5, text[-1].top, sign, mark=sign)
    found = rows(layout([page(1, words, [level(140), level(200)])]))
    assert [(marks(row, 1), marks(row)) for row in found] == [(["X"], ["√"])] * 3
    assert texts(found[0], 1).startswith("Er is in de gemeente geen inzicht daarin, schrijft u en er is ook")
    assert texts(found[0]) == "Wie dat wil weten zoekt nu is bekend."


def test_a_text_right_below_the_last_paragraph_of_the_one_before() -> None:
    rows_ = [("1.1.1", 80), ("1.1.2", 140), ("1.2.1", 200), ("2.1.1", 260), ("2.1.2", 330), ("2.1.3", 400)]
    cells = [(id_, top, line(320, top, "√", mark="√") + line(334, top, "Dat is zo.")) for id_, top in rows_]
    block = (
        line(320, 480, "X", mark="X") + line(334, 480, "Resultaten worden niet") + line(334, 491, "geteld.")
    )
    block += line(334, 510, "Dat is jammer.") + line(320, 521, "√", mark="√")
    block += line(334, 521, "Partners bespreken") + line(334, 532, "hun werk.")
    words = beside(*cells, ("3.1.4", 480, block)) + wording("3.1.5", 180, 520)
    lines = [level(y) for y in (75, 135, 195, 255, 325, 395, 475, 570)]
    last = rows(layout([page(1, words, lines)]))[-1].cells[-1].lines
    assert [each.text for each in last if not each.mark] == [
        "Resultaten worden niet",
        "geteld.",
        "Dat is jammer.",
        "Partners bespreken",
        "hun werk.",
    ]
    assert [at for at, each in enumerate(last) if each.mark] == [0, 4]


def test_marks_larger_than_the_text_reach_over_the_left_edge_of_their_header_cell() -> None:
    words = header(60, FINDINGS)
    for number, (id_, sign) in enumerate((("1.1.2", "√"), ("1.2.1", "X"), ("1.2.2", "√"))):
        top = 90 + 60 * number
        words += wording(id_, 180, top) + line(334, top, "Dat is in de wijk bekend.")
        words.append(Word(sign, 318.0, top - 4, 332.0, top + 11, 14.0, "Arial", sign))
    # two letters that may be marks stand in the wording of indicators
    words += line(240, 123, "x") + line(240, 183, "x") + line(250, 123, "wijk") + line(250, 183, "wijk")
    found = rows(layout([page(1, words)]))
    assert [texts(row) for row in found] == ["Dat is in de wijk bekend."] * 3


@pytest.mark.parametrize("sign", ["x", "●", "✓"])
@pytest.mark.parametrize("heads", [("√", "X"), ("Voldoet", "Verbeterpunt")])
def test_one_sign_in_a_column_for_each_mark_says_what_its_column_does(
    sign: str, heads: tuple[str, str]
) -> None:
    words = header(60, ("Indicatoren", *heads, "Bevindingen"), (60, 220, 270, 360))
    verdicts = "√XX√X"
    for number, verdict in enumerate(verdicts):
        top = 80.0 + 60 * number
        mark = "√" if sign == "✓" else None
        words += wording("1.1.2", 60, top) + line(220 if verdict == "√" else 270, top, sign, mark=mark)
        words += line(360, top, "Dat staat in het plan.")
    found = rows(layout([page(1, words)]))
    assert [marks(row) for row in found] == [[verdict] for verdict in verdicts]


def test_a_mark_that_only_stands_in_the_column_of_the_other_cannot_be_told() -> None:
    words = header(60, ("Indicatoren", "√", "X", "Bevindingen"), (60, 220, 270, 360))
    for number, x in enumerate((220, 220, 270, 270)):
        top = 80.0 + 60 * number
        words += wording("1.1.2", 60, top) + line(x, top, "√X?√"[number], mark="√X?√"[number])
        words += line(360, top, "Dat staat in het plan.")
    assert [marks(row) for row in rows(layout([page(1, words)]))] == [["√"], ["?"], ["X"], ["X"]]
