"""A file that holds more than one factsheet is refused: no municipality may get the findings of another."""

from __future__ import annotations

import io

import pytest
from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.runner import Options, process
from pypdf import PdfReader, PdfWriter

from tests.factsheet.texts import HEAD, block, codes, parsed

OPENING = (
    "Samenwerkend Toezicht Jeugd (STJ) verstaat onder een gezin met geringe sociale redzaamheid een gezin met chronische "
    "problemen op meerdere leefgebieden.\n\n"
)
ONE = (
    HEAD
    + block("1.1.1")
    + "√ Allen noemen dezelfde groep.\n"
    + block("1.1.2")
    + "X Dat zicht is er niet.\n\n"
)
OTHER = ONE.replace("Zandwijk", "Kerkdrecht")


@pytest.mark.parametrize(
    "text",
    [
        OPENING + ONE + OPENING + OTHER,
        ONE + OPENING + OTHER,
        OPENING + ONE + OTHER.replace("\n\nAanpak", f"\n\n{OPENING}Aanpak"),
    ],
)
def test_texts_of_two_municipalities(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parsed(text)
    assert refused.value.code == "several_factsheets"
    assert "Zandwijk" in refused.value.message
    assert "Kerkdrecht" in refused.value.message


def test_the_opening_after_a_cover_is_no_second_factsheet() -> None:
    sheet = parsed("Uitkomsten toezichtonderzoek Zandwijk\n\nSamenwerkend Toezicht Jeugd\n\n" + OPENING + ONE)
    assert (sheet.municipality, len(sheet.statements)) == ("Zandwijk", 2)


def test_each_finding_of_a_factsheet_that_is_in_the_file_twice_says_so() -> None:
    sheet = parsed(OPENING + ONE + OPENING + ONE)
    assert [(item.indicators[0].indicator_id, codes(item)) for item in sheet.statements] == [
        (indicator, ["row_duplicate"]) for indicator in ("1.1.1", "1.1.2") * 2
    ]


def test_a_binder_of_pdfs() -> None:
    from tests.places import ROOT

    binder = PdfWriter()
    for name in ("stelmonde-2013.pdf", "duinvliet-2015.pdf"):
        for page in PdfReader(ROOT / "data" / "raw" / name).pages:
            binder.add_page(page)
    data = io.BytesIO()
    binder.write(data)
    (row,) = process("binder.pdf", data.getvalue(), Options()).tables["rejects"]
    assert row["error"] == "several_factsheets"
