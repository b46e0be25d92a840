"""The paragraphs of a saved papers page, and what each looks like on its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.model.dates import PartialDate
from search.text import links


class Kind(Enum):
    TITLE = auto()  # text that is short enough for a title
    BODY = auto()  # text that is long enough for an abstract
    PAGE = auto()  # the link to a paper's page
    LINK = auto()  # any other link of the site: what stands before it is its label
    DATE = auto()
    VOTES = auto()
    FURNITURE = auto()


@dataclass(slots=True)
class Part:
    """A paragraph: its first line's number, its text on one line, and what it is taken for.

    `sure` is set where a link or a heading tells what it is; else its length has to.
    `arxiv` is the id of the paper whose page it links to.
    """

    kind: Kind
    text: str
    line: int
    sure: bool = False
    arxiv: str | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    rf"({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}})(?:, (\d{{4}}))?(?: \d{{1,5}})?",
    re.IGNORECASE | re.ASCII,
)
_VOTES = re.compile(r"\[-\] ?(\d{1,7}|-)", re.ASCII)
_FURNITURE = re.compile(
    r"[\W_]*|(?:\[\w?\]|[\W_])*\d+ authors?(?:\s*[\u00b7\u2022].*)?|\[[ \w]{0,8}\]|references"
    r"|(?:visible|hidden) links:?|\d+\. (?:https?:|mailto:|/)\S*"
    r"|(?:daily papers )?by ?(?:\[\w?\] ?)*AK and.*community|#\w+"
    r"|(?:upvote )?\d{1,7}|[\d.]+k|\+?\d+ authors?|\d+ (?:minute|hour|day|week)s? ago"
    r"|new|subscribe|get trending papers .*|by|AK|(?:by ?(?:AK)?.{0,3})?and the research community"
    r"|(?:daily |trending |hugging face )?papers(?: - hugging face)?|daily|weekly|monthly|trending"
    r"|hugging face|models|datasets|spaces|buckets(?: new)?|docs|enterprise|pricing|log ?in"
    r"|sign ?up|community|solutions|posts|collections|company|resources|tos|terms of service"
    r"|privacy|about|careers|website|system theme|search|upvote|submitted by|page \d+|previous"
    r"|next|load more|back to top|©.{0,40}",
    re.IGNORECASE,
)
_PAPER_PAGE = re.compile(r"(?:https?://(?:huggingface\.co|hf\.co))?/papers/(\S+)", re.IGNORECASE)
_SITE = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)(?:/\S*)?|/\S*", re.IGNORECASE)
_HEADING = re.compile(r"#{1,5} *(?=\[)")
# The targets of numbered links: of html2text, and of lynx and elinks.
_REFERENCE = re.compile(r"^[^\S\n]*\[(\d+)\]: *(\S+)", re.MULTILINE)
_NUMBERED = re.compile(r"^[^\S\n]*(\d+)\. ((?:https?:|/)\S+)", re.MULTILINE)
_NUMBER = re.compile(r"\[(\d+)\]\s?")
# What clippers keep of a page: images, line ends of Markdown, the count of comments.
_IMAGE = re.compile(r"!\[[^\]\[]{0,500}\]\([^)(\s]{0,2000}\)")
_LINE_END = re.compile(r"\\{1,2}(?=\s|\Z)")
_COMMENTS = re.compile(r"\[\d{0,9}\]\([^\s()\[\]]{0,500}#community\)")
_LOGIN = re.compile(r"\[(\d{1,7}|-)\]\([^\s()\[\]]{0,500}/login[^\s()\[\]]{0,500}\)")
_TO_SITE = re.compile(
    r"\[([^\[\]]{1,60})\]\((?:https?://(?:www\.)?huggingface\.co)?/?[^)\s/(]{0,500}\)"
)
# The card of a paper on the page of a day, copied line by line.
_SUBMITTED = re.compile(r"submitted by", re.IGNORECASE)
_AUTHORS = re.compile(r"\d+ authors?", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[*·•+-]|#{1,6}) ")
# A line that ends in a hyphen goes on with the same word, but for "short- and long-term".
_SPLIT_WORD = re.compile(r"(?<=\w-)\n(?!(?:and|or|to)\b)")
_SENTENCE = re.compile(r"\b(?:we|our|this|the)\b", re.IGNORECASE)


def parts(text: str) -> list[Part]:
    """The paragraphs of `text`, those of the site's furniture among them, in order."""
    targets = dict(_REFERENCE.findall(text))
    if re.search(r"^[^\S\n]*references[^\S\n]*$", text, re.IGNORECASE | re.MULTILINE):
        targets |= dict(_NUMBERED.findall(text))
    return [part for line, rows in _paragraphs(text) for part in _parts_of(line, rows, targets)]


