"""Our spaCy components; importing this module registers them.

They hand on what they find in a :class:`.lexicon.View` under the document's ``user_data``, and write spaCy's own attributes
where spaCy has them (lemmas, sentence starts). What a trained pipeline has already said about lemmas and parses stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from ggsr_extract.extractors.language import abbreviations, mentions, negation
from ggsr_extract.extractors.language.flags import NEGATOR
from ggsr_extract.extractors.language.hints import ENDS_HERE, TOPIC_HERE
from ggsr_extract.extractors.language.lexicon import Lexicon
from ggsr_extract.extractors.language.sentences import sentence_starts
from ggsr_extract.extractors.language.views import KEY, TEXT, Batch, View
from ggsr_extract.models.topics import load_topics
from spacy.attrs import LEMMA, SENT_START  # type: ignore[import-not-found]  # Cython, no stub
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # Cython, no stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

#: How many words a component works on before it hands the documents on; one document after another costs more than twice as much.
WORDS_TOGETHER: Final = 16_384
#: How many stretches without white space the tokeniser remembers; spaCy's default is a tenth of it.
_CACHED: Final = 100_000
_WORDS_AFTER_ALL: Final = frozenset(abbreviations.NO_ABBREVIATION)
_LEMMA: Final[list[int | str]] = [LEMMA]
_START: Final[list[int | str]] = [SENT_START]
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


def _written_abbreviations() -> list[str]:
    return sorted({written for form in abbreviations.ALL for written in (form, form[0].upper() + form[1:])})


def add_abbreviations(tokenizer: Tokenizer) -> None:
    """Teach a tokeniser that each abbreviation is one token, in lower case and with a capital."""
    for written in _written_abbreviations():
        tokenizer.add_special_case(written, [{"ORTH": written}])


class WholeWords:
    """Abbreviations that are one token, for a tokeniser to ask about: telling it of 4,700 beforehand takes as long as its import."""

    def __init__(self, words: frozenset[str], suffixes: re.Pattern[str]) -> None:
        self._words = words
        self._suffix = suffixes.search

    def match(self, text: str) -> bool:
        """Whether the text is one token."""
        return text in self._words

    def suffix(self, text: str) -> re.Match[str] | None:
        """What to cut off the end of a text; nothing of an abbreviation."""
        return None if text in self._words else self._suffix(text)


class TextKeepingTokenizer(SpacyTokenizer):  # type: ignore[misc]  # spaCy's class has no types
    """spaCy's tokeniser, which also leaves the text with the document: putting it together again from tokens is slow.

    A saved pipeline makes it anew from the config, so there is nothing of it to save.
    """

    def __call__(self, string: str) -> Doc:
        """The document of a text."""
        doc: Doc = super().__call__(string)
        doc.user_data[TEXT] = string
        return doc

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Save nothing."""

    def from_disk(self, path: str | Path, **_: object) -> TextKeepingTokenizer:  # noqa: ARG002 - spaCy's signature
        """The tokeniser as the config made it."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> TextKeepingTokenizer:  # noqa: ARG002 - spaCy's signature
        """The tokeniser as the config made it."""
        return self


@registry.tokenizers("ggsr.DutchTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def dutch_tokenizer() -> Callable[[Language], TextKeepingTokenizer]:
    """spaCy's Dutch tokeniser with the abbreviations of these texts."""

    def create(nlp: Language) -> TextKeepingTokenizer:
        rules: Any = nlp.Defaults
        exceptions = {
            k: v for k, v in rules.tokenizer_exceptions.items() if k.lower() not in _WORDS_AFTER_ALL
        }
        whole = frozenset(
            [
                *(form for form, tokens in exceptions.items() if len(tokens) == len(tokens[0]) == 1),
                *_written_abbreviations(),
            ]
        )
        # What begins with an apostrophe is also found inside a chunk, so the tokeniser must know it. It remembers no chunk
        # behind one that it has been told of, so the fewer the better; faces (":/") it need not know.
        told = {form: tokens for form, tokens in exceptions.items() if form[0] in "'’" and form[-1].isalpha()}
        told |= {form: tokens for form, tokens in exceptions.items() if len(tokens) > 1 or len(tokens[0]) > 1}
        whole = frozenset(form for form in whole if form[0].isalnum() and form not in told)
        words = WholeWords(whole, compile_suffix_regex(rules.suffixes))
        return TextKeepingTokenizer(
            nlp.vocab,
            rules=told | {"’’": [{"ORTH": "’’"}]},
            prefix_search=compile_prefix_regex(rules.prefixes).search,
            suffix_search=words.suffix,
            infix_finditer=compile_infix_regex(rules.infixes).finditer,
            token_match=words.match,
            url_match=rules.url_match,
            max_cache_size=_CACHED,
        )

    return create


