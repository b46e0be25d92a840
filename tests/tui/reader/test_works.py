"""Two papers made one from the palette, and that one taken apart again."""


async def from_palette(ui, command: str) -> None:
    await ui.press("colon", *command, "enter")


async def test_papers_are_joined_and_taken_apart(run_reader, library) -> None:
    async with run_reader(library) as ui:
        first, second = ui.titles[:2]
        await from_palette(ui, "paper.join")
        await ui.until(lambda: "join takes two papers" in ui.toasts, "why not")
        await ui.press("space", "space", "k")
        await from_palette(ui, "paper.join")
        await ui.until(lambda: second not in ui.titles or first not in ui.titles, "one of them")
        await ui.until(lambda: "joined with another paper" in ui.toasts, "the notice")
        await from_palette(ui, "paper.split")
        await ui.until(lambda: {first, second} <= {*ui.titles}, "both")
        await ui.press("u")
        await ui.until(lambda: not {first, second} <= {*ui.titles}, "one again")
        await ui.until(lambda: len(ui.session.list.listed.results) == 29, "no gap in the list")
        await ui.press("u")
        await ui.until(lambda: {first, second} <= {*ui.titles}, "both")
