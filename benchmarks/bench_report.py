"""How fast a large report opens and filters in a browser, and how large it is.

    python -m benchmarks.bench_report [PARSED] [--count N]

Without PARSED, an archive of N invented factsheets (text) is made and read first, which takes some minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from ggsr_extract.pipeline.report.build import build
from ggsr_extract.pipeline.run import run
from ggsr_extract.pipeline.runner import Options
from playwright.sync_api import sync_playwright

from tests.generator.samples import write_archive

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
FILTERS: tuple[dict[str, str], ...] = (
    {"thema": "3"},
    {"oordeel": "verbeterpunt"},
    {"gemeente": "a"},
    {"indicator": "3.1.4", "thema": ""},
    {"indicator": "", "oordeel": "", "gemeente": "", "tekst": "regisseur gezin"},
    {"tekst": "e"},
    {"tekst": "", "thema": "", "controle": "~afgeleid"},
    {"controle": "", "onderwerp": "regie"},
    {"onderwerp": ""},
)
FILTER = """filters => { const start = performance.now(); GGSR.filter(filters);
    document.body.getBoundingClientRect(); return performance.now() - start; }"""


def opened(browser: Any, address: str) -> tuple[float, float]:
    """Seconds until the matrix is there, and until the texts are too, in a new profile."""
    page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#matrix tbody td a", state="attached")
    matrix = time.perf_counter() - started
    page.wait_for_selector("html[data-texts=ready]", state="attached")
    texts = time.perf_counter() - started
    page.context.close()
    return matrix, texts


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parsed", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parsed = given.parsed or folder / "parsed"
        if given.parsed is None:
            write_archive(folder / "raw", given.count, 7, 1.0)
            run([folder / "raw"], parsed, Options())
        started = time.perf_counter()
        written = build(parsed, folder / "report")
        print(
            f"written in {time.perf_counter() - started:.1f} s: {written.documents} factsheets, {written.findings} findings"
        )
        parts = {
            part: sum(file.stat().st_size for file in (folder / "report" / part).iterdir()) / 1e6
            for part in ("factsheets", "gegevens", "vast")
        }
        print(
            f"size {written.bytes / 1e6:.1f} MB ({', '.join(f'{part} {size:.1f}' for part, size in parts.items())})"
        )
        chromium = os.environ.get("GGSR_CHROMIUM") or shutil.which("chromium")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=ARGS)
            address = (folder / "report/index.html").as_uri()
            times = [opened(browser, address) for _ in range(5)]
            for what, seconds in zip(("matrix", "texts"), zip(*times, strict=True), strict=True):
                print(
                    f"opens ({what}): median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s"
                )
            page = browser.new_page(viewport={"width": 1360, "height": 900})
            for view in ("matrix", "bevindingen", "factsheets", "opvolging"):
                page.goto("about:blank")
                page.goto(f"{address}#weergave={view}")
                page.wait_for_selector("html[data-texts=ready]")
                page.wait_for_timeout(1000)
                taken = {str(filters): page.evaluate(FILTER, filters) for filters in FILTERS}
                slowest = max(taken, key=lambda filters: taken[filters])
                middle = statistics.median(taken.values())
                print(f"filters ({view}): median {middle:.0f} ms, worst {taken[slowest]:.0f} ms at {slowest}")
            browser.close()


if __name__ == "__main__":
    main()
