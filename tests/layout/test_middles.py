"""Layout of rows whose cells are centred or stand at the bottom: what begins above or below them."""

from __future__ import annotations

from ggsr_extract.extractors.layout import layout

from tests.layout.words import BOLD, FINDINGS, finding, header, level, line, marks, page, rows, texts, wording

NAMES, LEFTS = ("Indicatoren", "Bevindingen"), (60.0, 320.0)


def test_a_text_far_above_its_mark_begins_a_table_below_the_name_of_a_theme() -> None:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 90) + finding(90, "√", "Er zijn cijfers.")
    words += line(60, 150, "Gezin centraal", BOLD)
    for n in range(16):
        words += line(334, 170 + 11 * n, "Het gezin beslist mee over de hulp.")
    words += wording("2.1.2", 180, 170 + 11 * 12) + line(320, 170 + 11 * 15, "X", mark="X")
    found = rows(layout([page(1, words, [level(84), level(140), level(350)])]))
    assert [marks(row) for row in found] == [["√"], ["X"]]
    assert texts(found[1]).count("Het gezin beslist") == 16


def test_a_mark_at_the_middle_of_a_statement_with_remarks_is_level_with_none_of_them() -> None:
    words = header(60, NAMES, LEFTS) + wording("3.1.1", 60, 90) + wording("3.1.2", 60, 123)
    said = (
        (90, "Er is beleid."),
        (116, "Een visie is er niet en daar is ook nog"),
        (127, "niemand mee bezig."),
        (144, "LET OP: De partners weten"),
        (155, "dat niet."),
        (172, "LET OP: Er komt een nota."),
    )
    for top, text in said:
        words += line(334, top, text)
    words += line(320, 90, "√", mark="√") + line(320, 144, "X", mark="X")
    words += wording("3.1.3", 60, 200) + finding(200, "√", "De doelen staan in het plan.")
    found = rows(layout([page(1, words, [level(y) for y in (84, 190, 250)])]))
    printed = [text.mark or text.text for text in found[0].cells[-1].lines]
    assert printed.index("X") == printed.index("Een visie is er niet en daar is ook nog") - 1


def test_a_criterion_over_the_columns_at_the_top_of_a_page_does_not_end_the_row_before() -> None:
    words = header(60, NAMES, LEFTS) + wording("5.2.1", 60, 700) + finding(700, "X", "Er is een wachtlijst.")
    rest = line(60, 60, "De aanpak krijgt indien nodig een vervolg")
    rest += wording("5.3.1", 60, 80) + finding(80, "√", "Nazorg is geregeld.")
    found = rows(layout([page(1, words), page(2, rest)]))
    assert [texts(row) for row in found if texts(row)] == ["Er is een wachtlijst.", "Nazorg is geregeld."]
    assert "vervolg" not in texts(found[0], 0)


def test_a_centred_row_at_the_top_of_a_page_does_not_end_the_row_before() -> None:
    words = header(60, FINDINGS) + wording("4.2.1", 180, 700) + finding(711, "X", "De school doet niet mee.")
    rest = wording("4.2.2", 180, 66) + line(320, 77, "√", mark="√")
    for top, text in ((60, "Dat is geregeld."), (77, "Wie belt, komt direct."), (94, "Dat geldt overal.")):
        rest += line(334, top, text)
    found = rows(layout([page(1, words), page(2, rest)]))
    assert [marks(row) for row in found] == [["X"], ["√"]]
    assert texts(found[0]) == "De school doet niet mee."


def test_marks_of_a_block_begin_its_texts_where_those_of_other_rows_end_them() -> None:
    words = header(60, NAMES, LEFTS)
    for top, id_ in ((90, "1.1.2"), (150, "1.2.1"), (210, "1.2.2")):
        words += wording(id_, 60, top + 11) + line(320, top + 33, "√", mark="√")
        for n in range(4):
            words += line(334, top + 11 * n, "Iedereen kent het loket in deze straat.")
    words += wording("3.1.1", 60, 270) + wording("3.1.2", 60, 303)
    for top, sign in ((270, "X"), (303, "√")):
        words += line(320, top, sign, mark=sign) + line(334, top, "Het beleid is er en dat")
        words += line(334, top + 11, "is bij iedereen bekend.")
    found = rows(layout([page(1, words, [level(y) for y in (84, 144, 204, 264, 345)])]))
    printed = [text.mark or text.text for text in found[-1].cells[-1].lines]
    assert printed == ["X", *["Het beleid is er en dat", "is bij iedereen bekend."], "√", *printed[1:3]]
