"""Text whose signs a tool garbled, wrote as codes, or put between letters and before lines: it reads as if it were sound."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable

import pytest
from ggsr_extract.extractors.factsheet.dumps.respelt import respelt
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.models.source import FILLING

from tests.factsheet.texts import HEAD, block, parsed

TEXT = (
    HEAD
    + block("1.1.1")
    + "√ Er is één coördinator, ‘de regisseur’, die definitief beslist.\nHij komt bij elk gezin thuis – soms\ndagelijks.\n"
    + block("1.1.2")
    + "X Dat zicht is er niet… De foto’s ontbreken; de beleids-\nnotitie ook.\n"
    + block("2.1.1")
    + "√ Elk gezin krijgt dezelfde begeleider.\n"
)


def as_windows(text: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def as_names(text: str) -> str:
    names = html.entities.codepoint2name
    return "".join(
        f"&{names[ord(char)]};" if ord(char) in names and ord(char) > 127 else char for char in text
    )


def with_turned_bytes(text: str) -> str:
    return text.replace("fi", "\u6600\u6900").replace("tt", "\u7400\u7400")


def in_cells(text: str, quoting: int) -> str:
    """A line in each row of a table, as CSV."""
    table = io.StringIO()
    csv.writer(table, quoting=quoting).writerows([line] for line in text.splitlines())  # type: ignore[arg-type]
    return table.getvalue()


FORMS: dict[str, Callable[[str], str]] = {
    "garbled": as_windows,
    "turned bytes": with_turned_bytes,
    "read as code page 437": lambda text: text.encode().decode("cp437"),
    "read as code page 850": lambda text: text.encode().decode("cp850"),
    "read as Mac Roman": lambda text: text.encode().decode("mac-roman"),
    "directions": lambda text: "".join(f"\u202a{line}\u202c\n" for line in text.splitlines()),
    "zeros": lambda text: text.replace("e", "e\0", 3) + "\0" * 500,
    "names": as_names,
    "numbers": lambda text: "".join(char if char.isascii() else f"&#{ord(char)};" for char in text),
    "hexadecimal": lambda text: "".join(char if char.isascii() else f"&#x{ord(char):X};" for char in text),
    "no width": lambda text: text.replace("e", "e\u200b").replace("√", "\u200e√").replace("X ", "\ufeffX "),
    "soft hyphens": lambda text: text.replace("be", "be\u00ad").replace("ge", "ge\u00ad"),
    "marks in bold": lambda text: text.replace("√ ", "**√** ").replace("X ", "**X** "),
    "marks in bold in a list": lambda text: text.replace("√ ", "- **√** ").replace("X ", "- **X** "),
    "words in bold": lambda text: text.replace("beslist", "**beslist**").replace("zicht is", "**zicht** is"),
    "quoted": lambda text: "".join(f"> {line}" for line in text.splitlines(keepends=True)),
    "numbered": lambda text: "".join(
        f"{number:4}  {line}" for number, line in enumerate(text.splitlines(keepends=True), start=1)
    ),
    "numbered with colons": lambda text: "".join(
        f"{number}: {line}" for number, line in enumerate(text.splitlines(keepends=True), start=1)
    ),
    "cells of a table": lambda text: in_cells(text, csv.QUOTE_ALL),
    "ligatures": lambda text: text.replace("ij", "\u0133").replace("fi", "\ufb01"),
}


def content(sheet: Factsheet) -> list[object]:
    approaches = [(item.name, item.respondents, item.families) for item in sheet.approaches]
    return [sheet.municipality, approaches, *((item.mark, item.text) for item in sheet.statements)]


def test_cells_are_lines_where_every_comma_stands_in_one() -> None:
    table = in_cells("een, twee\n" * 11 + 'zegt "drie", vier\nvijf\n', csv.QUOTE_MINIMAL)
    written = [line.text.replace(FILLING, "").strip() for line in respelt(split_lines(table))]
    assert written[-2:] == ['zegt "drie", vier', "vijf"]
    told = split_lines(table + "zes, zeven\n")
    assert respelt(told) == told


@pytest.mark.parametrize("form", FORMS)
def test_it_reads_as_the_sound_text(form: str) -> None:
    sheet = parsed(FORMS[form](TEXT))
    assert content(sheet) == content(parsed(TEXT))
    if form != "ligatures":
        assert "signs_respelt" in [check.code for check in sheet.checks]


@pytest.mark.parametrize("form", FORMS)
def test_every_character_of_the_file_stays_on_a_line(form: str) -> None:
    text = FORMS[form](TEXT)
    lines = parsed(text).lines
    assert "".join("".join(item.fragment.text.split()) for item in lines) == "".join(text.split())


@pytest.mark.parametrize("form", ["garbled", "names", "no width"])
def test_each_letter_of_a_text_knows_its_place_in_the_file(form: str) -> None:
    text = FORMS[form](TEXT)
    (first, *_) = parsed(text).statements
    read = "".join(text[span.start : span.end] for span in first.anchor.spans)
    assert read.strip(" \u200e\u200b").endswith(("dagelijks.", "dage\u200blijks."))


@pytest.mark.parametrize(
    "text",
    [
        "Het gezin krijgt hulp & zorg; meer niet.",
        "De afdeling R&D; en &onbekend; hulp.",
        "één coördinator – ‘ja’ √ X",
        "12 gezinnen krijgen hulp.",
    ],
)
def test_sound_lines_come_back_as_they_are(text: str) -> None:
    lines = split_lines("\n".join([text] * 40))
    assert all(line is other for line, other in zip(lines, respelt(lines), strict=True))


def test_the_marks_of_a_web_page_are_no_text() -> None:
    text = f'{HEAD}<table>\n<tr class="odd">\n<td>{block("1.1.1").strip()}</td>\n<td><p>√ Er is één coördinator.</p></td>\n</tr>\n</table>\n'
    assert [(item.mark, item.text) for item in parsed(text).statements] == [("√", "Er is één coördinator.")]


def test_a_letter_for_a_mark_between_two_sentences_is_one() -> None:
    text = (
        f"{HEAD}{block('1.1.1')}V Er is één coördinator.\n{block('1.1.2')}X Dat is niet bekend.\n"
        f"{block('3.1.1')}{block('3.1.2')}X Beleid is er niet.  V De visie wordt gedeeld.\n"
    )
    assert [item.mark for item in parsed(text).statements] == ["√", "X", "X", "√"]
