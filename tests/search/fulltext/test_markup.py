"""The tree of a page, and the pages that are refused."""

import time

import pytest

from search import LibraryError
from search.fulltext.reading.markup import Element, parse


def only(root: Element, tag: str) -> Element:
    (found,) = (element for element in root.elements() if element.tag == tag)
    return found


def test_elements_attributes_and_text_stand_in_order() -> None:
    root = parse("<article id=a class='x  y'>one <em>two</em> three<br>four</article>")
    article = only(root, "article")
    assert article.attributes["id"] == "a"
    assert article.classes == ["x", "y"]
    assert article.text() == "one two threefour"
    assert [c if isinstance(c, str) else c.tag for c in article.children] == [
        "one ", "em", " three", "br", "four",
    ]  # fmt: skip


def test_scripts_styles_comments_and_content_mathml_are_left_out() -> None:
    page = (
        "<article><script>a</script><style>b</style><!-- c --><math><semantics><mi>x</mi>"
        "<annotation-xml>d</annotation-xml><annotation encoding='application/x-tex'>x</annotation>"
        "</semantics></math></article>"
    )
    assert only(parse(page), "article").text() == "xx"


def test_a_page_of_any_bytes_gives_a_tree() -> None:
    assert parse(b"").tag == "html"
    assert "\ufffd" in parse(b"<p>\xff</p>").text()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<ul><li>" * 100_000,
        "<div/>" * 100_000,
        "<b><div></b>" * 100_000,
        "<div><object></div></object>" * 100_000,
        "<div><!--</div>-->" * 100_000,
        "<div a='></div>'>" * 100_000,
        "<div a=' ></div>'" + "<div a='>'></div>" * 2 + "<div ='><div>" * 100_000,
        "<div><script></div></script>" * 100_000,
        "<math>" + "<mrow>" * 100_000,
        "<table>" + "<tr><td>1</td></tr>" * 1_000_000,
        "<span>" * 300 + "deep",
        "x" * 50_000_000,
    ],
    ids=lambda page: page[:40],
)
def test_a_hostile_page_is_refused_soon(page: str) -> None:
    started = time.process_time()
    with pytest.raises(LibraryError, match="read the PDF"):
        parse(page)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("page", ["<" * 2_000_000, '<a "' * 500_000, "<!--" * 500_000])
def test_a_page_of_beginnings_is_no_trap(page: str) -> None:
    started = time.process_time()
    parse(page)
    assert time.process_time() - started < 2