class Component:
    """A component that works on several documents at once."""

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and return it."""
        self.work((doc,))
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1000) -> Iterator[Doc]:
        """Annotate a stream of documents, in order."""
        docs: list[Doc] = []
        words = 0
        for doc in stream:
            docs.append(doc)
            words += len(doc)
            if words >= WORDS_TOGETHER or len(docs) >= batch_size:
                self.work(docs)
                yield from docs
                docs, words = [], 0
        if docs:
            self.work(docs)
            yield from docs


class Words(Component):
    """Gives each document its view of word features, and lemmas to the words that have none."""

    def __init__(self, nlp: Language, trained: bool) -> None:
        self.lexicon = Lexicon(nlp.vocab.strings, load_topics())
        self.trained = trained

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        batch = Batch(docs, self.lexicon)
        views = batch.views(docs)
        for doc, view in zip(docs, views, strict=True):
            doc.user_data[KEY] = view
        if self.trained:
            for doc, view in zip(docs, views, strict=True):
                for token in doc:
                    token.lemma_ = token.lemma_ or self.lexicon.lemmas[view.rows[token.i]]
                view.lemmas = [token.lemma_ for token in doc]
            return
        lemmas: Any = self.lexicon.lemma_ids[batch.rows]
        for doc, (begin, end) in zip(docs, pairwise(batch.cuts), strict=True):
            doc.from_array(_LEMMA, lemmas[begin:end])


@Language.factory("ggsr_words", assigns=["token.lemma"])
def create_words(nlp: Language, name: str) -> Words:  # noqa: ARG001 - spaCy hands every factory its name
    """The component that looks words up; components before it make the pipeline a trained one."""
    return Words(nlp, trained=bool(nlp.pipe_names))


class Sentences(Component):
    """Finds sentence starts; a parsed document keeps spaCy's own beside them."""

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        views = [view_of(doc) for doc in docs]
        cut, cuts, starts = 0, [0], []
        for view in views:
            if view.union & ENDS_HERE:
                view.starts = sentence_starts(view)
                starts += [cut + at for at in view.starts]
            elif view.size:
                starts.append(cut)
            cut += view.size
            cuts.append(cut)
        written: Any = np.full(cut, _NO_START)
        written[starts] = 1
        for doc, view, (begin, end) in zip(docs, views, pairwise(cuts), strict=True):
            if view.lemmas is None or not doc.has_annotation("DEP"):
                doc.from_array(_START, written[begin:end])


@Language.factory("ggsr_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001
    """The component that finds sentences."""
    return Sentences()


class Denials(Component):
    """Notes which sentences deny something."""

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        for view in map(view_of, docs):
            for at in view.where(NEGATOR):
                position = bisect_right(view.starts, at) - 1
                if position not in view.negated:
                    start = view.starts[position]
                    if negation.scope(view.lowers[start : view.end(position)], at - start):
                        view.negated.add(position)


@Language.factory("ggsr_negation", requires=["doc.sents"])
def create_denials(nlp: Language, name: str) -> Denials:  # noqa: ARG001
    """The component that finds denials."""
    return Denials()


class Subjects(Component):
    """Notes the topics of each sentence."""

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        for view in map(view_of, docs):
            if view.union & TOPIC_HERE:
                view.topics = _topics(view)


def _topics(view: View) -> dict[int, tuple[str, ...]]:
    table, rows, starts = view.lexicon.topics, view.rows, view.starts
    begun, marks_of = view.lexicon.begun, view.lexicon.marks
    found: dict[int, set[int]] = {}
    marks: list[int] | None = None
    position, end = -1, 0
    have: set[int] = set()
    for at in view.where(TOPIC_HERE):
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
    return {at: table.codes(have) for at, have in found.items() if have}


@Language.factory("ggsr_topics", requires=["token.lemma", "doc.sents"])
def create_topics(nlp: Language, name: str) -> Subjects:  # noqa: ARG001
    """The component that finds topics."""
    return Subjects()


class Mentions(Component):
    """Notes what the documents name; entities of a trained pipeline count where none of ours stands."""

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        for doc in docs:
            view = view_of(doc)
            view.mentions = mentions.find(doc, view)


@Language.factory("ggsr_mentions", requires=["token.lemma", "doc.sents"])
def create_mentions(nlp: Language, name: str) -> Mentions:  # noqa: ARG001
    """The component that finds mentions."""
    return Mentions()
