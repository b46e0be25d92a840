"""The fields of the index, and how a paper's text goes into them."""

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, TEXT, Schema

from search.index.terms.analysis import Labels, Words, names, stems


def schema() -> Schema:
    """The fields that a query may name, and `row`.

    row       the store's row number; a column, by which documents are found and replaced
    text      what a bare word searches: title, abstract and summary, keywords, authors; stemmed
    title     what of `text` is the title
    abstract  what of `text` is abstract and summary
    author    names by word; neither stemmed nor stopped
    keyword   keywords by word; stemmed
    cat, source   whole, in lower case
    code      OWNER/REPO in lower case: whole, by owner, by name, and by the words of both

    Accents are taken off in all of them. A written word that makes several terms (GPT-4, a run of
    Chinese) is a phrase.
    """
    stemmed = Words(stems)
    return Schema(
        row=COLUMN(NumericColumn("I")),
        text=Parts(stemmed, regions=True),
        title=Parts(stemmed),
        abstract=Parts(stemmed),
        keyword=Parts(stemmed),
        author=Parts(Words(names)),
        cat=Parts(Labels()),
        source=Parts(Labels()),
        code=Parts(Labels(parts=True)),
    )


class Parts(TEXT):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is several texts, with `regions` those of weights.PARTS, kept apart."""

    def __init__(self, analyzer: Words | Labels, *, regions: bool = False) -> None:
        super().__init__(analyzer=analyzer, multitoken_query="phrase")
        self.regions = regions
