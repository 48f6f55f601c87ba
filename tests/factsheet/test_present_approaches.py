"""Follow-ups in which several present approaches have tables of their own, each under its line "Aanpak: name"."""

from __future__ import annotations

from collections import Counter

from ggsr_extract.models.factsheet import Factsheet

from tests.factsheet.texts import WORDING, codes, parsed

TITLE = "Uitkomsten verbeterpunten toezichtonderzoek Zandwijk\n\n"
OPENING = "Uitkomsten verbeterpunten\n\n"
FIRST, SECOND = "Aanpak: Samen Thuis", "Aanpak: Gezin Eerst"
CONTINUED = "Vervolg uitkomsten verbeterpunten\n\n"


def table(theme: str, *indicators: str, mark: str = "X") -> str:
    rows = "".join(f"{WORDING[item]}\tX Dat is er niet.\t{mark} Dat is nu zo.\n" for item in indicators)
    return f"{theme}\n\nIndicator\t2013\t2014\n{rows}\n"


def owners(sheet: Factsheet) -> Counter[tuple[str | None, int]]:
    return Counter(
        (None if item.approach is None else sheet.approaches[item.approach].name, item.year)
        for item in sheet.statements
    )


def test_each_table_is_of_the_approach_named_above_it() -> None:
    sheet = parsed(
        f"{TITLE}{FIRST}\n\n{OPENING}{table('Toeleiding', '1.1.1', '1.2.1')}{SECOND}\n\n{OPENING}{table('Toeleiding', '1.1.1')}"
    )
    assert [item.name for item in sheet.approaches] == ["Samen Thuis", "Gezin Eerst"]
    assert owners(sheet) == {
        ("Samen Thuis", 2013): 2,
        ("Samen Thuis", 2014): 2,
        ("Gezin Eerst", 2013): 1,
        ("Gezin Eerst", 2014): 1,
    }
    assert [item.present for item in sheet.statements] == [0, 0, 0, 0, 1, 1]
    assert "row_duplicate" not in {check.code for check in sheet.checks}


def test_a_cover_that_lists_them_decides_nothing_but_a_heading_does() -> None:
    cover = f"{TITLE}{FIRST}\n{SECOND}\n\n"
    listed = parsed(f"{cover}{OPENING}{table('Toeleiding', '1.1.1', '1.2.1')}")
    assert owners(listed) == {(None, 2013): 2, (None, 2014): 2}
    assert all("approach_unknown" in codes(item) for item in listed.statements)
    headed = parsed(f"{cover}{FIRST}\n\n{OPENING}{table('Toeleiding', '1.1.1', '1.2.1')}")
    assert owners(headed) == {("Samen Thuis", 2013): 2, ("Samen Thuis", 2014): 2}


PAGES = (
    (table("Toeleiding", "1.1.1", "1.2.1"), FIRST),
    (table("Samenwerking", "4.1.1"), SECOND),
    (table("Continu", "5.1.1"), SECOND),
)


def by_pages(before: str, last: str) -> Counter[tuple[str | None, int]]:
    bodies = [f"{body}{header}\n\n" for body, header in PAGES[:-1]]
    return owners(parsed(TITLE + before + CONTINUED.join([*bodies, PAGES[-1][0] + last])))


def test_a_name_at_the_end_of_a_page_is_that_of_its_rows() -> None:
    told = {
        ("Samen Thuis", 2013): 2,
        ("Samen Thuis", 2014): 2,
        ("Gezin Eerst", 2013): 2,
        ("Gezin Eerst", 2014): 2,
    }
    assert by_pages(OPENING, SECOND) == told
    # a cover that ends with the first name
    assert by_pages(f"{FIRST}\n\n{OPENING}", SECOND) == told


def test_pages_that_begin_with_a_space_tell_that_names_end_them() -> None:
    pages = (*PAGES[:1], (table("Continu", "5.1.1"), FIRST), (table("Gezin centraal", "2.1.1"), SECOND))
    text = f"{TITLE}{FIRST}\n " + "\n ".join(f"{CONTINUED}{body}{header}" for body, header in pages)
    sheet = parsed(f"{text}\n {CONTINUED}{table('Toeleiding', '1.1.1')}")
    assert owners(sheet) == {
        ("Samen Thuis", 2013): 3,
        ("Samen Thuis", 2014): 3,
        ("Gezin Eerst", 2013): 2,
        ("Gezin Eerst", 2014): 2,
    }


