"""Layout: cells that are centred in their rows, or stand at their bottom, without ruling lines or white space between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill, Rule, TableBlock, Word

from tests.layout.grids import mark, page, shown, table, text_words

PITCH = 11.0
ROWS = (
    # the framework's wording in lines, and lines of the finding
    (("De gemeente heeft beleid", "voor de groep GGSR"), ("√", "Beleid", "is er", "nog niet", "gemaakt")),
    (("De resultaten van de", "aanpak worden", "bijgehouden"), ("✗", "Nergens")),
    (("Er zijn", "samenwerkingsafspraken", "gemaakt over de aanpak"), ("√", "Die zijn", "er al")),
    (
        ("De doorzettingsmacht voor", "de regisseur is geregeld"),
        ("✗", "Nog", "niet", "geregeld", "in 2013", "of later"),
    ),
)


def set_rows(align: float) -> list[Word]:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    top = 80.0
    for label, (sign, *finding) in ROWS:
        tall = PITCH * max(len(label), len(finding))
        for x, lines in ((60, label), (262, finding)):
            start = top + align * (tall - PITCH * len(lines))
            if lines is finding:
                words.append(mark(sign, 250, start))
            for number, line in enumerate(lines):
                words += text_words(line, x, start + PITCH * number)
        top += tall
    return words


@pytest.mark.parametrize("align", [0.5, 1.0])
def test_rows_are_told_by_the_middle_or_the_end_that_their_cells_share(align: float) -> None:
    found: TableBlock = table(layout([page(set_rows(align))]))
    assert [shown(row.cells[1].lines) for row in found.rows] == [
        ["X" if sign == "✗" else sign, *finding] for _, (sign, *finding) in ROWS
    ]
    assert [shown(row.cells[0].lines) for row in found.rows] == [list(label) for label, _ in ROWS]


def test_a_mark_above_its_text_is_a_line_of_its_cell() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    top = 80.0
    for label, (sign, *finding) in ROWS:
        tall = PITCH * max(len(label), len(finding) + 1)
        for x, lines in ((60, label), (250, ("", *finding))):
            start = top + 0.5 * (tall - PITCH * len(lines))
            words += [mark(sign, 250, start)] if lines[0] == "" else []
            for number, line in enumerate(lines):
                words += text_words(line, x, start + PITCH * number) if line else []
        top += tall
    found: TableBlock = table(layout([page(words)]))
    assert [shown(row.cells[1].lines) for row in found.rows] == [
        ["X" if sign == "✗" else sign, *finding] for _, (sign, *finding) in ROWS
    ]


UNMARKED = (
    (("De gemeente heeft beleid", "voor de groep GGSR"), ("√", "Beleid is", "er sinds kort.")),
    (("De doorzettingsmacht voor", "de regisseur is geregeld"), (None, "Dit is nog", "niet geregeld.")),
    (("Er zijn", "samenwerkingsafspraken", "gemaakt over de aanpak"), ("√", "Die zijn er.")),
    (
        ("De gemeente voert regie op", "de aanpak GGSR"),
        ("√", "Dat doet", "zij al sinds", "het begin van", "2012."),
    ),
)


def test_a_row_without_a_mark_is_not_covered_by_the_mark_of_the_row_above() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    top = 80.0
    for label, (sign, *finding) in UNMARKED:
        tall = PITCH * max(len(label), len(finding))
        for x, lines in ((60, label), (262, finding)):
            start = top + 0.5 * (tall - PITCH * len(lines))
            words += [mark(sign, 250, start)] if lines is finding and sign else []
            for number, line in enumerate(lines):
                words += text_words(line, x, start + PITCH * number)
        top += tall
    found: TableBlock = table(layout([page(words)]))
    assert [shown(row.cells[1].lines) for row in found.rows] == [
        [sign, *finding] if sign else finding for _, (sign, *finding) in UNMARKED
    ]


def test_the_rest_of_a_row_at_the_top_of_a_page_is_no_part_of_the_first_row() -> None:
    before = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    before += text_words("De aanpak is", 60, 80) + text_words("gericht op alle", 60, 91)
    before += [mark("√", 250, 80), *text_words("Er is een", 262, 80), *text_words("begin mee", 262, 91)]
    rest = [*text_words("gemaakt door", 262, 80), *text_words("allen.", 262, 91)]
    after = [
        word._replace(top=word.top + 22, bottom=word.bottom + 22) for word in set_rows(0.5) if word.top > 70
    ]
    heads = [word for word in set_rows(0.5) if word.top <= 70]
    document = layout([page(before, 1), page([*heads, *rest, *after], 2)])
    found = [row for block in document.blocks if isinstance(block, TableBlock) for row in block.rows]
    assert shown(found[0].cells[1].lines) == ["√", "Er is een", "begin mee", "gemaakt door", "allen."]
    assert [shown(row.cells[0].lines) for row in found[1:]] == [list(label) for label, _ in ROWS]


@pytest.mark.parametrize("x", [242.0, 480.0])
def test_marks_of_their_own_column_stand_at_the_end_of_their_rows(x: float) -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 262, 60)
    top = 80.0
    for label, (sign, *finding) in ROWS:
        end = top + PITCH * max(len(label), len(finding)) + 4.0
        words.append(mark(sign, x, end - PITCH))
        for left, lines, space in ((60, label, 4.0), (262, finding, 0.0)):
            for number, line in enumerate(lines):
                words += text_words(line, left, end - space - PITCH * (len(lines) - number))
        top = end + 1.0
    found: TableBlock = table(layout([page(words)]))
    assert [shown(row.cells[1].lines) for row in found.rows] == [
        ["X" if sign == "✗" else sign, *finding] for _, (sign, *finding) in ROWS
    ]
    assert [shown(row.cells[0].lines) for row in found.rows] == [list(label) for label, _ in ROWS]


def test_the_rest_of_a_row_with_its_wording_is_no_part_of_the_row_whose_texts_begin_with_marks() -> None:
    heads = text_words("Indicator", 60, 60) + text_words("2013", 250, 60) + text_words("2014", 400, 60)
    before, second = [*heads], [*heads, *text_words("De aanpak is gericht op alle", 60, 91)]
    second += text_words("De gemeente heeft beleid", 60, 113) + text_words("voor de groep GGSR", 60, 124)
    for x in (250, 400):
        before += [mark("√", x, 80), *text_words("Er is een", x + 12, 80), *text_words("begin mee", x, 91)]
        second += text_words("gemaakt", x, 80) + text_words("door allen.", x, 91)
        second += [mark("✗", x, 102), *text_words("Beleid is er", x + 12, 102)]
        second += text_words("niet, maar dat", x, 113) + text_words("komt er.", x, 124)
    document = layout([page(before, 1), page(second, 2)])
    found = [row for block in document.blocks if isinstance(block, TableBlock) for row in block.rows]
    assert [[shown(cell.lines) for cell in row.cells[1:]] for row in found] == [
        2 * [["√", "Er is een", "begin mee", "gemaakt", "door allen."]],
        2 * [["X", "Beleid is er", "niet, maar dat", "komt er."]],
    ]


def test_marks_at_the_middles_of_the_texts_of_one_row() -> None:
    words = set_rows(0.5)
    ends = [80.0]
    for label, (_, *finding) in ROWS:
        ends.append(ends[-1] + PITCH * max(len(label), len(finding)))
    lines = ("Dat doen zij.", "Er wordt niet geteld.", "Dat geldt voor alle", "partners en scholen.")
    words += [mark("√", 250, ends[-1]), mark("✗", 250, ends[-1] + 2 * PITCH)]
    for number, line in enumerate(lines):
        words += text_words(line, 262, ends[-1] + PITCH * number)
    for number, line in enumerate(("De netwerkpartners evalueren de", "resultaten van de aanpak")):
        words += text_words(line, 60, ends[-1] + PITCH * (number + 1))
    ends.append(ends[-1] + PITCH * len(lines))
    ruled = replace(page(words), rules=tuple(Rule(55, y, 500, y) for y in [58.0, *ends]))
    found: TableBlock = table(layout([ruled]))
    assert shown(found.rows[-1].cells[1].lines) == ["√", lines[0], "X", *lines[1:]]


def test_shading_behind_criteria_over_the_columns_parts_no_rows_from_each_other() -> None:
    # cells at the bottom of their rows, in two groups; only the criteria are shaded, and letters number the indicators
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    fills: list[Fill] = []
    top = 78.0
    for number, (label, (sign, *finding)) in enumerate((*ROWS, *ROWS)):
        if number % 2 == 0:
            words += text_words(
                ("Planmatig", "Coördinatie", "Vasthoudend", "Samenhangend")[number // 2], 60, top
            )
            fills.append(Fill(55.0, top - 2, 500.0, top + 12))
            top += 15
        end = top + PITCH * max(len(label), len(finding)) + 4
        words.append(mark(sign, 250, end - 4 - PITCH))
        for x, lines in ((60, (f"{'abcdefgh'[number]}. {label[0]}", *label[1:])), (262, finding)):
            for place, line in enumerate(lines):
                words += text_words(line, x, end - 4 - PITCH * (len(lines) - place))
        top = end
    found = table(layout([replace(page(words), fills=tuple(fills))]))
    assert [shown(row.cells[1].lines) for row in found.rows if row.cells[1].lines] == 2 * [
        ["X" if sign == "✗" else sign, *finding] for _, (sign, *finding) in ROWS
    ]


def test_a_mark_in_the_middle_of_a_row_at_the_top_of_a_page_begins_no_paragraph() -> None:
    head = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    before = [
        *head,
        *text_words("De resultaten van de aanpak", 60, 86),
        *text_words("worden bijgehouden", 60, 97),
    ]
    before += [mark("√", 250, 91.5)]
    for number, line in enumerate(("De cijfers", "worden", "elk kwartaal", "geteld.")):
        before += text_words(line, 262, 80 + PITCH * number)
    after = [*head, *text_words("De gemeente voert regie op", 60, 91), *text_words("de aanpak GGSR", 60, 102)]
    after += [mark("✗", 250, 96.5), *text_words("Dat gebeurt niet.", 262, 80)]
    after += [*text_words("Een partner", 262, 96.5), *text_words("ziet dit als een", 262, 107.5)]
    after += text_words("groot risico.", 262, 118.5)
    rules = tuple(Rule(55, y, 500, y) for y in (58.0, 75.0, 130.0))
    pages = [replace(page(words, number), rules=rules) for number, words in ((1, before), (2, after))]
    found = [row for block in layout(pages).blocks if isinstance(block, TableBlock) for row in block.rows]
    assert [row.joined for row in found] == [False, False]


def test_marks_centred_on_several_texts_of_a_row_whose_cells_begin_at_its_top() -> None:
    """Each text has two paragraphs; the marks are level with the second ones' first lines."""
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    label = (
        "De gemeente heeft beleid",
        "voor de groep GGSR",
        "De resultaten van de aanpak",
        "worden bijgehouden",
    )
    label += ("De netwerkpartners evalueren de", "resultaten van de aanpak")
    for number, line in enumerate(label):
        words += text_words(line, 60, 80 + PITCH * number)
    texts = (
        ("Er wordt niet geteld.", "Dat blijkt uit stukken.", "Iedereen zegt het."),
        ("Dat gebeurt.", "In mei.", "Of in juni."),
    )
    top = 80.0
    for lines, sign in zip(texts, "✗√", strict=True):
        words.append(mark(sign, 250, top + PITCH + 1.5))
        for number, line in enumerate(lines):
            words += text_words(line, 262, top + PITCH * number + 3 * (number > 0))
        top += 3 * PITCH + 9
    rules = tuple(Rule(55, y, 500, y) for y in (78.0, top))
    read: TableBlock = table(layout([replace(page(words), rules=rules)]))
    assert shown(read.rows[0].cells[1].lines) == ["X", *texts[0], "√", *texts[1]]


