"""Texts to sentences: the last step of the language stage, which looks at one factsheet as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Any

from ggsr_extract.models.bulk import in_bulk
from ggsr_extract.models.language import Mention, OwnedText, Sentence

if TYPE_CHECKING:
    from ggsr_extract.extractors.language.views import Found, View
    from spacy.language import Language


def analyse(
    texts: Sequence[OwnedText],
    *,
    nlp: Language,
    respondents: Sequence[str] = (),
    municipalities: Mapping[str, str],
    approaches: Sequence[str] = (),
    variants: bool = False,
) -> tuple[Sentence, ...]:
    """The sentences of one factsheet's texts, in the order of ``texts``, with lemmas, topics, denial and mentions.

    ``nlp`` comes from :func:`.pipeline.build`. ``respondents`` and ``approaches`` are the factsheet's own names: the first
    are organisations wherever they stand, the second never are. ``municipalities`` maps names to codes; the names become
    ``GPE`` mentions. An organisation or a paper is named once per form: a later, shorter or misspelt form of one that the
    factsheet names more fully gives a mention only when ``variants`` is true, and then carries the full form as
    ``normalized``. Every sentence's text is a part of its owner's text, and ``sentence.text[m.start:m.end] == m.text`` for
    each of its mentions. Raises ``KeyError`` when ``nlp`` lacks our components.
    """
    from ggsr_extract.extractors.language.components import views_of

    views = views_of(nlp, [owned.text for owned in texts])
    for at, owned in enumerate(texts):
        if owned.owner == "respondent":
            _as_one_name(views[at])
    found = _Names(views, respondents, municipalities, approaches, variants).resolve()
    columns: list[list[Any]] = [[] for _ in fields(Sentence)]
    for owned, view, mentions in zip(texts, views, found, strict=True):
        for column, values in zip(columns, _sentences(owned, view, mentions), strict=True):
            column += values
    return tuple(in_bulk(Sentence, *columns))


def _as_one_name(view: View) -> None:
    """A respondent's text is one sentence and one organisation, whatever stops it holds."""
    from ggsr_extract.extractors.language.views import Found

    view.starts = [0] if view.size else []
    text = view.text.strip()
    begin = view.text.find(text)
    view.mentions = [Found("ORG", begin, begin + len(text), 0, view.size, text)] if text else []


class _Names:
    """The names of one factsheet, resolved over all its texts."""

    def __init__(
        self,
        views: Sequence[View],
        respondents: Sequence[str],
        municipalities: Mapping[str, str],
        approaches: Sequence[str],
        variants: bool,
    ) -> None:
        from ggsr_extract.extractors.language import mentions
        from ggsr_extract.extractors.language import views as view_module
        from ggsr_extract.extractors.language.names import gazetteer
        from ggsr_extract.extractors.language.words import flags

        self.tools = gazetteer
        self.capital = flags.CAPITAL
        self.found = view_module.Found
        self.merge = mentions.merge
        self.views = views
        self.places = gazetteer.places(municipalities)
        self.respondents = gazetteer.NameList(respondents, exact=False)
        self.approaches = gazetteer.NameList(approaches, exact=False)
        self.names = tuple(dict.fromkeys(respondents))
        self.not_names = frozenset(n.lower() for n in (*approaches, *municipalities)) - {
            n.lower() for n in respondents
        }
        self.variants = variants

    def resolve(self) -> list[list[Found]]:
        """The mentions of each document."""
        first = list(map(self._own, self.views, self.respondents.find_in(self.views)))
        learnt = [m.normalized for mentions in first for m in mentions if m.label == "ORG"]
        short = filter(None, map(self.tools.initials, learnt))
        names = self.tools.NameList([*(n for n in learnt if len(n) > 2), *short], exact=True)
        places = self.places.find_in(self.views)
        second = list(map(self._rest, self.views, first, names.find_in(self.views), places))
        titles = [m.normalized for mentions in second for m in mentions if m.label == "DOC"]
        self.papers = self.tools.canonical_papers(titles)
        self.full_forms = self.tools.FullForms(dict.fromkeys([*self.names, *learnt]))
        return [self._without_variants(mentions) for mentions in second]

    def _span(self, view: View, label: str, first: int, last: int, normalized: str | None = None) -> Found:
        begin, end = view.span(first, last)
        return self.found(label, begin, end, first, last, normalized or view.text[begin:end])

    def _blocked(self, view: View) -> list[tuple[int, int]]:
        return [(a, b) for a, b, _ in self.approaches.find(view.forms, view.lowers)]

    def _own(self, view: View, respondents: Sequence[tuple[int, int, str]]) -> list[Found]:
        """What the pipeline found, less approaches and places, and the respondents."""
        listed = [self._span(view, "ORG", a, b) for a, b, _ in respondents]
        if not view.mentions:
            return listed
        papers: list[Found] = []
        longer: list[Found] = []
        others: list[Found] = []
        blocked: list[tuple[int, int]] | None = None
        for m in view.mentions:
            if m.label == "DOC":
                if m.normalized.lower() not in self.not_names:
                    papers.append(m)
                continue
            if m.label == "ORG":
                # A family's name with its place behind it is longer than the respondent's short one.
                if any(m.start <= x.start and x.end < m.end for x in listed):
                    longer.append(m)
                if blocked is None:
                    blocked = self._blocked(view)
                if (
                    m.normalized.lower() in self.not_names
                    or self._of_approach(m, blocked)
                    or (not m.sure and self._placed(view, m))
                ):
                    continue
            others.append(m)
        return self.merge(papers, longer, listed, others)

    def _of_approach(self, item: Found, approaches: Sequence[tuple[int, int]]) -> bool:
        """Whether a name shares a word with an approach's, and is not that of a body of the approach ("Meldpunt Kansrijk")."""
        around = item.sure and any(item.first < a and b == item.last for a, b in approaches)
        return not around and self.tools.overlaps(item, approaches)

    def _placed(self, view: View, item: Found) -> bool:
        """Whether a guessed name is a place, or begins with one."""
        words = slice(item.first, item.last)
        return self.places.at(view.forms[words], view.lowers[words], 0) is not None

    def _rest(
        self,
        view: View,
        got: list[Found],
        learnt: Sequence[tuple[int, int, str]],
        places: Sequence[tuple[int, int, str]],
    ) -> list[Found]:
        """Names learnt elsewhere in the factsheet, then places."""
        if not ((learnt or places) and view.union & self.capital):
            return got
        again = [self._span(view, "ORG", a, b) for a, b, _ in learnt]
        here = [
            self._span(view, "GPE", a, b, name)
            for a, b, name in places
            if self.tools.is_place(view.forms, a, a in view.starts)
        ]
        if again:
            blocked = self._blocked(view)
            again = [m for m in again if not self.tools.overlaps(m, blocked)]
        return self.merge(got, again, here)

    def _without_variants(self, mentions: list[Found]) -> list[Found]:
        kept: list[Found] = []
        for item in mentions:
            full: str | None = None
            if item.label == "DOC":
                full = self.papers[item.normalized]
            elif item.label == "ORG":
                full = self.full_forms.of(item.normalized)
            if full is None or full.lower() == item.normalized.lower():
                kept.append(item)
            elif self.variants:
                kept.append(item._replace(normalized=full))
        return kept


