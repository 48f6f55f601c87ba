"""The table of lemmas read on demand says what the package says."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
import simplemma
from ggsr_extract.extractors.language.words import lemmatable
from ggsr_extract.extractors.language.words.lemmatable import LazyTable
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

FILE = Path(simplemma.__file__).parent / "strategies" / "dictionaries" / "data" / "nl.plzma"


@pytest.fixture
def anew() -> Iterator[None]:
    lemmatable.dutch.cache_clear()
    yield
    lemmatable.dutch.cache_clear()


def test_the_table_read_on_demand_is_the_packages() -> None:
    whole = DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
    table = LazyTable(lzma.decompress(FILE.read_bytes()))
    forms = sorted(whole, key=lambda form: (form[::-1], form))  # not the order of the file
    assert all(table.get(form) == whole[form] for form in forms)
    for form in ("", "zzyx", "netwerkpartnerschap", "\ud800", "a" * 300):
        assert form not in table
        assert table.get(form) is None


def test_bytes_of_another_make_are_refused() -> None:
    data = lzma.decompress(FILE.read_bytes())
    with pytest.raises(ValueError, match="no front-coded list"):
        LazyTable(b"SMFC2" + data[5:])
    with pytest.raises(IndexError):
        LazyTable(data[: len(data) // 2])


@pytest.mark.usefixtures("anew")
def test_a_table_of_another_make_is_left_to_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmatable, "_MAGIC", b"OTHER")
    table = lemmatable.dutch()
    assert not isinstance(table, LazyTable)
    assert table.get("kinderen") == "kind"
    assert "kinderen" in table
    assert "zzyx" not in table