def test_rulings_between_criteria_alone_part_no_rows() -> None:
    """Each criterion has two rows, whose cells are centred; the rulings part more rows than white space does."""
    words, top, rules = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60), 80.0, [78.0]
    for number, (label, (sign, *finding)) in enumerate(ROWS * 3):
        tall = PITCH * max(len(label), len(finding))
        for x, lines in ((60, label), (262, finding)):
            start = top + 0.5 * (tall - PITCH * len(lines))
            words += [mark(sign, 250, start)] if lines is finding else []
            for place, line in enumerate(lines):
                words += text_words(line, x, start + PITCH * place)
        top += tall + 2
        if number % 2:
            rules.append(top)
    ruled = replace(page(words), rules=tuple(Rule(55, y, 500, y) for y in rules))
    read: TableBlock = table(layout([ruled]))
    assert [sum(bool(line.mark) for line in row.cells[1].lines) for row in read.rows] == [1] * 12


@pytest.mark.parametrize("rest", [False, True])
def test_marks_a_little_below_the_middles_of_texts_with_white_space_below(rest: bool) -> None:
    """As paragraphs with space below them stand in centred cells; the last text may go on on the next page."""
    words = set_rows(0.5)
    ends = [80.0]
    for label, (_, *finding) in ROWS:
        ends.append(ends[-1] + PITCH * max(len(label), len(finding)))
    top = ends[-1]
    texts = (
        ("Er wordt niet geteld, dat", "staat nergens."),
        ("Dat geldt voor alle", "partners.", "Ook voor scholen."),
        ("Dat doen zij.", "Elk jaar wordt het nieuwe plan", "met de"),
    )
    signs = "√✗√" if rest else "√✗"
    for sign, lines in zip(signs, texts, strict=False):
        low = 0 if rest and lines is texts[2] else 0.5 * PITCH * (len(lines) - 1) + 6
        words.append(mark(sign, 250, top + low))
        for number, line in enumerate(lines):
            words += text_words(line, 262, top + PITCH * number + 8 * (line == "Ook voor scholen."))
        top += PITCH * len(lines) + 16
    for number, line in enumerate(("De netwerkpartners evalueren de", "resultaten van de aanpak")):
        words += text_words(line, 60, ends[-1] + PITCH * (number + 1))
    lines = [58.0, *ends] if rest else [58.0, *ends, top]
    read: TableBlock = table(layout([replace(page(words), rules=tuple(Rule(55, y, 500, y) for y in lines))]))
    shapes = ["X" if sign == "✗" else sign for sign in signs]
    wanted = [text for sign, some in zip(shapes, texts, strict=False) for text in (sign, *some)]
    assert shown(read.rows[-1].cells[1].lines) == wanted