def _sentences(owned: OwnedText, view: View, found: Sequence[Found]) -> tuple[Sequence[Any], ...]:
    """The sentences of a text, field by field."""
    from ggsr_extract.extractors.language.words.flags import SPACE

    batch, words = view.batch, view.words
    forms, lemmas, offsets = batch.forms, batch.lemma_forms, batch.offsets
    lead, stop = offsets[words.start], words.stop
    numbers: Sequence[int]
    if owned.owner == "respondent":  # a name: see ``_as_one_name``
        numbers, first_words = (-1,), [words.start][: view.size]
    else:
        numbers = range(*view.sentences)
        first_words = batch.starts[numbers.start : numbers.stop]
    spaced = bool(view.union & SPACE)
    flags = batch.flags if spaced else []
    begins = [offsets[at] - lead for at in first_words]
    mentions: dict[int, list[Found]] = {}
    for item in found:
        mentions.setdefault(max(bisect_right(begins, item.start) - 1, 0), []).append(item)
    kept, texts, all_tokens, all_lemmas, its_mentions = [], [], [], [], []
    for number, (start, end) in enumerate(pairwise([*first_words, stop])):
        if spaced:
            while end > start and flags[end - 1] & SPACE:
                end -= 1
            while start < end and flags[start] & SPACE:
                start += 1
            if start == end:
                continue
        begin = begins[number]
        printed = owned.text[begin : offsets[end - 1] - lead + len(forms[end - 1])]
        text = printed.lstrip()
        tokens, its = forms[start:end], lemmas[start:end]
        if spaced:
            keep = [not flag & SPACE for flag in flags[start:end]]
            tokens, its = list(compress(tokens, keep)), list(compress(its, keep))
        kept.append(numbers[number])
        texts.append(text)
        all_tokens.append(tuple(tokens))
        all_lemmas.append(tuple(its))
        here = mentions.get(number)
        shift = begin + len(printed) - len(text)
        its_mentions.append(_mentions(owned.text, here, shift, begin + len(printed)) if here else ())
    count = len(kept)
    negated, topics = batch.negated, batch.topics
    return (
        [owned.owner] * count,
        [owned.owner_id] * count,
        range(count),
        texts,
        all_tokens,
        all_lemmas,
        [number in negated for number in kept],
        [topics.get(number, ()) for number in kept],
        its_mentions,
    )


def _mentions(text: str, found: Sequence[Found], shift: int, end: int) -> tuple[Mention, ...]:
    """Mentions by their place in a sentence that begins at ``shift`` of a text; those that reach beyond its ``end`` are left out."""
    return tuple(
        [
            Mention(
                m.label,
                text[m.start : m.end],
                m.normalized,
                m.start - shift,
                m.end - shift,
                m.value_min,
                m.value_max,
                m.unit,
            )
            for m in found
            if m.end <= end
        ]
    )
