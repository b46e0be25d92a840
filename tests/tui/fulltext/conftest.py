"""A paper whose full text is in the cache."""

import pytest

from search import (
    Block,
    Cite,
    Document,
    Figure,
    FootnoteMark,
    Library,
    Link,
    Math,
    Reference,
    Section,
    Text,
)

FRACTION = ("1", "─", "n")


@pytest.fixture
def document() -> Document:
    """Three sections of some screens, with a link of every kind."""
    many = tuple(
        Block("paragraph", "S2", f"S2.p{n}", (Text(f"Step {n} folds the page. " * 6),))
        for n in range(30)
    )
    return Document(
        "2406.10999",
        2,
        "arxiv-html",
        "Tokenization without Labels",
        sections=(
            Section("S1", 1, "1", "Opening"),
            Section("S2", 1, "2", "Folding"),
            Section("S2.SS1", 2, "2.1", "Creases"),
        ),
        blocks=(
            Block("heading", None, "title", (Text("Tokenization without Labels"),)),
            Block("heading", "S1", "S1", (Text("1 Opening"),), level=1),
            Block(
                "paragraph",
                "S1",
                "S1.p1",
                (
                    Text("Paper was folded before"),
                    FootnoteMark("fn1", "1"),
                    Text(" by "),
                    Cite("bib.bib1", "[7]"),
                    Text(" and "),
                    Cite("bib.bib2", "[8]"),
                    Text(", see section "),
                    Link("S2.SS1", "2.1"),
                    Text(" or "),
                    Link("https://example.org/folds", "the page"),
                    Text("."),
                ),
            ),
            Block("footnote", "S1", "fn1", (Text("Only the square sheets."),)),
            Block(
                "equation",
                "S1",
                "S1.E1",
                (Math("1/n", r"\\frac{1}{n}", True, "1", FRACTION, 1),),
            ),
            Block("caption", "S1", "S1.F1", (Text("Figure 1: A crane."),)),
            Block("heading", "S2", "S2", (Text("2 Folding"),), level=1),
            *many,
            Block("heading", "S2.SS1", "S2.SS1", (Text("2.1 Creases"),), level=2),
            Block("paragraph", "S2.SS1", "S2.SS1.p1", (Text("A crease keeps its side."),)),
        ),
        references=(
            Reference("bib.bib1", "[7]", "A. Fold. Square sheets. 2001.", doi="10.1000/fold"),
            Reference("bib.bib2", "[8]", "B. Fold. Paper 1.", arxiv="2406.10998"),
        ),
        figures=(Figure("S1.F1", "1", "A crane.", ("https://example.org/crane.png",)),),
    )


@pytest.fixture
def with_text(library: Library, document: Document) -> Library:
    """Thirty papers, of which the first has its full text in the cache."""
    library.fulltexts.save(library.row("2406.10999"), document)
    return library


@pytest.fixture
def from_palette():
    """Runs a command of the palette."""

    async def run(ui, command: str) -> None:
        await ui.press("colon", *command, "enter")

    return run
