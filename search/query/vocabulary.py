"""The names that the query language knows: fields, states, orders. Plain data."""

WORD_FIELDS = ("title", "abstract", "author", "keyword", "cat", "source", "code")
FULLTEXT_FIELDS = ("text", "in")
DAY_FIELDS = ("date", "published", "listed", "added")
COUNT_FIELDS = ("upvotes", "stars")
STORE_FIELDS = (
    *DAY_FIELDS,
    *COUNT_FIELDS,
    "is",
    "has",
    "tag",
    "note",
    "id",
    "like",
    "cites",
    "citedby",
)
FIELDS = (*WORD_FIELDS, *FULLTEXT_FIELDS, *STORE_FIELDS, "sort")

STATES = ("unread", "read", "bookmarked", "new", "tagged", "withdrawn", "hidden")
POSSESSIONS = ("code", "abstract", "note", "passage", "pdf", "project", "fulltext")
ORDERS = ("relevance", "date", "upvotes", "stars", "trending", "title", "added", "foryou")
