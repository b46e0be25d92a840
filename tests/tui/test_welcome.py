"""The first start names five keys, once, and in nobody's way."""

import pytest

from search import Config


async def test_five_keys_are_shown_until_the_first_key(read, library) -> None:
    async with read(library) as reading:
        shown = reading.shown("#welcome-keys")
        lines = [line.strip("│ ") for line in shown.splitlines()[2:-1]]
        assert [line.split()[0] for line in lines] == ["j", "Enter", "/", "b", "?"]
        await reading.press("j")
        assert reading.list.cursor == 1, "the panel took the key"
        assert not reading.reader.query("#welcome")


async def test_it_never_comes_back(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library) as reading:
        await reading.press("slash")
        assert reading.input.has_focus
    library.close()
    async with read(open_library(folder)) as reading:
        assert not reading.reader.query("#welcome")


async def test_a_start_without_a_key_does_not_count(read, folder, open_library) -> None:
    library = open_library(folder)
    async with read(library):
        pass
    library.close()
    async with read(open_library(folder)) as reading:
        assert reading.reader.query("#welcome")


async def test_it_names_the_keys_in_force(read, library) -> None:
    async with read(library, Config(preset="emacs", keys={"mark.bookmark": "B"})) as reading:
        lines = reading.shown("#welcome-keys").splitlines()[2:-1]
        first = [line.strip("│ ").split()[0] for line in lines]
        assert first == ["n", "Enter", "Ctrl-S", "B", "?"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 16)])
async def test_it_has_room_and_leaves_the_cursor_in_sight(read, library, size) -> None:
    async with read(library, size=size) as reading:
        assert "all keys" in reading.text
        assert "Curriculum for Small" in reading.text
