"""The text of a PDF, to a document. The PDFs are written here, a few objects each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import LibraryError
from search.fulltext.reading.columns import reading_order
from search.fulltext.reading.pdf import parse_pdf

pytest.importorskip("pypdfium2")


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages have these lines, from the top."""
    return drawn_pdf(
        *("14 TL 50 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) for lines in pages)
    )


def drawn_pdf(*pages: str) -> bytes:
    """A PDF whose pages are drawn by these operators."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for drawn in pages:
        stream = f"BT /F 10 Tf {drawn} ET".encode("latin-1")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode()
    body = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (
        size, table, size,
    ) + b"startxref\n%d\n%%%%EOF" % len(body)  # fmt: skip


def test_lines_become_paragraphs_and_words_whole() -> None:
    page = ["1 Introduction", "We count sheep in meadows of every size, and we show how the exam-",
            "ple of one flock is that of all others, be they large or small, white or", "black.",
            "A second paragraph of this page begins here, and it has two lines of text,",
            "no more."]  # fmt: skip
    document = parse_pdf(pdf(page), title="Sheep", paper="2406.01234")
    assert [block.text for block in document.blocks] == [
        "Sheep",
        "1 Introduction",
        "We count sheep in meadows of every size, and we show how the example of one flock is that "
        "of all others, be they large or small, white or black.",
        "A second paragraph of this page begins here, and it has two lines of text, no more.",
    ]
    assert (document.source, document.id) == ("pdf", "2406.01234")
    assert document.problems


@pytest.mark.parametrize("is_by_rows", [True, False])
def test_two_columns_are_read_one_after_the_other(is_by_rows: bool) -> None:
    left = [(50, 740 - 14 * n, f"left line number {n} goes on") for n in range(9)]
    right = [(310, 740 - 14 * n, f"right line number {n} goes on") for n in range(9)]
    mixed = [each for row in zip(left, right, strict=True) for each in row]
    below = (50, 600, "A line below both columns of the page, from edge to edge of it and wide")
    drawn = [(50, 780, "A title that goes over both columns of the page, from edge to edge")]
    drawn += [*(mixed if is_by_rows else [*left, *right]), below]
    page = " ".join(f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in drawn)
    text = " ".join(block.text for block in parse_pdf(drawn_pdf(page), title="T").blocks[1:])
    assert text == " ".join(words for *_, words in [drawn[0], *left, *right, below])


POINTS = st.integers(0, 600).map(float)


@given(st.lists(st.tuples(POINTS, POINTS, POINTS, POINTS), max_size=20))
def test_no_line_of_a_page_is_lost_in_another_order(boxes) -> None:
    order = reading_order(boxes, 600.0)
    if order is not None:
        assert sorted(number for line in order for number in line) == [*range(len(boxes))]


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        ["Journal of Sheep", f"{word} text of a page.", str(number)]
        for number, word in enumerate(("First", "Second", "Third", "Fourth", "Fifth"))
    ]
    texts = [block.text for block in parse_pdf(pdf(*pages), title="Sheep").blocks]
    assert " ".join(texts[1:]) == (
        "First text of a page. Second text of a page. Third text of a page. "
        "Fourth text of a page. Fifth text of a page."
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"%PDF-1.4\nnonsense", pdf([]), pdf([])[:200]])
def test_a_pdf_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(LibraryError, match="PDF"):
        parse_pdf(data, title="Sheep")