def day(text: str) -> PartialDate | None:
    """The day of "Oct 7, 2024"; None where no year is given."""
    found = _DATE.fullmatch(text)
    if not found or not found[3]:
        return None
    try:
        return PartialDate(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
    except ValueError:
        return None


def votes(text: str) -> int | None:
    """The count of "[-] 12"; None where nobody voted."""
    found = _VOTES.fullmatch(text)
    return int(found[1]) if found and found[1] != "-" else None


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines) of each; a text without blank lines has one a line."""
    apart = re.search(r"\n[^\S\n]*\n", text.strip()) is not None
    first, rows = 1, list[str]()
    for number, row in enumerate([*text.split("\n"), ""], 1):
        if row.strip():
            first = first if rows else number
            rows.append(row.strip())
        if rows and not (apart and row.strip()):
            yield first, rows
            rows = []


def _parts_of(line: int, rows: list[str], targets: dict[str, str]) -> Iterator[Part]:
    if len(rows) > 1 and any(_AUTHORS.fullmatch(row) for row in rows):
        yield from _card(line, rows)
        return
    if len(rows) > 1 and all(map(_by_form, rows)):
        for number, row in enumerate(rows, line):
            yield from _parts_of(number, [row], targets)
        return
    written = _IMAGE.sub("", _LINE_END.sub("", "\n".join(rows)))
    text = _COMMENTS.sub("", " ".join(_SPLIT_WORD.sub("", written).split())).strip()
    if voted := _LOGIN.fullmatch(text):
        yield Part(Kind.VOTES, f"[-] {voted[1]}", line)
        return
    if len(_TO_SITE.sub("", text)) > len(text) // 4:  # a sentence that has a link
        text = _TO_SITE.sub(r"\1", text)
    heading = _HEADING.match(text)
    text = _BULLET.sub("", text[heading.end() if heading else 0 :], count=1)
    words, label = _numbered(text.removeprefix("#"), targets)
    text, label = (words, label) if label else _label(text)
    kind = _by_form(text)
    if kind:
        yield Part(kind, text, line, arxiv=_page_id(text))
    elif heading and label:
        yield Part(Kind.TITLE, text, line, sure=True)
    else:
        body = _is_body(text) or label in targets
        yield Part(Kind.BODY if body else Kind.TITLE, text, line)
    target = targets.get(label, label)
    if label and (end := _by_form(target)):
        yield Part(end, target, line, arxiv=_page_id(target))


def _card(line: int, rows: list[str]) -> Iterator[Part]:
    """Who submitted a paper, its votes, its title, and how many authors and comments it has."""
    expected = "user" if _SUBMITTED.fullmatch(rows[0]) else "votes"
    for number, row in enumerate(rows, line):
        if expected == "user":
            expected = "votes" if number > line else "user"
            yield Part(Kind.FURNITURE, row, number)
        elif expected == "votes" and re.fullmatch(r"\d{1,7}|-", row):
            yield Part(Kind.VOTES, f"[-] {row}", number)
        elif expected == "votes" and not _by_form(row):
            expected = ""
            yield Part(Kind.TITLE, row, number, sure=True)
        else:
            yield Part(_by_form(row) or Kind.FURNITURE, row, number)


def _numbered(text: str, targets: dict[str, str]) -> tuple[str, str]:
    """The words of "[12]words", as text browsers write links, and the number of the link.

    Without the numbers of links further on; "" where the text begins with none.
    """
    found = _NUMBER.match(text)
    if not found or found[1] not in targets or text[found.end() :].startswith(("(", "[", ":")):
        return text, ""
    words = _NUMBER.sub(lambda other: "" if other[1] in targets else other[0], text)
    return words.strip(), found[1]


def _by_form(text: str) -> Kind | None:
    """What `text` is where its form alone tells; None for titles and abstracts."""
    if _PAPER_PAGE.fullmatch(text):
        return Kind.PAGE if _page_id(text) else Kind.LINK
    if _SITE.fullmatch(text):
        return Kind.LINK
    text = _BULLET.sub("", text, count=1)
    if _DATE.fullmatch(text):
        return Kind.DATE
    if _VOTES.fullmatch(text):
        return Kind.VOTES
    return Kind.FURNITURE if _FURNITURE.fullmatch(text) or _REFERENCE.match(text) else None


def _page_id(url: str) -> str | None:
    found = _PAPER_PAGE.fullmatch(url)
    return links.arxiv_id(found[1]) if found else None


def _label(text: str) -> tuple[str, str]:
    """The words of the link that `text` is, or is the end of, and its target; "" for no link."""
    for opening, closing in (("](", ")"), ("][", "]")):
        words, _, target = text.rpartition(opening)
        if not target.endswith(closing) or " " in target:
            continue
        words, target = words.strip(), target.removesuffix(closing)
        if words.count("[") == words.count("]"):
            return words, target
        if words.startswith("[") and not re.match(r"[^\[]*\]", words[1:]):
            return words[1:].strip(), target
    return re.sub(r"^\[\s+", "", text), ""


def _is_body(text: str) -> bool:
    """Measured on titles and abstracts of many thousand papers: no title is taken for a body."""
    if len(text) >= 220:
        return True
    return len(text) >= 140 and text[-1] in ".!?" and bool(_SENTENCE.search(text))
