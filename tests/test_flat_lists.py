"""Flat text that lists its indicators with signs or numbers, prints them beside findings, and numbers its pages."""

from __future__ import annotations

import pytest

from tests.test_dumps import HEADER, WORDING, codes, findings


@pytest.mark.parametrize(
    "footer",
    [
        "Samenwerkend Toezicht Jeugd Mei 2013 {}",
        "{} | Uitkomsten toezichtonderzoek Zandwijk - Mei 2013",
        "{} Uitkomsten toezichtonderzoek Zandwijk",
        "Pagina {} – toezicht in Zandwijk",
    ],
)
def test_a_line_that_returns_with_a_number_that_counts_on_is_no_finding(footer: str) -> None:
    ids = ("1.1.1", "1.1.2", "1.2.1", "1.2.2")
    text = f"Toeleiding\n{HEADER}" + "".join(
        f"{WORDING[id_]}\n\n√ Dat is in de hele\nregio met alle\n{footer.format(page)}\npartijen\nnog\nsteeds\nzo\ngeregeld.\n\n"
        for page, id_ in enumerate(ids, start=3)
    )
    found = findings(text)
    assert {found[id_].text for id_ in ids} == {
        "Dat is in de hele regio met alle partijen nog steeds zo geregeld."
    }
    assert not any(codes(found[id_]) for id_ in ids)
