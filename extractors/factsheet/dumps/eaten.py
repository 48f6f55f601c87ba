"""Hyphens that a dump took out at the ends of lines, as `pdftotext` does: it joins the halves and puts the next line behind.

A line made of two is longer than the others, and the word that was broken stands where the first would have ended. Mostly
the whole word is right without its hyphen. Where the hyphen may be the word's own ("selectie-eisen", "2011-2014", "zorg- en
dienstverlening"), the text as printed cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ggsr_extract.extractors.factsheet.rows.rowblock import Item, RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.language.words.hyphens import keeps_hyphen
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS, Vocabulary, known
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Statement

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_FEW = 12
"""Lines of text that must be there to tell how long a line is."""
_WHOLE = 0.8
"""Where so many of the lines end a sentence, each is a whole paragraph: no line was broken, and none was joined."""
_NO_WORDS = Vocabulary()
_CHECK = Check(
    "text_uncertain",
    "The dump took a hyphen out at a line's end that may be the word's own; the text as printed cannot be told.",
    "finding",
)


def without_eaten_hyphens(
    stated: Sequence[Statement], rows: Sequence[RowBlock], vocabulary: Vocabulary
) -> list[Statement]:
    """Withhold the texts of which a dump may have taken a hyphen; ``rows`` holds each statement's own."""
    flat = {id(row): row for row in rows if row.cells is None}
    usual = _usual_length([item for row in flat.values() for item in row.stream])
    if usual is None:
        return list(stated)
    lost = {
        key for key, row in flat.items() if any(_lost(text, usual, vocabulary) for text in _texts(row.stream))
    }
    return [
        replace(item, text="", remarks=(), checks=(*item.checks, _CHECK))
        if id(row) in lost and (item.text or item.remarks)
        else item
        for item, row in zip(stated, rows, strict=True)
    ]


def _texts(stream: Sequence[Item]) -> list[str]:
    return [item.fragment.text.strip() for item in stream if not item.mark]


def _usual_length(stream: Sequence[Item]) -> float | None:
    """The usual length of lines in characters where a dump takes hyphens out; None where it keeps them or shows no sign."""
    texts = _texts(stream)
    if len(texts) < _FEW or sum(map(ended, texts)) > _WHOLE * len(texts):
        return None
    usual = median(sorted(map(len, texts))[len(texts) // 4 :])
    joined = [text for text in texts if len(text) > 1.35 * usual]
    broken = sum(text[-1:] in HYPHENS for text in texts if text)
    return usual if 4 * broken < len(joined) < 0.6 * len(texts) else None


def _lost(text: str, usual: float, vocabulary: Vocabulary) -> bool:
    if len(text) <= 1.35 * usual:
        return False
    words = list(_WORD.finditer(text))
    for index, match in enumerate(words):
        if match.end() < 0.65 * usual or match.start() > len(text) - 0.1 * usual:
            continue
        following = words[index + 1] if index + 1 < len(words) else None
        beside = following is not None and not text[match.end() : following.start()].strip(" ")
        if _own_hyphen(match.group(), following.group() if following and beside else "", vocabulary):
            return True
    return False


def _own_hyphen(word: str, following: str, vocabulary: Vocabulary) -> bool:
    """Whether a word may be two that a hyphen held together, or the first half of an elided compound with its "en"."""
    if re.fullmatch(r"(?:19|20)\d\d(?:19|20)?\d\d", word) or re.search(r"\d[^\W\d_]|[a-zà-ÿ][A-Z]", word):
        return True
    if re.match(r"[A-Z]{2,}[a-z]{3}", word):
        return True
    plain = word.casefold()
    for end in ("en", "of"):
        first = plain[: -len(end)]
        elided = plain.endswith(end) and len(first) >= 4 and known(first) and following[:1].islower()
        if elided and (vocabulary.holds(f"{first}- ") or len(following) >= (10 if known(plain) else 8)):
            return True
    if known(plain) or vocabulary.count(plain) > 1:
        return False
    return any(
        known(plain[:cut]) and known(plain[cut:]) and keeps_hyphen(word[:cut], plain[cut:], _NO_WORDS)[0]
        for cut in range(3, len(plain) - 2)
    )