def test_names_behind_the_first_rows_leave_the_first_page_of_the_next_approach_open() -> None:
    assert by_pages(OPENING, "") == {
        ("Samen Thuis", 2013): 2,
        ("Samen Thuis", 2014): 2,
        (None, 2013): 1,
        (None, 2014): 1,
        ("Gezin Eerst", 2013): 1,
        ("Gezin Eerst", 2014): 1,
    }


def test_each_approach_has_its_own_predecessors() -> None:
    sheet = parsed(
        f"{TITLE}{FIRST}\n(2013: Oude Hulp)\n\n{OPENING}{table('Toeleiding', '1.1.1')}"
        f"Aanpak: Gezin\nen Buurt\n\n{OPENING}{table('Toeleiding', '1.1.1')}".replace(
            "Gezin\nen", "Gezin en\n"
        )
    )
    assert [(item.name, item.predecessors) for item in sheet.approaches] == [
        ("Samen Thuis", ("Oude Hulp",)),
        ("Gezin en Buurt", ()),
        ("Oude Hulp", ()),
    ]
    assert owners(sheet) == {
        ("Oude Hulp", 2013): 1,
        ("Samen Thuis", 2014): 1,
        ("Gezin en Buurt", 2013): 1,
        ("Gezin en Buurt", 2014): 1,
    }


def test_a_running_header_that_is_cut_off_is_no_other_approach() -> None:
    sheet = parsed(
        f"{TITLE}Aanpak: Samen Thuis met de Buurt\n\n{OPENING}{table('Toeleiding', '1.1.1')}"
        f"Aanpak: Samen Thuis met\n\n{CONTINUED}{table('Samenwerking', '4.1.1')}"
    )
    assert [item.name for item in sheet.approaches] == ["Samen Thuis met de Buurt"]


def test_a_text_that_goes_on_below_a_repeated_header_row_is_no_part_of_it() -> None:
    header = "Toeleiding\n\nIndicator 2013 Samen Thuis 2013 Gezin Eerst 2014\n\n"
    rows = f"{WORDING['1.1.1']}\nX Er is geen omschrijving.\nX Volgens een van de\n"
    rest = "partners is er\nnooit een geweest.\n√ Nu wel.\n"
    sheet = parsed(
        f"{TITLE}Aanpak: Wijkteams\n(2013: Samen Thuis en Gezin Eerst)\n\n{OPENING}{header}{rows}\n"
        f"Aanpak: Wijkteams\n(2013: Samen Thuis en Gezin Eerst)\n\n{CONTINUED}{header}{rest}"
    )
    assert [item.text for item in sheet.statements] == [
        "Er is geen omschrijving.",
        "Volgens een van de partners is er nooit een geweest.",
        "Nu wel.",
    ]


def test_an_approach_that_one_header_row_misprints_is_no_other_one() -> None:
    def headed(theme: str, first: str, second: str, *indicators: str) -> str:
        rows = "".join(f"{WORDING[item]}\tX Dat is er niet.\tX Ook niet.\t√ Nu wel.\n" for item in indicators)
        return f"{theme}\n\nIndicator\t2013 {first}\t2013 {second}\t2014\n{rows}\n"

    sheet = parsed(
        f"{TITLE}Aanpak: Wijkteams\n\n{OPENING}"
        + headed("Toeleiding", "Samen Thuks", "Buurtcoach", "1.1.1")
        + headed("Gezin centraal", "Samen Thuis", "Buurtcoach", "2.1.1", "2.1.2")
        + headed("Samenwerking", "Samen Thuis", "Buurtcoach", "4.1.1")
    )
    assert sheet.approaches[0].predecessors == ("Samen Thuis", "Buurtcoach")
    assert owners(sheet) == {("Samen Thuis", 2013): 4, ("Buurtcoach", 2013): 4, ("Wijkteams", 2014): 4}


def test_approaches_beside_each_other_whose_names_one_letter_sets_apart_are_two() -> None:
    header = "Toeleiding\n\nIndicator\t2013 Wijkteam Noord\t2013 Wijkteam Noort\t2014\n"
    sheet = parsed(
        f"{TITLE}Aanpak: Wijkteams\n\n{OPENING}{header}{WORDING['1.1.1']}\tX Nee.\tX Niets.\t√ Nu wel.\n"
    )
    assert sheet.approaches[0].predecessors == ("Wijkteam Noord", "Wijkteam Noort")


def test_a_name_that_ends_the_text_with_a_mark_names_its_rows() -> None:
    sheet = parsed(
        f"{TITLE}{OPENING}{table('Toeleiding', '1.1.1')}{FIRST}\n\n{OPENING}{table('Continu', '5.1.1')}{FIRST} √"
    )
    assert {item.indicators[0].indicator_id for item in sheet.statements} == {"1.1.1", "5.1.1"}
