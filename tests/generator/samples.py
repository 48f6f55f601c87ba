"""The sample archive in data/raw with its labels, and large archives for benchmarks."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.generator.build import SHAPES, Settings, pair, sheet
from tests.generator.content import MUNICIPALITIES, Sheet
from tests.generator.draw import draw
from tests.generator.flat import columns_known, flat_bytes, prints_published
from tests.generator.flatstyle import VARIANTS, FlatStyle
from tests.generator.labels import labels
from tests.generator.layout import layout
from tests.generator.look import LOOKS, Look


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the sample archive: its name, what it says and how it is printed."""

    stem: str
    sheet: Sheet
    style: FlatStyle | Look

    @property
    def name(self) -> str:
        return f"{self.stem}.{'pdf' if isinstance(self.style, Look) else 'txt'}"

    def render(self) -> tuple[bytes, dict[str, Any]]:
        """The file's bytes and its labels."""
        if isinstance(self.style, Look):
            setting = layout(self.sheet, self.style, self.stem)
            return draw(setting, self.stem), labels(self.sheet, self.name, places=setting.places)
        known, dated = columns_known(self.style), prints_published(self.style)
        answer = labels(self.sheet, self.name, known, dated, self.style.cover)
        return flat_bytes(self.sheet, self.style, self.stem), answer


def samples() -> Iterator[Sample]:
    """All files of the sample archive: every shape as text, PDFs in several looks, and one pair of factsheet and follow-up."""
    base = FlatStyle()
    before, after = pair("zandwijk", Settings(length=2, good=0.7), "Zandwijk")
    yield Sample("zandwijk-2013", before, replace(base, footer=0))
    yield Sample(
        "zandwijk-2015", after, replace(base, cover=True, table="tabs", hyphens=0.0, prose=4000, trailing=0.0)
    )
    for stem, shape, style in (
        ("oudervoorde-2013", "two", replace(base, double=True, footer=0)),
        ("lindermeer-2015", "followup-two", replace(base, trailing=0.7)),
        ("broekland-2013", "one", replace(base, break_="\f", break_in_finding=0.1, footer=0, cover=True)),
        ("kerkdrecht-2015", "followup-one", replace(base, footer=0, bullet="\uf0b7 ")),
        ("waterhoeve-2013", "two", replace(base, marks="own", good="✓", bad="✗", cover=True, eol="\r\n")),
        ("rietkapelle-2015", "followup-two", replace(base, indicator=24, cover=True, encoding="utf-16")),
        ("hoogerwoude-2013", "one", replace(base, order="interleaved", indent=0.5, footer=2, bad="x")),
    ):
        yield Sample(stem, _named(stem, shape), style)
    for stem, shape, look in (
        ("stelmonde-2013", "one", "grid"),
        ("graswolde-2013", "two", "rules"),
        ("duinvliet-2015", "followup-two", "bare"),
        ("bergerveen-2013", "one", "zebra-split"),
    ):
        yield Sample(stem, _named(stem, shape), LOOKS[look])


def _named(stem: str, shape: str) -> Sheet:
    municipality = next(name for name in MUNICIPALITIES if name.lower() == stem.rsplit("-", 1)[0])
    return sheet(stem, shape, municipality=municipality)


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Labels as hand-made ones are written."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_samples(raw: Path, labelled: Path) -> None:
    """Write the sample archive and its labels."""
    raw.mkdir(parents=True, exist_ok=True)
    labelled.mkdir(parents=True, exist_ok=True)
    for sample in samples():
        data, answer = sample.render()
        (raw / sample.name).write_bytes(data)
        write_json(labelled / f"{sample.stem}.json", answer)


_ARCHIVE_LOOKS = ("grid", "rules", "grid-split", "bare")
"""In turns: half of the PDFs set from real factsheets' words have every cell ruled, a quarter rows, a quarter nothing."""
_DENSER = (0.9, 0.8, 40.0)
"""Size of letters and distance of lines against those of the looks, and the margin."""
_PROSE = 5
"""Paragraphs besides. Both make pages as full as the real factsheets' (2,650 to 3,160 characters in PDFs set from their words)."""
_SYLLABLES = ("aar", "bel", "dor", "eik", "gal", "hem", "kol", "lin", "mor", "nes", "oos", "pol", "rij", "sta", "tol", "ven", "wes", "zel")  # fmt: skip


def _dense(look: Look) -> Look:
    size, leading, margin = _DENSER
    return replace(
        look, size=round(look.size * size, 2), leading=round(look.leading * leading, 2), margin=margin
    )


def _renamed(rng: random.Random, length: int) -> str:
    name = ""
    while len(name) < length:
        name += rng.choice(_SYLLABLES)
    return name[:length].capitalize()


def write_archive(
    out: Path,
    count: int,
    seed: int,
    text_share: float = 0.5,
    bodies: int = 48,
    shapes: Sequence[str] = SHAPES,
) -> None:
    """Write ``count`` different factsheets, of the ``shapes``, ``text_share`` of them as text, with labels in ``out``/labels.

    Setting pages is slow, so that ``bodies`` factsheets are set and then printed again under other names of municipalities
    of the same length, which leaves a PDF's offsets right. Files are spread over folders of 500.
    """
    rng = random.Random(f"archive-{seed}")
    (out / "labels").mkdir(parents=True, exist_ok=True)
    made: list[tuple[str, str, str, bytes, dict[str, Any]]] = []
    styles = [style for name, style in VARIANTS.items() if name not in ("utf16",)]
    for number in range(min(bodies, count)):
        shape = shapes[(number // 2) % len(shapes)]
        # Names without accents, spaces or apostrophes are the same bytes in a text and in a PDF's content.
        names = [name for name in MUNICIPALITIES if name.isascii() and name.isalpha()]
        found = sheet(
            f"{seed}-{number}", shape, municipality=rng.choice(names), settings=Settings(prose=_PROSE)
        )
        if number % 2 == 0 if text_share >= 0.5 else number % 4 == 0:
            style = rng.choice([s for s in styles if s.table == "cells" and s.opening and not s.noise])
            data, answer = Sample(f"body-{number}", found, style).render()
            made.append((".txt", found.municipality, style.encoding, data, answer))
        else:
            name = _ARCHIVE_LOOKS[sum(1 for item in made if item[0] == ".pdf") % len(_ARCHIVE_LOOKS)]
            look = replace(_dense(LOOKS[name]), compress=False)
            data, answer = Sample(f"body-{number}", found, look).render()
            made.append((".pdf", found.municipality, "ascii", data, answer))
    texts = [item for item in made if item[0] == ".txt"]
    pdfs = [item for item in made if item[0] == ".pdf"] or texts
    for number in range(count):
        ending, old, _, data, answer = rng.choice(texts if texts and rng.random() < text_share else pdfs)
        new = _renamed(rng, len(old))
        folder = out / f"{number // 500:03d}"
        folder.mkdir(exist_ok=True)
        name = f"{new.lower()}-{number:05d}{ending}"
        (folder / name).write_bytes(data.replace(old.encode("ascii"), new.encode("ascii")))
        answer = json.loads(json.dumps(answer, ensure_ascii=False).replace(old, new))
        write_json(out / "labels" / f"{name}.json", {**answer, "source": name})
