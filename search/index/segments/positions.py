"""The numbers that postings are made of: a document, and a position within one of its parts."""

POSITION_BITS, DOCUMENT_BITS = 16, 22
MOST_DOCUMENTS = 1 << DOCUMENT_BITS

# Each part of a paper (see weights.PARTS) has a range of positions of its own: where they begin.
TITLE, BODY, KEYWORDS, NAMES, END = 0, 256, 56_000, 57_000, 1 << POSITION_BITS
PARTS = (TITLE, BODY, KEYWORDS, NAMES, END)
REGIONS = {"title": (TITLE, BODY), "abstract": (BODY, KEYWORDS)}
