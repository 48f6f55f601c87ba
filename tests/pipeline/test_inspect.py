"""Pictures of pages: that they are made, that what is drawn stands on what is printed, and how the command refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from ggsr_extract.models.checks import ExitCode
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline.inspect.document import Inspected, inspected
from ggsr_extract.pipeline.inspect.draw import pictures
from ggsr_extract.pipeline.inspect.palette import MARK_COLORS, ROLE_COLORS
from ggsr_extract.pipeline.inspect.panel import plain
from ggsr_extract.pipeline.inspect.view import PageView, RoleBox
from ggsr_extract.pipeline.runner import Options
from PIL import Image

from tests.conftest import invoke
from tests.generator.build import sheet
from tests.generator.draw import draw
from tests.generator.layout import layout
from tests.generator.look import LOOKS, Look
from tests.readers.pdf_builder import Pdf, show

DPI = 144
SCALE = DPI / 72
Pixels = npt.NDArray[np.int64]


def made(look: Look, shape: str = "one") -> bytes:
    return draw(layout(sheet("inspect", shape), look, 1), 1)


def looked(data: bytes) -> tuple[Inspected, list[tuple[PageView, Pixels]]]:
    found = inspected("invented.pdf", data, Options())
    drawn = pictures(data, found.pages, found.facts, DPI)
    return found, [(view, np.asarray(image, dtype=np.int64)) for view, image in drawn]


def rendered(data: bytes, number: int) -> Pixels:
    with pypdfium2.PdfDocument(data, password="") as document:
        return np.asarray(document[number - 1].render(scale=SCALE).to_pil().convert("L"), dtype=np.int64)


def around(pixels: Pixels, line: RoleBox) -> Pixels:
    """The pixels of a line's box and three points around it."""
    box = line.box
    rows = slice(max(0, int((box.top - 3) * SCALE)), int((box.bottom + 3) * SCALE))
    return pixels[rows, max(0, int((box.x0 - 3) * SCALE)) : int((box.x1 + 3) * SCALE)].reshape(-1, 3)


def loud(pixels: Pixels, line: RoleBox) -> int:
    """How many pixels around a line are pure red."""
    return int((around(pixels, line) == ROLE_COLORS["unclaimed"]).all(axis=1).sum())


@pytest.mark.parametrize(
    "look",
    [
        LOOKS["grid"],
        LOOKS["rotate-90"],
        LOOKS["rotate-180"],
        LOOKS["cropped-rotated"],
        replace(LOOKS["rotate-270"], crop=35, shift=(-120, 33)),
        LOOKS["vector"],
        LOOKS["image"],
    ],
    ids=["grid", "rotate-90", "rotate-180", "cropped-rotated", "cropped-rotate-270", "vector", "image"],
)
def test_marks_are_filled_with_their_colour_where_the_ink_is(look: Look) -> None:
    data = made(look)
    _, pages = looked(data)
    assert {line.mark for view, _ in pages for line in view.lines} >= {"√", "X"}
    for view, pixels in pages:
        ink = rendered(data, view.number)
        for line in view.lines:
            if line.mark is None:
                continue
            box = line.box
            rows = slice(int(box.top * SCALE), int(box.bottom * SCALE) + 1)
            columns = slice(int(box.x0 * SCALE), int(box.x1 * SCALE) + 1)
            assert ink[rows, columns].min() < 140, "the mark is printed inside its box"
            near = pixels[rows, columns].reshape(-1, 3)
            off = np.abs(near - np.array(MARK_COLORS[line.mark])).max(axis=1)
            assert (off < 8).any(), "its box has the mark's colour"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_everything_printed_lies_in_a_coloured_box(rotate: int) -> None:
    """Without rules and shading all ink is text: none is left bare, on turned, moved and cropped pages alike."""
    data = made(replace(LOOKS["bare"], rotate=rotate, crop=40, shift=(75, -50), box=False, hyphens=0.2))
    found, pages = looked(data)
    assert found.refusal is None
    for view, _ in pages:
        ink = rendered(data, view.number) < 128
        assert ink.shape == (round(view.height * SCALE), round(view.width * SCALE))
        for line in view.lines:
            rows = slice(max(0, int((line.box.top - 2) * SCALE)), int((line.box.bottom + 2) * SCALE) + 1)
            ink[rows, max(0, int((line.box.x0 - 2) * SCALE)) : int((line.box.x1 + 2) * SCALE) + 1] = False
        assert not ink.any(), f"page {view.number}"


