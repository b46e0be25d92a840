"""Papers, servers and settings that mean harm: nothing is run, sent or opened to others."""

import asyncio
import csv
import io
import os
import re
import stat
import struct
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import pytest
from commands import Run

from search import EXPORT_FORMATS, Library, Paper, Paths, back_up
from search.errors import SourceError
from search.sources.live.client import Client
from search.sources.live.exchange import Limits, exchange
from search.sources.live.feed_state import FeedMemory
from search.sources.live.feeds import feed_of

COMMANDS = (
    r"$\input{/etc/passwd}$", r"$\write18{id}$", r"$a\immediate\write18{id}b$", r"\input{x}",
    r"$^^5cinput{x}$", r"$\csname input\endcsname{x}$", r"$\openout5=x$", r"$\include{x}$",
    r"$\directlua{x}$", r"$\pdfobj{x}$", r"$\catcode`\%=12$", r"$\def\a{x}$", r"$\href{x}{y}$",
    r"$\usepackage{x}$", r"$\loop a\repeat$", r"$\InputIfFileExists{a}{b}{c}$",
    r"$\DeclareMathOperator{a}{b}$", r"$\newcommand{\a}{b}$", r"$\readline5 to\a$",
)  # fmt: skip
SETTING = (r"$\alpha_1 + \frac{1}{2}$", r"$O(n \log n)$", r"$\ell_2$", r"$\left(x\right)$")


def exported(paths: Paths, form: str) -> str:
    with closing(Library(paths)) as library:
        stream = io.StringIO()
        library.export("", form, stream)
        return stream.getvalue()


def test_bibtex_has_no_command_of_a_papers_making(paths: Paths) -> None:
    with closing(Library(paths)) as library:
        library.add([Paper(title=f"On {text} here", abstract=text) for text in COMMANDS])
        library.add([Paper(title=f"On {text} there") for text in SETTING])
    text = exported(paths, "bibtex")
    for command in COMMANDS:
        for name in ("\\input", "\\write", "\\csname", "\\open", "\\include", "\\directlua", "^^"):
            assert name not in text, command
        assert command.strip("$") not in text
    for formula in SETTING:
        assert formula in text


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_exports_have_no_script_formula_or_address_of_a_papers_making(
    paths: Paths, form: str
) -> None:
    hostile = (
        '=HYPERLINK("http://evil")', "@SUM(A1)", "+1+1", "-1+1", "<javascript:alert(1)>",
        "[x](javascript:alert(1))", "[x]: javascript:alert(1)", "[x][1]",
        "<script>alert(1)</script>", "![x](http://evil/p.png)", "\x1b[31mred", "data:text/html,x",
    )  # fmt: skip
    with closing(Library(paths)) as library:
        library.add(
            [
                Paper(title=f"{text} {n}", abstract=text, url="javascript:alert(1)", links=(text,))
                for n, text in enumerate(hostile)
            ]
        )
    text = exported(paths, form)
    assert "\x1b" not in text
    assert not re.search(r"(?i)\b(?:url|UR|link)\W+javascript", text)
    if form == "markdown":  # each sign that would act stands behind a backslash
        assert not re.search(r"(?<!\\)(?:\](?=[(:])|<(?=javascript|script))(?!\(https?:)", text)
    if form == "csv":
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell[:1] in ("=", "@", "+", "-") for cell in row if cell), row


def test_https_never_goes_on_over_http() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={"Location": "http://a.example/x"})

    async def ask(address: str) -> None:
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer)) as client:
            await exchange(client, address, {}, Limits())

    asked: list[str] = []
    with pytest.raises(SourceError, match="https to http refused"):
        asyncio.run(ask("https://a.example/"))
    assert asked == ["https://a.example/"]


def test_a_token_is_never_sent_in_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from search.sources.live import huggingface

    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    for endpoint, sent in {
        "https://huggingface.co": True, "http://127.0.0.1:80": True, "http://localhost": True,
        "http://[::1]:8": True, "http://huggingface.co": False, "http://10.0.0.1": False,
        "http://localhost.evil.example": False, "http://127.0.0.1.evil.example": False,
    }.items():  # fmt: skip
        monkeypatch.setenv("HF_ENDPOINT", endpoint)
        assert (huggingface._token() is not None) is sent, endpoint


@pytest.mark.parametrize("token", ["sec\nret", "sec\r\nX-Evil: ret", "sec ret", "secré\u0301t"])
def test_a_token_that_is_none_is_never_printed(
    server: Any, client: Client, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("HF_TOKEN", token)
    with pytest.raises(SourceError) as error:
        list(feed_of("huggingface:trending").pages(client, FeedMemory(), None, date(2026, 9, 21)))
    assert "HF_TOKEN" in str(error.value)
    assert "sec" not in str(error.value)
    assert not server.asked


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_our_folders_are_closed_to_others_whatever_the_umask(paths: Paths, broadsheet: Run) -> None:
    place = paths.data.parent.parent
    place.mkdir()
    before = os.umask(0)
    try:
        page = place / "list.bib"
        page.write_text("@misc{a, title={Sheep}, eprint={2401.00001}}")
        assert broadsheet("import", page).status == 0
        assert broadsheet("mark", "2401.00001", "--note", "secret").status == 0
        backup = place / "all.zip"
        assert broadsheet("backup", backup).status == 0
        assert broadsheet("restore", backup).status == 0
    finally:
        os.umask(before)
    for folder in (paths.data, paths.cache, paths.backups):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for file in (backup, paths.store, *paths.backups.iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


@pytest.mark.parametrize("false", [1000, -1000])
def test_a_backup_of_false_sizes_is_refused(filled: Paths, broadsheet: Run, false: int) -> None:
    file = filled.data / "all.zip"
    back_up(filled, str(file))
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as packed:
        names = packed.namelist()
    at = 0
    for _ in names:  # the size in each entry of the directory
        at = data.index(b"PK\x01\x02", at)
        (size,) = struct.unpack_from("<I", data, at + 24)
        struct.pack_into("<I", data, at + 24, max(0, size + false))
        at += 4
    Path(file).write_bytes(data)
    before = filled.store.read_bytes()
    ran = broadsheet("restore", file)
    assert (ran.status, "not a Broadsheet backup" in ran.err) == (1, True)
    assert filled.store.read_bytes() == before
