"""Codes that no other test gives by name: what makes a document get each."""

from __future__ import annotations

import io

import pytest
from ggsr_extract.pipeline import runner
from ggsr_extract.pipeline.runner import Options, process
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from tests.factsheet.texts import HEAD, WORDING, block
from tests.places import ROOT
from tests.readers.pdf_builder import Pdf, unmapped_font

RAW = ROOT / "data" / "raw"
PLAIN = "X Dat zicht is er niet.\n"
SURPLUS = "√\n√\n√\nEr is een plan.\n\nHet is vastgesteld.\n\nEn nog een alinea.\n"
OLD = b" BT /F1 9 Tf 40 700 Td (Dit is de oude tekst, die er niet meer staat.) Tj ET "


def drawn(before: bytes, after: bytes = b"", layer: bool = False) -> bytes:
    """A sample with something drawn before and after what its pages show; ``layer``: /Old is a layer that is off."""
    pdf = PdfWriter(clone_from=PdfReader(RAW / "duinvliet-2015.pdf"))
    group = DictionaryObject(
        {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
    )
    hidden = pdf._add_object(group)
    if layer:
        off = DictionaryObject({NameObject("/OFF"): ArrayObject([hidden])})
        layers = {NameObject("/OCGs"): ArrayObject([hidden]), NameObject("/D"): off}
        pdf.root_object[NameObject("/OCProperties")] = DictionaryObject(layers)
    for page in pdf.pages:
        content = DecodedStreamObject()
        content.set_data(before + page.get_contents().get_data() + after)
        resources = page["/Resources"].get_object()
        font = next(iter(resources["/Font"].get_object().values()))
        resources["/Font"].get_object()[NameObject("/F1")] = font
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Old"): hidden})
        page[NameObject("/Contents")] = pdf._add_object(content)
    data = io.BytesIO()
    pdf.write(data)
    return data.getvalue()


def codes(data: bytes) -> set[str]:
    return {row["code"] for row in process("a", data, Options()).tables["checks"]}


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("mark_surplus", block("1.1.1") + PLAIN + block("3.1.1", "3.1.2") + SURPLUS),
        ("text_mark_conflict", block("1.1.1") + "√ Er is geen plan en er zijn geen afspraken gemaakt.\n" + block("1.1.2") + "X Alle partners kennen de doelgroep goed en hebben die vastgelegd.\n"),
        ("match_low", block("1.1.1") + PLAIN + "De gemeente zicht populatie\n" + PLAIN + block("1.2.1") + PLAIN),
        ("municipality_unknown", block("1.1.1") + PLAIN),
        ("unclaimed_text", f"\fZorggroep Elzenhof\n{block('1.1.1')}{PLAIN}{block('1.2.1')}{PLAIN}\fZorggroep Elzenhof\n"),
    ],
)  # fmt: skip
def test_texts(code: str, rows: str) -> None:
    assert code in codes((HEAD + rows).encode())


def test_a_text_without_the_name_of_its_approach() -> None:
    text = HEAD.replace("Aanpak:\nSamen Thuis\n\n", "") + block("1.1.1") + PLAIN
    assert "approach_unnamed" in codes(text.encode())


@pytest.mark.parametrize(
    ("code", "name"), [("column_inferred", "lindermeer-2015.txt"), ("aspect_inferred", "waterhoeve-2013.txt")]
)
def test_samples(code: str, name: str) -> None:
    assert code in codes((RAW / name).read_bytes())


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("text_unseen", drawn(b"q 3 Tr" + OLD + b"Q ")),
        ("text_layer", drawn(b"3 Tr ")),
        ("reader_fallback", drawn(b"/OC /Old BDC" + OLD + b"EMC ", layer=True)),
    ],
)
def test_pdfs(code: str, data: bytes) -> None:
    assert code in codes(data)


def test_letters_that_a_font_file_alone_names_are_read_by_the_reader_that_looks_into_it() -> None:
    body, extra, spelt = unmapped_font(3)
    head = ["Uitkomsten toezichtonderzoek Zandwijk", "Aanpak: Samen Thuis", "Toeleiding"]
    cells = [(40, "Criteria"), (150, "Indicatoren"), (380, "Bevindingen")]
    row = [
        (40, "GGSR zijn in beeld"),
        (150, WORDING["1.1.2"]),
        (360, "X"),
        (380, "Eén hbo-functie is er, ‘zonder’ visie."),
    ]
    lines = [[(40, text)] for text in head] + [cells, row]
    content = b"".join(
        b"BT /V 8 Tf %d %d Td %s Tj ET " % (x, 780 - 30 * number, spelt(text))
        for number, line in enumerate(lines)
        for x, text in line
    )
    data = Pdf([content], fonts={"V": body}, extra=extra, media=b"[0 0 595 842]").build()
    tables = process("a.pdf", data, Options()).tables
    assert [row["reader"] for row in tables["documents"]] == ["pdfplumber"]
    assert [(row["mark"], row["text"]) for row in tables["findings"]] == [("X", row[-1][1])]


def test_a_fault_of_the_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr(runner, "parse", fail)
    (row,) = process("a", b"x", Options()).tables["rejects"]
    assert (row["error"], row["stage"]) == ("internal", "run")
    assert "\n" not in row["message"]
