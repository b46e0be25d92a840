"""Pages in the shape of LaTeXML's, written for these tests, to documents."""

import re

import pytest

from search import LibraryError
from search.fulltext.document import (
    Block,
    Cite,
    Document,
    FootnoteMark,
    Link,
    Math,
    Merged,
    Section,
    Text,
)
from search.fulltext.latexml import parse_page

X = "<math alttext='x'><mi>x</mi></math>"


def parsed(body: str, around: str = "") -> Document:
    return parse_page(
        f"<html><body>{around}<article class='ltx_document'>"
        f"<h1 class='ltx_title ltx_title_document'>On Sheep</h1>{body}</article></body></html>"
    )


def blocks(body: str) -> list[Block]:
    return list(parsed(body).blocks[1:])


def kinds(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(body)]


def section(name: str, title: str, body: str, kind: str = "section") -> str:
    return (
        f"<section id='{name}' class='ltx_{kind}'><h2 class='ltx_title ltx_title_{kind}'>{title}"
        f"</h2>{body}</section>"
    )


def para(text: str, name: str = "p1") -> str:
    return f"<div id='{name}' class='ltx_para'><p id='{name}.1' class='ltx_p'>{text}</p></div>"


def footnote(text: str, mark: str = "1", role: str = "footnote") -> str:
    sup = f"<sup class='ltx_note_mark'>{mark}</sup>"
    content = f"{sup}<span class='ltx_tag ltx_tag_note'>{mark}</span>{text}"
    return (
        f"<span id='{role}{mark}' class='ltx_note ltx_role_{role}'>{sup}"
        "<span class='ltx_note_outer'><span class='ltx_note_content'>"
        f"{content}</span></span></span>"
    )


def test_levels_come_from_nesting_and_numbers_from_tags() -> None:
    inner = section("S1.SS1", "<span class='ltx_tag'>1.1 </span>Wool", para("b"), "subsection")
    document = parsed(section("S1", "<span class='ltx_tag'>1 </span>Sheep", para("a") + inner))
    assert document.title == "On Sheep"
    assert document.sections == (
        Section("S1", 1, "1", "Sheep"),
        Section("S1.SS1", 2, "1.1", "Wool"),
    )
    assert [(block.kind, block.level, block.section, block.text) for block in document.blocks] == [
        ("heading", 0, None, "On Sheep"),
        ("heading", 1, "S1", "1 Sheep"),
        ("paragraph", 0, "S1", "a"),
        ("heading", 2, "S1.SS1", "1.1 Wool"),
        ("paragraph", 0, "S1.SS1", "b"),
    ]


def test_a_paragraph_has_its_id_and_its_styles() -> None:
    (block,) = blocks(
        para("a  <em class='ltx_emph'>b\n c</em><span class='ltx_text ltx_font_bold'>d</span>&nbsp;"
             "<span class='ltx_text ltx_font_typewriter'>e</span><br class='ltx_break'> f", "S1.p3")
    )  # fmt: skip
    assert block.id == "S1.p3"
    assert block.spans == (
        Text("a "), Text("b c", "emphasis"), Text("d ", "strong"), Text("e\n", "code"), Text("f"),
    )  # fmt: skip


def test_a_line_of_the_source_is_no_space_before_punctuation() -> None:
    cite = "(\n  <a href='#x'>1980</a>\n  ; <a href='#x'>1998</a>\n ) and\n <b>b</b>\n .net, a b"
    assert kinds(para(cite)) == [("paragraph", "(1980; 1998) and b .net, a b")]


def test_no_space_is_left_before_the_sign_behind_a_citation() -> None:
    cite = "(Ada, <a href='#b1'>1843</a> ; <cite>(<a href='#b2'>1844</a> ) </cite> , as <b>x</b> ."
    assert kinds(para(cite)) == [("paragraph", "(Ada, 1843; (1844), as x .")]


def test_what_acts_on_a_terminal_is_taken_out() -> None:
    (block,) = blocks(para("a\x1b[31mb\u202ec\u00adx <code class='ltx_verbatim'>\x9bd</code>"))
    assert block.text == "a[31mbcx d"
    assert parsed("<h1>\x1b</h1>").blocks[0].text == "On Sheep"


