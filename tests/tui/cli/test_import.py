"""Importing what people really have, and what is no list of papers at all."""

import errno
import gzip
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Run


def everything(run: Run) -> Any:
    """All that the library tells of its papers."""
    found = json.loads(run("search", "--json", "--limit", 1000, "").out)
    return found["papers"]


def test_an_import_is_reported_in_a_line(broadsheet: Run, page: Path) -> None:
    ran = broadsheet("import", page)
    assert ran.status == 0
    assert ran.out.startswith("3 added, 0 updated, 0 unchanged; ")
    assert ran.out.count("\n") == 1
    assert ran.messages == []


def test_whoever_brings_papers_gets_no_others(broadsheet: Run, page: Path) -> None:
    broadsheet("import", page)
    assert len(everything(broadsheet)) == 3


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files(
    broadsheet: Run, page: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    packed = page.with_name(page.name + ending)
    packed.write_bytes(pack(page.read_bytes()))
    assert broadsheet("import", packed).out.startswith("3 added")


def test_a_folder_is_read_with_all_that_is_in_it(
    broadsheet: Run, page: Path, references: Path, tmp_path: Path
) -> None:
    inside = tmp_path / "papers" / "2024"
    inside.mkdir(parents=True)
    page.rename(inside / page.name)
    references.rename(inside.parent / references.name)
    (inside / ".hidden.txt").write_text("not for us")
    out = broadsheet("import", tmp_path / "papers").out
    *files, whole = out.splitlines()
    assert [line.split()[0] for line in files] == ["2", "3"]
    assert whole.startswith("5 added")


def binary(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 100)


def empty(file: Path) -> None:
    file.touch()


def blank(file: Path) -> None:
    file.write_text("\n \n\t\n")


def missing(file: Path) -> None:
    pass


def hollow(file: Path) -> None:
    """Six gigabytes, none of which is on the disk."""
    with file.open("wb") as out:
        out.truncate(6 * 2**30)


def cut_short(file: Path) -> None:
    file.write_bytes(gzip.compress(os.urandom(5000))[:2000])


def prose(file: Path) -> None:
    file.write_text("Dear diary,\n\ntoday I counted sheep.\n")


def without_files(file: Path) -> None:
    (file / "deeper").mkdir(parents=True)


def zipped(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" + bytes(200))


BAD = [binary, empty, blank, missing, hollow, cut_short, prose, without_files, zipped]


@pytest.mark.parametrize("make", BAD)
def test_what_cannot_be_read_gets_a_line_and_changes_nothing(
    filled: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    filled("mark", "goats", "--bookmark")
    before = everything(filled)
    file = tmp_path / "strange"
    make(file)
    ran = filled("import", "--json", file)
    assert ran.status == 1
    (line,) = ran.messages
    assert str(file) in line
    found = json.loads(ran.out)
    assert (found["added"], found["updated"], found["unchanged"]) == (0, 0, 0)
    assert everything(filled) == before


def test_a_file_that_may_not_be_read(
    filled: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, *how: Any, **named: Any) -> Any:
        if path == page:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *how, **named)

    monkeypatch.setattr(Path, "open", refused)  # root may open every file
    ran = filled("import", page)
    assert ran.status == 1
    (line,) = ran.messages
    assert "permissions" in line


def test_a_page_that_is_too_long(
    broadsheet: Run, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.sources.streams.LIMIT", 2**20)
    page.write_text("\n\n".join([page.read_text()] * 2000))
    ran = broadsheet("import", "--json", page)
    assert ran.status == 1
    assert json.loads(ran.out)["added"] == 0
    (line,) = ran.messages
    assert "split it" in line


def test_one_that_fails_does_not_stop_the_others(
    broadsheet: Run, page: Path, references: Path, tmp_path: Path
) -> None:
    ran = broadsheet("import", page, tmp_path / "gone.txt", references)
    assert ran.status == 1
    *files, whole = ran.out.splitlines()
    assert whole.startswith("5 added, 0 updated, 0 unchanged, 1 file not read")
    assert [line.split()[0] for line in files] == ["3", "0", "2"]
    (line,) = ran.messages
    assert "gone.txt" in line


def test_papers_and_skipped_entries_add_up_to_what_a_file_holds(
    broadsheet: Run, tmp_path: Path
) -> None:
    """Of three entries one breaks off after its title, and one has none."""
    file = tmp_path / "refs.bib"
    file.write_text("@misc{a, title={Ink}}\n@misc{b, title={Gall}, note={open\n@misc{c, year=1}\n")
    ran = broadsheet("import", file, tmp_path / "gone.txt")
    first, second, whole = ran.out.splitlines()
    assert first.split() == ["2", str(file), "(1", "skipped)"]
    assert second.split()[2:] == ["(not", "read)"]
    assert whole.startswith("2 added, 0 updated, 0 unchanged, 1 skipped, 1 file not read")
    assert len(ran.messages) == 3


def test_a_record_that_makes_no_paper_is_reported_with_its_line(
    broadsheet: Run, tmp_path: Path
) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text('{"id": "2401.00001", "title": "Sheep"}\n{"id": "2401.00002", "title": ""}\n')
    ran = broadsheet("import", file)
    assert ran.status == 0
    (line,) = ran.messages
    assert line.startswith(f"broadsheet: {file}, line 2: ")


def test_an_unknown_format_is_reported(broadsheet: Run, home: Path, page: Path) -> None:
    ran = broadsheet("import", "--format", "papyrus", page)
    assert ran.status == 2
    assert "papyrus" in ran.err
    assert "bibtex" in ran.err
    assert not home.exists()


def test_a_format_can_be_named(broadsheet: Run, references: Path) -> None:
    assert broadsheet("import", "--format", "bibtex", references).out.startswith("2 added")


def test_a_name_cannot_act_on_the_terminal(broadsheet: Run, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J\n\u202eb\x9b.txt"
    file.touch()
    ran = broadsheet("import", file, tmp_path / "gone\x1b]0;x\x07")
    assert ran.status == 1
    assert len(ran.messages) == 2
    assert all(line.isprintable() for line in ran.messages)


def test_a_name_that_is_no_text(broadsheet: Run, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    file.touch()
    ran = broadsheet("import", "--json", file)
    assert ran.status == 1
    assert json.loads(ran.out)["skipped"][0]["file"] == str(file)
    assert len(ran.messages) == 1


SAME = """@book{ink1, title = {Deep Ink}, author = {Byron, Ada}, year = 2016}
@misc{ink2, title = {Deep ink}, author = {Byron, Ada}, year = 2016, eprint = {2401.00001}}
"""


def test_what_a_title_alone_joined_is_reported_and_can_be_taken_apart(
    broadsheet: Run, tmp_path: Path
) -> None:
    (tmp_path / "ink.bib").write_text(SAME)
    ran = broadsheet("import", tmp_path)
    assert "only the title joined records in 1 paper: 2401.00001;" in ran.out
    assert "`broadsheet split ID`" in ran.out
    ran = broadsheet("split", "2401.00001")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("“Deep Ink”: split into 2 papers")
    found = json.loads(broadsheet("search", "ink", "--json").out)
    ids = [paper["id"] for paper in found["papers"]]
    assert len(ids) == 2
    assert json.loads(broadsheet("join", "--json", *sorted(ids)).out) == {"changed": 2}
    assert json.loads(broadsheet("search", "ink", "--json").out)["total"] == 1
    broadsheet("undo")
    assert json.loads(broadsheet("search", "ink", "--json").out)["total"] == 2
    assert broadsheet("split", sorted(ids)[0]).status == 1
