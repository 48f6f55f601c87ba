"""Speed, scaling, memory and start-up of the batch, as ratios measured in one go.

    python -m benchmarks.bench_batch [speed] [workers] [memory] [start] [growth] [--documents N] [--repeat R]

speed    the whole job (read, lay out, language, write; no verification) in one process against pdfplumber's
         extract_tables, pypdfium2's raw text and PyMuPDF's find_tables (`pip install pymupdf`, for this only; its layout
         model off) on the same pages of PDFs of about ten pages each. Seconds of the processor, so that a busy machine
         weighs less; the best of R rounds, in turns. Every job has a new process, which first loads everything and
         does other documents, so that no job is measured on a text that it has seen before.
workers  two workers against one, by the clock, start-up included; beside it what two runs of one worker that share
         nothing do on the machine, which no two workers can pass by much.
memory   the most that the whole process tree takes, at 200 and at 5,000 documents (shared pages counted once).
start    `--help` against importing click, one text factsheet against importing spaCy; seconds of the processor.
growth   documents per second and memory for 100, 1,000 and 10,000 factsheets: for docs/scaling.md.

Prints a line per ratio with what it must reach; exit status 1 when one is not reached.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PAGES = range(8, 14)
"""How many pages the factsheets have that speed is measured on: about ten."""
RUN = "from ggsr_extract.pipeline.cli import main; main()"


@dataclass
class Ratio:
    """A measured ratio and its bound."""

    name: str
    value: float
    bound: float
    at_least: bool = False

    @property
    def reached(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        state = "ok" if self.reached else "NOT REACHED"
        return f"{self.name:58} {self.value:8.3f}   must be {sign} {self.bound:g}   {state}"


def archive(folder: Path, count: int, text_share: float = 0.0, bodies: int = 120) -> Path:
    """A generated archive of factsheets of about ten pages each, all PDFs but for a share; labels are removed."""
    from tests.generator.samples import write_archive

    write_archive(folder, count, 7, text_share, min(count, bodies), shapes=("two", "one"))
    shutil.rmtree(folder / "labels", ignore_errors=True)
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", RUN, *arguments]


def speed(work: Path, documents: int, repeat: int) -> list[Ratio]:
    """The whole job against others on the same pages."""
    import pypdfium2

    measured, other = work / "speed", archive(work / "speed-other", 8 * documents, bodies=8 * documents)
    measured.mkdir()
    pages = taken = 0
    seen: set[int] = set()
    for file in sorted(other.rglob("*.pdf")):
        size, count = file.stat().st_size, len(pypdfium2.PdfDocument(file))
        if size in seen:  # the same text under another name, printed with as many letters
            file.unlink()
        elif count in PAGES and taken < documents:
            file.rename(measured / file.name)
            pages, taken = pages + count, taken + 1
        seen.add(size)
    for file in sorted(other.rglob("*.pdf"))[3:]:
        file.unlink()
    best = dict.fromkeys(JOBS, float("inf"))
    for _ in range(repeat):
        for name in JOBS:
            best[name] = min(best[name], in_a_new_process(name, measured, other))
    print(
        f"{len(list(measured.iterdir()))} documents, {pages} pages; milliseconds of the processor per page:"
    )
    print("  " + ", ".join(f"{name} {1000 * seconds / pages:.2f}" for name, seconds in best.items()))
    ratios = [
        Ratio("whole job / pdfplumber extract_tables", best["whole"] / best["pdfplumber"], 0.1),
        Ratio("whole job / pypdfium2 raw text", best["whole"] / best["raw"], 8),
    ]
    if best["PyMuPDF"] < float("inf"):
        ratios.append(Ratio("PyMuPDF find_tables / whole job", best["PyMuPDF"] / best["whole"], 5, True))
    else:
        print("PyMuPDF is not installed: its ratio is passed over")
    return ratios


def whole(folder: Path) -> None:
    """Read, lay out, language, write."""
    from ggsr_extract.pipeline import runner
    from ggsr_extract.pipeline.executors.choose import Batch
    from ggsr_extract.pipeline.run import run

    out = tempfile.mkdtemp(prefix="parsed-", dir=folder.parent)  # goes with all that is measured
    run([folder], out, runner.Options(), batch=Batch(workers=0))


def raw(folder: Path) -> None:
    """What pypdfium2 needs just to give the raw text."""
    import pypdfium2

    for file in sorted(folder.rglob("*.pdf")):
        pdf = pypdfium2.PdfDocument(file)
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        pdf.close()


def plumber(folder: Path) -> None:
    """pdfplumber's extract_tables alone."""
    import pdfplumber

    for file in sorted(folder.rglob("*.pdf")):
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                page.extract_tables()
                page.close()


def find_tables(folder: Path) -> None:
    """PyMuPDF's find_tables alone, without its layout model."""
    import pymupdf

    if hasattr(pymupdf, "use_layout"):
        with suppress(NotImplementedError):  # where the layout model is not installed, it is off
            pymupdf.use_layout(False)
    for file in sorted(folder.rglob("*.pdf")):
        with pymupdf.open(file) as pdf:
            for page in pdf:
                for table in page.find_tables(use_layout=False).tables:
                    table.extract()


JOBS: dict[str, Callable[[Path], None]] = {
    "whole": whole,
    "raw": raw,
    "pdfplumber": plumber,
    "PyMuPDF": find_tables,
}


