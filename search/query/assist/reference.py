"""The query language as a table: the help page, the documents and the tests are made from it."""

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
    Form(
        "-a, NOT a",
        "without the word, phrase or group; between the words of a pasted title a minus is a dash",
        "transformer -vision",
    ),
    Form("( )", "grouping", "(planning OR search) agents"),
    Form("prefix*", "prefix: words that begin so, or whose stem does", "quanti*"),
    Form("word~, word~2", "fuzzy: one letter differs, or two", "transfomer~"),
    Form(
        "title: abstract: author: keyword:",
        "in that field; before a word, a phrase or a bracket",
        'author:"van der Berg"',
    ),
    Form(
        "text:",
        "in the full text of a paper that was opened or fetched; words without a field are found "
        "there, too, below the papers that have them in title, abstract, authors or keywords",
        'text:"ablation study"',
    ),
    Form(
        "in:",
        "in sections of that name in the full text, as are all words beside it",
        'in:"related work" curriculum',
    ),
    Form("cat: source:", "of exactly that category, from exactly that source", "cat:cs.CL"),
    Form("code:", "the repository's owner or name", "code:google-research"),
    Form(
        "tag: note:",
        "with that tag; with these words in a note of yours, also on a passage",
        'tag:"to read"',
    ),
    Form("id:", "the paper with that arXiv id or DOI; an id alone works, too", "id:2406.01234"),
    Form(
        "like:",
        "papers like the one with that id: they share its characteristic words",
        "like:2406.01234",
    ),
    Form(
        "cites: citedby:",
        "papers whose full text cites the one with that id; papers that its full text cites",
        "cites:2406.01234",
    ),
    Form(
        "date:",
        "listed, or else published, in that year or month or on that day",
        "date:2024-03",
    ),
    Form("date:7d", "in the last 7 days; also w, m, y; today and yesterday", "date:2w"),
    Form(
        "date:a..b, a.., ..b",
        "range of days, both ends included; either end may be missing",
        "date:2024-01..2024-06",
    ),
    Form("date:>a, >=, <, <=", "after, from, before, until", "date:>2024-03-01"),
    Form("published: listed:", "as date:, for only one of the two", "published:2023"),
    Form("added:", "as date:, for the day when the paper was added to this library", "added:7d"),
    Form("upvotes: stars:", "a number, with comparisons and ranges as for days", "stars:500..2k"),
    Form("is:", "unread, read, bookmarked, new, tagged, withdrawn or hidden", "is:unread"),
    Form("has:", "code, abstract, note, passage, pdf, project or fulltext", "has:code"),
    Form(
        "sort:",
        "sort key: relevance, date, upvotes, stars, trending (upvotes / (age in days + 2) ** 1.5), "
        "title, added or foryou (like the papers you marked); - reverses",
        "sort:-date",
    ),
    Form("*", "all papers; so does an empty query, newest first", "*"),
)
