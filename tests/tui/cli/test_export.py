"""`broadsheet export`: files for other programs, whole or not at all."""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

import pytest
from commands import Run

from search import EXPORT_FORMATS, Library


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_every_format_holds_every_paper(filled: Run, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "papers"
    ran = filled("export", "*", "--format", format_, "-o", file)
    assert (ran.status, ran.out, ran.err) == (0, f"wrote 5 papers to {file}\n", "")
    text = file.read_text("utf-8")
    for words in ("Counting", "Climb", "Wool", "Sleep", "Chamois"):
        assert words in text
    printed = filled("export", "*", "--format", format_)
    assert (printed.status, printed.out, printed.err) == (0, text, "")
    assert [path.name for path in tmp_path.iterdir() if "papers" in path.name] == ["papers"]


def test_the_order_is_that_of_the_search(filled: Run) -> None:
    found = json.loads(filled("search", "curriculum sort:title", "--json").out)["papers"]
    exported = json.loads(filled("export", "curriculum sort:title", "--format", "json").out)
    assert [paper["title"] for paper in exported] == [paper["title"] for paper in found]
    assert len(exported) == 2


def test_papers_with_some_of_the_words_are_not_written_and_it_is_said(
    filled: Run, tmp_path: Path
) -> None:
    file = tmp_path / "some.csv"
    ran = filled("export", "curriculum sheep", "-o", file)
    assert (ran.status, ran.err) == (0, "")
    assert re.fullmatch(r"wrote \d papers? with all words to .*\n", ran.out)


def test_json_counts_what_was_written(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    ran = filled("export", "sleep", "--format", "bibtex", "-o", file, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == {"papers": 1, "file": str(file)}
    assert file.read_text().startswith("@article{lamm,\n")
    ran = filled("export", "sleep", "--format", "bibtex", "--json")
    assert (ran.status, ran.out, len(ran.messages)) == (2, "", 1)
    assert len(json.loads(filled("export", "sleep", "--format", "json", "--json").out)) == 1


def test_what_cannot_be_written_is_reported_in_one_line(filled: Run, tmp_path: Path) -> None:
    for file, reason in (
        (tmp_path / "none" / "refs.bib", "no such folder"),
        (tmp_path, "not a regular file"),
    ):
        ran = filled("export", "*", "--format", "bibtex", "-o", file)
        assert (ran.status, ran.out, len(ran.messages)) == (1, "", 1)
        assert reason in ran.err
    assert filled("export", "*", "--format", "docx").status == 2
    for arguments in ((), ("-o", tmp_path / "refs.txt")):
        ran = filled("export", "*", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "give --format, or -o FILE that ends in .bib .ris" in ran.err


@pytest.mark.parametrize("command", [["export", "*"], ["digest"], ["read", "2401.00001"]])
def test_the_output_is_checked_before_the_work(
    broadsheet: Run, home: Path, tmp_path: Path, command: list[str]
) -> None:
    for file, reason in ((tmp_path / "none" / "a.bib", "no such folder"), (tmp_path, "not a reg")):
        given = [*command, "-o", file, *(["--format", "ris"] if command[0] == "export" else [])]
        ran = broadsheet(*given)
        (message,) = ran.messages
        assert (ran.status, ran.out) == (1, "")
        assert reason in message
    assert not home.exists(), "a library was opened"
    assert [path for path in tmp_path.iterdir() if path != home] == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_is_replaced_whole_or_stays(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("mine")
    file.chmod(0o640)
    before = sorted(tmp_path.iterdir())

    def fails(_library: Library, _query: str, _format: str, stream: TextIO) -> None:
        stream.write("@misc{half")
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Library, "export", fails)
        ran = filled("export", "*", "-o", file, "--force")
    assert ran.status == (130 if isinstance(error, KeyboardInterrupt) else 1)
    assert len(ran.messages) == 1
    assert file.read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == before
    assert filled("export", "*", "-o", file, "--force").status == 0
    assert file.read_text().startswith("@")
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == before


def test_a_link_to_a_file_stays_a_link(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").symlink_to(tmp_path / "real.bib")
    assert filled("export", "*", "-o", tmp_path / "refs.bib").status == 0
    assert (tmp_path / "refs.bib").is_symlink()
    assert (tmp_path / "real.bib").read_text().startswith("@")


def test_what_is_not_understood_is_reported(filled: Run) -> None:
    ran = filled("export", "sleep stars:many", "--format", "ris")
    assert (ran.status, ran.out) == (2, "")
    assert "not understood: stars:many: invalid number" in ran.err


def test_an_export_is_imported_as_nothing_new(filled: Run, tmp_path: Path) -> None:
    for format_ in ("json", "bibtex", "ris", "csl-json"):
        file = tmp_path / f"papers.{format_}"
        assert filled("export", "*", "--format", format_, "-o", file).status == 0
        counts = json.loads(filled("import", file, "--json").out)
        assert (counts["added"], counts["skipped"]) == (0, [])
        if format_ == "json":
            assert (counts["updated"], counts["unchanged"]) == (0, 5)


def test_the_output_is_utf8_wherever_it_goes(broadsheet: Run, program: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.bib"
    file.write_text("@misc{a, title = {Schäfchen zählen 数羊}}", "utf-8")
    assert broadsheet("import", file).status == 0
    elsewhere = {"PYTHONIOENCODING": "latin-1"}
    out, err = program("export", "*", "--format", "markdown", env=elsewhere).communicate()
    assert (out.decode("utf-8"), err) == ("- Schäfchen zählen 数羊\n", b"")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.bib", "@"), ("a.BIB", "@"), ("a.ris", "TY  - "), ("a.json", '[\n{"id": '),
        ("a.csv", "\ufeffid,"), ("a.md", "- "), ("a.csl", '[\n{"id": "'),
    ],
)  # fmt: skip
def test_the_ending_of_the_file_says_its_format(
    filled: Run, tmp_path: Path, name: str, start: str
) -> None:
    assert filled("export", "*", "-o", tmp_path / name).status == 0
    assert (tmp_path / name).read_text("utf-8").startswith(start)
    assert filled("export", "*", "-o", tmp_path / f"b{name}", "--format", "ris").status == 0
    assert (tmp_path / f"b{name}").read_text("utf-8").startswith("TY  - ")


def test_a_file_that_exists_is_replaced_by_force_alone(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("mine")
    ran = filled("export", "*", "-o", file)
    assert (ran.status, ran.out, file.read_text()) == (1, "", "mine")
    assert ran.messages == [
        f"broadsheet: {file} exists: replace it with --force, or choose another name"
    ]
    assert filled("export", "*", "-o", file, "--force").status == 0
    assert file.read_text().startswith("@")


def test_what_stands_open_is_written_into(program: Run, filled: Run, tmp_path: Path) -> None:
    """Others may write to the same standard output before and after."""
    file = tmp_path / "all.md"
    with file.open("w") as stream:
        stream.write("head\n")
        stream.flush()
        running = program("export", "*", "--format", "markdown", "-o", "/dev/stdout", stdout=stream)
        running.communicate()
        assert running.returncode == 0
        stream.seek(0, os.SEEK_END)
        stream.write("foot\n")
    text = file.read_text("utf-8")
    assert text.startswith("head\n- ")
    assert text.endswith("foot\n")
    assert "wrote" not in text
    assert filled("export", "*", "-o", "-", "--format", "markdown").out + "foot\n" == text[5:]
    assert filled("export", "*", "-o", "/dev/null", "--format", "csv").status == 0


def test_a_pipe_is_written_into(filled: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.bib"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text, "utf-8")
        assert filled("export", "*", "-o", pipe).status == 0
        assert read.result().startswith("@")
    assert pipe.is_fifo()
