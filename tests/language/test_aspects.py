"""The aspect of a conclusion, told from its wording and its theme's verdicts."""

from __future__ import annotations

import json

import pytest
from ggsr_extract.extractors.language.favour.aspects import aspect

from tests.places import LABELLED, SHARED

ASPECTS = LABELLED / "aspects.jsonl"
VERDICTS = {"V": "voldoet", "X": "verbeterpunt"}


def labelled() -> list[dict[str, str]]:
    return [json.loads(line) for line in ASPECTS.read_text(encoding="utf-8").splitlines()]


def share_right(with_prior: bool) -> float:
    rows = labelled()
    right = sum(
        aspect(r["text"], [VERDICTS[c] for c in r["verdicts"]] if with_prior else [])[0] == r["aspect"]
        for r in rows
    )
    return right / len(rows)


def test_labelled_conclusions_get_their_aspect() -> None:
    assert len(labelled()) >= 200
    assert share_right(with_prior=True) >= 0.96


def test_wording_alone_is_nearly_as_good() -> None:
    assert share_right(with_prior=False) >= 0.95


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared labels are not at hand")
def test_labels_of_real_conclusions() -> None:
    wrong: list[str] = []
    total = 0
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for conclusion in gold["conclusions"]:
            verdicts = [
                "voldoet" if f["mark"] == "√" else "verbeterpunt"
                for f in gold["findings"]
                if (f["approach"], f["theme"]) == (conclusion["approach"], conclusion["theme"])
            ]
            total += 1
            if aspect(conclusion["text"], verdicts)[0] != conclusion["aspect"]:
                wrong.append(conclusion["text"])
    assert total > 0
    assert len(wrong) <= total * 0.07, wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er zijn geen wachtlijsten.", "goed"),
        ("Er zijn geen afspraken gemaakt.", "beter"),
        ("De afspraken zijn niet alleen gemaakt, maar ook vastgelegd.", "goed"),
        ("Het is van belang dat de afspraken helder zijn.", "beter"),
        ("De duur sluit niet aan bij de problemen van deze gezinnen.", "beter"),
        ("Door het ontbreken van een helder loket kunnen signalen blijven liggen.", "beter"),
        ("Ouders die het contact verbreken, verdwijnen uit beeld.", "beter"),
        ("De begeleiding eindigt na negen maanden.", "beter"),
        ("Een deel van de ouders wordt niet gehoord.", "beter"),
    ],
)
def test_denial_and_wish(text: str, expected: str) -> None:
    assert aspect(text, [])[0] == expected


def test_nothing_to_go_by() -> None:
    assert aspect("", []) == (None, pytest.approx(0.6, abs=0.1))


def test_confidence_is_a_probability_and_grows_with_the_evidence() -> None:
    text = "De afspraken zijn helder, eenduidig en vastgelegd."
    plain, backed = aspect(text, [])[1], aspect(text, ["voldoet"] * 5)[1]
    assert 0.5 <= plain < backed <= 1.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("De school kent de weg naar het loket nog niet.", "beter"),
        ("De partners werken nimmer samen.", "beter"),
        ("Zicht op gezinnen in de polder is er niet.", "beter"),
        ("Wie een gezin meldt, hoeft niet lang te wachten.", "goed"),
        ("De partners kunnen nog winst boeken bij het melden.", "beter"),
        ("De coach neemt het over als het moet.", "goed"),
        ("De verslavingszorg zit nog niet aan tafel.", "beter"),
        ("Een halfjaar is voor deze gezinnen te kort.", "beter"),
    ],
)
def test_denials_within_a_cue_and_what_is_done_where_needed(text: str, kind: str) -> None:
    assert aspect(text, [])[0] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het gezin blijft niet zonder hulp.", "goed"),
        ("Gezinnen raken door de vaste contactpersoon niet uit beeld.", "goed"),
        ("Gezinnen raken door de wisselingen uit beeld.", "beter"),
        ("Zonder inbreng van de ouders wordt er niets besloten.", "goed"),
        ("Weigert het gezin de hulp, dan zoekt de coach opnieuw contact.", "goed"),
        ("Partijen als de voedselbank zijn nog niet aangesloten.", "beter"),
        ("Ook als de hulp hapert, blijft de coach komen.", "goed"),
    ],
)
def test_denials_of_denials_and_conditions(text: str, kind: str) -> None:
    assert aspect(text, [])[0] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hoewel de uren beperkt zijn, krijgt het gezin wat het nodig heeft.", "goed"),
        ("Hoewel de regels helder zijn, gaat ieder zijn gang.", "beter"),
        ("Ondanks de krappe bezetting komt de coach elke week langs.", "goed"),
        ("Het loket is snel bereikbaar, mits het gezin in het centrum woont.", "beter"),
    ],
)
def test_a_concession_speaks_for_the_opposite(text: str, kind: str) -> None:
    assert aspect(text, [])[0] == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Heldere taken zijn niet beschreven.", "beter"),
        ("Een gezamenlijk streven wordt door de school gemist.", "beter"),
        ("Een gezamenlijke koers is nog onvoldoende uitgewerkt.", "beter"),
        ("Dankzij heldere taken zijn er geen wachtlijsten.", "goed"),
        ("Er is niets geregeld om wachttijden te bekorten of te beperken.", "beter"),
        ("De subsidie loopt dit jaar af en een nieuwe is er niet.", "beter"),
        ("Zonder cijfers valt niet te zeggen of de hulp succesvol is.", "beter"),
        ("Wachtlijsten komen niet voor; de coach belt dezelfde dag.", "goed"),
        ("De coach neemt niets van de ouders over.", "goed"),
        ("Alle partijen zijn het erover eens dat hulp bij de vraag moet passen.", "goed"),
        ("De hulp kent geen uiterste eindtermijn.", "goed"),
        ("Zorgen over een gezin komen bij de coach terecht, die dezelfde dag belt.", "goed"),
        ("Een plan is er vooral op papier.", "beter"),
        ("De terugblik heeft geleid tot verbeteringen in het plan.", "goed"),
        ("Door alles te tellen ontstaat een beter beeld.", "beter"),
        ("De coach kijkt naar kansen in plaats van naar problemen en risico's.", "goed"),
        ("De scholen vullen hun taak verschillend in.", "beter"),
        ("De regels bieden weinig houvast.", "beter"),
        ("Er vallen weinig gezinnen uit.", "goed"),
    ],
)
def test_what_a_denial_is_said_of(text: str, kind: str) -> None:
    assert aspect(text, [])[0] == kind
