"""Command line: ``python -m tests.generator flat OUT``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.generator.build import SHAPES, sheet
from tests.generator.draw import draw
from tests.generator.flat import VARIANTS, columns_known, flat_bytes, names_municipality, prints_published
from tests.generator.labels import labels
from tests.generator.layout import layout
from tests.generator.look import LOOKS


def write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_flat(out: Path, seed: int) -> None:
    """Every variant of flat text of every shape, with labels."""
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, style) in enumerate(VARIANTS.items()):
        for shape in SHAPES:
            if style.table != "cells" and not shape.startswith("followup"):
                continue
            found = next(
                item
                for item in (sheet(seed + 17 * number + 1000 * again, shape) for again in range(100))
                if names_municipality(item, style) or not style.opening and shape.startswith("followup")
            )
            if not names_municipality(found, style):
                continue
            stem = f"{name}-{shape}"
            (out / f"{stem}.txt").write_bytes(flat_bytes(found, style, seed + number))
            write_json(out / f"{stem}.json", labels(found, f"{stem}.txt", columns_known(style), prints_published(style)))


def write_looks(out: Path, seed: int, names: list[str]) -> None:
    """Every look with every shape of factsheet, with labels."""
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, look) in enumerate(LOOKS.items()):
        if names and name not in names:
            continue
        for shape in (SHAPES[number % 2], SHAPES[2 + (number + 1) % 2]):
            found = sheet(seed + 31 * number, shape, look.ambiguous)
            setting = layout(found, look, seed + number)
            stem = f"{name}-{shape}"
            (out / f"{stem}.pdf").write_bytes(draw(setting, seed + number))
            write_json(out / f"{stem}.json", labels(found, f"{stem}.pdf", places=setting.places, published=True))


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("flat")
    command.add_argument("out", type=Path)
    command.add_argument("--seed", type=int, default=0)
    command = commands.add_parser("looks")
    command.add_argument("out", type=Path)
    command.add_argument("names", nargs="*", choices=[*LOOKS, []])
    command.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    if args.command == "flat":
        write_flat(args.out, args.seed)
    else:
        write_looks(args.out, args.seed, args.names)


if __name__ == "__main__":
    main()
