"""Layout: tables, rows, marks and reading order from places alone; the real PDFs' labels hold line by line."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.readers.pdf import read_pdf
from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import (
    Cell,
    Line,
    Page,
    PagedDocument,
    Shape,
    TableBlock,
    TableRow,
    TextBlock,
    Word,
)

from tests.layout.typeset import Entry, Look, Setter, findings_document, followup_document
from tests.places import SHARED

PDFS = sorted((SHARED / "factsheets" / "pdf").glob("*.pdf")) if SHARED.exists() else []
LABELLED = [path for path in PDFS if path.with_suffix(".json").exists()]

Value = tuple[tuple[str | None, str], ...]


def squeezed(text: str) -> str:
    return "".join(text.split())


def tables(document: PagedDocument) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def rows(document: PagedDocument) -> list[TableRow]:
    return [row for table in tables(document) for row in table.rows]


def cell_value(cell: Cell) -> Value:
    parts: list[list[str | None]] = []
    for line in cell.lines:
        if line.mark:
            parts.append([line.mark, ""])
        elif parts:
            parts[-1][1] = (parts[-1][1] or "") + squeezed(line.text)
        else:
            parts.append([None, squeezed(line.text)])
    return tuple((mark, text or "") for mark, text in parts)


def printed(document: PagedDocument, values: int) -> Counter[tuple[str, tuple[Value, ...]]]:
    found: Counter[tuple[str, tuple[Value, ...]]] = Counter()
    for row in rows(document):
        label = squeezed("".join(line.text for line in row.cells[-values - 1].lines))
        found[(label, tuple(cell_value(cell) for cell in row.cells[-values:]))] += 1
    return found


def wanted(entries: Sequence[Entry]) -> Counter[tuple[str, tuple[Value, ...]]]:
    names = framework().by_id
    return Counter(
        (
            squeezed("".join(names[i].indicator for i in entry.indicators)),
            tuple(tuple((mark, squeezed(text)) for mark, text in value) for value in entry.values),
        )
        for entry in entries
    )


def check_conservation(pages: Sequence[Page], document: PagedDocument) -> None:
    words = Counter(word.text for page in pages for word in page.words)
    assert words == Counter(text for line in document.lines for text in line.text.split())
    placed: list[Line] = []
    for block in document.blocks:
        if isinstance(block, TextBlock):
            placed += block.lines
        else:
            cells = [*block.header, *(cell for row in block.rows for cell in row.cells)]
            placed += [line for cell in cells for line in cell.lines]
    assert sorted(map(id, placed)) == sorted(map(id, document.lines))
    assert len({(line.page, line.number) for line in document.lines}) == len(document.lines)
    text = "\n".join(line.text for line in document.lines)
    assert all(text.startswith(line.text, line.start) for line in document.lines)


LINES = ("grid", "rules", "zebra", "booktabs", "none")
LOOKS = {
    f"{lines}-{marks}-{header}": Look(lines=lines, marks=marks, header=header)
    for lines in LINES
    for marks in ("own", "runin", "right", "middle")
    for header in ("repeat", "once")
}
for _lines in ("grid", "none"):
    _base = Look(lines=_lines)
    LOOKS |= {
        f"{_lines}-middle-aligned": replace(_base, indicator_middle=True, criterion_middle=True),
        f"{_lines}-letters": replace(_base, glyph="letter"),
        f"{_lines}-shapes": replace(_base, glyph="shape"),
        f"{_lines}-justified": replace(_base, justify=True),
        f"{_lines}-narrow": replace(_base, gutter=5.0, size=7.5),
        f"{_lines}-landscape": replace(_base, width=842.0, height=595.0, widths=(110.0, 200.0, 440.0)),
        f"{_lines}-whole-rows": replace(_base, split_rows=False),
        f"{_lines}-header-centred": replace(_base, header_centred=True),
        f"{_lines}-header-first-only": replace(_base, header="first", glyph="shape"),
        f"{_lines}-small-headings": replace(_base, heading_size=8.6),
        f"{_lines}-bold-criteria": replace(_base, bold_criterion=True),
    }


@pytest.mark.parametrize("name", LOOKS)
def test_findings_tables_in_every_look(name: str) -> None:
    pages, entries = findings_document(LOOKS[name], seed=1)
    document = layout(pages)
    check_conservation(pages, document)
    assert printed(document, 1) == wanted(entries)
    assert all(len(table.header) == 3 for table in tables(document))


@pytest.mark.parametrize(
    "titles", [("Indicator", "2013", "2014"), ("Indicator", "2013 Noord", "2013 Zuidwest", "2014")]
)
@pytest.mark.parametrize("name", [name for name in LOOKS if "landscape" not in name])
def test_followup_tables_in_every_look(name: str, titles: tuple[str, ...]) -> None:
    widths = (120.0, 195.0, 195.0) if len(titles) == 3 else (110.0, 133.0, 133.0, 134.0)
    pages, entries = followup_document(replace(LOOKS[name], widths=widths), titles, seed=2)
    document = layout(pages)
    check_conservation(pages, document)
    assert printed(document, len(titles) - 1) == wanted(entries)
    assert all(len(table.header) == len(titles) for table in tables(document))


def test_dense_rows_without_rulings_are_told_by_marks_and_wording() -> None:
    pages, entries = findings_document(Look(pad=1.2, paragraph_gap=0.0), seed=2, blocks=False)
    assert printed(layout(pages), 1) == wanted(entries)


def test_criterion_stands_in_the_first_of_its_rows() -> None:
    for lines in LINES:
        pages, entries = findings_document(Look(lines=lines, split_rows=False), seed=3)
        found = [squeezed("".join(line.text for line in row.cells[0].lines)) for row in rows(layout(pages))]
        assert found == [squeezed(entry.criterion) for entry in entries]


def test_order_of_words_never_matters() -> None:
    pages, _ = findings_document(Look(lines="rules"), seed=4)
    first = layout(pages)
    mixed = []
    for page in pages:
        words = list(page.words)
        random.Random(page.number).shuffle(words)
        mixed.append(replace(page, words=tuple(words), rules=page.rules[::-1]))
    assert layout(mixed) == first


def test_rows_over_a_page_break_are_joined_and_say_so() -> None:
    pages, entries = findings_document(Look(lines="rules"), seed=1)
    joined = [row for row in rows(layout(pages)) if row.joined]
    assert joined
    for row in joined:
        assert len({line.page for cell in row.cells for line in cell.lines}) == 2
    assert len(rows(layout(pages))) == len(entries)


def test_running_lines_are_margin_and_theme_headings_are_not() -> None:
    pages, _ = findings_document(Look(), seed=1)
    blocks = [block for block in layout(pages).blocks if isinstance(block, TextBlock)]
    regions = {block.lines[0].text: block.region for block in blocks}
    assert regions["Vervolg bevindingen toezichtonderzoek"] == "header"
    assert regions[f"Uitkomsten toezichtonderzoek Zandmeer | {len(pages)}"] == "footer"
    assert [block.lines[0].text for block in blocks if block.region == "body"] == list(
        framework().themes.values()
    )


def text_words(text: str, x: float, y: float, size: float = 9.0, font: str = "Sans") -> list[Word]:
    words = []
    for part in text.split():
        end = x + len(part) * size * 0.47
        words.append(Word(part, x, y, end, y + size, size, font))
        x = end + size * 0.28
    return words


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    words = text_words(
        "Uitkomsten toezichtonderzoek Zandmeer en omliggende gemeenten samen", 42, 40, 18.0, "Sans-Bold"
    )
    left = [f"Links regel {n} van de eerste kolom met tekst" for n in range(8)]
    right = [f"Rechts regel {n} van de tweede kolom" for n in range(12)]
    for n, text in enumerate(left):
        words += text_words(text, 42, 90 + n * 12)
    for n, text in enumerate(right):
        words += text_words(text, 310, 93 + n * 12)
    random.Random(1).shuffle(words)
    document = layout([Page(1, 595.0, 842.0, tuple(words))])
    assert [line.text for line in document.lines][1:] == [*left, *right]


def test_columns_of_prose_whose_lines_stand_at_other_heights() -> None:
    left = (
        "De gemeente heeft de lijst die",
        "bij deze aanpak hoort ingevuld, en",
        "ook:",
        "• De Brug",
        "• Het Baken",
        "• MEE",
    )
    right = ("De aanpak helpt veel gezinnen", "in de stad.", "Zij krijgen een coach", "voor een jaar.")
    words = [word for n, text in enumerate(left) for word in text_words(text, 42, 100 + n * 12)]
    words += [word for n, text in enumerate(right) for word in text_words(text, 310, 119 + n * 12)]
    whole = "Samenwerkend Toezicht Jeugd heeft deze aanpak getoetst aan de hand van vijf thema’s voor zorg"
    words += text_words(whole, 42, 200)
    document = layout([Page(1, 595.0, 842.0, tuple(words))])
    assert [line.text for line in document.lines] == [*left, *right, whole]


def test_few_lines_in_two_columns_are_read_as_those_of_the_other_pages() -> None:
    pages = []
    for number, count in ((1, 8), (2, 2)):
        left = [f"Links regel {n} van bladzijde {number}" for n in range(count)]
        right = [f"Rechts regel {n} daarnaast" for n in range(count)]
        whole = [
            f"Een regel {n} over de volle breedte van bladzijde {number} van het stuk dat dit is"
            for n in (1, 2)
        ]
        words = [word for n, text in enumerate(whole) for word in text_words(text, 42, 200 * number + n * 12)]
        words += [
            word for n, text in enumerate(left) for word in text_words(text, 42, 200 * number + 60 + n * 12)
        ]
        words += [
            word for n, text in enumerate(right) for word in text_words(text, 310, 200 * number + 60 + n * 12)
        ]
        pages.append((Page(number, 595.0, 842.0, tuple(words)), [*whole, *left, *right]))
    document = layout([page for page, _ in pages])
    assert [line.text for line in document.lines] == [text for _, lines in pages for text in lines]


def test_a_second_column_that_begins_with_a_list_reaches_to_its_left_edge() -> None:
    left = [f"Links regel {n} van de eerste kolom" for n in range(17)]
    items = [f"Punt {n} van een lijst" for n in range(8)]
    right = [f"Rechts regel {n} van de tweede kolom" for n in range(8)]
    words = [word for n, text in enumerate(left) for word in text_words(text, 42, 90 + n * 12)]
    words += [word for n, text in enumerate(items) for word in text_words(text, 340, 90 + n * 12)]
    words += [word for n, text in enumerate(right) for word in text_words(text, 310, 193 + n * 12)]
    document = layout([Page(1, 595.0, 842.0, tuple(words))])
    assert [line.text for line in document.lines] == [*left, *items, *right]


def test_headings_below_two_columns_come_after_both() -> None:
    left = [f"Links regel {n} van de eerste kolom" for n in range(8)]
    right = [f"Rechts regel {n} van de tweede kolom" for n in range(8)]
    words = [word for n, text in enumerate(left) for word in text_words(text, 42, 90 + n * 12)]
    words += [word for n, text in enumerate(right) for word in text_words(text, 310, 90 + n * 12)]
    words += text_words("Uitkomsten verbeterpunten", 42, 210, 14.0) + text_words("Toeleiding", 42, 240, 11.0)
    document = layout([Page(1, 595.0, 842.0, tuple(words))])
    assert [line.text for line in document.lines][16:] == ["Uitkomsten verbeterpunten", "Toeleiding"]


def test_a_letter_x_in_running_text_is_no_mark() -> None:
    setter = Setter(Look(glyph="letter"))
    text = "Het overleg komt 3 x per jaar bijeen. Daar schuift ook de heer X aan, net als elke partner."
    setter.heading("Toeleiding")
    entry = Entry(("1.1.1",), ((("X", text),),), "GGSR zijn in beeld")
    setter.table(("Criteria", "Indicatoren", "Bevindingen"), [entry])
    document = layout(setter.pages())
    assert printed(document, 1) == wanted([entry])


def test_conclusions_keep_paragraphs_and_empty_cells() -> None:
    words: list[Word] = []
    y = 60.0
    for theme, good, better in (
        ("Toeleiding", ["Gezinnen komen snel in beeld.", "De wijk weet de weg."], []),
        ("Continu", [], ["Nazorg ontbreekt nog geheel.", "Wachten duurt te lang."]),
    ):
        words += text_words(theme, 42, y, 12.0, "Sans-Bold")
        words += text_words("Wat gaat goed?", 46, y + 20, 9.0, "Sans-Bold")
        words += text_words("Wat kan beter?", 300, y + 20, 9.0, "Sans-Bold")
        for x, paragraphs in ((46, good), (300, better)):
            for number, paragraph in enumerate(paragraphs):
                first, second = paragraph.rsplit(" ", 1)
                words += text_words(first, x, y + 42 + number * 32)
                words += text_words(second, x, y + 53 + number * 32)
        y += 140
    found = tables(layout([Page(1, 595.0, 842.0, tuple(words))]))
    assert [[line.text for cell in table.header for line in cell.lines] for table in found] == 2 * [
        ["Wat gaat goed?", "Wat kan beter?"]
    ]
    good, better = found[0].rows[0].cells[0], found[1].rows[0].cells[1]
    assert found[0].rows[0].cells[1].lines == () == found[1].rows[0].cells[0].lines
    assert good.paragraphs == better.paragraphs == (0, 2)


def test_a_drawn_mark_is_a_line_without_text_and_other_drawings_are_none() -> None:
    pages, _ = findings_document(Look(glyph="shape"), seed=5)
    logo = Shape(42.0, 30.0, 60.0, 40.0, "?")
    pages[0] = replace(pages[0], shapes=(logo, *pages[0].shapes))
    marks = [line for line in layout(pages).lines if line.mark]
    assert len(marks) == sum(len(page.shapes) for page in pages) - 1
    assert all(line.text == "" and line.box is not None for line in marks)


def test_header_cells_on_two_lines() -> None:
    words = text_words("Indicator", 46, 60, 9.0, "Sans-Bold")
    for x, name in ((160, "Noord en West"), (290, "Oud Zuid")):
        words += text_words("2013", x, 60, 9.0, "Sans-Bold") + text_words(name, x, 71, 9.0, "Sans-Bold")
    words += text_words("2014", 420, 60, 9.0, "Sans-Bold")
    words += text_words("De gemeente heeft beleid", 46, 96) + text_words("voor de groep GGSR", 46, 107)
    for x in (160, 290, 420):
        words.append(Word("√", x, 96, x + 6, 105, 9.0, "Sans", "√"))
        words += text_words("Beleid is er.", x + 16, 96)
    (table,) = tables(layout([Page(1, 595.0, 842.0, tuple(words))]))
    texts = [" ".join(line.text for line in cell.lines) for cell in table.header]
    assert texts == ["Indicator", "2013 Noord en West", "2013 Oud Zuid", "2014"]
    assert len(table.rows) == 1


@pytest.mark.parametrize("gap", [2.6, 5.0])
def test_a_long_name_in_a_header_cell_that_reaches_the_next_year(gap: float) -> None:
    words = text_words("Indicator", 46, 60, 9.0, "Sans-Bold")
    first = text_words("2013 Gezinsbegeleiding Noord", 160, 60, 9.0, "Sans-Bold")
    second = first[-1].x1 + gap
    words += [*first, *text_words("2013 Oud Zuid", second, 60, 9.0, "Sans-Bold")]
    words += text_words("2014", 420, 60, 9.0, "Sans-Bold")
    words += text_words("De gemeente heeft beleid", 46, 96) + text_words("voor de groep GGSR", 46, 107)
    for x in (160, second, 420):
        words.append(Word("√", x, 96, x + 6, 105, 9.0, "Sans", "√"))
        words += text_words("Beleid is er.", x + 16, 96)
    (table,) = tables(layout([Page(1, 595.0, 842.0, tuple(words))]))
    texts = [" ".join(line.text for line in cell.lines) for cell in table.header]
    assert texts == ["Indicator", "2013 Gezinsbegeleiding Noord", "2013 Oud Zuid", "2014"]
    assert [cell.lines[0].mark for cell in table.rows[0].cells[1:]] == ["√", "√", "√"]


def test_a_row_that_goes_on_alone_below_its_theme_on_the_next_page() -> None:
    words = text_words("Toeleiding", 42, 40, 12.0, "Sans-Bold")
    for x, name in ((46, "Indicator"), (180, "2013"), (360, "2014")):
        words += text_words(name, x, 60, 9.0, "Sans-Bold")
    for top, label in ((96, "De gemeente heeft beleid"), (140, "De gemeente zorgt voor een visie")):
        words += text_words(label, 46, top)
        for x in (180, 360):
            words.append(Word("√", x, top, x + 6, top + 9, 9.0, "Sans", "√"))
            words += text_words("Beleid is er en het", x + 16, top) + text_words(
                "wordt ook", x + 16, top + 12
            )
    rest = text_words("Toeleiding", 42, 40, 12.0, "Sans-Bold")
    rest += text_words("uitgevoerd.", 196, 64) + text_words("nageleefd.", 376, 64)
    before, after = tables(layout([Page(1, 595.0, 842.0, tuple(words)), Page(2, 595.0, 842.0, tuple(rest))]))
    assert after.rows == ()
    assert [[line.text for line in cell.lines if line.text][-1] for cell in before.rows[-1].cells[1:]] == [
        "uitgevoerd.",
        "nageleefd.",
    ]


def test_a_header_row_of_two_lines_left_at_the_end_of_its_page() -> None:
    pages = []
    for number, rows in ((1, 1), (2, 0)):
        words: list[Word] = []
        top = 96.0
        for _ in range(rows):
            words += text_words("De gemeente heeft beleid", 46, top)
            for x in (160, 290, 420):
                words.append(Word("√", x, top, x + 6, top + 9, 9.0, "Sans", "√"))
                words += text_words("Beleid is er.", x + 16, top)
        words += text_words("Indicator", 46, 60)
        for x, name in ((160, "Gezinsbegeleiding"), (290, "Buurtteams")):
            words += text_words("2013", x, 60) + text_words(name, x, 71)
        words += text_words("2014", 420, 60)
        pages.append(Page(number, 595.0, 842.0, tuple(words)))
    found = tables(layout(pages))
    for table in found:
        texts = [" ".join(line.text for line in cell.lines) for cell in table.header]
        assert texts == ["Indicator", "2013 Gezinsbegeleiding", "2013 Buurtteams", "2014"]
    assert [len(table.rows) for table in found] == [1, 0]


def test_a_header_row_without_a_column_right_of_its_indicators_is_none() -> None:
    words = text_words("2013", 46, 60) + text_words("2014", 160, 60) + text_words("Indicator", 300, 60)
    words += text_words("Beleid is er.", 46, 96) + text_words("De gemeente heeft beleid", 300, 96)
    assert tables(layout([Page(1, 595.0, 842.0, tuple(words))])) == []


def test_a_page_without_words_gives_no_blocks() -> None:
    document = layout([Page(1, 595.0, 842.0, (), problems=("page_damaged",))])
    assert document.blocks == ()
    assert document.problems == ("1: page_damaged",)


def loose(text: str) -> str:
    return re.sub(r"[\s\-‐\u00ad]|let op:", "", text.casefold())


@pytest.mark.skipif(not LABELLED, reason="the labelled factsheets are not at hand (set GGSR_SHARED)")
@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_labelled_pdfs(path: Path) -> None:
    labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    pages = read_pdf(path.read_bytes()).pages
    document = layout(pages)
    check_conservation(pages, document)
    cells = [
        (table, row, index)
        for table in tables(document)
        for row in table.rows
        for index in range(len(row.cells))
    ]
    claimed: set[int] = set()
    for label in labels["findings"]:
        if label["mark"] is None:
            continue
        x0, top, x1, bottom = label["mark_bbox"]
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        hits = [
            (table, row, index, place, line)
            for table, row, index in cells
            for place, line in enumerate(row.cells[index].lines)
            if line.mark
            and line.box is not None
            and line.page == label["page"]
            and line.box.x0 - 3 <= x <= line.box.x1 + 3
            and line.box.top - 3 <= y <= line.box.bottom + 3
        ]
        assert len(hits) == 1, label
        table, row, index, place, line = hits[0]
        assert line.mark == label["mark"]
        text = ""
        for other in row.cells[index].lines[place + 1 :]:
            if other.mark:
                break
            text += other.text
        assert loose(text) == loose(label["text"] + "".join(label["let_op"]))
        header = " ".join(other.text for other in table.header[index].lines)
        assert ("2014" in header) == (label["year"] == 2014)
        claimed.add(id(row))
    for table in tables(document):
        if loose(table.header[0].lines[0].text).startswith("wat"):
            continue
        assert all(
            id(row) in claimed for row in table.rows if any(line.mark for c in row.cells for line in c.lines)
        )
        assert all(any(line.mark for cell in row.cells for line in cell.lines) for row in table.rows)
    conclusions = Counter()
    for table in tables(document):
        if loose(table.header[0].lines[0].text).startswith("wat"):
            for row in table.rows:
                for index, cell in enumerate(row.cells):
                    ends = [*cell.paragraphs[1:], len(cell.lines)]
                    for begin, end in zip(cell.paragraphs, ends, strict=False):
                        conclusions[(index, loose("".join(line.text for line in cell.lines[begin:end])))] += 1
    aspects = ("goed", "beter")
    assert conclusions == Counter(
        (aspects.index(c["aspect"]), loose(c["text"])) for c in labels["conclusions"]
    )
