"""The short cuts that make the language stage fast change none of its results."""

from __future__ import annotations

import random

import pytest
from ggsr_extract.extractors.language import mentions, quantities
from ggsr_extract.extractors.language.components import view_of
from ggsr_extract.extractors.language.firstwords import FirstWords
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


def test_a_word_that_starts_a_topic_passes_the_first_look() -> None:
    topics = load_topics()
    patterns = [pattern for topic in topics.topics for pattern in topic.patterns]
    look = FirstWords(patterns)
    for pattern in patterns:
        word = pattern.split()[0].replace("*", "tussen")
        assert topics.starts(word, word)
        assert look.may_start(word)
    assert not look.may_start("zandkasteel")


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
