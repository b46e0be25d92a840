"""The index is damaged where the start of the reader does not read it."""

from pathlib import Path


async def test_a_damaged_index_is_rebuilt_behind_the_list(
    run_reader, folder: Path, open_library
) -> None:
    for file in (folder / "cache" / "index").glob("*.words"):
        with file.open("r+b") as damaged:
            damaged.write(b"\xff" * 64)  # words, which the start does not read
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.until(lambda: "rebuilt from the library" in ui.toasts, "the notice")
        await ui.press("slash", *"curriculum")
        await ui.until(lambda: len(ui.titles) == 5, "the papers with the word")
        assert library.status().index == "ready"
