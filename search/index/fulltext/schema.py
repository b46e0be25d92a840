"""The fields of the index of full texts."""

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, Schema

from search.index.terms.analysis import Labels, Words, stems
from search.index.terms.schema import Parts

FILE = "file"


def schema() -> Schema:
    """The fields of a section, and `row`.

    row      the store's row number of the paper
    text     the section's title, and its words without those of the sections below it; stemmed
    section  the titles of the section and of those that it stands in; stemmed
    file     which file of the cache it was read from, in which row; whole
    """
    stemmed = Words(stems)
    return Schema(
        row=COLUMN(NumericColumn("I")),
        text=Parts(stemmed, regions=True),
        section=Parts(stemmed),
        file=Parts(Labels()),
    )
