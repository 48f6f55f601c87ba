"""Texts with what was found in them: sentences with their topics, and mentions. Pure; nothing here makes HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.models.table import Row


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters; ``label`` and ``normalized`` say what it mentions, None for plain words."""

    text: str
    label: str | None = None
    normalized: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in parts, or what stands between two sentences; ``topics`` are its codes."""

    parts: tuple[Part, ...]
    topics: tuple[str, ...] = ()


def marked(text: str, sentences: Sequence[Row], mentions: Mapping[str, Sequence[Row]]) -> tuple[Piece, ...]:
    """The whole text in pieces: their characters together are the text's, whatever the sentences say.

    A sentence that is not found in the text, in order, is passed over, and so is a mention outside of its sentence or
    within another.
    """
    pieces: list[Piece] = []
    at = 0
    for sentence in sentences:
        start = text.find(sentence["text"], at) if sentence["text"] else -1
        if start < 0:
            continue
        if start > at:
            pieces.append(Piece((Part(text[at:start]),)))
        parts = _parts(sentence["text"], mentions.get(sentence["sentence_id"], ()))
        pieces.append(Piece(parts, tuple(sentence["topics"])))
        at = start + len(sentence["text"])
    if at < len(text):
        pieces.append(Piece((Part(text[at:]),)))
    return tuple(pieces)


def _parts(text: str, mentions: Sequence[Row]) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = 0
    for row in sorted(mentions, key=lambda row: (row["start"], -row["end"])):
        if row["start"] < at or row["end"] > len(text) or row["start"] >= row["end"]:
            continue
        if row["start"] > at:
            parts.append(Part(text[at : row["start"]]))
        parts.append(Part(text[row["start"] : row["end"]], row["label"], row["normalized"]))
        at = row["end"]
    if at < len(text):
        parts.append(Part(text[at:]))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a source line that belong to the same things; ``owners`` are their numbers on the page."""

    text: str
    owners: tuple[int, ...] = ()


def runs(text: str, start: int, spans: Sequence[tuple[int, int, int]]) -> tuple[Run, ...]:
    """A source line in runs. ``start`` is where it stands in the source; ``spans`` are (start, end, owner) there.

    White space between two words of the same owners goes with them.
    """
    owners: list[frozenset[int] | None] = [None if char.isspace() else frozenset() for char in text]
    for begin, end, owner in spans:
        for index in range(max(begin - start, 0), min(end - start, len(text))):
            known = owners[index]
            if known is not None:
                owners[index] = known | {owner}
    filled: list[frozenset[int]] = []
    for index, own in enumerate(owners):
        if own is None:
            before = filled[-1] if filled else frozenset()
            after = next((later for later in owners[index:] if later is not None), frozenset())
            own = before if before == after else frozenset()
        filled.append(own)
    result: list[Run] = []
    at = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or filled[index] != filled[at]:
            result.append(Run(text[at:index], tuple(sorted(filled[at]))))
            at = index
    return tuple(result)
