"""Indicators that a factsheet prints otherwise than the framework: their findings stay their own."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from ggsr_extract.models.framework import framework

from tests.factsheet.texts import HEAD, WORDING, parsed

FINDINGS = {
    id_: f"De inspecteurs noteren hierover punt {number} van hun lijst."
    for number, id_ in enumerate(WORDING, 1)
}


def _without_first(words: list[str]) -> list[str]:
    return words[1:]


def _other_first(words: list[str]) -> list[str]:
    return ["Overigens", *words[1:]]


def _other_last(words: list[str]) -> list[str]:
    return [*words[:-1], "vermeld"]


def _misspelt_and_longer(words: list[str]) -> list[str]:
    middle = len(words) // 2
    return [*words[:middle], "ook", words[middle][:2] + "e" + words[middle][2:], *words[middle + 1 :]]


def _without_one(words: list[str]) -> list[str]:
    middle = len(words) // 2
    return words[:middle] + words[middle + 1 :]


def _printed(id_: str, width: int) -> str:
    return textwrap.fill(WORDING[id_], width)


def _table(theme: str, altered: dict[str, str], *, first: bool = False) -> str:
    rows = []
    for number, id_ in enumerate(id_ for id_ in WORDING if id_.startswith(f"{theme}.")):
        label = altered.get(id_, _printed(id_, 28))
        finding = f"{'√X'[number % 2]} {textwrap.fill(FINDINGS[id_], 40)}"
        rows.append("\n".join((finding, label) if first else (label, finding)))
    return f"{framework().themes[theme]}\n\nCriteria Indicatoren Bevindingen\n\n" + "\n\n".join(rows) + "\n"


@pytest.mark.parametrize(
    "change", [_without_first, _other_first, _other_last, _misspelt_and_longer, _without_one]
)
@pytest.mark.parametrize("id_", [id_ for id_, words in WORDING.items() if len(words.split()) > 6])
def test_one_indicator_in_other_words(id_: str, change: Callable[[list[str]], list[str]]) -> None:
    theme = id_[0]
    other = textwrap.fill(" ".join(change(WORDING[id_].split())), 34)
    plain = parsed(HEAD + _table(theme, {}))
    sheet = parsed(HEAD + _table(theme, {id_: other}))
    rows = [[(item.mark, item.text) for item in each.statements] for each in (sheet, plain)]
    assert rows[0] == rows[1]
    (statement,) = (item for item in sheet.statements if item.indicators[0].indicator_id == id_)
    assert statement.text == FINDINGS[id_]
    assert statement.indicators[0].printed == other.replace("\n", " ")


def test_findings_before_indicators_of_which_the_last_cannot_be_read() -> None:
    ids = [id_ for id_ in WORDING if id_.startswith("3.")]
    sheet = parsed(HEAD + _table("3", {ids[-1]: "Dit staat in geen enkel kader"}, first=True))
    found = {
        match.indicator_id: (item.mark, item.text) for item in sheet.statements for match in item.indicators
    }
    for number, id_ in enumerate(ids[:-1]):
        assert found[id_] in (("√X"[number % 2], FINDINGS[id_]), (None, None))
    assert ids[-1] not in found or found[ids[-1]][1] is None
