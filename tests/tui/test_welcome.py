"""The first start names the keys to begin with, once, and in nobody's way."""

import pytest

from search import Config


async def test_keys_are_shown_until_the_first_key(run_reader, library) -> None:
    async with run_reader(library) as ui:
        shown = ui.shown("#welcome-keys")
        lines = [line.strip("│ ") for line in shown.splitlines()[2:-1]]
        assert [line.split()[0] for line in lines] == ["j", "Enter", "/", "b", "R", "?"]
        await ui.press("j")
        assert ui.list.cursor == 1, "the panel took the key"
        assert not ui.reader.query("#welcome")


async def test_it_never_comes_back(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("slash")
        assert ui.input.has_focus
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert not ui.reader.query("#welcome")


async def test_a_start_without_a_key_does_not_count(run_reader, folder, open_library) -> None:
    library = open_library(folder)
    async with run_reader(library):
        pass
    library.close()
    async with run_reader(open_library(folder)) as ui:
        assert ui.reader.query("#welcome")


async def test_it_names_the_keys_in_force(run_reader, library) -> None:
    async with run_reader(library, Config(preset="emacs", keys={"mark.bookmark": "B"})) as ui:
        lines = ui.shown("#welcome-keys").splitlines()[2:-1]
        first = [line.strip("│ ").split()[0] for line in lines]
        assert first == ["n", "Enter", "Ctrl-S", "B", "g", "?"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 16)])
async def test_it_has_room_and_leaves_the_cursor_in_sight(run_reader, library, size) -> None:
    async with run_reader(library, size=size) as ui:
        assert "all keys" in ui.text
        assert "Curriculum for Small" in ui.text
