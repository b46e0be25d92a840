"""A whole paper as lines."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from search import (
    Anchors,
    Block,
    Cite,
    Document,
    Figure,
    FootnoteMark,
    Link,
    Math,
    Reference,
    Text,
    width,
)
from tui.fulltext.column.find import LinedText
from tui.fulltext.column.layout import Layout
from tui.fulltext.column.painting import script_marks
from tui.fulltext.passages.marking import marked, passage

WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=9)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
SPANS = st.lists(
    st.one_of(
        st.builds(Text, TEXTS, st.sampled_from([None, "emphasis", "strong", "code"])),
        st.builds(Cite, st.none() | WORDS, TEXTS),
        st.builds(Link, st.none() | WORDS, TEXTS),
        st.builds(Math, TEXTS, TEXTS),
    ),
    min_size=1,
    max_size=5,
).map(tuple)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["paragraph", "item", "quote", "theorem", "abstract"]),
        spans=SPANS,
        level=st.integers(0, 3),
    ),
    max_size=6,
).map(tuple)


def document(*blocks: Block) -> Document:
    return Document(None, None, "file", "A title", blocks=blocks)


@given(BLOCKS, st.integers(20, 90), st.booleans())
def test_every_word_is_shown_once_and_in_order(blocks, columns, tex) -> None:
    lines = Layout(document(*blocks), columns, tex=tex).lines
    shown = "".join("".join(line.text.split()) for line in lines)
    said = "".join(
        span.tex
        if tex and isinstance(span, Math)
        else span.math
        if isinstance(span, Math)
        else span.text
        for block in blocks
        for span in block.spans
    )
    assert shown == "".join(said.split())


@given(BLOCKS, st.integers(20, 90))
def test_no_line_is_wider_than_the_column_but_for_one_word(blocks, columns) -> None:
    for line in Layout(document(*blocks), columns).lines:
        assert width(line.text) <= columns or len(line.text.split()) == 1


@given(BLOCKS, st.integers(20, 90))
def test_a_link_keeps_its_target_on_every_line(blocks, columns) -> None:
    lines = Layout(document(*blocks), columns).lines
    cited = "".join(
        "".join(run.text.split())
        for line in lines
        for run in line.runs
        if run.target and run.target.kind == "reference"
    )
    said = "".join(
        "".join(span.text.split())
        for block in blocks
        for span in block.spans
        if isinstance(span, Cite) and span.target
    )
    assert cited == said


def test_a_displayed_formula_stands_in_the_middle_with_its_number_at_the_edge() -> None:
    formula = Math("1/n", r"\frac{1}{n}", True, "3", ("1", "─", "n"), 1)
    lines = Layout(document(Block("equation", spans=(formula,))), 21).lines
    assert [line.text for line in lines] == [
        " " * 7 + "1",
        " " * 7 + "─" + " " * 10 + "(3)",
        " " * 7 + "n",
    ]


def test_an_equation_without_a_formula_shows_its_words() -> None:
    lines = Layout(document(Block("equation"), Block("equation", spans=(Text("omitted"),))), 21)
    assert [line.text.strip() for line in lines.lines] == ["omitted"]


def test_rows_that_go_on_stand_below_the_sign_of_the_row_before() -> None:
    rows = ("ab(x = 1) = c", "= d + e", "+ f", "(n)", "≤ gg")
    blocks = [
        Block("equation", spans=(Math(row, "", True, "7" if row == "= d + e" else None),))
        for row in rows
    ]
    lines = Layout(document(*blocks), 40).lines
    assert [line.text.rstrip() for line in lines] == [
        "         ab(x = 1) = c",
        "                   = d + e           (7)",
        "                     + f",
        "                  (n)",
        "                   ≤ gg",
    ]
    apart = Layout(document(blocks[0], Block("paragraph", spans=(Text("so"),)), blocks[1]), 40)
    assert apart.lines[-1].text.index("=") == 14


def test_the_tex_of_a_formula_takes_its_place() -> None:
    formula = Math("1/n", r"\frac{1}{n}", True, None, ("1", "─", "n"), 1)
    (line,) = Layout(document(Block("equation", spans=(formula,))), 21, tex=True).lines
    assert line.text.strip() == r"\frac{1}{n}"


@given(BLOCKS, st.integers(20, 90), st.integers(20, 90), st.booleans(), st.data())
def test_lines_become_a_passage_that_is_found_at_every_width(blocks, one, other, tex, data) -> None:
    paper = document(*blocks)
    anchors, layout = Anchors(paper), Layout(paper, one)
    assume(layout.lines)
    ends = st.integers(0, len(layout.lines) - 1)
    first, last = sorted((data.draw(ends), data.draw(ends)))
    chosen = [n for n in range(first, last + 1) if layout.lines[n].runs]
    found = passage(layout, anchors, range(first, last + 1))
    if found is None:
        assert not chosen
        return
    words = [layout.lines[n].words for n in chosen]
    assert "".join(found.text.split()) == "".join("".join(words).split())
    # Two paragraphs of the same words may both be meant; each is found.
    assert [*marked(layout, anchors, [found]).by_line] == chosen
    elsewhere = Layout(paper, other, tex=tex)
    lines = sorted(marked(elsewhere, anchors, [found]).by_line)
    shown = "".join("".join(elsewhere.lines[n].words for n in lines).split())
    assert tex or "".join(found.text.split()) in shown
    changed = document(*(replace(block, spans=(Text("other"),)) for block in blocks))
    assert marked(Layout(changed, one), Anchors(changed), [found]).lost == (found,) or (
        found.text == "other"
    )


def test_the_marks_of_scripts_are_quiet_and_the_braces_of_a_set_are_not() -> None:
    formula = r"{a_I}^{b{c}} \_{d}"
    parts = list(script_marks(formula))
    assert "".join(text for text, _ in parts) == formula
    assert [text for text, style in parts if style == "quiet"] == ["_", "^{", "}"]


def test_a_note_in_a_table_stands_below_it() -> None:
    table = Block("table", rows=(((Text("wool"), FootnoteMark("n1", "3")), (Text("2"),)),))
    note = Block("footnote", id="n1", spans=(Text("of lambs"),))
    assert [line.text for line in Layout(document(table, note), 40).lines] == [
        "wool³  2", "³ of lambs",
    ]  # fmt: skip


def test_links_in_a_table_lead_where_their_words_stand_for_nothing_else() -> None:
    cells = (Text("Lee "), Cite("b1", "[3]")), (Cite("b2", "3"), Text(" sheep")), (Link("S1", "2"),)
    lines = Layout(document(Block("table", rows=(cells,))), 40).lines
    assert lines[0].text.split() == ["Lee", "[3]", "3", "sheep", "2"]
    assert [(run.text, run.target.name) for run in lines[0].runs if run.target] == [("[3]", "b1")]


def test_a_drawing_without_an_address_is_seen_on_the_page() -> None:
    figures = tuple(Figure(name, None, "") for name in ("F1", "F2", "F2.sf1"))
    shown = replace(
        document(*(Block("caption", id=each.id, spans=(Text("A"),)) for each in figures)),
        id="2406.10999", version=2, source="arxiv-html", figures=figures,
    )  # fmt: skip
    runs = [run for line in Layout(shown, 60).lines for run in line.runs if run.target]
    page = "https://arxiv.org/html/2406.10999v2"
    assert [run.target.name for run in runs] == [f"{page}#F1", f"{page}#F2.sf1"]
    assert [run.target for line in Layout(replace(shown, source="file"), 60).lines
            for run in line.runs if run.target] == []  # fmt: skip


def test_an_address_in_a_reference_is_its_link_and_is_not_repeated() -> None:
    text = "Ada. On wool. Online: http://dx.doi.org/10.1/AB."
    references = (
        Reference("b1", None, text, doi="10.1/AB"),
        Reference("b2", "[2]", "Bo.", doi="10.1/c"),
    )
    lines = Layout(replace(document(), references=references), 80).lines
    assert [line.text for line in lines[-2:]] == [text, "[2] Bo. https://doi.org/10.1/c"]
    links = [run.text for line in lines for run in line.runs if run.target]
    assert links == ["http://dx.doi.org/10.1/AB", " https://doi.org/10.1/c"]


def test_of_a_formula_or_a_table_the_whole_block_is_a_passage() -> None:
    formula = Math("1/n", r"\frac{1}{n}", True, "3", ("1", "─", "n"), 1)
    paper = document(Block("equation", spans=(formula,)), Block("paragraph", spans=(Text("So."),)))
    layout = Layout(paper, 21)
    found = passage(layout, Anchors(paper), range(1, 2))
    assert found is not None
    assert found.text == "1/n"
    assert [*marked(layout, Anchors(paper), [found]).by_line] == [0, 1, 2]


def test_words_are_found_across_the_end_of_a_line_in_any_case() -> None:
    matches = LinedText(["the folded", "  Paper is", "folded paper"]).find("folded paper")
    assert [[*matches.on_line(line)] for line in range(3)] == [
        [(4, 10, 0)],
        [(2, 7, 0)],
        [(0, 12, 1)],
    ]
    assert [matches.line_of(number) for number in range(2)] == [0, 2]
    assert matches.after(1) == 1
    assert matches.after(3) == 0
    assert len(LinedText(["words"]).find("  ")) == 0


@given(st.lists(TEXTS, max_size=5), WORDS)
def test_every_place_of_a_word_is_found(lines, word) -> None:
    found = sum(len(LinedText([line]).find(word)) for line in lines)
    matches = LinedText(lines).find(word)
    assert len(matches) == found
    numbers = {number for line in range(len(lines)) for *_, number in matches.on_line(line)}
    assert numbers == set(range(found))


def test_a_short_formula_and_what_is_in_brackets_stay_on_one_line() -> None:
    long = "a + b + c + d + e + f + g + h + i + j = F(x, y)"
    spans = (Text("We see that "), Math("n ≤ d", "n"), Text(" holds, and so "), Math(long, "a"))
    lines = [line.text for line in Layout(document(Block("paragraph", spans=spans)), 20).lines]
    assert lines == [
        "We see that n ≤ d",
        "holds, and so a + b",
        "+ c + d + e + f + g",
        "+ h + i + j =",
        "F(x, y)",
    ]
