"""The short cuts that make the language stage fast change none of its results."""

from __future__ import annotations

import random
import re

import pytest
from ggsr_extract.extractors.language import mentions, quantities
from ggsr_extract.extractors.language.components import view_of
from ggsr_extract.extractors.language.lexicon import NUMBER
from ggsr_extract.extractors.language.pipeline import build
from ggsr_extract.models.topics import load_topics
from spacy.language import Language

PIECES = [
    "een",
    "één",
    "3",
    "25 tot 40",
    "1.000",
    "2,5",
    "€ 250,-",
    "half",
    "enkele",
    "twee",
    "achttien",
    "2010-2014",
    "2013",
    "20-11-2014",
    "ongeveer",
    "maximaal",
    "na",
    "of meer",
    "verschillende",
    "tot",
    "en",
    ",",
    "-",
    "t/m",
    "per week",
    "begin",
    "jonger dan",
    "oud",
    "uur",
    "jaar",
    "weken",
    "gezinnen",
    "%",
    "keer",
    "januari",
    "mei",
    "structuur",
    "plan",
    "1 gezin, 1 plan",
    "de",
    "maand",
    "40uur",
    "gezinnen/jongeren",
    "uren.",
    "eerste kwartaal van",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build()


def answers(item: str, word: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, item.split("*"))), word) is not None


def test_topics_are_found_as_if_all_patterns_were_tried() -> None:
    topics = load_topics()
    patterns = [(rank, p.split()) for rank, topic in enumerate(topics.topics) for p in topic.patterns]
    words = {word.replace("*", fill) for _, p in patterns for word in p for fill in ("", "tussen", "s")}
    for word in sorted(words | {"zandkasteel", "ggz", "de", "x"}):
        firsts = [rank for rank, p in patterns if answers(p[0], word)]
        assert sorted({rank for rank, _ in topics.starts(word, word)}) == sorted(set(firsts)), word
        assert (
            topics.starts(word, "zandkasteel")
            == topics.starts("zandkasteel", word)
            == topics.starts(word, word)
        )
    assert topics.starts("zandkasteel", "zandkastelen") == ()


def test_amounts_are_found_wherever_all_numbers_are_tried(nlp: Language) -> None:
    dice = random.Random(7)
    seen = 0
    for _ in range(1500):
        text = "".join(
            dice.choice(PIECES) + dice.choice(["", " ", " ", " "]) for _ in range(dice.randint(2, 12))
        )
        doc = nlp(text)
        view = view_of(doc)
        tried = quantities.amounts(text, [doc[at].idx for at in view.where(NUMBER)])
        kept = quantities.amounts(text, [doc[at].idx for at in mentions.hopeful(view)])
        assert kept == tried, text
        seen += len(tried)
    assert seen > 500


def test_a_text_that_came_before_gives_the_same(nlp: Language) -> None:
    text = "Er zijn geen afspraken gemaakt. Bureau Jeugdzorg begeleidt ongeveer 25 tot 40 gezinnen in 2013."
    first, again = nlp(text), nlp(text)
    assert [t.lemma_ for t in first] == [t.lemma_ for t in again]
    assert [t.is_sent_start for t in first] == [t.is_sent_start for t in again]
    assert view_of(first).mentions == view_of(again).mentions
