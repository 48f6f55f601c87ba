"""Follow-ups in dumps that tore some tables: the others, in which each mark has its text right behind it."""

from __future__ import annotations

from textwrap import wrap

from tests.factsheet.tables import findings
from tests.factsheet.texts import WORDING, parsed

HEAD = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\nAanpak: Samen Thuis\n\n{}Uitkomsten verbeterpunten\n\n"
NEW_PAGE = (
    "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd\n\nMei 2015 | 3\n\n"
)
NAMED = "(2013: Alfa en Bravo)\n\n"
SHORT = "Wie belt weet niemand."
LONG = "Na de zomer komt er een plan waarin staat wie de gezinnen belt en wie erop let dat dit elke maand weer gebeurt."
LONGER = f"{LONG} De wijk heeft daar dan twee mensen voor, die elkaar ook vervangen. Zij melden elk kwartaal hoe het gaat."
Found = dict[tuple[str, int, int | None], tuple[str | None, str]]


def cells(*texts: str, width: int = 30) -> str:
    return "".join("\n".join(wrap(text, width)) + "\n\n" for text in texts)


def table(theme: str, *rows: str, columns: str = "2013\n\n2014\n\n") -> str:
    return f"{theme}\n\nIndicator\n\n{columns}" + "".join(rows)


def row(indicator: str, *texts: str) -> str:
    return cells(WORDING[indicator], *texts)


TORN = table(
    "Aanpak",
    row("3.2.2", "X"),
    row("3.4.2", "X", "X", LONGER, "Dit is niet geregeld.", "X", SHORT, "Men laat los.", "X", SHORT),
)
"""A table of which the dump printed the cells of one row among those of another."""


def read(text: str, names: str = "") -> Found:
    return {
        (match.indicator_id, item.year, item.approach): (item.mark, item.text)
        for item in parsed(HEAD.format(names) + text).statements
        for match in item.indicators
    }


def test_a_table_whose_marks_all_have_their_texts_is_told_beside_a_torn_one() -> None:
    found = read(
        TORN
        + NEW_PAGE
        + table(
            "Samenwerking", row("4.2.2", "X", LONG, "X", SHORT), row("4.3.1", "X", LONG, "√", "Men belt nu.")
        )
    )
    assert found["3.4.2", 2014, 0][1] == ""
    assert (found["4.2.2", 2013, 0], found["4.2.2", 2014, 0]) == (("X", LONG), ("X", SHORT))
    assert (found["4.3.1", 2013, 0], found["4.3.1", 2014, 0]) == (("X", LONG), ("√", "Men belt nu."))


def test_what_is_left_of_cells_stands_behind_their_first_lines_in_the_same_order() -> None:
    (early, *rest), (late, *more) = wrap(LONGER, 30), wrap(LONG, 30)
    heads = f"X {early}\n\nX {late}\n\n"
    told = read(
        TORN
        + NEW_PAGE
        + table("Samenwerking", row("4.2.2"), heads, "\n".join(rest) + "\n\n", "\n".join(more) + "\n")
    )
    assert (told["4.2.2", 2013, 0], told["4.2.2", 2014, 0]) == (("X", LONGER), ("X", LONG))
    open_ = read(TORN + NEW_PAGE + table("Samenwerking", row("4.2.2"), heads, "\n".join(rest) + "\n"))
    assert not any(text for (indicator, *_), (_, text) in open_.items() if indicator == "4.2.2")


def test_a_longer_text_behind_a_shorter_one_with_the_same_mark_is_not_told() -> None:
    found = read(TORN + NEW_PAGE + table("Samenwerking", row("4.2.2", "X", SHORT, "X", LONG)))
    assert {found["4.2.2", 2013, 0][1], found["4.2.2", 2014, 0][1]} == {""}


def test_it_is_told_where_a_long_text_stands_before_a_short_one_of_the_later_year() -> None:
    rows = row("4.2.2", "X", SHORT, "X", LONG), row("4.3.1", "X", f"{LONGER} {LONGER}", "√", "Men belt nu.")
    found = read(TORN + NEW_PAGE + table("Samenwerking", *rows))
    assert (found["4.2.2", 2013, 0], found["4.2.2", 2014, 0]) == (("X", SHORT), ("X", LONG))


