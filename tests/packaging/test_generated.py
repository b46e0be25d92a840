"""What is made from the program says what the program does."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import search
from docs.generate import commands, reference
from docs.generate.everything import files

ROOT = Path(__file__).parents[2]


def test_every_generated_file_is_up_to_date() -> None:
    made = files()
    other = [name for name, text in made.items() if (ROOT / name).read_text("utf-8") != text]
    assert not other, "`make pages` writes them anew"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_finds_no_fault_in_the_manual_pages() -> None:
    pages = sorted(ROOT.glob("docs/man/broadsheet*.[157]"))
    assert len(pages) == 3
    ran = subprocess.run(["groff", "-man", "-Tutf8", "-ww", *pages], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(r"broadsheet - a terminal reader", ran.stdout)


def test_every_command_is_in_the_manual() -> None:
    page = (ROOT / "docs" / "man" / "broadsheet.1").read_text("utf-8")
    for command in list(commands.parsers())[1:]:
        assert f".SS {command.prog.removeprefix('broadsheet ')}\n" in page


def test_every_public_name_is_in_the_reference() -> None:
    page = reference.table()
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == sorted(search.__all__, key=str.casefold)
    assert " at 0x" not in page