def test_a_footnote_leaves_the_sentence_and_stands_behind_its_paragraph() -> None:
    found = blocks(para(f"Half{footnote(f'A {X} note.')} a sentence{footnote('Two.', '2')}."))
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "Half a sentence."), ("footnote", "A x note."), ("footnote", "Two."),
    ]  # fmt: skip
    assert found[0].spans[1] == FootnoteMark("footnote1", "1")
    assert found[1].id == "footnote1"


def test_what_is_in_a_note_stands_behind_it() -> None:
    row = "<span class='ltx_tr'><span class='ltx_td'>c</span><span class='ltx_td'>d</span></span>"
    table = f"<span class='ltx_tabular'>{row}</span>"
    assert kinds(para(f"a{footnote(f'one {table} more' + footnote('two', '2'))} b")) == [
        ("paragraph", "a b"), ("footnote", "one more"), ("table", "c\td"), ("footnote", "two"),
    ]  # fmt: skip


def test_a_formula_may_be_a_picture() -> None:
    picture = "<span class='ltx_Math'><img class='ltx_math_image' src='m.png' alt='x^2'></span>"
    assert blocks(para(f"a {picture} b"))[0].spans[1] == Math("x²", "x^2")


def test_a_mark_alone_leads_to_the_note_of_that_mark() -> None:
    mark = (
        "<span class='ltx_note ltx_role_footnotemark'><sup class='ltx_note_mark'>7</sup>"
        "<span class='ltx_note_type'>footnotemark: </span></span>"
    )
    first, second = blocks(para(f"a{mark}", "p1") + para(footnote("b", "7", "footnotetext")))
    assert first.spans == (Text("a"), FootnoteMark("footnotetext7", "7"))
    assert (second.kind, second.text) == ("footnote", "b")
    assert blocks(para(f"a{mark}"))[0].spans == (Text("a"),)


def test_a_list_keeps_its_marks_and_its_depth() -> None:
    def item(mark: str, text: str) -> str:
        return f"<li class='ltx_item'><span class='ltx_tag ltx_tag_item'>{mark}</span>{text}</li>"

    inner = f"<ol class='ltx_enumerate'>{item('(a)', para('deep'))}</ol>"
    outer = f"<ul class='ltx_itemize'>{item('•', para('one') + para('two') + inner)}</ul>"
    assert [(block.kind, block.level, block.text) for block in blocks(outer)] == [
        ("item", 1, "• one"), ("paragraph", 1, "two"), ("item", 2, "(a) deep"),
    ]  # fmt: skip


def test_a_term_and_its_meaning_are_one_item() -> None:
    terms = "".join(
        f"<dt class='ltx_item'><span class='ltx_tag'>{term}</span></dt><dd>{para(text)}</dd>"
        for term, text in (("Ewe", "a sheep"), ("Ram", "another"))
    )
    found = blocks(f"<dl class='ltx_description'>{terms}</dl>")
    assert [block.text for block in found] == ["Ewe a sheep", "Ram another"]
    assert found[0].spans[0] == Text("Ewe ", "strong")
    assert kinds("<dl><dt>Ewe</dt><dd>a sheep</dd></dl>") == [("item", "Ewe a sheep")]


def test_a_theorem_begins_with_its_title() -> None:
    title = "<h6 class='ltx_title'><span class='ltx_tag'>Lemma 1</span>.</h6>"
    body = (
        f"<div id='Thm1' class='ltx_theorem ltx_theorem_lemma'>{title}{para('a')}{para('b')}</div>"
    )
    proof = f"<div class='ltx_proof'><h6 class='ltx_title'>Proof.</h6>{para('c')}</div>"
    found = blocks(body + proof + para("d"))
    assert [(block.kind, block.text) for block in found] == [
        ("theorem", "Lemma 1. a"), ("theorem", "b"), ("theorem", "Proof. c"), ("paragraph", "d"),
    ]  # fmt: skip
    assert found[0].id == "Thm1"


