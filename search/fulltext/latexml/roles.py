"""What an element of a page is, from its classes and its tag."""

from functools import lru_cache

from search.fulltext.reading.markup import Element

# The first of them that an element has says what it is.
_BY_CLASS = {
    "ltx_ERROR": "skipped",  # it is counted among the problems of the page
    "ltx_note_mark": "skipped",
    "ltx_tag_note": "skipped",
    "ltx_note_type": "skipped",
    "ltx_note_name": "skipped",
    "ltx_contact_name": "skipped",
    "ltx_author_before": "skipped",  # a comma or "and": each author has a line
    "ltx_tag_equation": "skipped",
    "ltx_tag_equationgroup": "skipped",
    "ltx_tag_listingline": "skipped",
    "ltx_listing_data": "skipped",
    "ltx_bib_cited": "skipped",
    "ltx_TOC": "skipped",
    "ltx_missing_label": "missing",
    "ltx_missing_citation": "missing",
    "ltx_Math": "math",
    "ltx_bibliography": "bibliography",
    "ltx_part": "section",
    "ltx_chapter": "section",
    "ltx_section": "section",
    "ltx_subsection": "section",
    "ltx_subsubsection": "section",
    "ltx_paragraph": "section",
    "ltx_subparagraph": "section",
    "ltx_appendix": "section",
    "ltx_index": "section",
    "ltx_glossary": "section",
    "ltx_acknowledgements": "section",
    "ltx_biblist": "references",
    "ltx_caption": "caption",
    "ltx_title": "title",
    "ltx_authors": "authors",
    "ltx_creator": "authors",
    "ltx_dates": "authors",
    "ltx_pubnotes": "authors",
    "ltx_abstract": "abstract",
    "ltx_note": "note",
    "ltx_equationgroup": "equations",
    "ltx_equation": "equations",
    "ltx_eqn_table": "equations",
    "ltx_tabular": "table",
    "ltx_listing": "listing",
    "ltx_verbatim": "verbatim",
    "ltx_itemize": "list",
    "ltx_enumerate": "list",
    "ltx_description": "list",
    "ltx_item": "item",
    "ltx_theorem": "theorem",
    "ltx_proof": "theorem",
    "ltx_quote": "quote",
    "ltx_epigraph": "quote",
    "ltx_break": "break",
    "ltx_para": "block",
    "ltx_p": "block",
    "ltx_keywords": "block",
    "ltx_classification": "block",
    "ltx_contact": "block",
    "ltx_author_notes": "block",
    "ltx_bibblock": "block",
    "ltx_tr": "block",
    "ltx_td": "block",
    "ltx_listingline": "block",
    "ltx_block": "block",
    "ltx_inline-block": "spaced",
    "ltx_personname": "spaced",
    "ltx_pubnote": "block",
}
_BLOCKS = (
    "p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table",
    "thead", "tbody", "tfoot", "header", "footer", "main", "aside", "address", "center",
)  # fmt: skip
_SECTIONS = ("section", "div")
_BY_TAG = {
    "math": "math",
    "nav": "skipped",
    "svg": "drawing",
    "annotation": "skipped",
    "textarea": "skipped",
    "title": "skipped",
    "figure": "figure",
    "figcaption": "caption",
    "blockquote": "quote",
    "pre": "verbatim",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "a": "link",
    "br": "break",
    "img": "image",
    "sup": "superscript",
    "hr": "skipped",
    **dict.fromkeys(_BLOCKS, "block"),
}
_STYLES = {
    "ltx_font_typewriter": "code",
    "ltx_lstlisting": "code",
    "ltx_verbatim": "code",
    "ltx_font_bold": "strong",
    "ltx_emph": "emphasis",
    "ltx_font_italic": "emphasis",
    "ltx_font_slanted": "emphasis",
}
_TAG_STYLES = {
    "code": "code", "tt": "code", "b": "strong", "strong": "strong", "em": "emphasis",
    "i": "emphasis",
}  # fmt: skip


def role(element: Element) -> str:
    """What the element is: "section", "math", "note", ...; "inline" for all that only styles."""
    return _read(element.tag, element.attributes.get("class", ""))[0]


def style(element: Element) -> str | None:
    """The style that the element gives to the text in it."""
    return _read(element.tag, element.attributes.get("class", ""))[1]


def has_class(element: Element, *names: str) -> bool:
    """Whether the element has one of the classes."""
    given = element.attributes.get("class")
    return given is not None and not set(names).isdisjoint(given.split())


def note_role(element: Element) -> str:
    """What kind of note an `ltx_note` is: "footnote", "thanks", "margin", ..."""
    found = (name[9:] for name in element.classes if name.startswith("ltx_role_"))
    return next(found, "")


@lru_cache(maxsize=4096)
def _read(tag: str, classes: str) -> tuple[str, str | None]:
    names = classes.split()
    given = set(names)
    found = next((role for name, role in _BY_CLASS.items() if name in given), None)
    if found in ("section", "bibliography") and tag not in _SECTIONS:
        found = None  # entries of a table of contents have these classes, too
    if found is None:
        found = _BY_TAG.get(tag, "inline")
    styles = (style for name, style in _STYLES.items() if name in given)
    return found, next(styles, _TAG_STYLES.get(tag))
