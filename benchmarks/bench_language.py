"""How fast the language stage is, beside spaCy's blank Dutch pipeline alone in the same run.

    python benchmarks/bench_language.py [FOLDER_WITH_TEXTS]

Reads the paragraphs of all ``*.txt`` files of a folder (default: the shared factsheets) and prints, for one core and in
processor time, of both pipelines alternately on the same portions of text:

repeated  the same paragraphs again, as a run over an archive meets definitions, framework wording and what follow-ups
          repeat; our pipeline has remembered them
distinct  the paragraphs, each new to our pipeline: what it remembers of texts is thrown away before each portion, what it
          knows of words is kept, as spaCy keeps its own
once      paragraphs put together anew from the sentences, so that no text comes twice; words have been seen before
cold      the same with a fresh pipeline that has seen nothing, loading of the lemma table not counted
analyse   the distinct paragraphs through the whole stage, from texts to sentences with mentions, beside the blank pipeline
start     seconds to import spaCy, to build the blank and our pipeline, and for the first sentence (loads the lemma table)
"""

from __future__ import annotations

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
    texts: Sequence[str], one: Callable[[Sequence[str]], Any], two: Callable[[Sequence[str]], Any], times: int
) -> tuple[float, float]:
    """The seconds that two ways take for the texts: per portion the best of ``times`` turns, each way after the other."""
    sums = [0.0, 0.0]
    for begin in range(0, len(texts), PORTION):
        portion = texts[begin : begin + PORTION]
        best = [float("inf"), float("inf")]
        for _ in range(times):
            for k, way in enumerate((one, two)):
                best[k] = min(best[k], seconds(partial(way, portion)))
        sums = [total + least for total, least in zip(sums, best, strict=True)]
    return sums[0], sums[1]


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
    from ggsr_extract.extractors.factsheet.municipalities import load
    from ggsr_extract.extractors.language.analyse import analyse
    from ggsr_extract.extractors.language.pipeline import build
    from ggsr_extract.models.language import OwnedText

    made: list[Any] = []
    built_blank = seconds(lambda: made.append(spacy.blank("nl")))
    built_ours = seconds(lambda: made.append(build()))
    blank, ours = made
    first = seconds(lambda: ours("Netwerkpartners melden gezinnen aan."))

    once = [recombined(texts, 800, seed) for seed in range(4)]
    count = {id(part): sum(len(doc) for doc in spacy.blank("nl").pipe(part)) for part in (texts, *once)}
    report(
        "cold", count[id(once[0])], seconds(lambda: run(blank, once[0])), seconds(lambda: run(ours, once[0]))
    )
    times = [(seconds(lambda p=p: run(blank, p)), seconds(lambda p=p: run(ours, p))) for p in once[1:]]
    tokens = sum(count[id(part)] for part in once[1:])
    report("once", tokens, sum(b for b, _ in times), sum(o for _, o in times))
    places = {name: entry.code for entry in load(None).entries for name in (entry.name, *entry.aliases)}
    words = ours.get_pipe("ggsr_words")

    def new(work: Callable[[Sequence[str]], Any]) -> Callable[[Sequence[str]], Any]:
        return lambda portion: (words.forget(), work(portion))

    def whole(portion: Sequence[str]) -> None:
        owned = [OwnedText("finding", str(at), text) for at, text in enumerate(portion)]
        analyse(owned, nlp=ours, municipalities=places, respondents=("Politie", "Bureau Jeugdzorg"))

    run(ours, texts)
    tokens = count[id(texts)]
    for name, way in (
        ("repeated", lambda portion: run(ours, portion)),
        ("distinct", new(lambda portion: run(ours, portion))),
        ("analyse", new(whole)),
    ):
        report(name, tokens, *alternately(texts, lambda portion: run(blank, portion), way, 7))
    print(
        f"start     import spaCy {imported:.2f} s, blank {built_blank:.2f} s, ours {built_ours:.2f} s, "
        f"first sentence {first:.2f} s"
    )


if __name__ == "__main__":
    main()
