"""What the language stage gives: sentences with tokens, lemmas, topics and mentions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnedText:
    """A text to be cut into sentences, and whose it is.

    ``owner`` is one of ``finding``, ``remark``, ``conclusion``, ``description``, ``respondent``, ``context``; ``owner_id``
    is the id of that statement, remark, conclusion, approach or document.
    """

    owner: str
    owner_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a sentence names: ``sentence.text[start:end] == text``.

    ``label`` is ``ORG``, ``DOC``, ``GPE``, ``QUANTITY``, ``DURATION`` or ``DATE``. ``value_min``, ``value_max`` and ``unit``
    are set for quantities and durations; ``normalized`` is the canonical form.
    """

    label: str
    text: str
    normalized: str
    start: int
    end: int
    value_min: float | None = None
    value_max: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an owned text; ``tokens`` and ``lemmas`` have the same length; ``position`` counts in the owner."""

    owner: str
    owner_id: str
    position: int
    text: str
    tokens: tuple[str, ...]
    lemmas: tuple[str, ...]
    negated: bool
    topics: tuple[str, ...]
    mentions: tuple[Mention, ...]
