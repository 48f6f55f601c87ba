"""The default pipeline's tokeniser: spaCy's Dutch one with the abbreviations of these texts; importing this registers it.

It remembers of each stretch without white space which words of the lexicon it holds, as spaCy's remembers its tokens. The
document is made of these words, and the components after it need not ask for them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final, Protocol

from ggsr_extract.extractors.language.views import LEFT
from ggsr_extract.extractors.language.words import abbreviations
from ggsr_extract.extractors.language.words.lexicon import Lexicon
from ggsr_extract.models.topics import load_topics
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # Cython, no stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

#: How many stretches without white space the tokeniser remembers; spaCy's default is a tenth of it.
_CACHED: Final = 100_000
_STOPPED_NAME: Final = re.compile(r"(?<=[a-zë&][A-Z])\.$")
#: Between the names of two ("MEE/CJG").
_SLASH: Final = r"(?<=[A-Z]{2})/(?=[A-Z]{2})"
_LONGEST: Final = 500
_WORDS_AFTER_ALL: Final = frozenset(abbreviations.NO_ABBREVIATION)


class Tokenizer(Protocol):
    """What we need of spaCy's tokeniser."""

    def add_special_case(self, string: str, substrings: list[dict[str, str]]) -> None:
        """Make ``string`` one token, or the given ones."""


def _written_abbreviations() -> list[str]:
    return sorted({written for form in abbreviations.ALL for written in (form, form[0].upper() + form[1:])})


def add_abbreviations(tokenizer: Tokenizer) -> None:
    """Teach a tokeniser that each abbreviation is one token, in lower case and with a capital."""
    for written in _written_abbreviations():
        tokenizer.add_special_case(written, [{"ORTH": written}])


class WholeWords:
    """Abbreviations and names that are one token, for a tokeniser to ask about: telling it of 4,700 beforehand takes as long as its import."""

    def __init__(self, words: frozenset[str], prefixes: re.Pattern[str], suffixes: re.Pattern[str]) -> None:
        self._words = words
        self._prefix = prefixes.search
        self._suffix = suffixes.search

    def match(self, text: str) -> bool:
        """Whether the text is one token; so is what is too long for words, from which each sign would be cut on its own."""
        return len(text) > _LONGEST or text in self._words

    def prefix(self, text: str) -> re.Match[str] | None:
        """What to cut off the beginning of a text; not the apostrophe of a name such as "'s-Gravenhage"."""
        return None if text[1:3] == "s-" and text[0] in "'’‘" else self._prefix(text)

    def suffix(self, text: str) -> re.Match[str] | None:
        """What to cut off the end of a text; nothing of an abbreviation, the full stop behind a name ("WijZ.", "J&G.")."""
        return None if text in self._words else self._suffix(text) or _STOPPED_NAME.search(text)


class RememberingTokenizer(SpacyTokenizer):  # type: ignore[misc]  # spaCy's class has no types
    """spaCy's tokeniser, which leaves the text and the rows of its words with the document.

    A saved pipeline makes it anew from the config, so there is nothing of it to save.
    """

    def __init__(self, vocab: Any, **settings: Any) -> None:
        #: Stretches without white space to the rows of their words, the last one that with a space behind.
        self._pieces: dict[str, tuple[int, ...]] = {}
        self.lexicon = Lexicon(vocab.strings, load_topics())
        super().__init__(vocab, **settings)

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        self._pieces.clear()  # it was told of other rules

    def add_special_case(self, string: str, substrings: list[dict[str, str]]) -> None:
        """Make ``string`` one token, or the given ones."""
        super().add_special_case(string, substrings)
        self._pieces.clear()

    def __call__(self, string: str) -> Doc:
        """The document of a text."""
        rows = self._remembered(string)
        if rows is None:
            return self._whole(string)
        lexicon = self.lexicon
        words: Any = list(map(lexicon.orths.__getitem__, rows))  # spaCy takes hashes too
        doc = Doc(self.vocab, words=words, spaces=list(map(lexicon.spaced.__getitem__, rows)))
        doc.user_data[LEFT] = (string, rows)
        return doc

    def cut(self, string: str) -> tuple[str, list[int]]:
        """A text and the rows of its words, without a document."""
        rows = self._remembered(string)
        if rows is None:
            rows = self._whole(string).user_data[LEFT][1]
        return string, rows

    def _remembered(self, string: str) -> list[int] | None:
        """The rows of a text's words; None when something other than one space stands between its stretches."""
        stretches = string.split(" ")
        pieces = self._pieces
        try:
            rows = list(chain.from_iterable(map(pieces.__getitem__, stretches)))
        except KeyError:
            if not self._learn(stretches):
                return None
            rows = list(chain.from_iterable(map(pieces.__getitem__, stretches)))
        rows[-1] -= 1  # no space stands behind the text
        return rows

    def _learn(self, stretches: Sequence[str]) -> bool:
        """Remember what is new of these stretches; False when they hold white space or nothing."""
        pieces = self._pieces
        if len(pieces) + len(stretches) > _CACHED:
            pieces.clear()
        new = [stretch for stretch in dict.fromkeys(stretches) if stretch not in pieces]
        string = " ".join(new)
        if string.split() != new:
            return False
        rows, forms = self.lexicon.rows(super().__call__(string)), self.lexicon.forms
        at = 0
        for stretch in new:
            size, first = 0, at
            while size < len(stretch):
                size += len(forms[rows[at]])
                at += 1
            pieces[stretch] = (*rows[first : at - 1], rows[at - 1] | 1)
        return True

    def _whole(self, string: str) -> Doc:
        """The document of a text as spaCy cuts it."""
        doc: Doc = super().__call__(string)
        doc.user_data[LEFT] = (string, self.lexicon.rows(doc))
        return doc

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Save nothing."""

    def from_disk(self, path: str | Path, **_: object) -> RememberingTokenizer:  # noqa: ARG002 - spaCy's signature
        """The tokeniser as the config made it."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> RememberingTokenizer:  # noqa: ARG002 - spaCy's signature
        """The tokeniser as the config made it."""
        return self


@registry.tokenizers("ggsr.DutchTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def dutch_tokenizer() -> Callable[[Language], RememberingTokenizer]:
    """spaCy's Dutch tokeniser with the abbreviations of these texts."""

    def create(nlp: Language) -> RememberingTokenizer:
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
        # What begins with an apostrophe is also found inside a chunk, so the tokeniser must know it; faces (":/") it need not
        # know. The fewer it is told of, the sooner it is made.
        told = {form: tokens for form, tokens in exceptions.items() if form[0] in "'’" and form[-1].isalpha()}
        told |= {form: tokens for form, tokens in exceptions.items() if len(tokens) > 1 or len(tokens[0]) > 1}
        whole = frozenset(form for form in whole if form[0].isalnum() and form not in told)
        words = WholeWords(whole, compile_prefix_regex(rules.prefixes), compile_suffix_regex(rules.suffixes))
        return RememberingTokenizer(
            nlp.vocab,
            rules=told | {"’’": [{"ORTH": "’’"}]},
            prefix_search=words.prefix,
            suffix_search=words.suffix,
            infix_finditer=compile_infix_regex([*rules.infixes, _SLASH]).finditer,
            token_match=words.match,
            url_match=rules.url_match,
            max_cache_size=_CACHED,
        )

    return create
