"""Texts to sentences: the last step of the language stage, which looks at one factsheet as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from ggsr_extract.models.language import Mention, OwnedText, Sentence

if TYPE_CHECKING:
    from ggsr_extract.extractors.language.lexicon import Found, View
    from spacy.language import Language
    from spacy.tokens import Doc


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
    from ggsr_extract.extractors.language.components import view_of

    docs = list(nlp.pipe(owned.text for owned in texts))
    views = [view_of(doc) for doc in docs]
    for at, owned in enumerate(texts):
        if owned.owner == "respondent":
            views[at] = _as_one_name(docs[at], views[at])
    found = _Names(docs, views, respondents, municipalities, approaches, variants).resolve()
    sentences: list[Sentence] = []
    for owned, doc, view, mentions in zip(texts, docs, views, found, strict=True):
        sentences.extend(_sentences(owned, doc, view, mentions))
    return tuple(sentences)


def _as_one_name(doc: Doc, view: View) -> View:
    """A respondent's text is one sentence and one organisation, whatever stops it holds."""
    from ggsr_extract.extractors.language.lexicon import Found

    own = copy(view)  # the pipeline remembers the view for the same text elsewhere
    own.starts = [0] if len(doc) else []
    own.negated, own.topics = set(), {}
    text = doc.text.strip()
    begin = doc.text.find(text)
    own.mentions = [Found("ORG", begin, begin + len(text), 0, len(doc), text)] if text else []
    return own


class _Names:
    """The names of one factsheet, resolved over all its texts."""

    def __init__(
        self,
        docs: Sequence[Doc],
        views: Sequence[View],
        respondents: Sequence[str],
        municipalities: Mapping[str, str],
        approaches: Sequence[str],
        variants: bool,
    ) -> None:
        from ggsr_extract.extractors.language import gazetteer

        self.tools = gazetteer
        self.docs, self.views = docs, views
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
        first = [self._own(doc, view) for doc, view in zip(self.docs, self.views, strict=True)]
        learnt = [m.normalized for mentions in first for m in mentions if m.label == "ORG"]
        self.learnt = self.tools.NameList([n for n in learnt if len(n) > 2], exact=True)
        second = [
            self._rest(doc, view, got) for doc, view, got in zip(self.docs, self.views, first, strict=True)
        ]
        titles = [m.normalized for mentions in second for m in mentions if m.label == "DOC"]
        self.papers = self.tools.canonical_papers(titles)
        self.all_names = tuple(dict.fromkeys([*self.names, *learnt]))
        return [self._without_variants(mentions) for mentions in second]

    def _span(self, doc: Doc, label: str, first: int, last: int, normalized: str | None = None) -> Found:
        from ggsr_extract.extractors.language.lexicon import Found

        begin, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        text = doc.text[begin:end]
        return Found(label, begin, end, first, last, normalized or text)

    def _own(self, doc: Doc, view: View) -> list[Found]:
        """What the pipeline found, less approaches and places, and the respondents."""
        from ggsr_extract.extractors.language.mentions import merge

        forms = view.forms
        blocked = [(a, b) for a, b, _ in self.approaches.find(forms)] if self.approaches else []
        papers = [m for m in view.mentions if m.label == "DOC" and m.normalized.lower() not in self.not_names]
        listed = (
            [self._span(doc, "ORG", a, b) for a, b, _ in self.respondents.find(forms)]
            if self.respondents
            else []
        )
        # A family's name with its place behind it is longer than the respondent's short one.
        longer = [
            m
            for m in view.mentions
            if m.label == "ORG" and any(m.start <= x.start and x.end < m.end for x in listed)
        ]
        others = [
            m
            for m in view.mentions
            if m.label != "DOC"
            and not (
                m.label == "ORG"
                and (m.normalized.lower() in self.not_names or self.tools.overlaps(m, blocked))
            )
            and not (m.label == "ORG" and not m.sure and self._placed(forms[m.first : m.last]))
        ]
        return merge(papers, longer, listed, others)

    def _placed(self, forms: Sequence[str]) -> bool:
        """Whether a guessed name is a place, or begins with one."""
        return any(first == 0 for first, _, _ in self.places.find(forms))

    def _rest(self, doc: Doc, view: View, got: list[Found]) -> list[Found]:
        """Names learnt elsewhere in the factsheet, then places."""
        from ggsr_extract.extractors.language.lexicon import CAPITAL
        from ggsr_extract.extractors.language.mentions import merge

        if not view.union & CAPITAL:
            return got
        forms = view.forms
        blocked = [(a, b) for a, b, _ in self.approaches.find(forms)] if self.approaches else []
        again = [self._span(doc, "ORG", a, b) for a, b, _ in self.learnt.find(forms)] if self.learnt else []
        starts = set(view.starts)
        here = [
            self._span(doc, "GPE", a, b, name)
            for a, b, name in self.places.find(forms)
            if self.tools.is_place(forms, a, a in starts)
        ]
        return merge(got, [m for m in again if not self.tools.overlaps(m, blocked)], here)

    def _without_variants(self, mentions: list[Found]) -> list[Found]:
        kept: list[Found] = []
        for item in mentions:
            full: str | None = None
            if item.label == "DOC" and self.papers[item.normalized] != item.normalized:
                full = self.papers[item.normalized]
            elif item.label == "ORG":
                full = self.tools.short_form_of(item.normalized, self.all_names)
            if full is None or full.lower() == item.normalized.lower():
                kept.append(item)
            elif self.variants:
                kept.append(item._replace(normalized=full))
        return kept


def _sentences(owned: OwnedText, doc: Doc, view: View, found: Sequence[Found]) -> list[Sentence]:
    forms = view.forms
    lemmas = view.lemmas or list(map(view.lexicon.lemmas.__getitem__, view.rows))
    begins = [doc[start].idx for start in view.starts]
    mentions: dict[int, list[Mention]] = {}
    for item in found:
        at = max(bisect_right(begins, item.start) - 1, 0)
        begin = begins[at]
        text = owned.text[item.start : item.end]
        mentions.setdefault(at, []).append(
            Mention(
                item.label,
                text,
                item.normalized,
                item.start - begin,
                item.end - begin,
                item.value_min,
                item.value_max,
                item.unit,
            )
        )
    result: list[Sentence] = []
    for number, start in enumerate(view.starts):
        end = view.end(number)
        while end > start and forms[end - 1].isspace():
            end -= 1
        while start < end and forms[start].isspace():
            start += 1
        if start == end:
            continue
        begin = begins[number]
        last = doc[end - 1]
        text = owned.text[begin : last.idx + len(last)]
        lead = len(text) - len(text.lstrip())
        words = [k for k in range(start, end) if not forms[k].isspace()]
        result.append(
            Sentence(
                owner=owned.owner,
                owner_id=owned.owner_id,
                position=len(result),
                text=text[lead:],
                tokens=tuple(forms[k] for k in words),
                lemmas=tuple(lemmas[k] for k in words),
                negated=number in view.negated,
                topics=view.topics.get(number, ()),
                mentions=tuple(
                    m
                    if not lead
                    else Mention(
                        m.label,
                        m.text,
                        m.normalized,
                        m.start - lead,
                        m.end - lead,
                        m.value_min,
                        m.value_max,
                        m.unit,
                    )
                    for m in mentions.get(number, ())
                    if m.end <= len(text)
                ),
            )
        )
    return result
