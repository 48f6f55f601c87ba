"""Towns whose names begin with the old article: one word, a place, and the end of a title."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.language.analyse import analyse
from ggsr_extract.extractors.language.pipeline import build
from ggsr_extract.models.language import OwnedText

NAME = "s-Gravenmeer"


@pytest.mark.parametrize("sign", ["'", "’"])
def test_the_article_is_part_of_the_name(sign: str) -> None:
    words = [token.text for token in build()(f"Het team in {sign}{NAME}, dat {sign}s avonds werkt.")]
    assert f"{sign}{NAME}" in words
    assert f"{sign}s" in words


@pytest.mark.parametrize("sign", ["'", "’"])
def test_it_is_a_place_and_ends_a_title(sign: str) -> None:
    text = f"De factsheet Uitkomsten toezichtonderzoek {sign}{NAME} is besproken in {sign}{NAME}."
    found = analyse([OwnedText("document", "1", text)], nlp=build(), municipalities={f"'{NAME}": "0000"})
    mentions = [(item.label, item.text) for sentence in found for item in sentence.mentions]
    assert ("GPE", f"{sign}{NAME}") in mentions
    assert ("DOC", f"Uitkomsten toezichtonderzoek {sign}{NAME}") in mentions
