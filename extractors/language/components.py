"""Our spaCy components; importing this module registers them.

They hand on what they find in a :class:`.lexicon.View` under the document's ``user_data``, and write spaCy's own attributes
where spaCy has them (lemmas, sentence starts). What a trained pipeline has already said about lemmas and parses stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final, Protocol

from ggsr_extract.extractors.language import abbreviations, mentions, negation
from ggsr_extract.extractors.language.lexicon import NEGATOR, TOPIC, Lexicon, View
from ggsr_extract.extractors.language.sentences import sentence_starts
from ggsr_extract.models.topics import load_topics
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

KEY: Final = "ggsr"
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


@registry.tokenizers("ggsr.DutchTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def dutch_tokenizer() -> Callable[[Language], Tokenizer]:
    """spaCy's Dutch tokeniser with the abbreviations of these texts."""
    make: Callable[[Language], Tokenizer] = registry.tokenizers.get("spacy.Tokenizer.v1")()

    def create(nlp: Language) -> Tokenizer:
        tokenizer = make(nlp)
        add_abbreviations(tokenizer)
        return tokenizer

    return create


class Words:
    """Gives each document its view of word features, and lemmas to the words that have none."""

    def __init__(self, nlp: Language) -> None:
        self.lexicon = Lexicon(nlp.vocab.strings, load_topics())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and return it."""
        view = doc.user_data[KEY] = View(doc, self.lexicon)
        if len(doc):
            if doc.has_annotation("LEMMA"):
                for token in doc:
                    token.lemma_ = token.lemma_ or self.lexicon.lemmas[view.rows[token.i]]
                view.lemmas = [token.lemma_ for token in doc]
            else:
                lemma_ids: Any = self.lexicon.lemma_ids[view.rows]
                doc.from_array(["LEMMA"], lemma_ids)
        return doc


@Language.factory("ggsr_words", assigns=["token.lemma"])
def create_words(nlp: Language, name: str) -> Words:
    """The component that looks words up."""
    return Words(nlp)


@Language.component("ggsr_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """Find sentence starts; a parsed document keeps spaCy's own beside them."""
    view = view_of(doc)
    view.starts = sentence_starts(doc, view)
    if len(doc) < 2 or doc.has_annotation("DEP"):
        return doc
    if doc.has_annotation("SENT_START"):
        starts = set(view.starts)
        for token in doc:
            token.is_sent_start = token.i in starts
        return doc
    doc[1].is_sent_start = False
    for start in view.starts:
        doc[start].is_sent_start = True
    return doc


@Language.component("ggsr_negation", requires=["doc.sents"])
def denials(doc: Doc) -> Doc:
    """Note which sentences deny something."""
    view = view_of(doc)
    for at in view.where(NEGATOR):
        position = bisect_right(view.starts, at) - 1
        if position not in view.negated and negation.negated(view.words(position)):
            view.negated.add(position)
    return doc


@Language.component("ggsr_topics", requires=["token.lemma", "doc.sents"])
def topics(doc: Doc) -> Doc:
    """Note the topics of each sentence."""
    view = view_of(doc)
    places = view.where(TOPIC)
    if not places:
        return doc
    table, pairs = view.lexicon.topics, view.lexicon.pairs
    ranks: dict[int, set[int]] = {}
    rows = view.rows
    for at in places:
        position = bisect_right(view.starts, at) - 1
        for rank, rest in table.starts(*pairs[rows[at]]):
            have = ranks.setdefault(position, set())
            if rank not in have:
                if rest:
                    words = [pairs[row] for row in rows[at + 1 : view.end(position)].tolist()]
                    if not table.follows(rest, words):
                        continue
                have.add(rank)
    view.topics = {position: table.codes(have) for position, have in ranks.items() if have}
    return doc


@Language.component("ggsr_mentions", requires=["token.lemma", "doc.sents"])
def find_mentions(doc: Doc) -> Doc:
    """Note what the document names; entities of a trained pipeline count where none of ours stands."""
    view = view_of(doc)
    view.mentions = mentions.find(doc, view)
    return doc
