"""Letters that a font draws without naming them, told from the Dutch words that they stand in.

Programs that pack PDFs anew may drop what a font says of its letters outside ASCII, so that "creëren" and the hyphens at line
ends are there to see and cannot be read. One letter of one font is the same wherever it stands: the one that makes words of
what it stands in is told by those, and one with which lines break off in mid-word is a hyphen. What nothing tells is U+FFFD.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from ggsr_extract.extractors.language.words.vocabulary import is_compound, known
from ggsr_extract.extractors.readers.letters.coded import CODE, FEWEST, TOKEN, UNNAMED_LETTER, Glyph, as_coded
from ggsr_extract.models.signs import UNKNOWN
from ggsr_extract.models.source import UNNAMED, Page, Word
from ggsr_extract.models.verdicts import MARKS

_LIGATURES: Final = ("fi", "fl", "ff", "ffi", "ffl", "ft", "fj", "ti", "tt", "tti", "st", "ct")
_CANDIDATES: Final = (*"ëéèêïíîöóôüúûäáâàçñ", *_LIGATURES, "’")
_APART = 2.0  # em: cells stand wider apart
_LOOKS = 40  # places of a sign that are looked at, at most
_LONG = 7  # letters of a word that tells one alone
_MOST = 0.65  # of the words of a letter: those that it makes words
_BROKEN = 3  # heads of broken words that are no words, at least
_BREAKS = 0.9  # of the words of a hyphen: those that it ends
_NO_WORDS = 0.25  # of their heads; what stands before a closing quotation mark is a word
_BEFORE_APOSTROPHE = ("a", "i", "o", "u", "y")


@dataclass(slots=True)
class Unnamed:
    """The letters of a PDF that no font names: those that words told, and how many places are left without a letter."""

    told: dict[Glyph, str] = field(default_factory=dict)
    left: int = 0


def with_letters(pages: Sequence[Page]) -> tuple[tuple[Page, ...], Unnamed]:
    """The pages with such letters written as what they are, or as U+FFFD, and what was found of them."""
    coded = as_coded(_words(pages))
    pages = _respelt(pages, lambda word: _written(word, coded)) if coded else tuple(pages)
    found = Unnamed(_bullets(pages) | _spaces(_words(pages)) | _told(_words(pages)))
    pages = _respelt(pages, lambda word: _spelt(word, found))
    found.told |= {glyph: letter for glyph, letter in coded.items() if not UNNAMED_LETTER.match(letter)}
    return pages, found


def _words(pages: Iterable[Page]) -> list[Word]:
    return list(chain.from_iterable(page.words for page in pages))


def _respelt(pages: Iterable[Page], spelling: Callable[[Word], Word]) -> tuple[Page, ...]:
    """The pages with their words as ``spelling`` gives them, cut at spaces."""
    return tuple(
        replace(page, words=tuple(part for word in page.words for part in _parted(spelling(word))))
        for page in pages
    )


def _written(word: Word, letters: Mapping[Glyph, str]) -> Word:
    """A word with those of its letters that are known; the others stay without a name."""
    alone = _alone(word)
    if alone and word.mark not in MARKS and alone in letters:
        return word._replace(text=letters[alone], mark=None)
    text = "".join([letters.get((word.font, sign), sign) for sign in word.text])
    lost = word.mark is None and len(text) == 1 and text != word.text and UNNAMED_LETTER.match(text)
    return word._replace(text=text, mark=UNKNOWN if lost else word.mark)


def _parted(word: Word) -> list[Word]:
    """A word cut at spaces that its font does not name, each part with its share of the width."""
    if " " not in word.text:
        return [word]
    letter = (word.x1 - word.x0) / len(word.text)
    return [
        word._replace(text=part.group(), x0=word.x0 + letter * part.start(), x1=word.x0 + letter * part.end())
        for part in re.finditer("[^ ]+", word.text)
    ]


def _spelt(word: Word, found: Unnamed) -> Word:
    """A word with its letters, those that nothing tells counted and as U+FFFD. A mark, or what may be one, has none; another
    sign alone keeps its code.
    """
    written = _written(word, found.told) if word.mark not in MARKS else word
    unknown = len(UNNAMED_LETTER.findall(written.text)) + bool(CODE.fullmatch(written.text))
    found.left += unknown if written.mark is None else 0
    return written._replace(text=UNNAMED_LETTER.sub("\ufffd", written.text))


def _alone(word: Word) -> Glyph | None:
    """The letter of a word that is nothing but one without a name."""
    code = CODE.fullmatch(word.text)
    if code:
        return word.font, chr(UNNAMED + min(int(code[1]), 0xFFFD))
    return (word.font, word.text) if word.mark and UNNAMED_LETTER.fullmatch(word.text) else None


def _bullets(pages: Sequence[Page]) -> dict[Glyph, str]:
    """Signs without a name that stand alone, show no mark and begin lines: bullets."""
    begins: dict[Glyph, list[bool]] = defaultdict(list)
    for page in pages:
        for word in page.words:
            glyph = _alone(word) if word.mark is None else None
            if glyph and len(begins[glyph]) < _LOOKS:
                begins[glyph].append(not any(_stands_before(other, word) for other in page.words))
    return {
        glyph: "•" for glyph, first in begins.items() if len(first) > 1 and sum(first) >= _BREAKS * len(first)
    }


def _spaces(words: Iterable[Word]) -> dict[Glyph, str]:
    """Letters without a name between words, each of which is one: spaces that do not break a line."""
    sides: dict[Glyph, Counter[bool]] = defaultdict(Counter)
    for word in words:
        for sign in set(UNNAMED_LETTER.findall(word.text)):
            parts = [part for part in map(_plain, word.text.split(sign)) if not UNNAMED_LETTER.search(part)]
            sides[word.font, sign][len(parts) > 1 and all(map(known, parts))] += 1
    return {
        glyph: " "
        for glyph, told in sides.items()
        if told[True] >= _BROKEN and told[True] >= _MOST * sum(told.values())
    }


def _plain(text: str) -> str:
    return text.strip("()[].,;:!?‘’“”'\"").lower()


def _stands_before(other: Word, word: Word) -> bool:
    """Whether a word goes before another on its line, no column's gap apart."""
    level = abs(other.top + other.bottom - word.top - word.bottom) < word.size
    return level and other.x0 < word.x0 and word.x0 - other.x1 < _APART * word.size


