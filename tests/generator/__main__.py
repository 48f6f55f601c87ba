"""Command line: ``python -m tests.generator flat OUT``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.generator.build import SHAPES, sheet
from tests.generator.flat import VARIANTS, columns_known, flat_bytes, names_municipality, prints_published
from tests.generator.labels import labels


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


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("flat")
    command.add_argument("out", type=Path)
    command.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    write_flat(args.out, args.seed)


if __name__ == "__main__":
    main()
