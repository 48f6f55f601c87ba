"""Bad input is normal input: each gives its right result, and every other file is still read."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from ggsr_extract.extractors.readers.limits import PdfLimits, look_through
from ggsr_extract.extractors.readers.plumber.bounds import check_map
from ggsr_extract.models.checks import REJECTS, Refusal
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline.documents import parse_text
from ggsr_extract.pipeline.runner import Options, process
from pdfminer.pdftypes import PDFStream

from tests.conftest import invoke
from tests.places import ROOT
from tests.readers.pdf_builder import Pdf, show

GOOD = ROOT / "data" / "raw" / "zandwijk-2013.txt"


def run(folder: Path, *options: object) -> tuple[int, dict[str, pd.DataFrame], str]:
    out = folder.parent / "parsed"
    result = invoke("run", folder, "--out", out, *options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    tables = {name: pd.read_parquet(out / name) for name in ("documents", "findings", "rejects", "checks")}
    return result.exit_code, tables, result.output


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(GOOD, folder / "good.txt")
    return folder


def reject(tables: dict[str, pd.DataFrame], name: str) -> str:
    (row,) = tables["rejects"][tables["rejects"]["file_name"] == name].to_dict("records")
    assert REJECTS[row["error"]].remedy in row["message"]
    return str(row["error"])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n\t\n", "empty"),
        ("letter.txt", b"Geachte heer,\n\nHierbij de notulen.\n" * 5, "not_a_factsheet"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("labels.txt", b'{"source": "x", "findings": []}', "not_a_factsheet"),
        ("letter.rtf", b"{\\rtf1 Geachte heer}", "binary"),
        ("letter.docx", b"PK\x03\x04" + bytes(range(256)), "binary"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "pdf_broken"),
    ],
)
def test_what_gives_no_factsheet_is_rejected_and_the_rest_is_read(
    archive: Path, name: str, data: bytes, code: str
) -> None:
    (archive / name).write_bytes(data)
    status, tables, output = run(archive)
    assert status == 1
    assert reject(tables, name) == code
    assert list(tables["documents"]["file_name"]) == ["good.txt"]
    assert name in output


def test_why_a_text_that_names_indicators_gives_none_is_told(archive: Path) -> None:
    text = GOOD.read_text(encoding="utf-8")
    (archive / "joined.txt").write_text(" ".join(text.split()), encoding="utf-8")
    names = [item.indicator for item in framework().indicators]
    (archive / "list.txt").write_text(
        "".join(f"Indicator: {name}\nOordeel: ja\n" for name in names), encoding="utf-8"
    )
    _, tables, _ = run(archive)
    assert {reject(tables, name) for name in ("joined.txt", "list.txt")} == {"no_findings"}
    told = " ".join(tables["rejects"]["message"])
    assert "its lines were joined" in told
    assert "it names 30 indicators, but not in the tables" in told


def test_a_text_that_quotes_the_header_of_a_pdf_is_a_text(archive: Path) -> None:
    (archive / "quote.txt").write_bytes(b"Dit bestand was %PDF-1.4 en is omgezet.\n" + GOOD.read_bytes())
    _, tables, _ = run(archive)
    assert set(tables["documents"]["media_type"]) == {"text/plain"}
    assert list(tables["documents"]["finding_count"]) == [30, 30]


def test_links(archive: Path) -> None:
    (archive / "dangling.txt").symlink_to(archive / "nowhere.txt")
    (archive / "loop.txt").symlink_to(archive / "loop.txt")
    (archive / "folder-loop").symlink_to(archive, target_is_directory=True)
    (archive / "device.txt").symlink_to("/dev/zero")
    status, tables, _ = run(archive)
    assert status == 1
    assert reject(tables, "dangling.txt") == "unreadable"
    assert reject(tables, "loop.txt") == "unreadable"
    assert reject(tables, "device.txt") == "unreadable"
    assert "is no plain file" in " ".join(tables["rejects"]["message"])
    assert len(tables["documents"]) == 1


def test_a_link_loop_in_a_folder_that_is_given_twice_stops_nothing(archive: Path) -> None:
    (archive / "loop.txt").symlink_to(archive / "loop.txt")
    status, tables, _ = run(archive, archive / "loop.txt", archive / "good.txt")
    assert (status, reject(tables, "loop.txt"), len(tables["documents"])) == (1, "unreadable", 1)


def test_pipes_and_sockets_hold_up_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")  # nobody writes into it: who opens it waits for ever
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(os.path.relpath(folder / "ear.pdf"))
    _, tables, _ = run(folder)
    assert (reject(tables, "pipe.txt"), reject(tables, "ear.pdf")) == ("unreadable", "unreadable")


@pytest.mark.parametrize(
    "flood",
    [
        "√ " * 10_000,
        "\t" * 20_000,
        "X " * 10_000,
        "1\n" * 10_000,
        "De Brug " * 2_500,
        "." * 20_000,
        "Blad 1A" * 3_000,
        "LET OP: iets.\n" * 15_000,
        "   a" + "√" * 200_000 + "a   a",
    ],
)
def test_a_flood_of_one_sign_leaves_the_findings(flood: str) -> None:
    """Each of these once took minutes, as the work grew with the square of the signs."""
    text = GOOD.read_text(encoding="utf-8")
    middle, started = len(text) // 2, time.process_time()
    outcome = process("flood.txt", (text[:middle] + flood + text[middle:]).encode(), Options())
    assert len(outcome.tables["findings"]) >= 26
    assert time.process_time() - started < 30


def test_a_pdf_of_a_million_brackets_is_refused_at_once() -> None:
    """The reference reader once copied all of an open string at each bracket in it."""
    (row,) = process("open.pdf", b"%PDF-1.4\n1 0 obj\n" + b"(" * 1_000_000, Options()).tables["rejects"]
    assert row["error"] == "pdf_broken"


def test_a_map_of_four_milliard_codes_is_not_made() -> None:
    good = b"1 beginbfrange <00> <FF> <0000> endbfrange 2 beginbfchar <41> <D83DDE00> <42> <0043> endbfchar"
    listed = b"1 beginbfrange <00> <01> [<0041> <D83DDE00>] endbfrange"
    for data in (good, listed):
        check_map({"ToUnicode": PDFStream({}, data)})
    with pytest.raises(ValueError, match="more codes"):
        check_map({"ToUnicode": PDFStream({}, b"1 beginbfrange <00000000> <FFFF FFFF> <0000> endbfrange")})


def _with(data: bytes, attached: str) -> bytes:
    document = pypdfium2.PdfDocument(data)
    document.new_attachment(attached).set_data(data)
    document.save(made := io.BytesIO())
    return made.getvalue()


def test_files_attached_to_a_pdf_are_told(archive: Path) -> None:
    sheet = (ROOT / "data" / "raw" / "stelmonde-2013.pdf").read_bytes()
    (archive / "sheet.pdf").write_bytes(_with(sheet, "andere.pdf"))
    letter = Pdf([show(20, 250, b"Open this portfolio with another program, please.")]).build()
    (archive / "cover.pdf").write_bytes(_with(letter, "andere.pdf"))
    _, tables, _ = run(archive)
    assert reject(tables, "cover.pdf") == "not_a_factsheet"
    assert "andere.pdf; take them out" in " ".join(tables["rejects"]["message"])
    assert list(tables["checks"].query("code == 'files_unread'")["value"]) == ["andere.pdf"]


def test_a_scan_among_the_pages_of_a_factsheet_is_told(archive: Path) -> None:
    image = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    scan = Pdf([b"q 400 0 0 300 0 0 cm /I Do Q"], xobjects={"I": (image, b"\x80")}).build()
    document = pypdfium2.PdfDocument(ROOT / "data" / "raw" / "stelmonde-2013.pdf")
    document.import_pages(pypdfium2.PdfDocument(scan), index=2)
    document.save(archive / "sheet.pdf")
    _, tables, _ = run(archive)
    assert list(tables["checks"].query("code == 'page_picture'")["page"]) == [3]


def test_a_pdf_behind_another_is_refused_and_one_behind_itself_is_not(archive: Path) -> None:
    one, other = (
        (ROOT / "data" / "raw" / name).read_bytes() for name in ("stelmonde-2013.pdf", "graswolde-2013.pdf")
    )
    (archive / "both.pdf").write_bytes(one + b"\n" + other)
    (archive / "same.pdf").write_bytes(one + one)
    _, tables, _ = run(archive)
    assert reject(tables, "both.pdf") == "several_factsheets"
    assert set(tables["documents"]["file_name"]) == {"good.txt", "same.pdf"}


def test_a_blank_page_is_no_damage() -> None:
    blank = b"18 0 obj\n<</Length 0/Filter/FlateDecode>>\nstream\n\nendstream\nendobj\n"
    sheet = (ROOT / "data" / "raw" / "stelmonde-2013.pdf").read_bytes()
    assert not look_through(sheet.replace(b"xref", blank + b"xref", 1), PdfLimits()).damaged


def test_a_pdf_of_streams_without_an_end_is_refused_at_once() -> None:
    data = b"%PDF-1.4\n" + b"1 0 obj<</Length 5>>stream\n" * 100_000  # pdfium needs more than a minute for it
    outcome = process("a.pdf", data, Options())
    assert [row["error"] for row in outcome.tables["rejects"]] == ["pdf_broken"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there are no windows into the system")
def test_windows_into_the_system_hold_up_nothing(archive: Path) -> None:
    (archive / "status.txt").symlink_to("/proc/self/status")  # a plain file of size 0, which holds text
    (archive / "kernel.txt").symlink_to("/proc/kmsg")  # who reads it waits until the kernel says something
    _, tables, _ = run(archive)
    assert (reject(tables, "status.txt"), reject(tables, "kernel.txt")) == ("unreadable", "unreadable")
    assert len(tables["documents"]) == 1


def test_a_file_of_many_gigabytes_is_refused_unread(archive: Path) -> None:
    with (archive / "hole.pdf").open("wb") as file:
        file.truncate(200 << 30)
    _, tables, _ = run(archive)
    assert reject(tables, "hole.pdf") == "too_large"
    assert len(tables["documents"]) == 1


@pytest.mark.parametrize("text", ["woord " * 300_000, "\n" * 200_000 + "X", " " * 20_000_000 + "X"])
def test_a_text_larger_than_any_factsheet_is_refused_unread(text: str) -> None:
    (row,) = process("large.txt", text.encode(), Options()).tables["rejects"]
    assert row["error"] == "text_limit"


def test_a_text_of_many_bytes_is_refused_undecoded() -> None:
    outcome = process("a.txt", b"a\x82b " * 12_000_000, Options())  # to tell its encoding takes long
    assert [row["error"] for row in outcome.tables["rejects"]] == ["text_limit"]


def test_a_control_sign_before_a_mark_is_no_word() -> None:
    """It is white space to Python, so that nothing is left of a line that holds it alone."""
    lines = ["Indicator 2013 2014", "De gemeente heef~", "GGSR.", "De gemeente voert regie op de aanpak"]
    lines += ["X Niemand voelt zich verantwoordelijk", "\x1f√ Sinds kort is dat", "", "iedere wijk anders."]
    parsed = parse_text("\n".join(lines).encode(), None, {})[0]
    assert [(item.year, item.mark) for item in parsed.statements] == [(2013, "X"), (2014, "√")]


def test_a_respondent_that_is_a_zero_is_no_name() -> None:
    text = GOOD.read_text(encoding="utf-8").replace("ingevuld door:\n", "ingevuld door:\n\0\n", 1)
    tables = process("zero.txt", text.encode(), Options()).tables
    plain = process("plain.txt", GOOD.read_bytes(), Options()).tables
    assert tables["approaches"][0]["respondents"] == plain["approaches"][0]["respondents"]
    assert len(tables["findings"]) == 30


def test_folders_nested_deeper_than_calls_are_read(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive)
    for _ in range(1_100):
        os.mkdir("d")
        os.chdir("d")
    shutil.copy(ROOT / "data" / "raw" / "zandwijk-2015.txt", "deep.txt")
    monkeypatch.chdir(archive.parent)
    status, tables, _ = run(archive)
    assert status == 0
    assert sorted(tables["documents"]["file_name"]) == ["deep.txt", "good.txt"]
    subprocess.run(["rm", "-rf", archive], check=True)  # pytest would call itself at each level


def test_options_that_name_a_pipe_hold_up_nothing(archive: Path) -> None:
    pipe = archive.parent / "pipe"
    os.mkfifo(pipe)
    out = archive.parent / "parsed"
    for arguments in (
        ("run", archive, "--out", out, "--municipalities", pipe),
        ("run", archive, "--out", out, "--corrections", pipe),
        ("evaluate", archive, pipe),
        ("verify", out, "--sources", pipe),
    ):
        result = invoke(*arguments)
        assert result.exit_code == 2
        assert "pipe is no" in result.output or "no plain file" in result.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(archive: Path) -> None:
    secret = archive / "secret.txt"
    shutil.copy(GOOD, secret)
    secret.write_text(secret.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    secret.chmod(0)
    assert reject(run(archive)[1], "secret.txt") == "unreadable"


def test_a_folder_that_cannot_be_listed_is_told_and_loses_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = archive / "locked"
    locked.mkdir()
    (locked / "a.txt").write_bytes(GOOD.read_bytes() + b"\n")
    assert run(archive)[0] == 0
    usual = os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder) == locked:
            raise PermissionError(13, "Permission denied", str(folder))
        return usual(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    status, tables, _ = run(archive, "--prune")
    assert (status, reject(tables, "locked")) == (1, "unreadable")
    assert "the folder cannot be listed" in tables["rejects"]["message"][0]
    assert sorted(tables["documents"]["source"]) == ["good.txt", "locked/a.txt"]
    monkeypatch.undo()
    (locked / "a.txt").unlink()
    assert list(run(archive, "--prune")[1]["documents"]["source"]) == ["good.txt"]


def test_two_copies_give_one_document_and_a_check_that_names_the_other(archive: Path) -> None:
    shutil.copy(GOOD, archive / "z-copy.txt")
    status, tables, _ = run(archive)
    assert status == 0
    assert list(tables["documents"]["file_name"]) == ["good.txt"]
    (check,) = tables["checks"][tables["checks"]["code"] == "duplicate_bytes"].to_dict("records")
    assert "z-copy.txt" in f"{check['message']} {check['value']}"


def test_names_with_spaces_newlines_and_other_letters(archive: Path) -> None:
    names = ["met spatie.txt", "regel\neinde.txt", "报告-отчёт.txt"]
    for number, name in enumerate(names):
        (archive / name).write_bytes(GOOD.read_bytes() + b"\n" * number + b" \n")
    status, tables, _ = run(archive)
    assert status == 0
    assert set(names) <= set(tables["documents"]["file_name"])


def test_a_factsheet_cut_off_in_the_middle_keeps_what_it_says(archive: Path) -> None:
    text = GOOD.read_text(encoding="utf-8")
    (archive / "half.txt").write_text(text[: len(text) // 2], encoding="utf-8")
    status, tables, _ = run(archive)
    assert status == 1
    half = tables["documents"].set_index("file_name").loc["half.txt"]
    assert {"row_missing"} <= set(half["checks"])
    assert 0 < half["finding_count"] < 30


def test_a_followup_that_breaks_off_says_so_and_guesses_no_column(archive: Path) -> None:
    words = (ROOT / "data" / "raw" / "kerkdrecht-2015.txt").read_text(encoding="utf-8").split(" ")
    (archive / "kerkdrecht.txt").write_text(" ".join(words[: len(words) * 2 // 3]), encoding="utf-8")
    lindermeer = (ROOT / "data" / "raw" / "lindermeer-2015.txt").read_text(encoding="utf-8")
    ends = [end for end in range(4900, len(lindermeer), 97) if lindermeer[end - 1].isalnum()]
    for end in ends:
        (archive / f"{end}.txt").write_text(lindermeer[:end], encoding="utf-8")
    (archive / "whole.txt").write_text(lindermeer, encoding="utf-8")
    status, tables, _ = run(archive)
    assert status == 1
    documents = tables["documents"].set_index("file_name")
    assert "truncated" in documents.loc["kerkdrecht.txt", "checks"]
    assert not any("truncated" in documents.loc[name, "checks"] for name in ("whole.txt", "good.txt"))
    findings = tables["findings"][tables["findings"]["year"] == 2014].set_index("document_id")
    whole = findings.loc[documents.loc["whole.txt", "document_id"]].set_index("indicator_id")["mark"]
    for end in ends:
        for row in findings.loc[documents.loc[f"{end}.txt", "document_id"]].itertuples():
            assert pd.isna(row.mark) or row.mark == whole[row.indicator_id], (end, row.indicator_id)


def test_a_table_that_lost_its_marks_has_null_verdicts(archive: Path) -> None:
    lines = [line for line in GOOD.read_text(encoding="utf-8").split("\n") if line.strip() not in ("√", "X")]
    text = "\n".join(line.removeprefix("√ ").removeprefix("X ") for line in lines)
    (archive / "lost.txt").write_text(text, encoding="utf-8")
    _, tables, _ = run(archive)
    lost = tables["documents"].set_index("file_name").loc["lost.txt"]
    assert "marks_lost" in lost["checks"]
    findings = tables["findings"]
    assert findings[findings["document_id"] == lost["document_id"]]["verdict"].isna().all()


def test_a_bad_run_loses_nothing_of_the_run_before(archive: Path, tmp_path: Path) -> None:
    assert run(archive)[0] == 0
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    result = invoke("run", bad, "--out", tmp_path / "parsed")
    assert result.exit_code == 1
    assert "good.txt" in set(pd.read_parquet(tmp_path / "parsed" / "documents")["file_name"])


def test_what_a_list_names_and_is_not_there_is_told_and_the_rest_is_read(archive: Path) -> None:
    names = archive.parent / "list.txt"
    names.write_bytes(
        b"\xef\xbb\xbf# two files\r\n%b\r\n\r\n%b\r\n" % (bytes(archive / "good.txt"), b"nothing.txt")
    )
    result = invoke("run", "--inputs-from", names, "--out", archive.parent / "parsed", "--json")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)
    assert (summary["documents"], [row["error"] for row in summary["rejects"]]) == (1, ["unreadable"])
    names.write_bytes(names.read_text("utf-8-sig").encode("utf-16"))
    assert (
        json.loads(
            invoke("run", "--inputs-from", names, "--out", archive.parent / "parsed", "--json").stdout
        )["found"]
        == 2
    )


def test_other_municipalities_under_the_same_name_are_other_rules(archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    for code, read in (("GM9001", 1), ("GM9001", 0), ("GM9002", 1)):
        table.write_text(
            f"code,name,in_force_from,ended_on,successor_code\n{code},Zandwijk,2000-01-01,,\n",
            encoding="utf-8",
        )
        result = invoke("run", archive, "--out", tmp_path / "parsed", "--municipalities", table, "--json")
        assert json.loads(result.stdout)["read"] == read


def test_limits_are_options(archive: Path) -> None:
    shutil.copy(ROOT / "data" / "raw" / "stelmonde-2013.pdf", archive / "long.pdf")
    _, tables, _ = run(archive, "--max-pages", 2)
    assert reject(tables, "long.pdf") == "pdf_limit"
    _, tables, _ = run(archive)
    assert not len(tables["rejects"])
    _, tables, _ = run(archive, "--max-bytes", 100)
    assert set(tables["rejects"]["error"]) == {"too_large"}


@pytest.mark.parametrize(
    ("name", "damage"), [("manifest.json", b"[" * 100_000), ("findings/part-0.parquet", None)]
)
def test_damaged_datasets_are_named_and_made_anew(archive: Path, name: str, damage: bytes | None) -> None:
    out = archive.parent / "parsed"
    assert run(archive)[0] == 0
    file = (out / name).resolve()
    file.write_bytes(damage or bytes(file.stat().st_size))
    result = invoke("run", archive, "--out", out)
    assert result.exit_code == 2
    assert name in result.output
    assert "--force" in result.output
    assert run(archive, "--force")[0] == 0


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        (None, "release", 3),
        (None, "notes", None),
        ("files", "path", 3),
        ("files", "dataset", "x"),
        ("inputs", "rows", 3),
    ],
)
def test_a_manifest_that_was_tampered_with_ends_in_no_traceback(
    archive: Path, part: str | None, name: str, value: object
) -> None:
    run(archive)
    folder = archive.parent / "parsed"
    manifest = folder / "manifest.json"
    raw = json.loads(manifest.read_bytes())
    for item in raw[part] if part else [raw]:
        item[name] = value
    manifest.resolve().write_text(json.dumps(raw), encoding="utf-8")
    for command in (("verify", folder), ("report", folder, "--out", archive.parent / "report")):
        told = invoke(*command)
        assert told.exit_code in (1, 2)
        assert isinstance(told.exception, SystemExit)
    assert invoke("run", archive, "--out", folder, "--force", "--quiet").exit_code == 0
    assert invoke("verify", folder).exit_code == 0


def test_a_factsheet_of_which_no_indicator_reads_as_printed_is_refused() -> None:
    text = (
        "Uitkomsten toezichtonderzoek Zandwijk\nSamenwerkend Toezicht Jeugd\nAanpak:\nSamen Sterk\n"
        "De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld en relevante documentatie toegestuurd.\n"
        "Bevindingen toezichtonderzoek\nToeleiding\nCriteria Indicatoren Bevindingen\n"
        "{}\n√ De partijen noemen dezelfde gezinnen.\n{}\nX Er is geen overzicht van de gezinnen.\n"
    )
    printed = "Alle netwerkpartners hanteren dezelfde omschrijving van GGSR"
    mixed = "Alle nu netwerk weer partners han daar teren hier dezelfde om na schrijving voor van toe GGSR"
    other = "De toe gemeente voor heeft na zicht daar op deze de populatie zin GGSR"
    sheet, _, _ = parse_text(text.format(printed, other).encode(), None, {})
    assert [item.mark for item in sheet.statements] == ["√", "X"]
    with pytest.raises(Refusal, match="no indicator reads as in the framework"):
        parse_text(text.format(mixed, other).encode(), None, {})
