"""Conclusions of whole factsheets in flat text: the columns are lost, and wording, findings and order tell the aspect."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from ggsr_extract.extractors.language.favour.subjects import Told, backing
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.models.framework import framework

from tests.factsheet.texts import HEAD, parsed
from tests.generator.content import sentences
from tests.generator.wrap import wrap
from tests.places import LABELLED

CONCLUSIONS = LABELLED / "conclusions.jsonl"
_WIDTH, _COLUMN = 78, 66  #: characters of a line of findings, and of a column of conclusions
Findings = dict[str, tuple[str, str]]
"""Mark and explanation under the ids of indicators."""


def dump(findings: Findings, conclusions: dict[str, tuple[str, ...]]) -> str:
    """A factsheet with these findings, and the paragraphs under each theme as a dump prints them: one column, then the other."""
    parts = [HEAD.split("Toeleiding\n")[0]]
    for theme, name in framework().themes.items():
        parts.append(f"{name}\n\nCriteria Indicatoren Bevindingen\n\n")
        for item in framework().indicators:
            if item.theme_id == theme and item.indicator_id in findings:
                mark, text = findings[item.indicator_id]
                parts.append(item.indicator + "\n\n" + "\n".join(wrap(f"{mark} {text}", _WIDTH)) + "\n\n")
    parts.append("Conclusie\n\nHieronder leest u een conclusie vanuit de bevindingen op de vijf thema’s.\n\n")
    for theme, texts in conclusions.items():
        parts.append(f"{framework().themes[theme]}\n\nWat gaat goed? Wat kan beter?\n\n")
        parts.append("\n".join(line for text in texts for line in wrap(text, _COLUMN)) + "\n\n")
    return "".join(parts)


def aspects(sheet: Factsheet) -> list[tuple[str | None, str]]:
    return [(item.aspect, item.text) for item in sheet.conclusions]


PLAN = "De coach maakt met het gezin een afspraak voor de periode daarna."


@pytest.mark.parametrize(("mark", "aspect"), [("√", "goed"), ("X", "beter")])
def test_a_paragraph_without_a_cue_follows_the_finding_that_it_speaks_of(mark: str, aspect: str) -> None:
    text = "De periode na afloop van de begeleiding is een zaak van de coach."
    findings = {"5.1.1": ("√", "Er is geen einddatum."), "5.3.1": (mark, PLAN)}
    assert aspects(parsed(dump(findings, {"5": (text,)}))) == [(aspect, text)]


def test_wording_that_is_clear_outweighs_the_findings() -> None:
    text = "Het is van belang dat de coach na afloop contact houdt met het gezin."
    assert aspects(parsed(dump({"5.3.1": ("√", PLAN)}, {"5": (text,)}))) == [("beter", text)]


def test_a_little_blame_outweighs_findings_that_meet_the_norm() -> None:
    text = "De coach heeft na afloop onvoldoende zicht op het gezin."
    assert aspects(parsed(dump({"5.3.1": ("√", PLAN)}, {"5": (text,)}))) == [("beter", text)]


def test_a_remark_that_a_paragraph_repeats_counts_against_it() -> None:
    text = "De uitnodiging aan de wijkagent is een zaak van de voorzitter."
    explained = Told("4.2.1", "voldoet", "De voorzitter stuurt ook de wijkagent een uitnodiging.")
    remarked = Told("4.2.1", "voldoet", "Allen doen mee.", ("De wijkagent krijgt zelden een uitnodiging.",))
    assert backing(text, [remarked]) < 0 < backing(text, [explained])


def test_a_theme_with_both_verdicts_has_what_goes_well_before_what_can_be_better() -> None:
    texts = ("De coach bespreekt de situatie met het gezin.", "Familie wordt daar zelden bij gevraagd.")
    findings = {"2.1.1": ("√", "Het gezin beslist."), "2.1.2": ("X", "Familie speelt geen rol.")}
    assert aspects(parsed(dump(findings, {"2": texts}))) == [("goed", texts[0]), ("beter", texts[1])]


def test_points_of_a_list_are_paragraphs() -> None:
    texts = ("- De doelen zijn helder", "- Iedereen kent het plan", "- Resultaten worden niet bijgehouden")
    findings = {"3.1.3": ("√", "Doelen."), "3.1.4": ("X", "Niemand houdt resultaten bij.")}
    assert [kind for kind, _ in aspects(parsed(dump(findings, {"3": texts})))] == ["goed", "goed", "beter"]


def test_labelled_conclusions_get_their_aspect_in_their_factsheets() -> None:
    """Findings of a factsheet that the labels leave out say in own words what their mark says."""
    rows = defaultdict(list)
    for line in CONCLUSIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["factsheet"]].append(row)
    right = wrong = total = 0
    for themes in rows.values():
        findings: Findings = {}
        conclusions = {}
        for row in themes:
            for indicator, mark, text in row["findings"]:
                side = "goed" if mark == "√" else "beter"
                findings[indicator] = (mark, text or _own(indicator, side))
            conclusions[row["theme"]] = (*row["goed"], *row["beter"])
        got: dict[tuple[str, str | None], str] = defaultdict(str)
        for item in parsed(dump(findings, conclusions)).conclusions:
            got[item.theme_id, item.aspect] += f"{item.text} "
        for row in themes:
            for side, other in (("goed", "beter"), ("beter", "goed")):
                for text in row[side]:
                    total += len(text)
                    right += len(text) * (text in got[row["theme"], side])
                    wrong += len(text) * (text in got[row["theme"], other])
    assert total > 10_000
    assert right / total >= 0.95
    assert wrong / total <= 0.04


def _own(indicator: str, side: str) -> str:
    text: str = sentences()["indicator"][indicator][side][0]
    return text.format(gem="Zandwijk", aanpak="Samen Thuis", rol="coach", org="MEE", org2="de GGD", doc="de nota", jaar=2012, straks=2014, n=40, m=6, wijk="het Hof")  # fmt: skip


@pytest.mark.parametrize("header", ["", "Wat gaat goed? Wat kan beter?\n\n"])
def test_a_paragraph_that_a_page_cuts_in_two_is_one(header: str) -> None:
    text = "Over de nazorg zijn geen afspraken gemaakt, zodat een gezin na afloop weer alleen staat."
    findings = {"5.1.1": ("√", "Zolang als nodig."), "5.3.1": ("X", "Nazorg is niet geregeld.")}
    page = f"\n\nVervolg conclusie\n\nAanpak: Samen Thuis\n\f{header}"
    whole = dump(findings, {"5": ("De hulp duurt zolang het gezin die nodig heeft.", text)})
    cut = whole.replace("zodat een gezin", f"zodat{page}een gezin")
    assert "\f" in cut
    assert aspects(parsed(cut))[-1] == ("beter", text)


def test_lines_that_hold_words_of_both_columns_give_no_conclusion_and_are_not_lost() -> None:
    beside = (
        "De coach kent ieder gezin en houdt na afloop contact, Het is van belang dat het loket",
        "zolang een gezin dat wil. langer open blijft, ook in de zomer.",
    )
    text = dump({"5.3.1": ("√", PLAN)}, {"5": ()}).rstrip() + "\n\n" + "\n".join(beside) + "\n"
    sheet = parsed(text)
    assert sheet.conclusions == ()
    assert [check.value for check in sheet.checks if check.code == "aspect_unknown"] == ["5"]
    assert [item.fragment.text for item in sheet.lines if item.role == "conclusion"] == list(beside)


def test_each_line_is_a_paragraph_where_all_lines_end_a_sentence() -> None:
    head = dump({"1.1.1": ("√", "Dat is zo.")}, {}).split("Conclusie\n")[0]
    parts = [
        head,
        "Conclusie\n\nHieronder leest u een conclusie vanuit de bevindingen op de vijf thema’s.\n\n",
    ]
    texts = (
        "Het loket is bij iedereen goed bekend en ook buiten kantooruren bereikbaar.",
        "De school meldt goed.",
    )
    for name in framework().themes.values():
        parts.append(f"{name}\nWat gaat goed? Wat kan beter?\n{texts[0]}\n{texts[1]}\n")
    assert [text for _, text in aspects(parsed("".join(parts)))] == [*texts] * 5
