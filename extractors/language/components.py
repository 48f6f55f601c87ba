"""Our spaCy components; importing this module registers them.

They hand on what they find in a :class:`.lexicon.View` under the document's ``user_data``, and write spaCy's own attributes
where spaCy has them (lemmas, sentence starts). What a trained pipeline has already said about lemmas and parses stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final, Protocol

import numpy as np
from ggsr_extract.extractors.language import abbreviations, mentions, negation
from ggsr_extract.extractors.language.lexicon import NEGATOR, TEXT, TOPIC, Lexicon, View
from ggsr_extract.extractors.language.sentences import sentence_starts
from ggsr_extract.models.topics import load_topics
from spacy.attrs import LEMMA, SENT_START  # type: ignore[import-not-found]  # Cython, no stub
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # Cython, no stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

KEY: Final = "ggsr"
#: How many texts a pipeline remembers at least. Factsheets repeat much: definitions, the framework, what a follow-up quotes.
REMEMBERED: Final = 2048
#: How many stretches without white space the tokeniser remembers; spaCy's default is a tenth of it.
_CACHED: Final = 100_000
_WORDS_AFTER_ALL: Final = frozenset(abbreviations.NO_ABBREVIATION)
_LEMMA: Final[list[int | str]] = [LEMMA]
_START: Final[list[int | str]] = [SENT_START]
_LEMMA_AND_START: Final[list[int | str]] = [LEMMA, SENT_START]
_NO_START: Final = np.uint64(2**64 - 1)  # spaCy's -1, as it stands in an array of attributes
NAMES: Final = ("ggsr_words", "ggsr_sentences", "ggsr_negation", "ggsr_topics", "ggsr_mentions")


class Tokenizer(Protocol):
    """What we need of spaCy's tokeniser."""

    def add_special_case(self, string: str, substrings: list[dict[str, str]]) -> None:
        """Make ``string`` one token, or the given ones."""


def view_of(doc: Doc) -> View:
    """What the components found in ``doc``. Raises ``KeyError`` when it did not pass through them."""
    view: View = doc.user_data[KEY]
    return view


def add_abbreviations(tokenizer: Tokenizer) -> None:
    """Teach a tokeniser that each abbreviation is one token, in lower case and with a capital."""
    for form in abbreviations.ALL:
        for written in {form, form[0].upper() + form[1:]}:
            tokenizer.add_special_case(written, [{"ORTH": written}])


class WholeWords:
    """Abbreviations that are one token, for a tokeniser to ask about: telling it of 4,500 beforehand takes as long as its import.

    ``pattern`` is what spaCy writes down of it when a pipeline is saved.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words

    @property
    def pattern(self) -> str:
        """The words as a regular expression."""
        return rf"(?:{'|'.join(re.escape(word) for word in sorted(self.words))})\Z"

    def match(self, text: str) -> bool:
        """Whether the text is one token."""
        return text in self.words


class Suffixes:
    """What is cut off the end of a text for a tokeniser; nothing of an abbreviation."""

    def __init__(self, words: frozenset[str], suffixes: re.Pattern[str]) -> None:
        self._words = words
        self._search = suffixes.search
        self.pattern = suffixes.pattern

    def search(self, text: str) -> re.Match[str] | None:
        """The suffix to cut off."""
        return None if text in self._words else self._search(text)


class TextKeepingTokenizer(SpacyTokenizer):  # type: ignore[misc]  # spaCy's class has no types
    """spaCy's tokeniser, which also leaves the text with the document: putting it together again from tokens is slow."""

    def __call__(self, string: str) -> Doc:
        """The document of a text."""
        doc: Doc = super().__call__(string)
        doc.user_data[TEXT] = string
        return doc


