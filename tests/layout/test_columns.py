"""Layout: columns of marks of their own, and lines at a page's end that return elsewhere."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.layout import layout
from ggsr_extract.models.source import Fill, Page, Rule, TableBlock, TextBlock, Word

from tests.layout.grids import mark, page, shown, table, text_words


def test_columns_begin_at_the_marks_below_their_headers_though_a_long_word_reaches_over() -> None:
    words = text_words("Indicator", 60, 60)
    for x, name in ((130, "2013 Oost"), (267, "2013 West"), (405, "2014")):
        words += text_words(name, x, 60)
    for top in (90, 150, 210):
        words += text_words("De gemeente", 60, top) + text_words("heeft beleid", 60, top + 12)
        for x in (130, 267, 405):
            words.append(mark("√", x, top))
            words += text_words("Beleid is", x + 82, top) + text_words("vergadercyclus", x + 82, top + 12)
    rows = table(layout([page(words)])).rows
    assert len(rows) == 3
    for row in rows:
        assert [shown(cell.lines) for cell in row.cells[1:]] == [["√", "Beleid is", "vergadercyclus"]] * 3


def test_a_rule_between_marks_and_their_text_parts_no_columns() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 290, 60)
    for n, (label, sign) in enumerate(
        (("De gemeente heeft zicht op", "√"), ("Bij stagnatie van de zorg", "✗"))
    ):
        words += [*text_words(label, 60, 80 + 40 * n), mark(sign, 262, 80 + 40 * n)]
        words += text_words("Dit staat in het plan.", 290, 80 + 40 * n)
    rules = (Rule(55, 50, 55, 160), Rule(284, 50, 284, 160), Rule(540, 50, 540, 160))
    found = table(layout([replace(page(words), rules=rules)]))
    assert [shown(row.cells[1].lines)[:1] for row in found.rows] == [["√"], ["X"]]


def test_a_mark_in_the_right_hand_column_of_marks_right_behind_a_long_line() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    for number, top in enumerate((90, 150, 210, 270, 330, 390, 450)):
        words += text_words("De gemeente heeft beleid", 60, top) + text_words(
            "voor de groep GGSR", 60, top + 12
        )
        line = text_words("Beleid is er wel.", 250, top)
        reach = 417 - line[-1].x1 if number == 2 else 0
        words += [*line[:-1], line[-1]._replace(x1=line[-1].x1 + reach)]
        if number < 4:
            words += text_words("Er is een nota vastgesteld.", 250, top + 12)
            words.append(mark("✗", 420, top))
        else:  # a table within the cell, with a column of marks farther to the right
            words += text_words("De raad heeft in april een nota vastgesteld die tot", 250, top + 12)
            words += text_words("aan het eind van dit jaar geldt en dan weer vervalt", 250, top + 24)
            words.append(mark("✗", 524, top))
    rows = table(layout([page(words)])).rows
    assert len(rows) == 5
    for row in rows:
        assert shown(row.cells[1].lines)[:2] == ["X", "Beleid is er wel."]


def test_a_paragraph_at_the_end_of_two_pages_is_no_footer() -> None:
    pages = []
    for number, texts in ((1, ("Eerst kwam er", "een plan.")), (2, ("Daarna bleef het", "een tijd stil."))):
        words = text_words("Verslag van de gemeente Oevermeer", 60, 60)
        for at, text in enumerate((*texts, "Volgens de partners", "werkt dat heel goed.")):
            words += text_words(text, 60, 742 + 12 * at)
        pages.append(page(words, number))
    document = layout(pages)
    assert all(block.region != "footer" for block in document.blocks if isinstance(block, TextBlock))
    assert shown(document.lines)[1:5] == [
        "Eerst kwam er",
        "een plan.",
        "Volgens de partners",
        "werkt dat heel goed.",
    ]


def test_a_mark_on_a_line_of_its_own_above_its_text_beside_a_centred_indicator() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 250, 60)
    labels = ("De gemeente heeft beleid", "De gemeente zorgt voor een", "De resultaten van de aanpak")
    for at, (sign, label) in enumerate(zip("√✗√", labels, strict=True)):
        top = 90 + 140 * at
        words += text_words(label, 60, top + 30) + text_words("voor de groep GGSR", 60, top + 42)
        words.append(mark(sign, 250, top))
        for line in range(6):
            words += text_words(
                f"regel {line} van wat de partners hierover zeggen", 250, top + 26 + 12 * line
            )
    found = table(layout([page(words)])).rows
    assert [shown(row.cells[1].lines)[0] for row in found] == ["√", "X", "√"]
    assert [shown(row.cells[0].lines)[0] for row in found] == list(labels)


def test_a_criterion_that_begins_with_the_name_of_a_theme() -> None:
    words = (
        text_words("Criteria", 60, 60)
        + text_words("Indicatoren", 150, 60)
        + text_words("Bevindingen", 330, 60)
    )
    for top, name in ((90, "Planmatig"), (160, "De aanpak"), (230, "Vasthoudend")):
        words += text_words(name, 60, top)
        words += text_words("De gemeente heeft beleid", 150, top + 12)
        words += text_words("voor de groep", 150, top + 24)
        words.append(mark("√", 330, top + 12))
        words += text_words("Beleid is er wel, zo blijkt.", 344, top + 12)
    words += text_words("is flexibel", 60, 172)
    found = table(layout([page(words)])).rows
    assert [shown(row.cells[0].lines) for row in found] == [
        ["Planmatig"],
        ["De aanpak", "is flexibel"],
        ["Vasthoudend"],
    ]


def test_conclusions_do_not_go_on_below_a_heading_at_the_end_of_the_page_before() -> None:
    first = text_words("Toeleiding", 60, 600, 11.0, "Sans-Bold")
    first += text_words("Wat gaat goed?", 60, 630) + text_words("Wat kan beter?", 300, 630)
    first += text_words("De wijken zijn in beeld.", 60, 650) + text_words(
        "Meld gezinnen vaker aan.", 300, 650
    )
    first += text_words("Gezin centraal", 60, 700, 11.0, "Sans-Bold")
    second = text_words("Wat gaat goed?", 60, 60) + text_words("Wat kan beter?", 300, 60)
    second += text_words("Vraag wat het gezin wil.", 300, 80)
    found = [
        block for block in layout([page(first), page(second, 2)]).blocks if isinstance(block, TableBlock)
    ]
    assert [[shown(cell.lines) for row in block.rows for cell in row.cells] for block in found] == [
        [["De wijken zijn in beeld."], ["Meld gezinnen vaker aan."]],
        [[], ["Vraag wat het gezin wil."]],
    ]


def test_a_header_row_whose_names_of_several_lengths_are_centred_beside_each_other() -> None:
    words = text_words("2013", 300, 60, 9.0, "Sans-Bold") + text_words("2013", 190, 66, 9.0, "Sans-Bold")
    words += text_words("Thuis", 298, 72, 9.0, "Sans-Bold")
    words += text_words("Indicatoren", 60, 78, 9.0, "Sans-Bold") + text_words(
        "Meedenkers en", 160, 78, 9.0, "Sans-Bold"
    )
    words += text_words("2014", 420, 78, 9.0, "Sans-Bold") + text_words("aan", 302, 84, 9.0, "Sans-Bold")
    words += text_words("Gezinscoaches", 160, 90, 9.0, "Sans-Bold") + text_words(
        "Zet", 303, 96, 9.0, "Sans-Bold"
    )
    words += text_words("De gemeente heeft beleid", 40, 120, 8.0)
    for x in (160, 270, 390):
        words.append(mark("√", x, 120))
        words += text_words("Beleid is er.", x + 14, 120)
    found = table(layout([page(words)]))
    assert [" ".join(shown(cell.lines)) for cell in found.header] == [
        "Indicatoren",
        "2013 Meedenkers en Gezinscoaches",
        "2013 Thuis aan Zet",
        "2014",
    ]
    assert len(found.rows) == 1


def test_shading_behind_the_words_of_a_header_does_not_end_it() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("2013", 200, 60) + text_words("2014", 400, 60)
    words += text_words("Gezin op Koers", 200, 72)
    fills = [Fill(w.x0 - 0.3, w.top - 0.2, w.x1 + 0.3, w.bottom - 0.2, (0.8, 0.9, 1.0)) for w in words]
    fills.append(Fill(56, 56, 540, 88, (0.8, 0.9, 1.0)))
    rules = [Rule(f.x0, y, f.x1, y) for f in fills for y in (f.top, f.bottom)]
    words += text_words("De gemeente heeft beleid", 60, 96)
    for x in (200, 400):
        words.append(mark("√", x, 96))
        words += text_words("Beleid is er.", x + 14, 96)
    found = table(layout([Page(1, 595.0, 842.0, tuple(words), tuple(rules), tuple(fills))]))
    assert [" ".join(shown(cell.lines)) for cell in found.header] == [
        "Indicatoren",
        "2013 Gezin op Koers",
        "2014",
    ]
    assert len(found.rows) == 1


def test_a_header_row_alone_at_the_end_of_a_page() -> None:
    first = (
        text_words("Criteria", 60, 780)
        + text_words("Indicatoren", 140, 780)
        + text_words("Bevindingen", 300, 780)
    )
    second = []
    for top, name in ((60, "Planmatig"), (130, "Vasthoudend")):
        second += text_words(name, 60, top)
        second += text_words("De gemeente heeft beleid", 140, top) + text_words(
            "voor de groep", 140, top + 12
        )
        second.append(mark("√", 300, top))
        second += text_words("Beleid is er wel, zo blijkt uit wat de gemeente schrijft", 314, top)
    found = table(layout([page(first), page(second, 2)]))
    assert [shown(row.cells[0].lines) for row in found.rows] == [["Planmatig"], ["Vasthoudend"]]


def test_a_heading_of_conclusions_on_two_lines() -> None:
    words = (
        text_words("Wat gaat", 60, 60) + text_words("Wat kan beter?", 110, 60) + text_words("goed?", 60, 72)
    )
    words += text_words("Het gezin", 60, 90) + text_words("Vraag het ook aan de school.", 110, 90)
    found = table(layout([page(words)]))
    assert [" ".join(shown(cell.lines)) for cell in found.header] == ["Wat gaat goed?", "Wat kan beter?"]
    assert [shown(cell.lines) for cell in found.rows[0].cells] == [
        ["Het gezin"],
        ["Vraag het ook aan de school."],
    ]


def test_shading_that_runs_through_the_lines_of_a_row_does_not_cut_it() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("Bevindingen", 300, 60)
    fills = []
    for top in (90, 160, 230):
        words += text_words("De gemeente heeft beleid", 60, top) + text_words("voor de groep", 60, top + 12)
        words.append(mark("√", 300, top))
        for line in range(3):
            words += text_words("Beleid is er wel, zo blijkt uit de nota", 314, top + 12 * line)
        fills += [
            Fill(50, top - 8, 545, top + 62, (0.9, 0.9, 1.0)),
            Fill(50, top + 16, 545, top + 28, (0.7, 0.8, 0.9)),
        ]
    found = table(layout([Page(1, 595.0, 842.0, tuple(words), (), tuple(fills))]))
    assert [len(row.cells[1].lines) for row in found.rows] == [4, 4, 4]


def test_a_sentence_that_begins_with_a_year_above_a_header_row_is_none_of_its_names() -> None:
    words = text_words("Dit overzicht laat zien hoe de verbeterpunten uit", 60, 20)
    words += text_words("2013 zijn opgepakt.", 60, 32) + text_words("Toeleiding", 60, 44)
    words += text_words("Indicatoren", 60, 56) + text_words("2013 Gezin op Koers", 200, 56)
    words += text_words("2014", 400, 56) + text_words("De gemeente heeft beleid", 60, 80)
    for x in (200, 400):
        words.append(mark("√", x, 80))
        words += text_words("Beleid is er.", x + 14, 80)
    found = table(layout([page(words)]))
    assert [" ".join(shown(cell.lines)) for cell in found.header] == [
        "Indicatoren",
        "2013 Gezin op Koers",
        "2014",
    ]


def test_names_below_the_years_of_a_repeated_header_row_are_no_running_headers() -> None:
    pages = []
    for number in (1, 2, 3):
        words = text_words("Indicatoren", 60, 60)
        for x, name in ((200, "Noordkade"), (330, "Zuidkade"), (460, "")):
            words += text_words("2013" if name else "2014", x, 60) + text_words(name, x, 71)
        for top in (100, 160, 220):
            words += text_words("De gemeente heeft beleid", 60, top)
            words += [mark("√", 460, top), *text_words(f"Dat is {number}", 475, top)]
        pages.append(page(words, number))
    names = [
        [[line.text for line in cell.lines] for cell in block.header]
        for block in layout(pages).blocks
        if isinstance(block, TableBlock)
    ]
    assert names == [[["Indicatoren"], ["2013", "Noordkade"], ["2013", "Zuidkade"], ["2014"]]] * 3


def test_marks_at_the_right_of_each_column_stay_in_theirs() -> None:
    words = text_words("Indicator", 60, 60) + text_words("2013", 180, 60) + text_words("2014", 340, 60)
    for top in (90, 150, 210):
        words += text_words("De gemeente heeft", 60, top) + text_words("beleid", 60, top + 12)
        words += [*text_words("Er is geen beleid.", 180, top), mark("✗", 320, top)]
        if top < 200:
            words += [*text_words("Er is een begin gemaakt met", 340, top), mark("√", 470, top)]
    found = [[shown(cell.lines)[:1] for cell in row.cells[1:]] for row in table(layout([page(words)])).rows]
    assert found == [[["X"], ["√"]], [["X"], ["√"]], [["X"], []]]


def test_columns_begin_at_their_marks_though_the_header_before_touches_them() -> None:
    words = text_words("Indicator", 60, 60) + text_words("2013", 160, 60) + text_words("2014", 421, 60)
    words += text_words("Multiprobleemgezinnen", 178, 71) + text_words("2013 West", 290, 60)
    for top in (90, 150, 210):
        words += text_words("De gemeente", 60, top) + text_words("heeft beleid", 60, top + 12)
        for x in (146, 271, 405):
            words += [mark("√", x, top), *text_words("Beleid is er.", x + 16, top)]
    rows = table(layout([page(words)])).rows
    assert len(rows) == 3
    for row in rows:
        assert [shown(cell.lines) for cell in row.cells[1:]] == [["√", "Beleid is er."]] * 3


def test_marks_far_right_of_their_own_header_are_none_of_the_next_column() -> None:
    words = text_words("Indicator", 60, 60) + text_words("2013", 180, 60) + text_words("2014", 420, 60)
    for top in (80, 120, 160):
        words += [*text_words("Er wordt nazorg gegeven", 60, top), mark("✗", 212, top), mark("√", 421, top)]
        words += text_words("Dat gebeurt niet.", 250, top) + text_words("Dat gebeurt nu wel.", 436, top)
    rows = table(layout([page(words)])).rows
    assert len(rows) == 3
    for row in rows:
        assert shown(row.cells[1].lines) == ["X", "Dat gebeurt niet."]
        assert shown(row.cells[2].lines) == ["√", "Dat gebeurt nu wel."]


def test_years_over_columns_of_marks_that_are_centred_in_them() -> None:
    words = text_words("Indicatoren", 60, 60) + text_words("2013", 200, 60) + text_words("2014", 380, 60)
    for top, first, second in (
        (80, "Niemand telt.", "Een teller is aangesteld."),
        (120, "Dat is vaag.", "Het is nu helder."),
    ):
        words += text_words("De gemeente heeft zicht op", 60, top) + text_words(
            "de populatie GGSR", 60, top + 11
        )
        words += [mark("✗", 212, top), *text_words(f"{first} Niemand weet er", 240, top)]
        words += text_words("genoeg van af, zegt de buurt.", 240, top + 11)
        words += [mark("√", 392, top), *text_words(second, 420, top)]
    (table,) = [
        block
        for block in layout([Page(1, 595.0, 842.0, tuple(words))]).blocks
        if isinstance(block, TableBlock)
    ]
    assert [
        [len([line for line in cell.lines if line.mark]) for cell in row.cells] for row in table.rows
    ] == [[0, 1, 1]] * 2
    assert all("buurt" in row.cells[1].lines[-1].text for row in table.rows)


def test_a_first_column_left_of_the_page_is_a_column() -> None:
    words: list[Word] = []
    for top in (60, 90, 150, 210):
        words += text_words("Indicatoren" if top == 60 else "De gemeente heeft zicht op", -260, top)
        words += text_words("Bevindingen" if top == 60 else "Dit staat in het plan.", 90, top)
    found = table(layout([page(words)]))
    assert [shown(row.cells[1].lines) for row in found.rows] == [["Dit staat in het plan."]] * 3
