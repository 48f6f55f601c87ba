"""The command line: exit statuses, summaries, documentation that can fail, and datasets equal to the byte."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ggsr_extract.models.framework import framework
from ggsr_extract.pipeline import load
from ggsr_extract.pipeline.cli import cli
from ggsr_extract.pipeline.describe.codes import codes_markdown

from tests.conftest import invoke
from tests.places import ROOT

RAW = ROOT / "data" / "raw"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob("*/*.parquet"))}


def test_every_command_has_help_with_an_example() -> None:
    for name in cli.commands:
        output = invoke(name, "--help").output
        assert "ggsr-extract" in output.split("Options:")[0], name
        assert "Exit status" in output, name


def test_the_list_of_commands_cuts_no_sentence_short() -> None:
    listed = invoke("--help").output.split("Commands:")[1]
    assert all(name in listed for name in cli.commands)
    assert "..." not in listed


def test_help_does_not_import_what_commands_need() -> None:
    code = "import sys, ggsr_extract.pipeline.cli; print([m for m in ('spacy', 'pandas', 'pdfplumber', 'pyarrow', 'rich') if m in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_run_prints_a_summary(tmp_path: Path) -> None:
    result = invoke("run", RAW / "zandwijk-2013.txt", "--out", tmp_path / "parsed")
    assert result.exit_code == 0
    for word in ("documents", "findings", "√", "X", "rejects", "characters claimed", "time"):
        assert word in result.output


def test_run_as_json(tmp_path: Path) -> None:
    result = invoke("run", RAW / "zandwijk-2013.txt", "--out", tmp_path / "parsed", "--json")
    summary = json.loads(result.stdout)
    assert (summary["documents"], summary["findings"], summary["claimed"]) == (1, 30, 1.0)
    assert summary["meets"] + summary["improve"] + summary["no_mark"] == 30


def test_exit_statuses(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    assert invoke("run", tmp_path / "nothing", "--out", tmp_path / "a").exit_code == 3
    assert invoke("run", tmp_path / "missing", "--out", tmp_path / "a").exit_code == 2
    assert invoke("run", RAW / "zandwijk-2013.txt", "--out", tmp_path / "b", "--quiet").exit_code == 0
    assert invoke("verify", tmp_path / "b").exit_code == 0
    assert invoke("verify", tmp_path / "nothing").exit_code != 0


def test_an_empty_path_is_not_the_working_folder(tmp_path: Path) -> None:
    assert invoke("run", "", "--out", tmp_path / "a").exit_code == 2
    assert invoke("run", RAW / "zandwijk-2013.txt", "--out", "").exit_code == 2


def test_urls_of_files_may_escape_characters(tmp_path: Path) -> None:
    archive, out, look = tmp_path / "100% é", tmp_path / "uit 1", tmp_path / "op het oog"
    archive.mkdir()
    for name in ("zandwijk-2013.txt", "stelmonde-2013.pdf"):
        shutil.copy(RAW / name, archive / f"een {name}")
    assert invoke("run", archive.as_uri(), "--out", out.as_uri(), "--quiet").exit_code == 0
    assert invoke("verify", out.as_uri(), "--sources", archive.as_uri()).exit_code == 0
    assert set(load(out.as_uri()).documents["source"]) == {"een zandwijk-2013.txt", "een stelmonde-2013.pdf"}
    assert invoke("show", (archive / "een zandwijk-2013.txt").as_uri()).exit_code == 0
    pdf = (archive / "een stelmonde-2013.pdf").as_uri()
    assert invoke("inspect", pdf, "--page", 1, "--out", look.as_uri()).exit_code == 0
    assert [path.name for path in look.iterdir()] == ["page-001.png"]


def test_datasets_among_the_inputs_are_no_inputs(tmp_path: Path) -> None:
    shutil.copy(RAW / "zandwijk-2013.txt", tmp_path / "a.txt")
    for out in (tmp_path, tmp_path / "parsed", tmp_path, tmp_path / "parsed"):
        summary = json.loads(invoke("run", tmp_path, "--out", out, "--json").stdout)
        assert (summary["found"], summary["rejects"]) == (1, [])


def test_output_that_lacks_letters_or_is_closed_stops_nothing() -> None:
    program = "from ggsr_extract.pipeline.cli import main; main()"
    call = [sys.executable, "-c", program, "show", "zandwijk-2013.txt"]
    poor = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    told = subprocess.run(call, cwd=RAW, env=poor, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, b"")
    assert rb"\u221a" in told.stdout
    closed = subprocess.run(["sh", "-c", '"$@" >&- 2>&- <&-', "sh", *call], cwd=RAW, check=False)
    assert closed.returncode == 0


def test_a_reader_that_leaves_stops_nothing(tmp_path: Path) -> None:
    """As ``| head -1`` does: a quiet end with the status of what was done; a log that nobody reads loses no datasets."""
    for arguments in (
        ["show", RAW / "zandwijk-2013.txt"],
        ["run", RAW / "zandwijk-2013.txt", "--out", tmp_path / "parsed", "--log-json", "--json"],
        ["run", "--help"],
    ):
        program = "from ggsr_extract.pipeline.cli import main; main()"
        ending, end = os.pipe()
        os.close(ending)
        call = [sys.executable, "-c", program, *map(str, arguments)]
        assert subprocess.run(call, stdout=end, stderr=end, check=False).returncode == 0
        told = subprocess.run(call, stdout=end, stderr=subprocess.PIPE, text=True, check=False)
        assert all(line.startswith("{") for line in told.stderr.splitlines())
        os.close(end)
    assert (tmp_path / "parsed" / "manifest.json").exists()


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_an_interrupt_while_the_program_loads_is_one_line(number: str) -> None:
    program = f"""
