"""The digest as one page of HTML for mail programs and browsers: it loads nothing, runs nothing."""

from collections.abc import Iterator
from html import escape
from typing import TextIO

from search.exports.digest import Digest, phrases
from search.model.entry import Entry
from search.model.paper import Paper

# Mail programs that drop a page's styles keep those of its elements.
_BODY = "margin:0;padding:0"
_MAIN = "max-width:36em;margin:0 auto;padding:1.5em 1em 3em;font:16px/1.5 Georgia,serif"
_STYLE = """
:root { color-scheme: light dark }
body { background: #fbf8f1; color: #221f1a }
a { color: #8a4b12; text-underline-offset: 2px }
h1 { font-size: 1.5em; line-height: 1.2; margin: 0 0 1em; padding-bottom: .5em;
  border-bottom: 3px double #c9bda6 }
h2 { font-size: 1.2em; line-height: 1.3; margin: 2.2em 0 0; padding-bottom: .3em;
  border-bottom: 1px solid #c9bda6; color: #8a4b12 }
h3 { font-size: 1.05em; line-height: 1.3; margin: 1.7em 0 .2em }
h3 a { color: inherit; text-decoration: none }
h3 a:hover { text-decoration: underline }
p { margin: .5em 0; overflow-wrap: anywhere }
h1, h2, h3 { overflow-wrap: anywhere }
.about, .links, .quiet { font: 13px/1.5 system-ui, sans-serif }
.about, .quiet { color: #5f5749; margin: 0 }
.quiet { margin-top: 1.7em }
code { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) {
  body { background: #1b1916; color: #e9e2d3 }
  a, h2 { color: #e8b36b }
  h1, h2 { border-color: #4b4335 }
  .about, .quiet { color: #b1a897 }
}
"""
_FOOT = "</div>\n</body>\n</html>\n"


def write(digest: Digest, stream: TextIO) -> None:
    """Write the page, paper by paper."""
    stream.write(_head(phrases.subject(digest)))
    stream.write(f"<h1>{escape(phrases.headline(digest))}</h1>\n")
    for block in _blocks(digest):
        stream.write(f"{block}\n")
    stream.write(_FOOT)


def _head(title: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body style="{_BODY}">
<div style="{_MAIN}">
"""


def article(paper: Paper, paragraphs: list[str]) -> str:
    """A paper below its title: who and when, what of its text is given, and its links."""
    about = filter(None, (phrases.authors(paper), phrases.facts(paper)))
    links = " · ".join(_link(to, what) for what, to in phrases.links(paper))
    blocks = (
        paragraph("<br>".join(map(escape, about)), "about"),
        *(paragraph(escape(text)) for text in paragraphs),
        paragraph(links, "links"),
    )
    return "\n".join(filter(None, blocks))


def _blocks(digest: Digest) -> Iterator[str]:
    for section, entries in digest.sections_with_papers():
        if section.name:
            yield f"<h2>{escape(phrases.heading(section))}</h2>"
        for entry, above in entries:
            yield f"<h3>{_title(entry)}</h3>"
            if above is None:
                yield article(entry.paper, [phrases.excerpt(entry.paper)])
            else:
                yield paragraph(escape(f"Above, in {above}"), "about")
        if more := phrases.more(section):
            yield _command(*more)
        if section.titles:
            yield paragraph("<br>".join(map(_title, section.titles)), "titles")
    if quiet := phrases.quiet(digest):
        yield paragraph(escape(quiet), "quiet")
    if every := phrases.arrived_in_all(digest):
        yield _command(*every)


def _title(entry: Entry) -> str:
    title, page = phrases.title(entry.paper), phrases.page(entry.paper)
    return _link(page, title) if page else escape(title)


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _command(text: str, command: str) -> str:
    code = f":<br><code>{escape(command)}</code>" if command else ""
    return paragraph(f"{escape(text)}{code}", "quiet")


def paragraph(markup: str, name: str = "") -> str:
    """A paragraph, or "" where nothing is in it."""
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}>{markup}</p>" if markup else ""
