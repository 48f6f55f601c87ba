"""How much of a first run's time a run takes when nothing, or one document, has changed.

    python benchmarks/incremental.py [--documents 1000] [--raw data/raw]

Makes an archive of so many documents out of the sample texts (blank lines at their ends make the bytes differ), runs the
command line three times into one folder, and prints the times and their ratios, all measured in this one go. Exit status 1
when the run without changes takes 5 % of the first run's time or more, or reads anything again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 0.05
COMMAND = "from ggsr_extract.pipeline.cli import main; main()"


def fill(folder: Path, samples: list[Path], count: int) -> None:
    """Writes the archive."""
    folder.mkdir()
    for number in range(count):
        sample = samples[number % len(samples)]
        text = sample.read_bytes() + b"\n" * (1 + number // len(samples))
        (folder / f"{number:05}-{sample.name}").write_bytes(text)


def timed_run(raw: Path, out: Path) -> tuple[float, dict[str, object]]:
    """Seconds that a run takes, start of the program included, and what the manifest says of the last release's run."""
    started = time.perf_counter()
    arguments = [sys.executable, "-c", COMMAND, "run", str(raw), "--out", str(out), "--quiet"]
    done = subprocess.run(arguments, check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(f"the run ended with status {done.returncode}")
    seconds = time.perf_counter() - started
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return seconds, {"release": manifest["release"], "ended": manifest["run"]["ended"]}


def main() -> int:
    """Runs the benchmark and prints one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--raw", type=Path, default=Path("data/raw"))
    given = parser.parse_args()
    samples = sorted(given.raw.glob("*.txt"))
    if not samples:
        raise SystemExit(f"no texts in {given.raw}")
    with tempfile.TemporaryDirectory() as place:
        raw, out = Path(place, "raw"), Path(place, "out")
        fill(raw, samples, given.documents)
        first, made = timed_run(raw, out)
        same, again = timed_run(raw, out)
        changed = sorted(raw.iterdir())[given.documents // 2]
        changed.write_bytes(changed.read_bytes() + b"\n" * given.documents)
        one, _ = timed_run(raw, out)
    result = {
        "documents": given.documents,
        "first_seconds": round(first, 2),
        "no_change_seconds": round(same, 2),
        "one_changed_seconds": round(one, 2),
        "no_change_ratio": round(same / first, 4),
        "one_changed_ratio": round(one / first, 4),
        "nothing_written": made == again,
    }
    print(json.dumps(result, indent=2))
    return 0 if same < LIMIT * first and made == again else 1


if __name__ == "__main__":
    sys.exit(main())