def test_every_row_of_an_equation_is_a_block_with_its_number() -> None:
    def row(name: str, cells: str, number: str = "") -> str:
        tag = f"<td><span class='ltx_tag ltx_tag_equation'>({number})</span></td>" if number else ""
        return f"<tbody id='{name}'><tr class='ltx_equation ltx_eqn_row'>{cells}{tag}</tr></tbody>"

    table = (
        "<table id='EGx1' class='ltx_equationgroup ltx_eqn_table'>"
        + row("E1", f"<td>{X}</td><td>{X}</td>", "1")
        + "<tbody><tr class='ltx_eqn_row'><td>and so</td></tr></tbody>"
        + row("Ex1", f"<td></td><td>{X}</td>")
        + row("E2", "<td></td>", "2")
        + "</table>"
    )
    link = "<a class='ltx_ref' href='#E1'>1</a>"
    document = parsed(para(f"By{table}follows {link}."))
    assert [(block.kind, block.id, block.spans) for block in document.blocks[1:]] == [
        ("paragraph", "p1", (Text("By"),)),
        ("equation", "E1", (Math("x x", "x x", True, "1"),)),
        ("paragraph", None, (Text("and so"),)),
        ("equation", "Ex1", (Math("x", "x", True, None, ("  x",)),)),
        ("equation", "E2", (Math("", "", True, "2"),)),
        ("paragraph", None, (Text("follows "), Link("E1", "1"), Text("."))),
    ]
    assert document.problems == ("1 empty equation",)
    assert document.blocks[-2].spans[0].lines == ("[no formula on the page]",)


def test_a_table_is_a_grid_with_merged_cells() -> None:
    table = (
        "<figure id='T1' class='ltx_table'><figcaption class='ltx_caption'>"
        "<span class='ltx_tag'>Table 4: </span>Flocks</figcaption>"
        "<table id='T1.1' class='ltx_tabular'><thead class='ltx_thead'><tr class='ltx_tr'>"
        "<th class='ltx_td' rowspan='2'>Kind</th><th class='ltx_td' colspan='2'>Count</th></tr>"
        "</thead><tbody><tr class='ltx_tr'><td class='ltx_td'>1</td><td class='ltx_td'>2"
        f"{footnote('low')}</td></tr></tbody></table></figure>"
    )
    document = parsed(table)
    caption, grid, note = document.blocks[1:]
    assert (caption.kind, caption.id, caption.text) == ("caption", "T1", "Table 4: Flocks")
    assert grid.rows == (
        ((Text("Kind"),), (Text("Count"),), ()),
        ((), (Text("1"),), (Text("2"), FootnoteMark("footnote1", "1"))),
    )
    assert grid.merged == (Merged(0, 0, 2, 1), Merged(0, 1, 1, 2))
    assert (grid.head, grid.text) == (1, "Kind\tCount\n\t1\t2")
    assert (note.kind, note.text) == ("footnote", "low")
    (table_entry,) = document.tables
    assert (table_entry.id, table_entry.number, table_entry.rows, table_entry.columns) == (
        "T1", "4", 2, 3,
    )  # fmt: skip


def test_a_table_of_spans_inside_a_sentence_parts_it() -> None:
    inner = (
        "<span class='ltx_tabular'><span class='ltx_tr'><span class='ltx_td'>c</span>"
        "<span class='ltx_td'>d</span></span></span>"
    )
    outer = (
        "<span class='ltx_tabular'><span class='ltx_tr'><span class='ltx_td'>a</span>"
        f"<span class='ltx_td ltx_colspan_2'>b{inner}</span></span></span>"
    )
    assert kinds(para(f"left{outer}right")) == [
        ("paragraph", "left"), ("table", "a\tb"), ("table", "c\td"), ("paragraph", "right"),
    ]  # fmt: skip
    sizes = [(each.rows, each.columns) for each in parsed(para(outer)).tables]
    assert sizes == [(1, 3), (1, 2)]


