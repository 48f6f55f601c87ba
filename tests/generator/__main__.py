"""Make factsheets about invented municipalities, with labels in the form of hand-made ones.

python -m tests.generator samples                 the sample archive in data/raw, labels in tests/labelled/samples
python -m tests.generator flat OUT                every variant of flat text, every shape
python -m tests.generator looks OUT [LOOK ...]    PDFs in every look
python -m tests.generator archive OUT --count N   a large archive for benchmarks
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generator.build import SHAPES, sheet
from tests.generator.draw import draw
from tests.generator.flat import columns_known, flat_bytes, names_municipality, prints_published
from tests.generator.flatstyle import VARIANTS
from tests.generator.labels import labels
from tests.generator.layout import layout
from tests.generator.look import FAULTY, LOOKS
from tests.generator.samples import write_archive, write_json, write_samples

ROOT = Path(__file__).resolve().parents[2]


def write_flat(out: Path, seed: int) -> None:
    """Every variant of flat text of every shape that it fits, with labels."""
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, style) in enumerate(VARIANTS.items()):
        for shape in SHAPES:
            if not style.opening and shape.startswith("followup"):
                continue
            tries = (sheet(seed + 17 * number + 1000 * again, shape) for again in range(100))
            found = next(item for item in tries if names_municipality(item, style))
            stem = f"{name}-{shape}"
            (out / f"{stem}.txt").write_bytes(flat_bytes(found, style, seed + number))
            write_json(
                out / f"{stem}.json",
                labels(found, f"{stem}.txt", columns_known(style), prints_published(style), style.cover),
            )


def write_looks(out: Path, seed: int, names: list[str]) -> None:
    """Every look with a factsheet of findings and a follow-up, with labels."""
    out.mkdir(parents=True, exist_ok=True)
    for number, (name, look) in enumerate((LOOKS | FAULTY).items()):
        if name not in (names or LOOKS):
            continue
        for shape in (SHAPES[number % 2], SHAPES[2 + (number + 1) % 2]):
            found = sheet(seed + 31 * number, shape, look.ambiguous)
            setting = layout(found, look, seed + number)
            stem = f"{name}-{shape}"
            (out / f"{stem}.pdf").write_bytes(draw(setting, seed + number))
            answer = labels(found, f"{stem}.pdf", places=setting.places)
            if name in FAULTY:
                answer["findings"] = [{**entry, "mark": None} for entry in answer["findings"]]
            write_json(out / f"{stem}.json", answer)


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.generator",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("samples")
    for name in ("flat", "looks", "archive"):
        command = commands.add_parser(name)
        command.add_argument("out", type=Path)
        command.add_argument("--seed", type=int, default=0)
        if name == "looks":
            command.add_argument("names", nargs="*", metavar="LOOK")
        if name == "archive":
            command.add_argument("--count", type=int, default=100)
            command.add_argument("--text-share", type=float, default=0.5)
            command.add_argument("--bodies", type=int, default=48)
            command.add_argument("--shapes", nargs="+", choices=SHAPES, default=SHAPES)
    args = parser.parse_args()
    if args.command == "samples":
        write_samples(ROOT / "data" / "raw", ROOT / "tests" / "labelled" / "samples")
    elif args.command == "flat":
        write_flat(args.out, args.seed)
    elif args.command == "looks":
        write_looks(args.out, args.seed, args.names)
    else:
        write_archive(args.out, args.count, args.seed, args.text_share, args.bodies, args.shapes)


if __name__ == "__main__":
    main()
