"""The report as people use it: in a browser, from disk."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ggsr_extract.pipeline.report.build import build
from ggsr_extract.pipeline.tables.corrections import HEADS, apply, parse_corrections

from tests.pipeline.made import factsheet
from tests.pipeline.site import HOSTILE, PDF, RAW, archive, release

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = os.environ.get("GGSR_CHROMIUM") or shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium: install it, or name it in GGSR_CHROMIUM"
)
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGS += ["--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(release(folder / "parsed", archive()), folder / "report", RAW)
    return folder / "report"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


class Faults(list[str]):
    """What a page said went wrong, and what it asked the network for."""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1360, "height": 900}, accept_downloads=True)
    page = context.new_page()
    faults = Faults()
    page.on("console", lambda message: faults.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if _local(request.url) else faults.append(request.url))
    yield page
    context.close()
    assert faults == []


def _local(url: str) -> bool:
    return url.startswith(("file://", "data:", "blob:"))


def visit(page: Any, site: Path, path: str = "index.html") -> None:
    page.goto(f"{site.as_uri()}/{path}")
    if path.startswith("index.html"):
        page.wait_for_selector("html[data-texts=ready]")


def sheet_of(site: Path, file_name: str) -> str:
    found = [
        path for path in sorted(site.glob("factsheets/*.html")) if f"{file_name} ·" in path.read_text("utf-8")
    ]
    assert len(found) == 1
    return f"factsheets/{found[0].name}"


def cell(page: Any, name: str, indicator: str) -> Any:
    return page.locator(f'#matrix tbody tr:has(b:text-is("{name}")) a[aria-label^="{indicator}:"]').first


def test_the_matrix_shows_every_verdict_in_words_and_signs(page: Any, site: Path) -> None:
    visit(page, site)
    good, bad = cell(page, "Zeldenrust", "1.1.2"), cell(page, "Zeldenrust", "1.1.1")
    assert (good.inner_text(), good.get_attribute("aria-label")) == ("√", "1.1.2: voldoet")
    assert (bad.inner_text(), bad.get_attribute("aria-label")) == ("X", "1.1.1: verbeterpunt")
    assert cell(page, "Oostwold", "1.1.1").inner_text() == "√"
    heads = page.locator("#matrix thead th.theme").all_inner_texts()
    assert [head.split()[0] for head in heads] == ["1", "2", "3", "4", "5"]
    row = page.locator('#themes tr:has-text("1 Toeleiding")')
    assert re.split(r"\s+", row.inner_text().strip())[:2] == ["1", "Toeleiding"]


def test_a_cell_leads_to_its_finding_and_its_place_in_the_source(page: Any, site: Path) -> None:
    visit(page, site)
    cell(page, "Zeldenrust", "1.1.2").click()
    page.wait_for_url("**/factsheets/*#*")
    shown = page.locator("article.on")
    assert shown.locator("li b").inner_text() == "1.1.2"
    lines = "".join(page.locator("#bron .on").all_inner_texts())
    assert "regelt punt 1 in eerste" in " ".join(lines.split()) or "regelt" in lines
    assert page.locator("#bron .on").first.is_visible()


def test_a_filter_is_kept_in_the_address(page: Any, site: Path) -> None:
    visit(page, site)
    page.select_option("select[name=thema]", "3")
    page.select_option("select[name=oordeel]", "verbeterpunt")
    page.click("#tab-bevindingen")
    assert page.evaluate("location.hash") == "#weergave=bevindingen&thema=3&oordeel=verbeterpunt"
    status = page.inner_text("#status")
    badges = set(page.locator("#view-bevindingen .badge").all_inner_texts())
    assert badges == {"X verbeterpunt"}
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-texts=ready]")
    assert page.inner_text("#status") == status
    assert page.input_value("select[name=thema]") == "3"
    page.click("text=Wis filter")
    assert page.evaluate("location.hash") == "#weergave=bevindingen"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gemeente=Oostwold", "30 bevindingen"),
        ("gemeente=oost", "30 bevindingen"),
        ("gemeente=Zeldenrust&indicator=1.1.1", "3 bevindingen"),
        ("gemeente=Zeldenrust&jaar=2014", "2 bevindingen"),
        ("gemeente=Oostwold&onderwerp=veiligheid&tekst=punt 12", "1 bevinding"),
        ("tekst=KWETSBAAR&gemeente=Oostwold", "1 bevinding"),
        ("controle=followup_differs", "0 bevindingen"),
        ("gemeente=Oostwold&controle=published_unknown", "30 bevindingen"),
        ("tekst=bestaatniet", "0 bevindingen"),
    ],
)
def test_each_filter_finds_what_it_says(query: str, expected: str, page: Any, site: Path) -> None:
    visit(page, site, f"index.html#weergave=bevindingen&{query}")
    assert page.inner_text("#status") == f"{expected} binnen het filter"


def test_what_needs_an_eye_links_to_it(page: Any, site: Path) -> None:
    visit(page, site)
    assert "scan.pdf" in page.locator(".rejects").text_content()
    assert "OCR" in page.locator(".rejects").text_content()
    page.click(".attention a:has-text('Geen datum van publicatie')")
    assert page.get_attribute("#tab-factsheets", "aria-selected") == "true"
    assert "factsheet" in page.inner_text("#status")


def test_follow_ups_stand_side_by_side(page: Any, site: Path) -> None:
    visit(page, site, "index.html#weergave=opvolging&gemeente=Zeldenrust")
    assert page.inner_text("#status") == "2 opvolgingen binnen het filter"
    before, after = page.locator(".followups .card").first.locator(".side").all()
    assert "regelt nog niet" in before.inner_text()
    assert "Dat is nu geregeld." in after.inner_text()
    assert before.bounding_box()["y"] == after.bounding_box()["y"]
    visit(page, site, sheet_of(site, "zeldenrust-2015.txt"))
    before, after = page.locator(".pair").first.locator(".side").all()
    assert "X verbeterpunt" in before.inner_text()
    assert "√ voldoet" in after.inner_text()
    assert before.bounding_box()["y"] == after.bounding_box()["y"]


def test_moving_over_a_finding_lights_its_place_on_the_page(page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, PDF))
    assert (
        page.locator("figure img").first.evaluate("image => image.decode().then(() => image.naturalWidth)")
        > 500
    )
    article = page.locator("article.st").nth(3)
    article.hover()
    boxes = page.locator("#bron .box.on")
    assert boxes.count() >= 1
    wanted = [float(part) for part in article.get_attribute("data-b").split(";")[0].split(",")]
    figure = page.locator(f'figure[data-page="{wanted[0]:g}"]')
    width, height = (float(figure.get_attribute(f"data-{name}")) for name in ("width", "height"))
    shown = figure.evaluate(
        """figure => {
            const [picture, box] = [figure.querySelector("img"), figure.querySelector(".box.on")].map(
                (one) => one.getBoundingClientRect());
            return [box.x - picture.x, box.y - picture.y, box.width, box.height].map(
                (size, at) => size / (at % 2 ? picture.height : picture.width));
        }"""
    )
    _, x0, top, x1, bottom = wanted
    expected = [x0 / width, top / height, (x1 - x0) / width, (bottom - top) / height]
    assert shown == pytest.approx(expected, abs=0.002)
    playwright.expect(boxes.first).to_be_in_viewport()
    page.click("#bronkeuze button[value=lines]")
    assert page.locator(".lines .on").first.is_visible()


def test_a_click_in_the_source_shows_the_finding(page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, "oostwold.txt"))
    number = page.locator("article.st").nth(25).get_attribute("data-s")
    page.locator(f'#bron [data-s="{number}"]').first.click()
    shown = page.locator("article.on")
    assert shown.get_attribute("data-s") == number
    playwright.expect(shown).to_be_in_viewport()


def test_topics_and_mentions_are_marked_in_the_text(page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, "oostwold.txt"))
    article = page.locator("article.st").first
    chip = article.locator("button.topic")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    assert article.locator(".about").inner_text() == article.locator("p.text").inner_text()
    assert article.locator("i.ORG").get_attribute("title") == "organisatie"


def test_the_export_holds_the_filtered_rows(page: Any, site: Path, tmp_path: Path) -> None:
    visit(page, site, "index.html#weergave=bevindingen&gemeente=Zeldenrust&oordeel=verbeterpunt")
    with page.expect_download() as waiting:
        page.click("#export")
    assert waiting.value.suggested_filename == "bevindingen.csv"
    waiting.value.save_as(tmp_path / "export.csv")
    text = (tmp_path / "export.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert page.inner_text("#status") == f"{len(rows)} bevindingen binnen het filter"
    assert {(row["gemeente"], row["teken"]) for row in rows} == {("Zeldenrust", "X")}
    assert rows[0]["toelichting"].startswith("De aanpak regelt nog niet punt")
    assert all(row["finding_id"] and row["document_id"] for row in rows)


def test_the_export_keeps_hostile_text_in_its_cell(page: Any, site: Path, tmp_path: Path) -> None:
    visit(page, site, "index.html#weergave=matrix&gemeente=Kwaadwijk")
    with page.expect_download() as waiting:
        page.click("#export")
    waiting.value.save_as(tmp_path / "export.csv")
    text = (tmp_path / "export.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 30
    assert all(row["toelichting"].endswith(HOSTILE) for row in rows)


@pytest.mark.parametrize("view", ["matrix", "bevindingen", "factsheets", "opvolging"])
def test_markup_in_a_factsheet_stays_text_in_the_overview(view: str, page: Any, site: Path) -> None:
    visit(page, site, f"index.html#weergave={view}&gemeente=Kwaadwijk")
    if view == "matrix":
        page.locator("#matrix td a").first.hover()
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main script").count() == 0
    if view != "opvolging":
        assert "<script>window.pwned=1</script>" in page.inner_text("main")


def test_markup_in_a_factsheet_stays_text_on_its_page(page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, "kwaad.txt"))
    page.locator("article.st").first.hover()
    page.locator("button.correct").first.click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main script, aside img, aside script, dialog img").count() == 0
    shown = page.locator("article.st p.text").first.text_content()
    assert shown.endswith(HOSTILE)


def test_the_matrix_is_walked_with_the_keyboard(page: Any, site: Path) -> None:
    visit(page, site)
    assert page.locator('#matrix a[tabindex="0"]').count() == 1
    page.locator('#matrix a[tabindex="0"]').focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home", "ArrowRight"):
        page.keyboard.press(key)
    focused = page.locator("#matrix a:focus")
    place = focused.evaluate("cell => [cell.closest('tr').ariaRowIndex, cell.closest('td').cellIndex]")
    assert place == ["5", 1]
    assert page.locator('#matrix a[tabindex="0"]').count() == 1
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    page.wait_for_url("**/factsheets/*.html")


def test_a_finding_is_traced_and_corrected_with_the_keyboard(page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, "oostwold.txt"))
    page.locator("button.trace").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("button.trace").first.get_attribute("aria-pressed") == "true"
    assert page.locator("#bron .on").count() > 0
    page.locator("button.correct").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#correctie").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#correctie").is_visible()


def test_the_report_writes_the_line_of_a_correction_that_the_next_run_takes(page: Any, site: Path) -> None:
    made = next(item for item in archive() if item.source == "oostwold.txt")
    visit(page, site, sheet_of(site, "oostwold.txt"))
    article = page.locator('article.st:has(b:text-is("1.2.2"))')
    article.locator("button.correct").click()
    assert page.locator("#waarover").inner_text().startswith("1.2.2 Netwerkpartners")
    assert page.locator("#kopieer").is_disabled()
    page.fill("[name=reden]", 'Staat er, met "aanhaling"; en komma,')
    page.fill("[name=wie]", "J. de Vries")
    changes = {
        "mark": ("select[name=teken]", "X"),
        "text": ("textarea[name=tekst]", "Iets, anders."),
        "let_op": ("textarea[name=letop]", "Een.\nTwee."),
        "approach": ("select[name=aanpak]", ""),
    }
    for column, (field, value) in changes.items():
        page.select_option("[name=kolom]", column)
        if field.startswith("select"):
            page.select_option(field, value)
        else:
            page.fill(field, value)
        assert page.locator("#kopieer").is_enabled()
        (item,) = parse_corrections(f"{','.join(HEADS)}\n{page.input_value('#regel')}\n")
        result = apply(made.tables, [item])
        assert result.refused == ()
        row = next(row for row in result.tables["findings"] if row["finding_id"] == item.finding_id)
        assert row["indicator_id"] == "1.2.2"
        assert row[column] == (["Een.", "Twee."] if column == "let_op" else value or None)


def test_only_rows_in_sight_are_in_the_page_and_all_when_printed(page: Any, tmp_path: Path) -> None:
    made = [
        factsheet(f"f{number:03}.txt", f"inhoud {number}", f"Gemeente {number:03}") for number in range(120)
    ]
    build(release(tmp_path / "parsed", made), tmp_path / "report")
    visit(page, tmp_path / "report")
    rows = page.locator("#matrix tbody tr:not(.spacer)")
    assert page.get_attribute("#matrix table", "aria-rowcount") == "123"
    assert 20 < rows.count() < 80
    page.locator("#matrix").evaluate("frame => { frame.scrollTop = frame.scrollHeight; }")
    page.wait_for_selector("#matrix b:text-is('Gemeente 119')")
    assert page.locator("#matrix tr[aria-rowindex='123'] b").inner_text() == "Gemeente 119"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 120
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert rows.count() < 80


def accessibility(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{item['id']}: {node['html'][:120]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("view", ["matrix", "bevindingen", "factsheets", "opvolging"])
def test_the_overview_is_accessible(view: str, page: Any, site: Path) -> None:
    visit(page, site, f"index.html#weergave={view}")
    assert accessibility(page) == []


@pytest.mark.parametrize("file_name", ["oostwold.txt", "zeldenrust-2015.txt", PDF])
def test_a_factsheet_is_accessible(file_name: str, page: Any, site: Path) -> None:
    visit(page, site, sheet_of(site, file_name))
    page.locator("button.trace").first.click()
    assert accessibility(page) == []
    page.locator("button.correct").first.click()
    assert accessibility(page) == []


def test_the_pages_are_readable_on_a_narrow_screen(page: Any, site: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    visit(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    visit(page, site, sheet_of(site, "oostwold.txt"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
