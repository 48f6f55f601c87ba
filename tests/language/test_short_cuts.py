"""The short cuts that make the language stage fast change none of its results."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from ggsr_extract.extractors.language import hints, views
from ggsr_extract.extractors.language.components import view_of, views_of
from ggsr_extract.extractors.language.favour.cues import favour
from ggsr_extract.extractors.language.pipeline import build
from ggsr_extract.extractors.language.views import View
from ggsr_extract.extractors.language.words.flags import BORDER, NUMBER
from ggsr_extract.models.topics import load_topics
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer
from spacy.tokens import Doc

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
WORDS = [
    "De gemeente", "heeft", "Bureau", "Jeugdzorg", "GGD", "Oostland", "Stichting", "de", "Lichtpunt", "Veilig", "Thuis", "Zorg", "Team",
    "zorgaanbieder", "medewerkers", "van", "organisaties zoals", ",", "en", "uitgevoerd", "door", "biedt", "hulp", "aan", "Centrum",
    "voor", "Jeugd", "LEVgroep", "(", ")", "‘", "’", "“", "”", "'", '"', "nota", "Convenant", "Veiligheid", "2012", "Jaarverslag 2011",
    "plan", "in", "volgens", "staat", "Let", "Let op:", "let op:", ".", "?", "!", "…", "o.a.", "e.o.", "etc.", "1", "a", "2)", "-", "•",
    "\n", "\n\n", "\n- ", "  ", "geen", "niet", "niet alleen", "maar ook", "al dan niet", "één", "plan", "informatie", "delen", "sociaal",
    "netwerk", "dwang", "drang", "afspraken over", "samenwerking", "regisseur", "ongeveer", "25 tot 40", "uur per week", "gezinnen", "€ 250",
    "een half jaar", "maart 2013", "STJ", "Waterstad", "Best", "’t Anker", "(GGZ)", "W.", "de heer", "MEE", "Humanitas", "politie",
]  # fmt: skip
#: Amounts begin at numbers only.
AMOUNTS = hints.AMOUNT_HERE | hints.DATE_HERE
#: Every hint; a plain end is no hint but a finding.
EVERYWHERE = sum(bit for name, bit in vars(hints).items() if name.endswith("_HERE") and isinstance(bit, int))


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


def outcome(doc: Doc) -> tuple[Any, ...]:
    view = view_of(doc)
    return ([t.lemma_ for t in doc], [t.is_sent_start for t in doc], *told(view))


def told(view: View) -> tuple[Any, ...]:
    numbers, batch = range(*view.sentences), view.batch
    denied, topics = [n in batch.negated for n in numbers], [batch.topics.get(n, ()) for n in numbers]
    return view.forms, view.starts, denied, topics, view.mentions


def texts(pieces: Sequence[str], count: int, longest: int) -> list[str]:
    dice = random.Random(7)
    return [
        "".join(
            dice.choice(pieces) + dice.choice(["", " ", " ", " "]) for _ in range(dice.randint(2, longest))
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize(("pieces", "longest"), [(PIECES, 12), (WORDS, 25)])
def test_the_rules_find_nothing_where_there_is_no_hint(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, pieces: list[str], longest: int
) -> None:
    some = texts(pieces, 1200, longest)
    hinted = [outcome(doc) for doc in nlp.pipe(some)]
    monkeypatch.setattr(
        views,
        "hints",
        lambda flags, _wanted, _marks: np.where(
            flags & BORDER, 0, np.where(flags & NUMBER, EVERYWHERE, EVERYWHERE & ~AMOUNTS)
        ),
    )
    for text, got in zip(some, hinted, strict=True):
        assert outcome(nlp(text)) == got, text
    assert sum(len(got[-1]) for got in hinted) > 500


def test_documents_together_give_what_each_gives_alone(nlp: Language) -> None:
    some = ["", *texts(WORDS, 300, 30), " ", "", "\n", "x", "GGD\n", "", ""]
    together = [outcome(doc) for doc in nlp.pipe(some)]
    assert together == [outcome(nlp(text)) for text in some]
    assert together == [outcome(doc) for doc in nlp.pipe(some, batch_size=3)]
    assert [each[2:] for each in together] == [told(view) for view in views_of(nlp, some)]


def test_a_text_that_came_before_gives_the_same(nlp: Language) -> None:
    text = "Er zijn geen afspraken gemaakt. Bureau Jeugdzorg begeleidt ongeveer 25 tot 40 gezinnen in 2013."
    assert outcome(nlp(text)) == outcome(nlp(text))


def test_a_saved_pipeline_cuts_words_alike(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pijplijn")
    loaded = spacy.load(tmp_path / "pijplijn")
    for text in ("Dr. Jansen (o.a. prof. X) komt m.b.t. zaken/e.d. langs.", *texts(WORDS, 100, 30)):
        assert [t.text for t in loaded(text)] == [t.text for t in nlp(text)]


def test_remembered_stretches_are_cut_as_spacy_cuts_the_whole_text(nlp: Language) -> None:
    own: Any = nlp.tokenizer
    odd = [
        "",
        " ",
        "a  b",
        " begin",
        "eind ",
        "a\nb c",
        "a\u00a0b",
        "o.a. m.b.t.",
        "(zie 's-Heerenveen)",
        "' s avonds",
        "gezin.De",
    ]
    for text in [*odd, *texts(WORDS, 400, 40), *odd]:
        doc, whole = own(text), SpacyTokenizer.__call__(own, text)
        assert doc.text == text
        assert [(t.text, t.whitespace_, t.idx) for t in doc] == [
            (t.text, t.whitespace_, t.idx) for t in whole
        ]


def test_a_rule_told_later_holds_for_stretches_that_came_before() -> None:
    nlp = build()
    tokenizer: Any = nlp.tokenizer
    assert [t.text for t in nlp("Zie art.3 hier.")] == [t.text for t in nlp("Zie art.3 hier.")]
    tokenizer.add_special_case("art.3", [{"ORTH": "art."}, {"ORTH": "3"}])
    assert [t.text for t in nlp("Zie art.3 hier.")] == ["Zie", "art.", "3", "hier", "."]


def test_documents_of_one_batch_can_be_worked_on_apart(nlp: Language) -> None:
    some = texts(WORDS, 30, 30)
    first = nlp.get_pipe("ggsr_words")
    docs: list[Doc] = list(first.pipe(nlp.make_doc(text) for text in some))
    apart = []
    for doc in reversed(docs):
        for name, component in nlp.pipeline:
            if name != "ggsr_words":
                component(doc)
        apart.append(outcome(doc))
    assert apart[::-1] == [outcome(nlp(text)) for text in some]


def test_a_sentence_without_an_end_takes_no_time_that_grows_with_its_square() -> None:
    """What describes families says nothing and is blanked; looking for clauses in so long a blank once took minutes."""
    assert favour("De kinderen die niet " + "woord " * 50_000) == 0.0
    assert favour("De afspraken zijn helder, " * 10_000) > 0.0