def test_the_first_rule_of_a_table_ends_its_head() -> None:
    def row(*classes: str) -> str:
        cells = "".join(f"<td class='ltx_td {name}'>x</td>" for name in classes)
        return f"<tr class='ltx_tr'>{cells}</tr>"

    head = row("ltx_border_tt", "ltx_border_tt") + row("", "ltx_border_t")
    for ruled in (head + row("ltx_border_t", "ltx_border_t"), row("", "") + head + row("", "")):
        (table,) = blocks(f"<table class='ltx_tabular'>{ruled}{row('', '')}</table>")
        assert table.head == (2 if ruled.startswith(head) else 1)
    (table,) = blocks(f"<table class='ltx_tabular'>{row('')}{row('')}</table>")
    assert table.head == 0


def test_a_column_inside_a_cell_is_lines_of_the_cell() -> None:
    row = "<tr class='ltx_tr'><td class='ltx_td'>{}</td></tr>"
    inner = f"<table class='ltx_tabular'>{row.format('Papers')}{row.format('read')}</table>"
    outer = (
        "<figure id='T1' class='ltx_table'><figcaption class='ltx_caption'><span class='ltx_tag'>"
        f"Table 1</span></figcaption><table class='ltx_tabular'>{row.format(f'a {inner} b')}"
        "</table></figure>"
    )
    document = parsed(outer)
    assert document.blocks[-1].text == "a Papers read b"
    assert [(each.id, each.number, each.rows) for each in document.tables] == [
        ("T1", "1", 1), ("table2", None, 2),
    ]  # fmt: skip


def test_code_keeps_its_lines_and_its_spaces() -> None:
    line = (
        "<div class='ltx_listingline'><span class='ltx_tag ltx_tag_listingline'>{}</span>{}</div>"
    )
    listing = (
        "<div class='ltx_listing ltx_lstlisting'><div class='ltx_listing_data'>AAAA</div>"
        + line.format(1, "<span class='ltx_text ltx_lst_keyword'>for</span> x:")
        + line.format(2, "<span class='ltx_text ltx_lst_space'>    </span>go")
        + "</div>"
    )
    (code,) = blocks(listing)
    assert (code.kind, code.text) == ("code", "for x:\n    go")
    assert code.line_numbers == ("1", "2")
    assert {span.style for span in code.spans if isinstance(span, Text)} == {"code"}
    assert kinds("<pre class='ltx_verbatim'>  a\n\tb\x1b</pre>") == [("code", "  a\n    b")]


def test_figures_have_captions_and_addresses_of_pictures() -> None:
    panel = (
        "<figure id='F1.sf1' class='ltx_figure'><img src='x1.png'><figcaption class='ltx_caption'>"
        "<span class='ltx_tag'>(a)</span> left</figcaption></figure>"
    )
    figure = (
        f"<figure id='F1' class='ltx_figure'>{panel}<figcaption class='ltx_caption'>"
        "<span class='ltx_tag'>Figure 1: </span>Both</figcaption></figure>"
        "<figure id='F2' class='ltx_figure'><img class='ltx_missing'></figure>"
    )
    document = parsed(figure, "<base href='/html/2406.01234v2/'>")
    assert (document.id, document.version) == ("2406.01234", 2)
    assert [(each.id, each.number, each.caption, each.images) for each in document.figures] == [
        ("F1", "1", "Figure 1: Both", ()),
        ("F1.sf1", "a", "(a) left", ("https://arxiv.org/html/2406.01234v2/x1.png",)),
        ("F2", None, "", ()),
    ]
    assert document.problems == ("1 missing picture",)
    assert document.places()["F2"] == len(document.blocks) - 1


def test_a_framed_text_is_read_and_the_labels_of_a_drawing_are_not() -> None:
    def drawing(*boxes: str) -> str:
        inside = "".join(
            f"<g><foreignObject><span class='ltx_minipage'><span class='ltx_p'>{box}</span></span>"
            "</foreignObject></g>"
            for box in boxes
        )
        return f"<svg class='ltx_picture'><g>{inside}<text>x</text></g></svg>"

    words = "Count the sheep, and say how many of them are black."
    framed = para(f"Ask:{drawing('Prompt', words)}then wait.{drawing('a sheep', 'wool')}")
    assert kinds(framed) == [
        ("paragraph", "Ask:"), ("quote", "Prompt"), ("quote", words), ("paragraph", "then wait."),
    ]  # fmt: skip


