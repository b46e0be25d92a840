"""E writes the list or the selection into a file, or says why not."""

import csv

import pytest
from textual.widgets import Input


async def write(ui, name: object) -> None:
    await ui.press("E", *str(name), "enter")


async def test_a_selection_is_written(run_reader, library, tmp_path) -> None:
    path = tmp_path / "two.bib"
    async with run_reader(library) as ui:
        await ui.press("space", "j", "space")
        titles = [ui.titles[place] for place in (0, 2)]
        await write(ui, path)
        await ui.until(lambda: "Wrote 2 papers to" in ui.toasts, "the notice")
    text = path.read_text("utf-8")
    assert text.count("@") == 2
    assert all(title in text.replace("{", "").replace("}", "") for title in titles)


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("papers.doc", "File names end in .bib .ris .json .csl .md .csv"),
        ("nowhere/new.bib", "nowhere"),
    ],
)
async def test_what_cannot_be_written_is_refused(
    run_reader, library, tmp_path, name, notice
) -> None:
    (tmp_path / "there.bib").write_text("mine", "utf-8")
    async with run_reader(library) as ui:
        await write(ui, tmp_path / name)
        assert notice in " ".join(ui.shown("#line").split())
        assert str(tmp_path) in ui.app.screen.query_one(Input).value, "nothing is typed again"
    assert (tmp_path / "there.bib").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there.bib"]


async def test_an_empty_list_is_not_written(run_reader, library_of) -> None:
    async with run_reader(library_of()) as ui:
        await ui.press("E")
        assert ui.app.screen is ui.reader


@pytest.mark.parametrize("keys", [["slash", *"prun", "enter"], ["2", "m", "m"]])
async def test_the_rows_of_the_list_are_written_as_they_stand(
    run_reader, library, tmp_path, keys
) -> None:
    path = tmp_path / "list.csv"
    async with run_reader(library) as ui:
        await ui.press(*keys)
        titles = ui.titles
        await write(ui, path)
        await ui.until(lambda: f"Wrote {len(titles)} papers to" in ui.toasts, "the notice")
    with path.open(encoding="utf-8", newline="") as stream:
        assert [record["title"] for record in csv.DictReader(stream)] == titles


@pytest.mark.parametrize(("key", "left"), [("r", False), ("n", True)])
async def test_an_existing_file_is_replaced_after_a_question(
    run_reader, library, tmp_path, key, left
) -> None:
    path = tmp_path / "there.bib"
    path.write_text("mine", "utf-8")
    async with run_reader(library) as ui:
        await write(ui, path)
        await ui.until(lambda: "there.bib exists" in ui.text, "the question")
        await ui.press(key)
        if not left:
            await ui.until(lambda: "Wrote" in ui.toasts, "the notice")
        assert (path.read_text("utf-8") == "mine") is left


async def test_the_file_of_last_time_is_offered_and_tab_completes_a_path(
    run_reader, folder, open_library, tmp_path
) -> None:
    (tmp_path / "references").mkdir()
    library = open_library(folder)
    async with run_reader(library) as ui:
        await ui.press("E", *f"{tmp_path}/ref", "tab", *"a.bib", "enter")
        await ui.until(lambda: "Wrote 30 papers" in ui.toasts, "the notice")
        path = tmp_path / "references" / "a.bib"
        assert path.exists()
    library.close()
    async with run_reader(open_library(folder)) as ui:
        await ui.press("E", "enter")
        await ui.until(lambda: "a.bib exists" in ui.text, "the question")
        await ui.press("escape", "E", *"b.csv")
        assert ui.app.screen.query_one(Input).value == "b.csv", "what is typed takes its place"