def _told(words: Iterable[Word]) -> dict[Glyph, str]:
    """Each letter that its words tell; those of a word with several once the others are told."""
    places: dict[Glyph, Counter[str]] = defaultdict(Counter)
    printed: dict[str, set[str]] = defaultdict(set)
    for word in words:
        printed[word.font].update(word.text)
        for token in TOKEN.findall(word.text):
            for sign in set(UNNAMED_LETTER.findall(token)):
                places[word.font, sign][token] += 1
    told: dict[Glyph, str] = {}
    while True:
        more = {
            glyph: letter
            for glyph, tokens in places.items()
            if glyph not in told and (letter := _letter(glyph, tokens, told, printed[glyph[0]]))
        }
        if not more:
            return told | _quotation_marks(places, told)
        told |= more


def _letter(
    glyph: Glyph, tokens: Collection[str], told: Mapping[Glyph, str], printed: set[str]
) -> str | None:
    """The letter of a glyph: a font does not draw a second time what it names (``printed``) or what another glyph is (``told``)."""
    font, sign = glyph
    others = {each: letter for (its, each), letter in told.items() if its == font}
    spelt = set()
    for token in tokens:
        whole = UNNAMED_LETTER.sub(lambda match: others.get(match.group(), match.group()), token)
        if set(UNNAMED_LETTER.findall(whole)) == {sign} and (whole[1:].islower() or whole[1:] == sign):
            spelt.add(whole.lower())
    taken = printed | set(others.values())
    if f"{sign}{sign}n" in spelt and "é" not in taken:
        return "é"  # "één", which no other letter makes a word
    whole_words = [token for token in spelt if len(token.replace(sign, "")) >= FEWEST]
    inside = [token for token in whole_words if not token.endswith(sign)]
    left = [letter for letter in _CANDIDATES if letter not in taken]
    hits = Counter(letter for token in inside for letter in _making_words(token, sign, left))
    (best, count), (_, second) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    # two subsets of one font may have different letters at one code
    words = _making_words if best == "’" else _in_lexicon
    one = all(best in found for token in inside if (found := words(token, sign, left)))
    if one and count > second and count >= _MOST * len(inside):
        sure = any(known(token.replace(sign, best)) for token in inside)
        if best == "’" or (sure and (count > 1 or len(inside[0]) > _LONG)):
            return best
    return "-" if "-" not in set(others.values()) and _breaks_words(spelt, sign) else None