def test_picture_is_the_page_with_a_panel_at_its_right() -> None:
    data = made(LOOKS["landscape"], "followup-one")
    found, pages = looked(data)
    assert len(pages) == found.facts.page_count
    for view, pixels in pages:
        height, width, _ = pixels.shape
        assert height == pytest.approx(view.height * SCALE, abs=1)
        assert width > view.width * SCALE + 100
        assert view.width > view.height
        legend = pixels[:, int(view.width * SCALE) + 4 :].reshape(-1, 3)
        for role in {line.role for line in view.lines} - {"mark"}:
            assert (legend == ROLE_COLORS[role]).all(axis=1).any(), f"{role} is in the legend"


def test_statements_rows_and_cells_are_found_on_the_pages_of_their_lines() -> None:
    found = inspected("invented.pdf", made(LOOKS["grid-split"]), Options())
    groups = [group for page in found.pages for group in page.groups if group.kind == "statement"]
    assert {part for group in groups for part in group.label.split()[0].split("+")} >= {
        "1.1.1",
        "2.1.1",
        "3.1.1",
    }
    for page in found.pages:
        for group in page.groups:
            assert group.box.page == page.number
            inside = [
                line
                for line in page.lines
                if group.box.x0 <= line.box.x0
                and line.box.x1 <= group.box.x1
                and group.box.top <= line.box.top
                and line.box.bottom <= group.box.bottom
            ]
            assert inside
            assert {line.role for line in inside} <= {"mark", "finding", "remark", "conclusion"}
    labels = [row.label for page in found.pages for row in page.rows]
    ends = sum(label.endswith(", goes on") for label in labels)
    assert ends == sum(label.startswith("from the page before, ") for label in labels)


def test_unclaimed_text_is_loud_red() -> None:
    page = b"".join(
        show(40, 260 - 20 * i, text) for i, text in enumerate((b"Een brief over fietsen.", b"Groet, Jo"))
    )
    found, [(view, pixels)] = looked(Pdf([page]).build())
    assert found.refusal is not None
    assert {line.role for line in view.lines} == {"unclaimed"}
    for line in view.lines:
        assert loud(pixels, line) > 3 * 2 * (line.box.x1 - line.box.x0) * SCALE, "framed on both sides"


def test_page_with_a_unit_of_its_own_is_drawn_in_its_own_measure() -> None:
    pdf = Pdf([show(40, 200, b"Brief", 20)], page=b"/UserUnit 2 /Rotate 90 /MediaBox[0 0 400 300]")
    _, [(view, pixels)] = looked(pdf.build())
    assert (view.width, view.height) == (600, 800)
    assert pixels.shape[0] == 800 * SCALE
    [line] = view.lines
    assert loud(pixels, line) > 3 * 2 * (line.box.bottom - line.box.top) * SCALE


def test_huge_page_gives_a_picture_of_bounded_size() -> None:
    pdf = Pdf([show(400, 2000, b"Een brief.", 200)], media=b"[0 0 14000 9000]")
    _, [(_, pixels)] = looked(pdf.build())
    assert pixels.shape[0] <= 5_000
    assert pixels.shape[1] <= 6_000


def test_same_file_gives_the_same_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(LOOKS["zebra"]))
    for folder in ("one", "two"):
        assert invoke("inspect", tmp_path / "a.pdf", "--page", 2, "--out", tmp_path / folder).exit_code == 0
    assert (tmp_path / "one/page-002.png").read_bytes() == (tmp_path / "two/page-002.png").read_bytes()


