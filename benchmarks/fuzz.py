"""Run the command over hostile inputs and count what became of them: python -m benchmarks.fuzz --count 10000.

Exit status 1 when a document is lost, a traceback shows, or the program itself is at fault (``internal``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ggsr_extract.pipeline.frames.load import read_release

from tests.pipeline.fuzzer import mutants

ROOT = Path(__file__).resolve().parents[1]
RUN = "from ggsr_extract.pipeline.cli import main; main()"


@dataclass
class Verdict:
    """What became of the inputs: codes counted, and what must not be."""

    outcomes: Counter[str]
    internal: dict[str, str] = field(default_factory=dict)
    slow: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)
    status: int = 0

    @property
    def good(self) -> bool:
        return not (self.internal or self.lost or self.tracebacks) and self.status in (0, 1)


def fuzz(folder: Path, count: int, seed: int, workers: int, timeout: float) -> Verdict:
    """Writes ``count`` inputs into ``folder`` and runs the command over them."""
    names = []
    (folder / "in").mkdir()
    for name, data in mutants(sorted((ROOT / "data" / "raw").iterdir()), count, seed):
        (folder / "in" / name).write_bytes(data)
        names.append(name)
    command = ["run", str(folder / "in"), "--out", str(folder / "out"), "--log-json", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *command, "--workers", str(workers), "--timeout", str(timeout)],
        capture_output=True,
        text=True,
        check=False,
    )
    events, others = [], []
    for line in done.stderr.splitlines():
        try:
            events.append(json.loads(line))
        except ValueError:
            others.append(line)
    told = {event["source"]: event for event in events if event["event"] == "document"}
    verdict = Verdict(Counter(event.get("error", "read") for event in told.values()), status=done.returncode)
    verdict.tracebacks = others
    verdict.internal = {s: e["message"] for s, e in told.items() if e.get("error") == "internal"}
    verdict.slow = {
        s: e["error"] for s, e in told.items() if e.get("error") in ("timeout", "memory", "crashed")
    }
    _, tables = read_release(folder / "out", ("documents", "rejects"))
    landed = {row for table in tables.values() for row in table.column("source").to_pylist()}
    verdict.lost = sorted(set(names) - landed)
    return verdict


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument(
        "--keep", type=Path, help="A new folder for inputs and datasets; by default one that is removed."
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        verdict = fuzz(folder, args.count, args.seed, args.workers, args.timeout)
    for code, number in verdict.outcomes.most_common():
        print(f"{code:16} {number:6}")
    for title in ("internal", "slow"):
        for source, message in getattr(verdict, title).items():
            print(f"{title}: {source}: {message}")
    print("\n".join([*(f"lost: {name}" for name in verdict.lost), *verdict.tracebacks]))
    print(f"exit status of the command {verdict.status}; {'all well' if verdict.good else 'NOT WELL'}")
    sys.exit(0 if verdict.good else 1)


if __name__ == "__main__":
    main()
