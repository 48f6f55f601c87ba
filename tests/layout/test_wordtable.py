"""Layout: lines made of all words of a document at once are those made word by word."""

from __future__ import annotations

import random

import numpy as np
import pytest
from ggsr_extract.extractors.layout.document import hundredths
from ggsr_extract.extractors.layout.lines import Run, by_middle, gather, places_of, ranked, split_wide
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Word


def some_words(seed: int, even: bool) -> list[Word]:
    """Words on lines 12 points apart; uneven ones differ in size and height, and some stand in one and the same place."""
    draw = random.Random(seed)
    words = []
    for line in range(draw.randrange(1, 9)):
        x = draw.choice([50.0, 60.5])
        for _ in range(draw.randrange(1, 7)):
            size = 9.0 if even else draw.choice([7.0, 9.0, 9.0, 14.0])
            top = 100.0 + 12 * line + (0.0 if even else draw.choice([0.0, 0.0, 1.3, -2.6]))
            text = "".join(draw.choices("abc√x", k=draw.randrange(1, 8)))
            font = draw.choice(["Sans", "Sans-Bold"])
            words.append(Word(text, x, top, x + 5.0 * len(text), top + size, size, font))
            x += 5.0 * len(text) + draw.choice([-3.0, 2.5, 2.5, 30.0]) if draw.random() < 0.95 else 0.0
    return words


def told(runs: list[Run]) -> list[tuple[object, ...]]:
    return [
        (r.text, r.words, r.x0, r.top, r.x1, r.bottom, r.mid, r.height, r.size, r.bold, r.mark) for r in runs
    ]


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize("seed", range(40))
def test_bands_are_the_runs_of_each_page(seed: int, even: bool) -> None:
    pages = [some_words(3 * seed, even), [], some_words(3 * seed + 1, even), some_words(3 * seed + 2, even)]
    bands = WordTable(pages).bands(len(pages))
    assert [told(some) for some in bands] == [told(gather(by_middle(words))) for words in pages]
    assert [ranked(some) for some in bands] == [by_middle(words) for words in pages]


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_words_does_not_matter(seed: int) -> None:
    words = some_words(seed, even=False)
    mixed = random.Random(seed).sample(words, len(words))
    assert told(WordTable([mixed]).bands(1)[0]) == told(WordTable([words]).bands(1)[0])


@pytest.mark.parametrize("seed", range(20))
def test_lines_are_cut_where_they_would_be_word_by_word(seed: int) -> None:
    words = some_words(seed, even=seed % 2 == 0)
    for factor in (0.9, 1.3):
        bands, slow = WordTable([words]).bands(1)[0], gather(by_middle(words))
        assert [told(split_wide(band, factor)) for band in bands] == [
            told(split_wide(r, factor)) for r in slow
        ]


def test_words_are_found_by_their_numbers() -> None:
    words = [Word("✓", 50, 10, 58, 20, 9.0, "Sans", "√"), Word("Indicatoren", 60, 10, 99, 20, 9.0)]
    table = WordTable([[], words])
    some = table.some(places_of(table.bands(2)[1]))
    assert some.words.tolist() == words
    assert some.marked.tolist() == [True, False]
    assert table.named_by_page(2) == [[], [1]]
    assert table.runs(*[table.page[:0]] * 2) == ([], [])


def test_moved_words_tell_how_the_page_shows_them_and_those_moved_by_nothing_stay_the_same() -> None:
    words = [Word("Indicatoren", 60, 10, 99, 20, 9.0), Word("Bevindingen", 160, 10, 199, 20, 9.0)]
    table = WordTable([words])
    table.move(np.array([1]), -100.0)
    table.move(np.array([0]), -0.0)
    still, moved = table.some([0, 1]).words.tolist()
    assert still is words[0]
    assert (moved.x0, moved.x1) == (60, 99)
    assert table.original(moved) is words[1]


def test_a_document_without_words_has_no_lines() -> None:
    assert WordTable([[], []]).bands(2) == [[], []]
    assert WordTable([]).bands(0) == []


def test_hundredths_are_those_that_round_gives() -> None:
    draw = random.Random(7)
    values = [draw.randrange(-1000, 800_000) / 1000 for _ in range(5000)]
    values += [draw.uniform(0, 900) for _ in range(2000)]
    values += [0.125, 0.135, 2.675, 1.005]
    assert hundredths(values) == [round(value, 2) for value in values]
