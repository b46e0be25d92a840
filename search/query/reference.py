"""The query language as a table: the help page, the README and the tests are made from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the language: what to write, what it means, and a query that uses it."""

    write: str
    means: str
    example: str


LANGUAGE = (
    Form(
        "words",
        "all of them, in title, abstract, authors or keywords; training finds train, too; "
        "while it is typed, the last word matches as a prefix",
        "curriculum learning",
    ),
    Form('"a phrase"', "the words side by side", '"chain of thought"'),
    Form('"a phrase"~3', "the words in this order, at most 3 apart", '"masked tokens"~3'),
    Form(
        "a OR b",
        "either; OR has higher precedence than a space",
        "reasoning planning OR search",
    ),
    Form("a AND b", "both; AND has higher precedence than OR", "diffusion AND video OR audio"),
    Form("-a, NOT a", "without it", "transformer -vision"),
    Form("( )", "grouping", "(planning OR search) agents"),
    Form("prefix*", "prefix: words that begin so, or whose stem does", "quanti*"),
    Form("word~, word~2", "fuzzy: one letter differs, or two", "transfomer~"),
    Form(
        "title: abstract: author: keyword:",
        "in that part of the paper; before a word, a phrase or a bracket",
        'author:"van der Berg"',
    ),
    Form("cat: source:", "of that category, from that source, each written whole", "cat:cs.CL"),
    Form("code:", "the repository's owner or name", "code:google-research"),
    Form("tag: note:", "tagged so; with these words in your note", 'tag:"to read"'),
    Form("id:", "the paper of that arXiv id or DOI; an id alone will do, too", "id:2406.01234"),
    Form(
        "like:", "papers like the one of that id: they share its telling words", "like:2406.01234"
    ),
    Form(
        "date:",
        "listed, or else published, in that year, month or on that day",
        "date:2024-03",
    ),
    Form("date:7d", "in the last 7 days; also w, m, y; today and yesterday", "date:2w"),
    Form("date:a..b, a.., ..b", "from one day to another, both included", "date:2024-01..2024-06"),
    Form("date:>a, >=, <, <=", "after, from, before, until", "date:>2024-03-01"),
    Form("published: listed:", "as date:, for exactly one of the two", "published:2023"),
    Form("added:", "as date:, for the day on which the paper came into this library", "added:7d"),
    Form("upvotes: stars:", "a number, compared or within bounds as a day is", "stars:500..2k"),
    Form("is:", "unread, read, bookmarked, new or tagged", "is:unread"),
    Form("has:", "code, abstract, note, pdf or project", "has:code"),
    Form(
        "sort:",
        "relevance, date, upvotes, stars, trending (upvotes / (age in days + 2) ** 1.5), title or "
        "added; with - the other way round",
        "sort:-date",
    ),
    Form("*", "everything; so does an empty query, newest first", "*"),
)