def test_marks_below_the_middle_of_rows_whose_indicators_have_one_line_or_two() -> None:
    """Such marks are level with the last of two lines, and below the only one: that does not put all cells at the bottom."""
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    labels = [
        ("De gemeente heeft zicht op de populatie GGSR",),
        ("De netwerkpartners weten waar gezinnen voor", "de aanpak kunnen worden aangemeld"),
        ("De gemeente heeft beleid voor de groep GGSR",),
        ("Alle partijen die relevant zijn,", "zijn verbonden aan de aanpak"),
        ("De doorzettingsmacht voor de", "regisseur is geregeld"),
    ]
    text = (
        "Er wordt geteld hoeveel",
        "gezinnen er wonen, en",
        "dat staat in een",
        "lijst. Die is van alle",
        "partners.",
    )
    top = 80.0
    for label in labels:
        for number, part in enumerate(label):
            words += text_words(part, 60, top + PITCH * (2 - 0.5 * (len(label) - 1) + number))
        words.append(mark("√", 280, top + 2.5 * PITCH))
        for number, part in enumerate(text):
            words += text_words(part, 310, top + PITCH * number)
        top += 5 * PITCH + 15
    read: TableBlock = table(layout([page(words)]))
    assert [shown(row.cells[1].lines) for row in read.rows] == [["√", *text]] * len(labels)