def test_a_formula_beside_the_text_of_a_link_stays_a_formula() -> None:
    address = "https://example.org/"
    (block,) = blocks(para(f"see <a href='{address}'>the {X}-axis</a> <a href='{address}'>{X}</a>"))
    assert block.spans == (
        Text("see "), Link(address, "the "), Math("x", "x"), Link(address, "-axis"), Text(" "),
        Link(address, "x"),
    )  # fmt: skip


def test_links_lead_where_the_page_leads() -> None:
    bib = (
        "<section id='bib' class='ltx_bibliography'><h2 class='ltx_title'>References</h2><ul>"
        "<li id='bib.bib1' class='ltx_bibitem'><span class='ltx_tag ltx_tag_bibitem'>[1]</span>"
        "<span class='ltx_bibblock'>A. Fox.</span><span class='ltx_bibblock'>Wool, 1998.</span>"
        "<span class='ltx_bibblock ltx_bib_cited'>Cited by: <a href='#S1'>1</a></span></li></ul>"
        "</section>"
    )
    text = (
        "<cite class='ltx_cite'>[<a href='#bib.bib1'>1</a>]</cite> <a href='#S1'>one</a> "
        "<a href='https://arxiv.org/html/2406.01234v2#S1'>two</a> <a href='#bib.bib9'>9</a> "
        "<a href='#S9'>three</a> <a href='https://example.org/a'>out</a> "
        "<a href='javascript:alert(1)'>bad</a> "
        "<span class='ltx_ref ltx_missing_label'>LABEL:x</span>"
    )
    document = parsed(section("S1", "One", para(text)) + bib, "<base href='/html/2406.01234v1/'>")
    spans = [span for span in document.blocks[2].spans if isinstance(span, Cite | Link)]
    assert spans == [
        Cite("bib.bib1", "1"), Link("S1", "one"), Link("S1", "two"), Cite(None, "9"),
        Link(None, "three"), Link("https://example.org/a", "out"), Link(None, "LABEL:x"),
    ]  # fmt: skip
    assert document.problems == ("2 links that lead nowhere", "1 missing label")
    (reference,) = document.references
    assert (reference.label, reference.text, reference.year) == ("[1]", "A. Fox. Wool, 1998.", 1998)
    assert document.sections[-1] == Section("bib", 1, None, "References")
    assert not any("References" in block.text for block in document.blocks)


@pytest.mark.parametrize(
    ("text", "doi", "arxiv"),
    [
        ("<a href='https://doi.org/10.1000/182'>Document</a>", "10.1000/182", None),
        ("<a href='https://doi.org/10.1000%2FAB.1'>x</a>.", "10.1000/ab.1", None),
        ("doi:10.1000/(a)b).", "10.1000/(a)b", None),
        ("doi:10.1000/ab-<br>12, 2003", "10.1000/ab-12", None),
        ("doi:10.1000/<br>PhysRev.9.", "10.1000/physrev.9", None),
        ("arXiv preprint arXiv:2101.12345v3, 2021.", None, "2101.12345"),
        ("<a href='http://arxiv.org/abs/hep-th/9802150'>x</a>", None, "hep-th/9802150"),
        ("<span class='ltx_bib_external'>1706.03762</span>", None, "1706.03762"),
        ("Version 1706.03762 of it", None, None),
        ("10.48550/arXiv.2101.00001", "10.48550/arxiv.2101.00001", "2101.00001"),
    ],
)
def test_a_reference_names_its_work(text: str, doi: str | None, arxiv: str | None) -> None:
    page = f"<ul class='ltx_biblist'><li class='ltx_bibitem'>A. Fox. Wool. {text}</li></ul>"
    (reference,) = parsed(page).references
    assert (reference.doi, reference.arxiv) == (doi, arxiv)


@pytest.mark.parametrize("part", ["10.1234/", "10.1234/a- ", "1234.5678, "])
def test_a_long_reference_is_read_at_once(part: str) -> None:  # each place in it but once
    text = f"External Links: {part * 20_000}!"
    (reference,) = parsed(
        f"<ul class='ltx_biblist'><li class='ltx_bibitem'>{text}</li></ul>"
    ).references
    assert reference.text.startswith("External Links: 1")