def in_a_new_process(name: str, folder: Path, other: Path) -> float:
    """Seconds of the processor that a job takes; infinite when its library is not installed."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(timed, name, folder, other).result()


def timed(name: str, folder: Path, other: Path) -> float:
    """The measurement itself, in the new process."""
    job = JOBS[name]
    try:
        job(other)
    except ImportError:
        return float("inf")
    started = time.process_time()
    job(folder)
    return time.process_time() - started


def clocked(arguments: list[str]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, that a process takes."""
    started, before = time.perf_counter(), os.times()
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{arguments} ended with {done.returncode}")
    seconds, after = time.perf_counter() - started, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, used


def workers(work: Path, documents: int, repeat: int) -> list[Ratio]:
    """Two workers against one, and what this machine gives when two runs of one worker share nothing."""
    folder = archive(work / "workers", documents)
    best = {"one": float("inf"), "two": float("inf"), "apart": float("inf")}
    jobs = {"one": [1], "two": [2], "apart": [1, 1]}
    for _ in range(repeat):
        for name, counts in jobs.items():
            outs = [work / f"workers-out-{number}" for number in range(len(counts))]
            for out in outs:
                shutil.rmtree(out, ignore_errors=True)
            started = time.perf_counter()
            running = [
                subprocess.Popen(
                    command("run", str(folder), "--out", str(out), "--quiet", "--workers", str(count))
                )
                for out, count in zip(outs, counts, strict=True)
            ]
            if any(process.wait() not in (0, 1) for process in running):
                raise SystemExit(f"a run with {name} ended badly")
            best[name] = min(best[name], time.perf_counter() - started)
    ceiling = 2 * best["one"] / best["apart"]
    print(
        f"{documents} documents: one worker {best['one']:.1f} s, two {best['two']:.1f} s;"
        f" two runs apart do {ceiling:.2f} times the work of one on this machine"
    )
    return [Ratio("work of two workers / work of one", best["one"] / best["two"], 1.8, True)]


class Peak:
    """The most memory that a process and all below it took, in bytes; pages that they share are counted once."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._root, self._over = psutil.Process(pid), threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def end(self) -> int:
        self._over.set()
        self._thread.join()
        return self.bytes

    def _watch(self) -> None:
        while not self._over.wait(0.25):
            total = 0
            with suppress(psutil.Error):
                for process in [self._root, *self._root.children(recursive=True)]:
                    with suppress(psutil.Error):
                        found = process.memory_full_info()
                        total += getattr(found, "pss", found.rss)
            self.bytes = max(self.bytes, total)


def measured(folder: Path, out: Path, count: int) -> tuple[float, int]:
    """Seconds and peak bytes of a run with ``count`` workers."""
    shutil.rmtree(out, ignore_errors=True)
    arguments = command("run", str(folder), "--out", str(out), "--quiet", "--workers", str(count))
    started = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peak = Peak(process.pid)
        process.wait()
        most = peak.end()
    return time.perf_counter() - started, most


def memory(work: Path, small: int = 200, large: int = 5000) -> list[Ratio]:
    """Peak memory at two sizes of archive."""
    most = {}
    for count in (small, large):
        folder = archive(work / f"memory-{count}", count)
        seconds, most[count] = measured(folder, work / "memory-out", 2)
        print(f"{count} documents: {seconds:.0f} s, peak {most[count] / 2**20:.0f} MB")
        shutil.rmtree(folder)
    return [Ratio(f"peak memory at {large} / at {small} documents", most[large] / most[small], 1.2)]


def start(work: Path, repeat: int) -> list[Ratio]:
    """How long the program takes to begin."""
    text = next((ROOT / "data" / "raw").glob("*-2015.txt"))
    jobs = {
        "click": [sys.executable, "-c", "import click"],
        "help": command("--help"),
        "spacy": [sys.executable, "-c", "import spacy"],
        "one": command("run", str(text), "--out", str(work / "start-out"), "--force", "--quiet"),
    }
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(3 * repeat):
        for name, arguments in jobs.items():
            best[name] = min(best[name], clocked(arguments)[1])
    print(", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in best.items()))
    return [
        Ratio("--help / import click", best["help"] / best["click"], 3),
        Ratio("one text factsheet / import spacy", best["one"] / best["spacy"], 3),
    ]


def growth(work: Path, sizes: tuple[int, ...]) -> list[Ratio]:
    """How time and memory grow."""
    print(f"{'documents':>10}{'seconds':>10}{'ms/document':>13}{'peak MB':>9}{'datasets MB':>13}")
    for count in sizes:
        folder, out = archive(work / f"growth-{count}", count), work / "growth-out"
        seconds, peak = measured(folder, out, 2)
        size = sum(path.stat().st_size for path in (out / ".store" / "releases").rglob("*") if path.is_file())
        print(
            f"{count:>10}{seconds:>10.1f}{1000 * seconds / count:>13.1f}{peak / 2**20:>9.0f}{size / 2**20:>13.1f}"
        )
        shutil.rmtree(folder)
    return []


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bench_batch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = ("speed", "workers", "memory", "start", "growth")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(parts)}; all but growth by default"
    )
    parser.add_argument("--documents", type=int, default=60, help="for speed; ten times as many for workers")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    given = parser.parse_args()
    ratios: list[Ratio] = []
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for part in given.parts or parts[:4]:
            if part == "speed":
                ratios += speed(work, given.documents, given.repeat)
            elif part == "workers":
                ratios += workers(work, 10 * given.documents, given.repeat)
            elif part == "memory":
                ratios += memory(work)
            elif part == "start":
                ratios += start(work, given.repeat)
            elif part == "growth":
                ratios += growth(work, tuple(given.sizes))
            else:
                parser.error(f"no part {part!r}")
    for ratio in ratios:
        print(ratio)
    return 0 if all(ratio.reached for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main())
