"""HTML to plain text, for the feeds that put it into their descriptions."""

import html
import re
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|div|br|span|a|ul|ol|li|b|i|em|strong|sup|sub|h\d|jats:\w+)\b[^<>]*>", re.IGNORECASE
)
# Python's parser looks to the end of the text for the end of each of these, again and again.
_UNCLOSED = re.compile(r"<!--.*?(?:-->|\Z)|<(?![^<>]*>)", re.DOTALL)
_INLINE = frozenset(["a", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"])
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
_PAIR = re.compile(
    r"<(i|b|em|strong|su[bp]|scp?|inf|span|p|jats:[\w-]+)(?: [^<>]*)?>([^<]*)</\1>", re.IGNORECASE
)
_ALONE = re.compile(r"<(?:br|jats:[\w-]+)(?: [^<>]*)?/>", re.IGNORECASE)
_HEADING = re.compile(r"\s*abstract[\s.:]+(?=\S)", re.IGNORECASE)
_DEEPEST = 20  # pairs in pairs that are taken out; each takes a pass over the text
_BLOCKS = frozenset(["p", "jats:p", "jats:sec", "jats:title"])
_UNSEEN = frozenset(["script", "style"])


def has_tags(text: str) -> bool:
    """Whether `text` is HTML; "a<b" is not, and "a<b>c" is taken for it."""
    return _TAG.search(text) is not None


def plain(text: str) -> str:
    """`text` without tags, where it has some, and without entities; blank lines for paragraphs."""
    if has_tags(text):
        return "\n\n".join(paragraphs(text))
    return html.unescape(text) if _ENTITY.search(text) else text


def without_pairs(text: str) -> str:
    """`text` without the tags that open and close in it, and without entities.

    For the titles and abstracts that publishers give to reference managers: all else, as in
    "$a<b$ and $c>d$", is no HTML.
    """
    if "/>" in text:
        text = _ALONE.sub(" ", text)
    for _ in range(_DEEPEST):
        if "</" not in text or (simpler := _PAIR.sub(_inside, text)) == text:
            break
        text = simpler
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_heading(abstract: str, markup: str) -> str:
    """An abstract without the word that publishers put above it in their `markup`."""
    heading = _HEADING.match(abstract) if has_tags(markup) else None
    return abstract[heading.end() :] if heading else abstract


def _inside(pair: re.Match[str]) -> str:
    return f"\n\n{pair[2]}\n\n" if pair[1].lower() in _BLOCKS else pair[2]


def paragraphs(markup: str) -> list[str]:
    """The text of `markup`, a string for each block, without empty ones."""
    reader = _Reader()
    reader.feed(_UNCLOSED.sub(lambda found: "" if found[0][1:] else "&lt;", markup))
    reader.close()
    return [" ".join(block.split()) for block in "".join(reader.text).split("\0") if block.strip()]


class _Reader(HTMLParser):
    """Gathers the text, with a zero character between blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self.text.append("\0")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= self._unseen and tag in _UNSEEN
        if tag not in _INLINE:
            self.text.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(data.replace("\0", ""))