def test_the_text_of_a_reference_names_no_link_that_has_no_words() -> None:
    def reference(links: str) -> tuple[str, str | None, str | None]:
        block = f"<span class='ltx_bibblock'>External Links: {links}</span>"
        (found,) = parsed(
            "<section class='ltx_bibliography'><ul class='ltx_biblist'><li class='ltx_bibitem'>"
            f"<span class='ltx_bibblock'>On Wool.</span>{block}</li></ul></section>"
        ).references
        return found.text, found.doi, found.arxiv

    def link(address: str, words: str) -> str:
        return f"<a class='ltx_ref ltx_bib_external' href='{address}'>{words}</a>"

    both = link("https://doi.org/10.1000/a", "Document") + ", " + link("", "hep-th/9901001")
    assert reference(both) == ("On Wool.", "10.1000/a", "hep-th/9901001")
    issn = f"ISSN 1234-5678, {link('https://doi.org/10.1000/a', 'Document')}"
    text, doi, _ = reference(issn)
    assert (text.split("Links: ")[1][:9], doi) == ("ISSN 1234", "10.1000/a")


def test_an_anchor_inside_a_block_leads_to_it() -> None:
    line = "<div class='ltx_listing'><div id='alg1.l3' class='ltx_listingline'>go</div></div>"
    document = parsed(para("<a href='#alg1.l3'>line 3</a> <a href='#end'>end</a>") + line
                      + "<span id='end'></span>")  # fmt: skip
    places = document.places()
    assert document.blocks[places["alg1.l3"]].text == "go"
    assert places["end"] == len(document.blocks) - 1


def test_errors_are_counted_and_not_shown() -> None:
    document = parsed(para("a <span class='ltx_ERROR undefined'>\\foo</span>b"))
    assert document.blocks[1].text == "a b"
    assert document.problems == ("1 undefined macro: \\foo",)


def test_the_front_of_the_paper() -> None:
    front = (
        "<div class='ltx_authors'><span class='ltx_creator'><span class='ltx_personname'>Bo</span>"
        "</span><span class='ltx_author_before'> and </span>"
        "<span class='ltx_creator'><span class='ltx_personname'>Ann Lee"
        "</span><span class='ltx_author_notes'><span class='ltx_contact'>"
        "<span class='ltx_contact_name'>Email: </span>ann@example.org</span></span></span></div>"
        "<div class='ltx_abstract'><h6 class='ltx_title'>Abstract</h6>"
        "<p class='ltx_p'>We count.</p>"
        "</div><nav class='ltx_TOC'><a href='#S1'>1 Sheep</a></nav>"
    )
    assert kinds(front) == [
        ("authors", "Bo"), ("authors", "Ann Lee"), ("authors", "ann@example.org"),
        ("heading", "Abstract"), ("abstract", "We count."),
    ]  # fmt: skip


def test_a_power_is_no_factor() -> None:
    assert kinds(para("10<sup>-5</sup> m<sup>2</sup>, the 1<sup>st</sup>")) == [
        ("paragraph", "10⁻⁵ m2, the 1st")
    ]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><body><p>AASTeX symbols</p></body></html>",
        "<title>Untitled Document</title><article class='ltx_document'><p>x</p></article>",
        "<article class='ltx_document'><h1 class='ltx_title ltx_title_document'>"
        "Untitled Document</h1></article>",
    ],
)
def test_a_page_without_a_paper_is_refused(page: str) -> None:
    with pytest.raises(LibraryError, match=re.compile("no paper|not the paper")):
        parse_page(page)


@pytest.mark.parametrize(
    "table",
    [
        "<td class='ltx_td' colspan='99999999' rowspan='99999999'>x</td>",
        "<td class='ltx_td' colspan='1000'>x</td>" * 1000,
    ],
)
def test_an_endless_table_is_refused(table: str) -> None:
    page = f"<table class='ltx_tabular'><tr class='ltx_tr'>{table}</tr></table>"
    page = page.replace("<tr", "<tr class='ltx_tr'></tr>" * 300 + "<tr", 1)
    with pytest.raises(LibraryError, match="table that is too large"):
        parsed(page)