import signal, sys
class Interrupting:
    def find_spec(self, name, *where):
        if name == "ggsr_extract.pipeline.cli":
            signal.raise_signal(signal.{number})
sys.meta_path.insert(0, Interrupting())
from ggsr_extract.pipeline.entry import main
main()
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr.count("\n")) == (130, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_output_that_does_not_fit_is_an_error_in_one_line_and_messages_that_do_not_are_none(
    tmp_path: Path,
) -> None:
    program = "from ggsr_extract.pipeline.cli import main; main()"
    source = str(RAW / "zandwijk-2013.txt")
    write = ["run", source, "--out", str(tmp_path / "parsed")]
    look = ["inspect", str(RAW / "stelmonde-2013.pdf"), "--page", "1", "--out", str(tmp_path / "look")]
    calls = ((["--help"], ""), (["show", source], ""), (look, ""), (write, "parsed are written"))
    with open("/dev/full", "wb") as full:
        for arguments, told_too in calls:
            call = [sys.executable, "-c", program, *arguments]
            told = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
            assert told.returncode == 2
            assert told.stderr.startswith("Error: Standard output cannot be written")
            assert told_too in told.stderr
            assert told.stderr.count("\n") == 1
        call = [sys.executable, "-c", program, *write, "--force", "--quiet", "--verbose"]
        assert subprocess.run(call, stderr=full, check=False).returncode == 0


def test_want_of_file_handles_is_told_with_what_to_do(tmp_path: Path) -> None:
    program = "import resource; from ggsr_extract.pipeline.cli import main; resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)); main()"
    call = [
        sys.executable,
        "-c",
        program,
        "run",
        str(RAW),
        "--out",
        str(tmp_path / "parsed"),
        "--workers",
        "0",
    ]
    told = subprocess.run(call, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr.startswith("Error: The system lets this program open no more files. Raise the limit")


def test_a_run_over_the_same_files_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, order in (("one", sorted), ("two", lambda paths: sorted(paths, reverse=True))):
        assert invoke("run", *order(RAW.glob("*.txt")), "--out", tmp_path / name, "--quiet").exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    again = invoke("run", *sorted(RAW.glob("*.txt")), "--out", tmp_path / "one")
    assert "Nothing changed" in again.output
    assert invoke("diff", tmp_path / "one", tmp_path / "two").exit_code == 0


def test_the_order_of_sets_changes_no_byte(tmp_path: Path) -> None:
    """Python orders the members of sets anew in each process; a sum of fractions in their order could tip a balance."""
    from tests.factsheet.test_columns_in_order import IN_TURNS, dump

    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "in-turns.txt").write_text(dump(*IN_TURNS))
    for name in ("zandwijk-2013.txt", "zandwijk-2015.txt"):
        shutil.copy(RAW / name, tmp_path / "raw" / name)
    main = "from ggsr_extract.pipeline.cli import main; main()"
    for seed in ("0", "3"):
        call = [sys.executable, "-c", main, "run", tmp_path / "raw", "--out", tmp_path / seed, "--quiet"]
        assert subprocess.run(call, env=os.environ | {"PYTHONHASHSEED": seed}, check=False).returncode == 0
    assert contents(tmp_path / "0") == contents(tmp_path / "3")


def test_changed_moved_and_gone_files(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("zandwijk-2013.txt", "zandwijk-2015.txt"):
        shutil.copy(RAW / name, raw / name)
    out = tmp_path / "parsed"
    assert invoke("run", raw, "--out", out, "--quiet").exit_code == 0
    (raw / "zandwijk-2015.txt").rename(raw / "renamed.txt")
    summary = json.loads(invoke("run", raw, "--out", out, "--json").stdout)
    assert (summary["read"], summary["reused"], summary["documents"]) == (0, 2, 2)
    (raw / "renamed.txt").unlink()
    assert json.loads(invoke("run", raw, "--out", out, "--json").stdout)["documents"] == 2
    assert json.loads(invoke("run", raw, "--out", out, "--prune", "--json").stdout)["documents"] == 1


def test_the_summary_tells_what_became_of_inputs_that_are_gone(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "parsed"
    raw.mkdir()
    for name in ("zandwijk-2013.txt", "zandwijk-2015.txt"):
        shutil.copy(RAW / name, raw)
    assert invoke("run", raw, "--out", out, "--quiet").exit_code == 0
    (raw / "zandwijk-2015.txt").unlink()
    assert "1 earlier input is gone; what was read of it is kept" in invoke("run", raw, "--out", out).output
    pruned = invoke("run", raw, "--out", out, "--prune")
    assert "kept" not in pruned.output
    assert "1 earlier input is gone; what was read of it is forgotten" in pruned.output


def test_the_summary_tells_of_inputs_that_take_the_place_of_others(tmp_path: Path) -> None:
    """As those of another folder do that have the same names."""
    out = tmp_path / "parsed"
    for year in ("2013", "2015"):
        (tmp_path / year).mkdir()
        shutil.copy(RAW / f"zandwijk-{year}.txt", tmp_path / year / "zandwijk.txt")
    assert "other content" not in invoke("run", tmp_path / "2013", "--out", out).output
    second = invoke("run", tmp_path / "2015", "--out", out)
    assert (
        "zandwijk.txt has other content than before: what was read of it then is replaced." in second.output
    )
    assert "other content" not in invoke("run", tmp_path / "2015", "--out", out, "--force").output
    assert json.loads(invoke("run", tmp_path / "2013", "--out", out, "--json").stdout)["replaced"] == [
        "zandwijk.txt"
    ]
    assert (
        json.loads(invoke("run", tmp_path / "2013", tmp_path / "2015", "--out", out, "--json").stdout)[
            "documents"
        ]
        == 2
    )


def test_pruning_forgets_nothing_where_no_input_is_found_at_all(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "parsed"
    raw.mkdir()
    shutil.copy(RAW / "zandwijk-2015.txt", raw)
    assert invoke("run", raw, "--out", out, "--quiet").exit_code == 0
    nothing = invoke("run", raw, "--out", out, "--prune", "--include", "*.PDF")
    assert nothing.exit_code == 3
    assert "--include" in nothing.output
    assert "is kept" in nothing.output
    assert json.loads(invoke("run", raw, "--out", out, "--json").stdout)["documents"] == 1


def test_the_summary_counts_inputs_and_names_the_codes_of_warnings(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    for name in ("een.txt", "twee.txt"):
        shutil.copy(RAW / "zandwijk-2015.txt", tmp_path / "raw" / name)
    result = invoke("run", tmp_path / "raw", "--out", tmp_path / "parsed", "--json")
    summary = json.loads(result.stdout)
    assert (summary["found"], summary["documents"]) == (2, 1)
    assert sum(summary["checks"].values()) == summary["warnings"] + summary["errors"] > 0
    told = invoke("run", tmp_path / "raw", "--out", tmp_path / "parsed").output
    for code, number in summary["checks"].items():
        assert f"{number} {code}" in told
    assert re.search(r"inputs +│ +2 ", told)


def test_show_prints_findings() -> None:
    result = invoke("show", RAW / "zandwijk-2013.txt")
    assert result.exit_code == 0
    assert "Zandwijk" in result.output
    assert "1.1.1" in result.output


def test_a_narrow_terminal_loses_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "9")
    assert "1.1.1" in invoke("show", RAW / "zandwijk-2013.txt").output


def test_the_place_of_the_datasets_stands_on_one_line(tmp_path: Path) -> None:
    out = tmp_path / ("a name that is wider than the table below it " * 3).strip()
    assert f"Datasets in {out}\n" in invoke("run", RAW / "zandwijk-2015.txt", "--out", out).output


def test_square_brackets_are_no_markup(tmp_path: Path) -> None:
    text = (RAW / "zandwijk-2015.txt").read_text(encoding="utf-8").replace("Stap voor Stap", "Stap [/b] Stap")
    (tmp_path / "a[").mkdir()
    (tmp_path / "a[" / "b].txt").write_text(text, encoding="utf-8")
    assert "Stap [/b] Stap (2013)" in invoke("show", tmp_path / "a[" / "b].txt").output
    assert "x[/b]y" in invoke("run", tmp_path, "--out", tmp_path / "x[" / "b]y").output


def test_show_of_what_is_no_factsheet(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Geachte heer, tot morgen.\n" * 9, encoding="utf-8")
    result = invoke("show", tmp_path / "brief.txt")
    assert result.exit_code == 1
    assert f"Error: {tmp_path / 'brief.txt'}: " in result.output
    assert "Traceback" not in result.output


def test_the_page_of_codes_is_made_from_the_catalogue() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == codes_markdown()


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_readme_leads_to_every_page_of_the_documentation() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{page.name})" in readme


def test_commands_and_options_that_the_documentation_shows_are_there() -> None:
    """Whatever stands on a line that begins with the command, or in quotation marks of code."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for name, rest in re.findall(r"ggsr-extract ([a-z]+)([^\n`#]*)", text):
            assert name in cli.commands, (page.name, name)
            known = {option for parameter in cli.commands[name].params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", rest)) <= known, (page.name, name, rest)


def test_the_framework_is_the_published_one(shared: Path) -> None:
    published = json.loads((shared / "toetsingskader.json").read_text(encoding="utf-8"))
    want = [
        (theme["id"], theme["theme"], criterion["id"], criterion["criterion"], item["id"], item["indicator"])
        for theme in published["themes"]
        for criterion in theme["criteria"]
        for item in criterion["indicators"]
    ]
    have = [
        (i.theme_id, i.theme, i.criterion_id, i.criterion, i.indicator_id, i.indicator)
        for i in framework().indicators
    ]
    assert have == want
    assert len(have) == 30


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("run", "--no-such-option", "x"),
        ("nonsense",),
        ("run", RAW, "--timeout", "nan"),
        ("run", RAW, "--timeout", "inf"),
        ("run", RAW, "--workers", 0, "--timeout", 9),
        ("run", RAW, "--municipalities", RAW / "zandwijk-2013.txt"),
        ("run", RAW, "--nlp-model", "no_such_pipeline"),
        ("run", "a" * 5000),
        ("run", "memory://"),
        ("run", RAW / "zandwijk-2013.txt", "--out", "memory:///"),
        ("run", RAW / "zandwijk-2013.txt", "--out", "github://nowhere"),
        ("run", RAW, "--max-bytes", 10**30),
        ("run", RAW / "zandwijk-2013.txt", "--corrections", RAW / "stelmonde-2013.pdf"),
        ("verify", ""),
        ("verify", "github://nowhere"),
        ("report", RAW, "--out", "s3://bucket/report"),
        ("evaluate", RAW, RAW / "stelmonde-2013.pdf"),
        ("show", RAW / "nothing.txt"),
        ("inspect", RAW / "stelmonde-2013.pdf", "--out", "s3://bucket/pictures"),
        ("inspect", RAW / "stelmonde-2013.pdf", "--out", ""),
        ("inspect", RAW / "nothing.pdf", "--out", RAW / "pictures"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.output


def test_every_option_is_told_of_in_the_documentation() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    for name, command in cli.commands.items():
        options = {option for parameter in command.params for option in parameter.opts if option[:2] == "--"}
        untold = {option for option in options if not re.search(rf"{option}(?![\w-])", pages)}
        assert not untold, name
