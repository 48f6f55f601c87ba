from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from ggsr_extract.extractors.factsheet.about.municipalities import (
    MunicipalityTableError,
    build,
    detect,
    load,
    parse_table,
)
from ggsr_extract.pipeline.runner import Options, parse

from tests.places import ROOT, SHARED


@pytest.fixture(scope="module")
def reference() -> dict[str, dict[str, str]]:
    path = SHARED / "reference" / "gemeenten.csv"
    if not path.exists():
        pytest.skip("the official table of municipalities is not at hand")
    with path.open(encoding="utf-8") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}


def test_every_code_of_the_own_table_is_the_official_one(reference: dict[str, dict[str, str]]) -> None:
    for entry in load().entries:
        official = reference[entry.code]
        bare = official["name"].split(" (")[0]
        assert entry.name in (official["name"], bare), entry
        assert (official["ended_on"] or None) == (entry.ended_on.isoformat() if entry.ended_on else None), (
            entry
        )
        assert (official["successor_code"] or None) == entry.successor_code, entry


def test_the_own_table_holds_every_municipality_of_the_period(reference: dict[str, dict[str, str]]) -> None:
    begins = {code: row["in_force_from"] or "2013-01-01" for code, row in reference.items()}
    ends = {code: row["ended_on"] or "9999-12-31" for code, row in reference.items()}
    wanted = {code for code in reference if begins[code] <= "2015-12-31" and ends[code] > "2013-01-01"}
    assert {entry.code for entry in load().entries} == wanted


def test_every_own_name_was_in_force_in_the_period() -> None:
    for entry in load().entries:
        assert entry.in_force(date(2013, 1, 1), date(2015, 12, 31)), entry
        assert load().find(entry.name) is not None, entry


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Dordrecht", "GM0505"),
        ("DORDRECHT", "GM0505"),
        ("'s-Gravenhage", "GM0518"),
        ("’s Gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (Limburg)", "GM0893"),
        ("Nuenen", "GM0820"),
        ("Het Bildt", "GM0063"),
        ("Dantumadeel", "GM1891"),
        ("‘s-Hertogenbosch", "GM0796"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Su\u0301dwest Frysla\u0302n", "GM1900"),
        ("Alphen a/d Rijn", "GM0484"),
        ("Alphen  aan den\u00a0Rijn", "GM0484"),
        ("Hengelo (O)", "GM0164"),
        ("Spijkenisse", "GM0612"),
        ("Boskoop", "GM0499"),
        ("Oudervoorde", None),
        ("", None),
    ],
)
def test_find(name: str, code: str | None) -> None:
    assert load().find(name) == code


def test_the_code_in_force_on_the_day_wins() -> None:
    table = parse_table(
        "code,name,in_force_from,ended_on,successor_code\n"
        "GM9001,Waterdam,,2014-01-01,GM9002\nGM9002,Waterdam,2014-01-01,,\n",
        "x.csv",
    )
    both = build(table)
    assert both.find("Waterdam", date(2013, 10, 1)) == "GM9001"
    assert both.find("Waterdam", date(2015, 5, 1)) == "GM9002"
    assert both.find("Waterdam") is None


