"""Whole papers on disk."""

import os
import stat
from pathlib import Path

import pytest

from search import LibraryError
from search.fulltext import cached_file
from search.fulltext.cache import Cache
from search.fulltext.document import Block, Document, Text
from search.sources.live.feed_state import Validators

KNOWN = Validators('"sheep"', "")
LIMIT = 10**6


def document(title: str, size: int = 0) -> Document:
    text = os.urandom(size).hex()
    block = Block("paragraph", spans=(Text(text or "Baa."),))
    return Document("2406.01234", 2, "arxiv-html", title, blocks=(block,))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a" / "b", LIMIT)
    paper = document("Über Schafe 羊")
    saved = cache.save("2406.01234", paper, 7, "https://a.example/", KNOWN)
    assert cache.load("2406.01234") == paper
    assert cache.all() == [saved]
    assert (saved.id, saved.title, saved.source, saved.version, saved.fetched) == (
        "2406.01234", "Über Schafe 羊", "arxiv-html", 2, 7,
    )  # fmt: skip
    assert (saved.address, saved.validators) == ("https://a.example/", KNOWN)
    assert saved.is_current
    (file,) = (tmp_path / "a" / "b").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert saved.size == cache.size() == file.stat().st_size


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "none", LIMIT)
    assert (cache.load("x"), cache.find("x"), cache.all(), cache.size()) == (None, None, [], 0)
    assert cache.remove(["x"]) == 0


@pytest.mark.parametrize(
    "name", ["math/0309136", "doi:10.1000/" + "x" * 280, "t-0123456789ab", ".."]
)
def test_any_id_is_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    cache = Cache(tmp_path / "folder", LIMIT)
    cache.save(name, document("Sheep"), 0, "", KNOWN)
    assert len(list((tmp_path / "folder").iterdir())) == len(list(tmp_path.rglob("*"))) - 1 == 1
    assert cache.load(name) == cache.load(name) is not None
    assert cache.remove([name]) == 1
    assert cache.load(name) is None


def test_the_least_read_papers_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, LIMIT)
    for number, name in enumerate(("a", "b", "c")):
        cache.save(name, document(name, 10_000), number, "", KNOWN)
        os.utime(tmp_path / f"{name}.paper", (number, number))
    assert cache.load("a") is not None  # read again: now the last to go
    small = Cache(tmp_path, cache.size() + 100)
    small.save("d", document("d", 10_000), 3, "", KNOWN)
    assert [each.id for each in small.all()] == ["d", "c", "a"]
    Cache(tmp_path, 1).save("e", document("e"), 4, "", KNOWN)
    assert [each.id for each in small.all()] == ["e"]


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}\n", b"[1]\nx", b"\xff" * 99])
def test_a_damaged_file_is_removed_and_reported(tmp_path: Path, damage: bytes) -> None:
    sentences: list[str] = []
    cache = Cache(tmp_path, LIMIT, sentences.append)
    cache.save("a", document("a"), 0, "", KNOWN)
    file = tmp_path / "a.paper"
    whole = file.read_bytes()
    header = whole[: whole.index(b"\n") + 1]
    for content in (damage, header, header + damage, whole[:-1], whole + b"\0"):
        file.write_bytes(content)
        if not content.startswith(b"{"):
            assert cache.damaged() == ["a.paper"]
        assert cache.load("a") is None
        assert (cache.all(), cache.damaged()) == ([], [])
        assert file.exists() is content.startswith(b"{")  # of an older version
    assert len(sentences) == 4 + (damage != b"{}\n")
    assert "full text of a was damaged" in sentences[0]
    cache.save("a", document("a"), 0, "", KNOWN)
    assert cache.load("a") is not None


def test_no_changed_byte_is_shown(tmp_path: Path) -> None:
    cache = Cache(tmp_path, LIMIT)
    paper = document("Sheep")
    saved = cache.save("a", paper, 7, "https://a.example/", KNOWN)
    file = tmp_path / "a.paper"
    sound = file.read_bytes()
    for place, byte in enumerate(sound):
        file.write_bytes(sound[:place] + bytes([byte ^ 1]) + sound[place + 1 :])
        assert cache.damaged() or cache.load("a") == paper  # else some bits of zlib's say nothing
        assert cache.find("a") in (saved, None)
        assert cache.references("a") in ((), None)
        assert cache.load("a") in (paper, None)


def test_a_file_of_another_paper_is_not_read_in_its_place(tmp_path: Path) -> None:
    cache = Cache(tmp_path, LIMIT)
    cache.save("a", document("a"), 0, "", KNOWN)
    (tmp_path / "a.paper").rename(tmp_path / "b.paper")
    assert (cache.load("b"), cache.all()) == (None, [])


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    sentences: list[str] = []
    cache = Cache(tmp_path, LIMIT, sentences.append)
    os.mkfifo(tmp_path / "a.paper")
    assert cache.load("a") is None
    (tmp_path / "a.paper").mkdir()
    assert cache.load("a") is None
    assert ["is removed" in each for each in sentences] == [True, False]


def test_what_older_parsers_read_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path, LIMIT)
    cache.save("a", document("a"), 0, "", KNOWN)
    monkeypatch.setattr(cached_file, "PARSER", cached_file.PARSER + 1)
    known = cache.find("a")
    assert known is not None
    assert not known.is_current
    assert cache.load("a") is not None


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be"):
        Cache(tmp_path / "file", LIMIT).save("a", document("a"), 0, "", KNOWN)
