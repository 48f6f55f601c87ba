"""simplemma's Dutch table of lemmas, read as far as it is needed.

The package decodes all of its 370,000 forms before it answers for one, which takes half a second; a factsheet asks for a
thousand. Its file is a sorted list in which each form says how many bytes it shares with the form before it, and each
lemma how many bytes it drops from its form. One quick pass finds where each beginning of seven bytes starts; the forms that
begin so are decoded when one of them is asked for. A file of another make is left to the package itself.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

_MAGIC: Final = b"SMFC1\x00"  #: the make, and that the forms are not written backwards
_BEGINNING: Final = 7  #: bytes; more make the first pass longer, fewer what is decoded for one form
_SAME: Final = 254  #: the lemma is that of the form before
_WHOLE: Final = 255  #: the lemma is written in full
_LONG: Final = 128  #: a number of this size takes more than one byte; no form is that long


class Table(Protocol):
    """What the rules for lemmas need of a table."""

    def get(self, form: str) -> str | None:
        """The lemma of a form in lower case, or None."""

    def __contains__(self, form: str) -> bool:
        """Whether the table has a form."""


class LazyTable:
    """A front-coded list of forms and lemmas, decoded by their first bytes on demand.

    Raises ``ValueError`` when the bytes are of another make, and ``IndexError`` when they are cut off.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError("no front-coded list of forms")
        self._data = data
        self._lemmas: dict[bytes, bytes] = {}
        #: Of each beginning where its forms start, the form before them as far as it matters, and the beginning before it.
        self._pending: dict[bytes, tuple[int, bytes, bytes]] = {}
        self._decoded: dict[bytes, bytes] = {b"": b""}  # beginnings to the lemma of their last form
        self._find_beginnings()

    def _find_beginnings(self) -> None:
        data, pending = self._data, self._pending
        at, count, shift = len(_MAGIC), 0, 0
        while data[at] >= _LONG:
            count |= (data[at] - _LONG) << shift
            at, shift = at + 1, shift + 7
        count |= data[at] << shift
        at += 1
        head = last = b""
        for _ in range(count):
            shared = data[at]
            end = at + 2 + data[at + 1]
            if shared < _BEGINNING:
                begin = (head[:shared] + data[at + 2 : end])[:_BEGINNING]
                pending[begin] = (at, head, last)
                head = last = begin
            at = end + 1 if data[end] == _SAME else end + 2 + data[end + 1]
        if at != len(data):
            raise IndexError("the list of forms does not end where it should")

    def _decode(self, beginning: bytes) -> bytes:
        """Decode the forms with a beginning; the lemma of the last."""
        if beginning in self._decoded:
            return self._decoded[beginning]
        at, form, before = self._pending.pop(beginning)
        data, size, lemmas = self._data, len(self._data), self._lemmas
        lemma: bytes | None = None
        first = at
        while at < size and (at == first or data[at] >= _BEGINNING):
            end = at + 2 + data[at + 1]
            form = form[: data[at]] + data[at + 2 : end]
            dropped = data[end]
            if dropped == _SAME:
                at = end + 1
                if lemma is None:
                    lemma = self._decode(before)
            else:
                at = end + 2 + data[end + 1]
                written = data[end + 2 : at]
                lemma = written if dropped == _WHOLE else form[: len(form) - dropped] + written
            lemmas[form] = lemma
        assert lemma is not None
        self._decoded[beginning] = lemma
        return lemma

    def get(self, form: str) -> str | None:
        """The lemma of a form in lower case, or None."""
        key = form.encode("utf-8", "surrogatepass")
        if key[:_BEGINNING] in self._pending:
            self._decode(key[:_BEGINNING])
        lemma = self._lemmas.get(key)
        return None if lemma is None else lemma.decode()

    def __contains__(self, form: str) -> bool:
        return self.get(form) is not None


class _WholeTable:
    """The table as the package gives it."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def get(self, form: str) -> str | None:
        """The lemma of a form in lower case, or None."""
        return self._table.get(form)

    def __contains__(self, form: str) -> bool:
        return form in self._table


@cache
def dutch() -> Table:
    """The Dutch table. Raises ``ModuleNotFoundError`` when simplemma is not installed."""
    package = find_spec("simplemma")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("simplemma is not installed; install ggsr-extract again")
    path = Path(package.submodule_search_locations[0], "strategies", "dictionaries", "data", "nl.plzma")
    try:
        return LazyTable(lzma.decompress(path.read_bytes()))
    except (OSError, ValueError, IndexError, lzma.LZMAError):
        from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

        return _WholeTable(DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl"))