def test_command_makes_a_picture_per_page_and_prints_their_paths(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "deep" / "pictures"
    file.write_bytes(made(LOOKS["grid"]))
    result = invoke("inspect", file, "--out", out)
    assert result.exit_code == ExitCode.OK
    count = inspected("a.pdf", file.read_bytes(), Options()).facts.page_count
    names = [f"page-{number:03d}.png" for number in range(1, count + 1)]
    assert result.stdout.splitlines() == [str(out / name) for name in names]
    assert sorted(path.name for path in out.iterdir()) == names
    for name in names:
        with Image.open(out / name) as image:
            image.verify()


def test_one_page_at_another_resolution(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "out"
    file.write_bytes(made(LOOKS["grid"]))
    assert invoke("inspect", file, "--page", 3, "--dpi", 72, "--out", out).exit_code == ExitCode.OK
    assert [path.name for path in out.iterdir()] == ["page-003.png"]
    with Image.open(out / "page-003.png") as image:
        assert image.height == 842


@pytest.mark.parametrize("number", [0, -1, 999])
def test_page_out_of_range_is_told_in_one_line(number: int, tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "out"
    file.write_bytes(made(LOOKS["grid"]))
    result = invoke("inspect", file, "--page", number, "--out", out)
    assert result.exit_code == ExitCode.USAGE
    [line] = result.stderr.splitlines()
    assert f"no page {number}" in line
    assert "give --page 1 to " in line
    assert not out.exists()


def test_text_is_sent_to_show(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Uitkomsten toezichtonderzoek", encoding="utf-8")
    result = invoke("inspect", file, "--out", tmp_path / "out")
    assert result.exit_code == ExitCode.USAGE
    [line] = result.stderr.splitlines()
    assert f"ggsr-extract show {file}" in line


def test_pdf_that_is_no_factsheet_is_drawn_and_told(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "out"
    file.write_bytes(Pdf([show(40, 200, b"Een brief over fietsen.")]).build())
    result = invoke("inspect", file, "--out", out)
    assert result.exit_code == ExitCode.PARTIAL
    assert (out / "page-001.png").exists()
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: Nothing in it looks like a factsheet")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 torn off", Pdf([b"0 0 10 10 re f"]).build()])
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "out"
    file.write_bytes(data)
    result = invoke("inspect", file, "--out", out)
    assert result.exit_code == ExitCode.PARTIAL
    assert len(result.stderr.splitlines()) == 1
    assert not out.exists()


def test_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    file, taken = tmp_path / "a.pdf", tmp_path / "taken"
    file.write_bytes(made(LOOKS["grid"]))
    taken.write_text("a file", encoding="utf-8")
    result = invoke("inspect", file, "--out", taken / "out")
    assert result.exit_code == ExitCode.USAGE
    [line] = result.stderr.splitlines()
    assert "--out" in line


def test_labels_use_letters_that_the_font_has() -> None:
    assert plain("één – “√”") == 'een - "V"'


def test_real_pages_have_all_their_statements_outlined(shared: Path) -> None:
    files = sorted((shared / "factsheets" / "pdf").glob("*-2013.origineel.pdf"))
    assert files
    for file in files:
        found = inspected(file.name, file.read_bytes(), Options())
        labels = {
            indicator
            for page in found.pages
            for group in page.groups
            for indicator in group.label.split()[0].split("+")
        }
        assert len(labels & {item.indicator_id for item in framework().indicators}) == 30


def test_what_is_no_pdf_is_told_with_what_to_do(tmp_path: Path) -> None:
    text, picture = tmp_path / "een brief.txt", tmp_path / "foto.jpg"
    text.write_text("Geachte heer", encoding="utf-8")
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    for file, advice in (
        (text, f"use `ggsr-extract show '{text}'`"),
        (picture, "it is a picture. Give it as PDF"),
    ):
        told = invoke("inspect", file, "--out", tmp_path / "out")
        assert told.exit_code == 2
        assert advice in told.output