def _breaks_words(tokens: Collection[str], sign: str) -> bool:
    """Whether a letter stands behind words as a hyphen at the ends of lines does, and many of these are no words."""
    heads = [token[:-1] for token in tokens if token.endswith(sign) and sign not in token[:-1] and token[:-1]]
    broken = sum(not known(head) for head in heads)
    return broken >= _BROKEN and len(heads) >= _BREAKS * len(tokens) and broken >= _NO_WORDS * len(heads)


def _quotation_marks(
    places: Mapping[Glyph, Mapping[str, int]], told: Mapping[Glyph, str]
) -> dict[Glyph, str]:
    """The quotation marks of fonts whose apostrophe ("thema’s") was told: it closes quotations in single ones.

    What opens those stands before a word that an apostrophe ends, or is all that opens quotations where nothing else closes
    them; what is left is double.
    """
    found: dict[Glyph, str] = {}
    for apostrophe in sorted(glyph for glyph, letter in told.items() if letter == "’"):
        font, sign = apostrophe
        others = [glyph for glyph in places if glyph[0] == font and glyph not in told]
        opening = [glyph for glyph in others if _all_at(places[glyph], glyph[1], first=True)]
        closing = [glyph for glyph in others if _all_at(places[glyph], glyph[1], first=False)]
        ends = sum(count for token, count in places[apostrophe].items() if token.endswith(sign))
        single = [glyph for glyph in opening if any(token.endswith(sign) for token in places[glyph])]
        if not single and not closing and ends:
            single = opening
        if len(single) == 1 and _pair(_count(places[single[0]]), ends):
            found[single[0]] = "‘"
        double = [glyph for glyph in opening if glyph not in single]
        if len(single) < 2 and len(double) == len(closing) == 1:
            left, right = double[0], closing[0]
            if _pair(_count(places[left]), _count(places[right])) and _behind_words(places[right], right[1]):
                found |= {left: "“", right: "”"}
    return found


def _count(tokens: Mapping[str, int]) -> int:
    return sum(tokens.values())


def _pair(opening: int, closing: int) -> bool:
    """Whether about as many quotations are closed as are opened."""
    return abs(opening - closing) <= max(1, min(opening, closing) // 4)


def _behind_words(tokens: Iterable[str], sign: str) -> bool:
    """Whether a sign stands behind whole words, not where lines break off within words."""
    heads = [token.removesuffix(sign) for token in tokens if token != sign]
    return all(known(head) or not head.islower() for head in heads)


def _all_at(tokens: Iterable[str], sign: str, *, first: bool) -> bool:
    """Whether all words of a letter that have others begin with it, or end with it."""
    with_others = [token for token in tokens if token != sign]
    return bool(with_others) and all(
        (token.startswith if first else token.endswith)(sign) and token.count(sign) == 1
        for token in with_others
    )


def _making_words(token: str, sign: str, letters: Sequence[str]) -> list[str]:
    """Those of some letters that make a word of a token; compounds count where no word is in the lexicon."""
    found = _in_lexicon(token, sign, letters)
    return found or [letter for letter in letters if is_compound(token.replace(sign, letter), shortest=4)]


def _in_lexicon(token: str, sign: str, letters: Sequence[str]) -> list[str]:
    """Those of some letters that make a word of the lexicon of a token, or a plural with an apostrophe ("thema’s")."""
    found = [letter for letter in letters if letter != "’" and known(token.replace(sign, letter))]
    stem, _, ending = token.partition(sign)
    if "’" in letters and ending == "s" and stem.endswith(_BEFORE_APOSTROPHE) and known(stem):
        found.append("’")
    return found