def test_an_official_file_covers_all(reference: dict[str, dict[str, str]]) -> None:
    table = load(SHARED / "reference" / "gemeenten.csv")
    assert table.find("Zundert") == "GM0879"
    assert table.find("Bergen (NH)") == "GM0373"
    assert table.find("Bergen") is None
    assert table.find("Den Haag") == "GM0518"
    assert {entry.code for entry in table.entries} >= set(reference)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("naam,code\nX,GM0001\n", "is missing"),
        ("code,name,in_force_from,ended_on,successor_code\n505,Dordrecht,,,\n", "row 2.*GM0505"),
        ("code,name,in_force_from,ended_on,successor_code\nGM0505,,,,\n", "empty"),
        ("code,name,in_force_from,ended_on,successor_code\nGM0505,D,1-1-2014,,\n", "no date"),
    ],
)
def test_a_file_in_another_form_is_refused_with_its_row(text: str, said: str) -> None:
    with pytest.raises(MunicipalityTableError, match=said):
        parse_table(text, "gemeenten.csv")


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        (
            ["Uitkomsten toezichtonderzoek Dordrecht - Samenwerkend Toezicht Jeugd    Oktober 2013 | 6"],
            "Dordrecht",
        ),
        (["Uitkomsten verbeterpunten\ntoezichtonderzoek Bergen op Zoom"], "Bergen op Zoom"),
        (["Uitkomsten toezichtonderzoek\n’s-Hertogenbosch"], "'s-Hertogenbosch"),
        (["UITKOMSTEN TOEZICHTONDERZOEK DEN HAAG"], "Den Haag"),
        (["Context Nuenen, Gerwen en Nederwetten"], "Nuenen, Gerwen en Nederwetten"),
        (["Context Capelle aan den IJssel \nCapelle telt 66.000 inwoners."], "Capelle aan den IJssel"),
        (["In 2013 heeft STJ in Delft de aanpak ‘Samen’ getoetst."], "Delft"),
        (
            [
                "De gemeente Leiden koopt zorg in, ook in de gemeenten Katwijk, Delft en Gouda.",
                "De gemeente Leiden",
            ],
            "Leiden",
        ),
        (["Uitkomsten toezichtonderzoek Bergen op", "Zoom", "Context Bergen op Zoom"], "Bergen op Zoom"),
    ],
)
def test_detect_known(texts: list[str], want: str) -> None:
    assert detect(texts) == (want, load().find(want))


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        (
            ["Uitkomsten toezichtonderzoek Oudervoorde - Samenwerkend Toezicht Jeugd  Oktober 2013 | 6"],
            "Oudervoorde",
        ),
        (
            ["Uitkomsten verbeterpunten toezichtonderzoek Veen aan de Waal\n\nAanpak: Samen"],
            "Veen aan de Waal",
        ),
        (
            ["uit de factsheet Uitkomsten toezichtonderzoek Zandwijk op beleidsniveau zijn opgepakt"],
            "Zandwijk",
        ),
    ],
)
def test_a_municipality_outside_the_table_is_named_without_code(texts: list[str], want: str) -> None:
    assert detect(texts) == (want, None)


@pytest.mark.parametrize(
    "text", ["", "De gemeente heeft beleid.", "Volgens de gemeente haren burgers zich.", "gemeente GGSR"]
)
def test_nothing_is_guessed(text: str) -> None:
    assert detect([text]) == (None, None)


def test_detect_on_the_real_factsheets() -> None:
    folder = SHARED / "factsheets"
    if not folder.exists():
        pytest.skip("the real factsheets are not at hand")
    for path in sorted(folder.glob("*.txt")):
        name, code = detect([path.read_text(encoding="utf-8")])
        assert name is not None
        assert name.lower() == path.name.split("-")[0]
        assert code == load().find(name)


def test_a_factsheet_without_its_opening_is_named_by_the_conclusions_or_by_its_findings() -> None:
    from tests.factsheet.texts import HEAD, block, parsed

    opening, rest = HEAD.split("Aanpak:", 1)
    assert "Zandwijk" in opening
    torn = "Aanpak:" + rest + block("1.1.1")
    concluded = parsed(
        f"{torn}√ Allen noemen dezelfde groep.\n\nConclusie\n\n"
        "Hieronder leest u een conclusie, zowel de punten waarmee Almere op de goede weg is als andere punten.\n"
    )
    assert (concluded.municipality, concluded.municipality_code) == ("Almere", "GM0034")
    assert detect(["Er is gekeken naar de belangrijkste punten waarmee Almere op de goede weg is."])[1]
    named = parsed(f"{torn}√ De gemeente Almere noemt dezelfde groep.\n")
    assert (named.municipality, named.municipality_code) == ("Almere", "GM0034")
    assert "municipality_inferred" in {check.code for check in named.checks}
    unknown = parsed(f"{torn}√ De gemeente Zandwijk noemt dezelfde groep.\n")
    assert unknown.municipality is None


@pytest.mark.parametrize("name", ["Bergen (L)", "Bergen L", "Hengelo (O)"])
def test_brackets_that_tell_two_places_apart_are_a_part_of_the_name(name: str) -> None:
    found, code = detect([f"Uitkomsten toezichtonderzoek {name}", f"De gemeente {name} weet dit niet."])
    assert (found, code) == (name, "GM0164" if name.startswith("Hengelo") else "GM0893")


def test_the_code_is_the_one_in_force_when_the_factsheet_was_published(tmp_path: Path) -> None:
    table = tmp_path / "gemeenten.csv"
    table.write_text(
        "code,name,in_force_from,ended_on,successor_code\n"
        "GM9001,Zandwijk,,2014-01-01,GM9002\nGM9002,Zandwijk,2014-01-01,,\n",
        encoding="utf-8",
    )
    codes = []
    for name in ("zandwijk-2013.txt", "zandwijk-2015.txt"):
        read = parse(name, (ROOT / "data" / "raw" / name).read_bytes(), Options(municipalities=str(table)))
        codes.append(read.sheet.municipality_code)
    assert codes == ["GM9001", "GM9002"]