def test_a_third_cell_in_a_table_with_rows_of_two_may_be_one_of_theirs() -> None:
    columns = "2013 Alfa\n\n2013 Bravo\n\n2014\n\n"
    whole = row("5.2.1", "X", LONG, "X", SHORT, "√", "Men belt nu.")
    torn = table("Aanpak", row("3.2.2", "X"), row("3.4.2", "X", "X", LONG, SHORT, "X", "X"), columns=columns)
    alone = read(torn + NEW_PAGE + table("Continu", whole, columns=columns), NAMED)
    assert alone["5.2.1", 2013, 1] == ("X", LONG)
    assert alone["5.2.1", 2013, 2] == ("X", SHORT)
    two = row("5.3.1", "X", LONG, "√", "Er is nu een vervolg.")
    beside = read(torn + NEW_PAGE + table("Continu", whole, two, columns=columns), NAMED)
    assert beside["5.3.1", 2014, 0] == ("√", "Er is nu een vervolg.")
    assert not any(text for (indicator, *_), (_, text) in beside.items() if indicator == "5.2.1")


def test_a_line_that_leaves_room_within_a_sentence_is_of_another_cell() -> None:
    lines = wrap(LONGER, 30)
    cut = "\n".join([*lines[:3], "melden", *lines[3:]]) + "\n\n"
    found = read(TORN + NEW_PAGE + table("Samenwerking", row("4.2.2", "X"), cut, cells("√", "Men belt nu.")))
    assert {found["4.2.2", 2013, 0][1], found["4.2.2", 2014, 0][1]} == {""}


def test_in_one_column_it_is_told_beside_a_torn_table_as_well() -> None:
    table_ = "{}\n\nCriteria\n\nIndicatoren\n\nBevindingen\n\n".format
    mixed = "Over de duur is\nDe partijen zeggen dat.\n\n"
    torn = table_("Aanpak") + "".join(row(id_, "√") + mixed for id_ in ("3.2.1", "3.2.2", "3.2.3"))
    whole = row("4.2.1", "√", LONG) + row("4.2.2", "X", SHORT) + row("4.3.1", "X", "Niemand belt.")
    page = "Uitkomsten toezichtonderzoek Zandwijk - Samenwerkend Toezicht Jeugd September 2013 | 3\n\n"
    found = findings(torn + page + table_("Samenwerking") + whole)
    assert {found[id_].text for id_ in ("3.2.1", "3.2.2", "3.2.3")} == {""}
    assert [found[id_].text for id_ in ("4.2.1", "4.2.2", "4.3.1")] == [LONG, SHORT, "Niemand belt."]
    short = row("4.2.1", "√") + row("4.2.2", "X", SHORT, LONG) + row("4.3.1", "X", "Niemand belt.")
    torn_too = findings(torn + page + table_("Samenwerking") + short)
    assert {torn_too[id_].text for id_ in ("4.2.1", "4.2.2")} == {""}


def test_a_paragraph_at_the_end_of_a_page_may_be_the_second_of_any_text_on_it() -> None:
    first = table("Samenwerking", row("4.2.2", "X", LONG, "√", "Men belt nu."))
    second = table("Continu", row("5.2.1", "X", LONG, "√", "De wachtlijst is weg."))
    found = read(TORN + NEW_PAGE + first + second)
    assert (found["4.2.2", 2013, 0], found["4.2.2", 2014, 0]) == (("X", LONG), ("√", "Men belt nu."))
    spare = read(TORN + NEW_PAGE + first + second + cells("Dat gebeurt elke week."))
    assert not any(text for (indicator, *_), (_, text) in spare.items() if indicator == "4.2.2")


def test_a_text_that_breaks_off_behind_an_abbreviation_is_not_told() -> None:
    cut = "De afspraken staan in het plan, o.a."
    found = read(TORN + NEW_PAGE + table("Samenwerking", row("4.2.2", "X", cut, "√", "Men belt nu.")))
    assert found["4.2.2", 2013, 0][1] == ""
