"""The fields of the index, and what of a paper goes into each."""

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, TEXT, Schema

from search.index.words import Labels, Words, names, stems


def schema() -> Schema:
    """The fields that a query may name, and `row`.

    row       the store's row number; a column, by which documents are found and replaced
    text      what a bare word searches: title (counts three times), abstract, summary, authors,
              keywords; stemmed
    title     stemmed
    abstract  abstract and summary; stemmed
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
        text=_words(stemmed),
        title=_words(stemmed),
        abstract=_words(stemmed),
        keyword=_words(stemmed),
        author=_words(Words(names)),
        cat=TEXT(analyzer=Labels()),
        source=TEXT(analyzer=Labels()),
        code=TEXT(analyzer=Labels(parts=True)),
    )


def _words(analyzer: Words) -> TEXT:
    return TEXT(analyzer=analyzer, multitoken_query="phrase")