@registry.tokenizers("ggsr.DutchTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def dutch_tokenizer() -> Callable[[Language], TextKeepingTokenizer]:
    """spaCy's Dutch tokeniser with the abbreviations of these texts."""

    def create(nlp: Language) -> TextKeepingTokenizer:
        rules: Any = nlp.Defaults
        exceptions = {
            k: v for k, v in rules.tokenizer_exceptions.items() if k.lower() not in _WORDS_AFTER_ALL
        }
        # What begins with a quotation mark or makes a face is also found inside a chunk, so the tokeniser must know it.
        whole = frozenset(
            form
            for form, tokens in exceptions.items()
            if form[0].isalnum() and len(tokens) == len(tokens[0]) == 1
        )
        tokenizer = TextKeepingTokenizer(
            nlp.vocab,
            rules={form: tokens for form, tokens in exceptions.items() if form not in whole},
            prefix_search=compile_prefix_regex(rules.prefixes).search,
            suffix_search=Suffixes(whole, compile_suffix_regex(rules.suffixes)).search,
            infix_finditer=compile_infix_regex(rules.infixes).finditer,
            token_match=WholeWords(whole).match,
            url_match=rules.url_match,
            max_cache_size=_CACHED,
        )
        add_abbreviations(tokenizer)
        return tokenizer

    return create


class Words:
    """Gives each document its view of word features, and lemmas to the words that have none."""

    def __init__(self, nlp: Language, trained: bool) -> None:
        self.lexicon = Lexicon(nlp.vocab.strings, load_topics())
        self.trained = trained
        self._recent: dict[str, View] = {}
        self._older: dict[str, View] = {}

    def forget(self) -> None:
        """Remember no texts any more, as if none had come yet; what is known of words stays."""
        self._recent, self._older = {}, {}

    def _view(self, doc: Doc) -> View:
        """The view of ``doc``: the one of an earlier document with the same text and words, where there is one."""
        text: str | None = doc.user_data.get(TEXT)
        if self.trained or text is None:
            return View(doc, self.lexicon)
        view = self._recent.get(text)
        if view is None:
            view = self._older.get(text)
            if view is None or len(view.rows) != len(doc):
                view = View(doc, self.lexicon)
            if len(self._recent) >= REMEMBERED:
                self._older, self._recent = self._recent, {}
            self._recent[text] = view
        elif len(view.rows) != len(doc):
            view = self._recent[text] = View(doc, self.lexicon)
        return view

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and return it."""
        view = doc.user_data[KEY] = self._view(doc)
        if self.trained:
            for token in doc:
                token.lemma_ = token.lemma_ or self.lexicon.lemmas[view.rows[token.i]]
            view.lemmas = [token.lemma_ for token in doc]
        elif view.finished:
            doc.from_array(_LEMMA_AND_START, view.written.T)
        else:
            view.written = np.empty((2, len(view.rows)), dtype=np.uint64)
            view.written[0] = list(map(self.lexicon.lemma_ids.__getitem__, view.rows))
            doc.from_array(_LEMMA, view.written[0])
        return doc


@Language.factory("ggsr_words", assigns=["token.lemma"])
def create_words(nlp: Language, name: str) -> Words:  # noqa: ARG001 - spaCy hands every factory its name
    """The component that looks words up; components before it make the pipeline a trained one."""
    return Words(nlp, trained=bool(nlp.pipe_names))


@Language.component("ggsr_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """Find sentence starts; a parsed document keeps spaCy's own beside them."""
    view = view_of(doc)
    if view.finished:
        return doc  # written with the lemmas
    view.starts = sentence_starts(doc, view)
    if view.lemmas is None:
        written = view.written
        written[1] = _NO_START
        written[1, view.starts] = 1
        doc.from_array(_START, written[1])
    elif not doc.has_annotation("DEP"):
        starts = set(view.starts)
        for token in doc:
            token.is_sent_start = token.i in starts
    return doc


@Language.component("ggsr_negation", requires=["doc.sents"])
def denials(doc: Doc) -> Doc:
    """Note which sentences deny something."""
    view = view_of(doc)
    if view.finished or not view.union & NEGATOR:
        return doc
    for at in view.where(NEGATOR):
        position = bisect_right(view.starts, at) - 1
        if position not in view.negated and negation.negated(view.words(position)):
            view.negated.add(position)
    return doc


@Language.component("ggsr_topics", requires=["token.lemma", "doc.sents"])
def topics(doc: Doc) -> Doc:
    """Note the topics of each sentence."""
    view = view_of(doc)
    if view.finished or not view.union & TOPIC:
        return doc
    table, rows, starts = view.lexicon.topics, view.rows, view.starts
    begun, marks_of = view.lexicon.begun, view.lexicon.marks
    marks: list[int] | None = None
    found: dict[int, set[int]] = {}
    position, end = -1, 0
    have: set[int] = set()
    for at in view.where(TOPIC):
        if at >= end:
            position = bisect_right(starts, at) - 1
            end = view.end(position)
            have = found[position] = set()
        for rank, rest in begun[rows[at]]:
            if rank in have:
                continue
            if rest:
                # Most patterns fail at their second word.
                if at + 1 >= end or (rest[0] and not marks_of[rows[at + 1]] & rest[0]):
                    continue
                if marks is None:
                    marks = list(map(marks_of.__getitem__, rows))
                if not table.follows(rest, marks, at + 1, end):
                    continue
            have.add(rank)
    view.topics = {at: table.codes(have) for at, have in found.items() if have}
    return doc


@Language.component("ggsr_mentions", requires=["token.lemma", "doc.sents"])
def find_mentions(doc: Doc) -> Doc:
    """Note what the document names; entities of a trained pipeline count where none of ours stands."""
    view = view_of(doc)
    if not view.finished:
        view.mentions = mentions.find(doc, view)
        view.finished = True
    return doc
