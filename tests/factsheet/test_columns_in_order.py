"""Dumps that keep the order of each column: indicators, marks and texts put beside each other over all tables of an approach."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap

from ggsr_extract.models.framework import framework, theme_id

from tests.factsheet.tables import APART, HEAD
from tests.factsheet.texts import WORDING, codes, parsed

TEXTS = {
    "1.1.1": "√ De partners hanteren dezelfde omschrijving. Zij staat in het hand-\nboek.\n\nNieuwe medewerkers krijgen uitleg.",
    "1.1.2": "X Er is geen zicht op de populatie. Cijfers zijn er al ja-\nren niet.\n\nEen telling is niet gepland.",
    "1.2.1": "√ De partners weten waar zij gezinnen kunnen aanmelden: bij het loket.",
    "1.2.2": "X De relevante partijen melden zelden aan.\n\nAlleen de school doet dat.",
}


def label(indicator: str) -> str:
    return "\n".join(wrap(WORDING[indicator], 30))


def dump(*cells: str) -> str:
    """The cells of four indicators in turns, and then a row for each of the others."""
    parts = [TEXTS[cell[1:]] if cell[0] == "=" else label(cell) for cell in cells]
    for theme, others in groupby((other for other in WORDING if other not in TEXTS), key=theme_id):
        parts += [framework().themes[theme], APART.strip()]
        for other in others:
            parts += [label(other), f"√ Dat is geregeld. {WORDING[other]}."]
    return HEAD + APART + "\n\n".join(parts) + "\n"


IN_TURNS = ("1.1.1", "=1.1.1", "1.1.2", "1.2.1", "=1.1.2", "=1.2.1", "1.2.2", "=1.2.2")


def plain(text: str) -> str:
    return text[2:].replace("-\n", "").replace("\n\n", " ").replace("\n", " ")


def read(text: str) -> dict[str, tuple[str | None, str]]:
    return {
        match.indicator_id: (item.mark, item.text.replace("\n", " "))
        for item in parsed(text).statements
        for match in item.indicators
        if match.indicator_id in TEXTS
    }


def test_columns_in_turns_are_told_by_the_order_of_each() -> None:
    found = read(dump(*IN_TURNS))
    assert found == {indicator: (text[0], plain(text)) for indicator, text in TEXTS.items()}


def test_what_was_told_so_has_a_check() -> None:
    statement = parsed(dump(*IN_TURNS)).statements[0]
    assert "mark_inferred" in codes(statement)


def test_where_an_indicator_was_not_found_nothing_is_told() -> None:
    without = dump(*IN_TURNS).replace(label("3.2.2") + "\n\n", "")
    assert not any(text for _, text in read(without).values())


def test_a_dump_that_may_print_a_paragraph_late_tells_no_texts() -> None:
    joined = dump(*IN_TURNS).replace("-\n", "")
    assert not any(text for _, text in read(joined).values())


def test_a_heading_among_the_texts_is_no_finding() -> None:
    late = dump(*IN_TURNS[:-1], "2.1.1").replace(label("2.1.1"), "Continu\n\n" + TEXTS["1.2.2"])
    assert all("Continu" not in text for _, text in read(late).values())


def test_where_rows_and_columns_tell_otherwise_nothing_is_told() -> None:
    marks = read(dump("1.1.1", "1.1.2", "=1.1.1", "1.2.1", "1.2.2", "=1.1.2", "=1.2.1", "=1.2.2"))
    assert all(mark in (None, TEXTS[indicator][0]) for indicator, (mark, _) in marks.items())


def test_where_a_dump_lost_marks_none_is_given_to_others() -> None:
    lost = dump(*IN_TURNS).replace("√ ", "")
    assert all(
        mark in (None, "X") for indicator, (mark, _) in read(lost).items() if TEXTS[indicator][0] == "X"
    )
    assert not any(mark for indicator, (mark, _) in read(lost).items() if TEXTS[indicator][0] == "√")


def test_indicators_in_boxes_of_their_own_share_a_mark_only_where_the_columns_tell_it() -> None:
    row = {indicator: f"√ Dat is geregeld. {WORDING[indicator]}." for indicator in WORDING}
    closed = dump(*(cell for indicator in TEXTS for cell in (indicator, f"={indicator}")))
    text = (
        closed.replace("√ ", "√\n\n")
        .replace("X ", "X\n\n")
        .replace(row["3.1.1"].replace("√ ", "√\n\n"), "X\n\nEr is geen beleid en ook geen visie.")
        .replace(row["3.1.2"].replace("√ ", "√\n\n") + "\n\n", "")
        .replace(row["3.1.3"].replace("√ ", "√\n\n"), "√\n\nDe doelen staan in het plan en zijn meetbaar.")
    )
    item = next(
        item for item in parsed(text).statements if "3.1.2" in {m.indicator_id for m in item.indicators}
    )
    assert item.mark is None


def test_a_control_sign_alone_beside_a_mark_is_no_line() -> None:
    blank = dump(*IN_TURNS).replace(TEXTS["1.2.1"], "√ \x1f")
    assert read(blank)["1.2.1"][0] in ("√", None)
