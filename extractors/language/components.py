"""Our spaCy components; importing this module registers them.

They hand on what they find in a :class:`.views.View` under the document's ``user_data``, and write spaCy's own attributes
where spaCy has them (lemmas, sentence starts). What a trained pipeline has already said about lemmas and parses stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from ggsr_extract.extractors.language import mentions, negation
from ggsr_extract.extractors.language.hints import TOPIC_HERE
from ggsr_extract.extractors.language.sentences import sentence_starts
from ggsr_extract.extractors.language.views import KEY, LEFT, Batch, View
from ggsr_extract.extractors.language.words.flags import NEGATOR
from ggsr_extract.extractors.language.words.lexicon import Lexicon
from ggsr_extract.extractors.language.words.tokenizer import RememberingTokenizer
from ggsr_extract.models.topics import GAP, load_topics
from spacy.attrs import LEMMA, SENT_START  # type: ignore[import-not-found]  # Cython, no stub
from spacy.language import Language
from spacy.tokens import Doc

#: How many words the components work on before they hand the documents on; one document after another costs more than twice as much.
WORDS_TOGETHER: Final = 16_384
_LEMMA: Final[list[int | str]] = [LEMMA]
_START: Final[list[int | str]] = [SENT_START]
_BOTH: Final[list[int | str]] = [SENT_START, LEMMA]
_NO_START: Final = np.uint64(2**64 - 1)  # spaCy's -1, as it stands in an array of attributes
NAMES: Final = ("ggsr_words", "ggsr_sentences", "ggsr_negation", "ggsr_topics", "ggsr_mentions")


def view_of(doc: Doc) -> View:
    """What the components found in ``doc``. Raises ``KeyError`` when it did not pass through them."""
    view: View = doc.user_data[KEY]
    return view


def views_of(nlp: Language, texts: Sequence[str]) -> list[View]:
    """What the components find in each text.

    Where they stand alone nothing reads spaCy's documents, which cost as much as what is found: none are made.
    """
    if not isinstance(nlp.tokenizer, RememberingTokenizer) or tuple(nlp.pipe_names) != NAMES:
        return [view_of(doc) for doc in nlp.pipe(texts)]
    batch = Batch(map(nlp.tokenizer.cut, texts), nlp.tokenizer.lexicon)
    for name in NAMES:
        component: Any = nlp.get_pipe(name)
        if isinstance(component, Component):
            component.work(batch)
    return [View(batch, number) for number in range(len(texts))]


class Words:
    """Puts the words of several documents into one :class:`.views.Batch`, and gives lemmas to those that have none."""

    def __init__(self, nlp: Language, lexicon: Lexicon, trained: bool) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self.trained = trained

    def work(self, docs: Sequence[Doc]) -> None:
        """Annotate the documents."""
        batch = Batch(map(self._cut, docs), self.lexicon)
        for number, doc in enumerate(docs):
            doc.user_data[KEY] = View(batch, number)
        if self.trained:
            batch.lemmas = list(map(self.lexicon.lemmas.__getitem__, batch.rows))
            for doc, begin in zip(docs, batch.begins, strict=True):
                for token in doc:
                    if token.lemma_:
                        batch.lemmas[begin + token.i] = token.lemma_
                    else:
                        token.lemma_ = batch.lemmas[begin + token.i]
            return
        batch.lemma_ids = self.lexicon.lemma_ids[batch.row_array]
        if "ggsr_sentences" in self.nlp.pipe_names:
            return  # writes both at once: handing an array to a document costs as much as to cut it in words
        for doc, begin, end in zip(docs, batch.begins, batch.ends, strict=True):
            doc.from_array(_LEMMA, batch.lemma_ids[begin:end])

    def _cut(self, doc: Doc) -> tuple[str, list[int]]:
        left: tuple[str, list[int]] | None = doc.user_data.pop(LEFT, None)
        if left is None or len(left[1]) != len(doc):
            return doc.text, self.lexicon.rows(doc)
        return left

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


@Language.factory("ggsr_words", assigns=["token.lemma"])
def create_words(nlp: Language, name: str) -> Words:  # noqa: ARG001 - spaCy hands every factory its name
    """The component that looks words up; components before it make the pipeline a trained one."""
    tokenizer: Any = nlp.tokenizer
    own = isinstance(tokenizer, RememberingTokenizer)
    lexicon: Lexicon = tokenizer.lexicon if own else Lexicon(nlp.vocab.strings, load_topics())
    return Words(nlp, lexicon, trained=bool(nlp.pipe_names))


class Component:
    """A component that works on the documents of a batch together."""

    def work(self, batch: Batch) -> None:
        """Note what is found in the batch."""
        raise NotImplementedError

    def write(self, doc: Doc, view: View) -> None:
        """Add to a document of the batch what spaCy has an attribute for, and to its view what spaCy has found."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and return it."""
        return next(self.pipe((doc,)))

    def pipe(self, stream: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """Annotate a stream of documents, in order."""
        writes = type(self).write is not Component.write
        worked: Batch | None = None
        for doc in stream:
            view = view_of(doc)
            if view.batch is not worked:
                worked = view.batch
                self.work(worked)
            if writes:
                self.write(doc, view)
            yield doc


class Sentences(Component):
    """Finds sentence starts, and writes them with the lemmas; a parsed document keeps spaCy's own starts beside them."""

    def work(self, batch: Batch) -> None:
        """Note the starts."""
        batch.starts = sentence_starts(batch)

    def write(self, doc: Doc, view: View) -> None:
        """Write the starts."""
        batch, number = view.batch, view.number
        if batch.written is None:
            batch.written = np.full((2, batch.size), _NO_START)
            batch.written[0, batch.starts] = 1
            if batch.lemma_ids is not None:
                batch.written[1] = batch.lemma_ids
        written = batch.written[:, batch.begins[number] : batch.ends[number]]
        if batch.lemma_ids is not None:
            doc.from_array(_BOTH, written.T)
        elif not doc.has_annotation("DEP"):
            doc.from_array(_START, written[0])


@Language.factory("ggsr_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create_sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001
    """The component that finds sentences."""
    return Sentences()


class Denials(Component):
    """Notes which sentences deny something."""

    def work(self, batch: Batch) -> None:
        """Note the sentences."""
        starts, negated, rows, lowers = batch.starts, batch.negated, batch.rows, batch.lexicon.lowers
        for at in batch.where(NEGATOR):
            position = bisect_right(starts, at) - 1
            if position not in negated:
                first = max(starts[position], at - 2)
                around = [lowers[row] for row in rows[first : min(at + 3, batch.end(position))]]
                if negation.denies(around, at - first):
                    negated.add(position)


@Language.factory("ggsr_negation", requires=["doc.sents"])
def create_denials(nlp: Language, name: str) -> Denials:  # noqa: ARG001
    """The component that finds denials."""
    return Denials()


class Subjects(Component):
    """Notes the topics of each sentence."""

    def work(self, batch: Batch) -> None:
        """Note the topics."""
        batch.topics = _topics(batch)


def _topics(batch: Batch) -> dict[int, tuple[str, ...]]:
    table, rows, starts = batch.lexicon.topics, batch.rows, batch.starts
    alone, begun, marks_of = batch.lexicon.alone, batch.lexicon.begun, batch.lexicon.marks
    found: dict[int, int] = {}
    position, end = -1, 0
    have = 0
    for at in batch.where(TOPIC_HERE):
        row = rows[at]
        if at >= end:
            if have:
                found[position] = have
            position = bisect_right(starts, at) - 1
            end = batch.end(position)
            have = 0
        have |= alone[row]
        for topic, second, rest in begun[row]:
            # Most patterns fail at their second word.
            if have & topic or at + 1 >= end or (second and not marks_of[rows[at + 1]] & second):
                continue
            if not second:
                # Behind an ellipsis.
                for row in rows[at + 1 : min(at + GAP + 2, end)]:
                    if marks_of[row] & rest[1]:
                        break
                else:
                    continue
            if len(rest) > 2 or (second and len(rest) > 1):
                # No pattern reaches farther than its words and its ellipses.
                marks = [marks_of[row] for row in rows[at + 1 : min(at + 1 + len(rest) * (GAP + 1), end)]]
                if not table.follows(rest, marks, 0, len(marks)):
                    continue
            have |= topic
    if have:
        found[position] = have
    return {at: table.codes(topics) for at, topics in found.items()}


@Language.factory("ggsr_topics", requires=["token.lemma", "doc.sents"])
def create_topics(nlp: Language, name: str) -> Subjects:  # noqa: ARG001
    """The component that finds topics."""
    return Subjects()


class Mentions(Component):
    """Notes what the documents name; entities of a trained pipeline count where none of ours stands."""

    def work(self, batch: Batch) -> None:
        """Note the mentions."""
        batch.mentions = mentions.find(batch)

    def write(self, doc: Doc, view: View) -> None:
        """Add the entities of a trained pipeline."""
        if view.batch.lemmas is not None:
            view.mentions = mentions.merge(view.mentions, mentions.entities(doc))


@Language.factory("ggsr_mentions", requires=["token.lemma", "doc.sents"])
def create_mentions(nlp: Language, name: str) -> Mentions:  # noqa: ARG001
    """The component that finds mentions."""
    return Mentions()
