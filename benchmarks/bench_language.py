"""How fast the language stage is, beside spaCy's blank Dutch pipeline alone in the same run.

    python benchmarks/bench_language.py [FOLDER_WITH_TEXTS]

Reads the paragraphs of all ``*.txt`` files of a folder (default: the shared factsheets) and prints, for one core and in
processor time, of both pipelines in turn on the same texts. Our pipeline remembers words, as spaCy does, and no texts.

fresh     the paragraphs, by two new processes that have seen one sentence before: the first factsheets of a run
cold      texts put together anew from the sentences, so that none comes twice, each with a new word; a pipeline that has
          seen one sentence before
once      more of the same; most words have been seen before
known     the paragraphs by pipelines that have seen all of their words: the least that a text can take
short     the same paragraphs cut into their sentences, as the stage gets many
analyse   the paragraphs through the whole stage, from texts to sentences with mentions, beside the blank pipeline
start     seconds to import spaCy, to build the blank and our pipeline, and for the first sentence (opens the lemma table)
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

PORTION = 100  #: texts, about what one factsheet has
SHARED = Path(os.environ.get("GGSR_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def paragraphs(folder: Path) -> list[str]:
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt")))
    pieces = (
        re.sub(r"\s+", " ", piece).strip() for text in texts for piece in re.split(r"\n\s*\n\s*\n", text)
    )
    return [piece for piece in pieces if len(piece) > 40]


def recombined(texts: Sequence[str], count: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    sentences = [s for text in texts for s in re.split(r"(?<=[.])\s+", text) if len(s) > 20]
    return [" ".join(dice.sample(sentences, 3)) + f" Dit is tekst {seed}.{k}." for k in range(count)]


def seconds(work: Callable[[], Any], times: int = 1) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def run(nlp: Any, texts: Sequence[str]) -> None:
    for _ in nlp.pipe(texts):
        pass


def alternately(
    texts: Sequence[str], ways: Sequence[Callable[[Sequence[str]], Any]], times: int
) -> list[float]:
    """The seconds that several ways take for the texts: per portion the best of ``times`` turns, each after the other."""
    sums = [0.0] * len(ways)
    for begin in range(0, len(texts), PORTION):
        portion = texts[begin : begin + PORTION]
        best = [float("inf")] * len(ways)
        for _ in range(times):
            for k, way in enumerate(ways):
                best[k] = min(best[k], seconds(partial(way, portion)))
        sums = [total + least for total, least in zip(sums, best, strict=True)]
    return sums


def fresh(texts: Sequence[str], name: str) -> float:
    """The seconds that a pipeline takes for the texts in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(first_run, (list(texts), name))


def first_run(texts: Sequence[str], name: str) -> float:
    nlp = make(name)
    nlp("De gemeente heeft afspraken gemaakt.")
    return seconds(lambda: run(nlp, texts))


def make(name: str) -> Any:
    """The pipeline of that name."""
    if name == "blank":
        import spacy

        return spacy.blank("nl")
    from ggsr_extract.extractors.language.pipeline import build

    return build()


def report(name: str, tokens: int, blank: float, ours: float) -> None:
    print(
        f"{name:9s} {tokens:7d} tokens   blank {tokens / blank:9.0f}/s   ours {tokens / ours:9.0f}/s   "
        f"{ours / blank:5.2f} times as long"
    )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "factsheets"
    texts = paragraphs(folder)
    if not texts:
        sys.exit(f"no paragraphs in {folder}")
    imported = seconds(lambda: __import__("spacy"))
    import spacy
    from ggsr_extract.extractors.factsheet.about.municipalities import load
    from ggsr_extract.extractors.language.analyse import analyse
    from ggsr_extract.models.language import OwnedText

    made: list[Any] = []
    built_blank = seconds(lambda: made.append(make("blank")))
    built_ours = seconds(lambda: made.append(make("ours")))
    blank, ours = made
    first = seconds(lambda: ours("Netwerkpartners melden gezinnen aan."))

    def count(some: Sequence[str]) -> int:
        return sum(len(doc) for doc in counter.pipe(some))

    counter = spacy.blank("nl")
    turns = [(fresh(texts, "blank"), fresh(texts, "ours")) for _ in range(3)]
    report("fresh", count(texts), min(b for b, _ in turns), min(o for _, o in turns))
    once = [recombined(texts, 800, seed) for seed in range(4)]
    report("cold", count(once[0]), seconds(lambda: run(blank, once[0])), seconds(lambda: run(ours, once[0])))
    times = [(seconds(lambda p=p: run(blank, p)), seconds(lambda p=p: run(ours, p))) for p in once[1:]]
    report("once", sum(map(count, once[1:])), sum(b for b, _ in times), sum(o for _, o in times))
    places = {name: entry.code for entry in load(None).entries for name in (entry.name, *entry.aliases)}

    def whole(portion: Sequence[str]) -> None:
        owned = [OwnedText("finding", str(at), text) for at, text in enumerate(portion)]
        analyse(owned, nlp=ours, municipalities=places, respondents=("Politie", "Bureau Jeugdzorg"))

    short = [s for text in texts for s in re.split(r"(?<=[.])\s+", text) if s]
    run(ours, texts)
    ways = (lambda portion: run(blank, portion), lambda portion: run(ours, portion), whole)
    took = alternately(texts, ways, 9)
    report("known", count(texts), took[0], took[1])
    report("analyse", count(texts), took[0], took[2])
    report("short", count(short), *alternately(short, ways[:2], 9))
    print(
        f"start     import spaCy {imported:.2f} s, blank {built_blank:.2f} s, ours {built_ours:.2f} s, "
        f"first sentence {first:.2f} s"
    )


if __name__ == "__main__":
    main()
