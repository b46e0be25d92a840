"""Whole papers from the network: arXiv's HTML, else Hugging Face's Markdown, else the PDF.

ARXIV_ENDPOINT and HF_ENDPOINT name other servers in the place of arxiv.org and huggingface.co.
Questions to arXiv are 3 seconds apart over all programs of one person, as its terms of use ask;
a paper of which the server says that it did not change is not sent again. Pictures are never
fetched, and nothing of a page is run.
"""

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from search.errors import Cancelled, LibraryError
from search.fulltext.document import ARXIV, HUGGINGFACE, PDF, Document, plain
from search.fulltext.latexml import parse_page
from search.fulltext.reading.markdown import parse_markdown
from search.fulltext.reading.markup import LONGEST
from search.fulltext.reading.pdf import parse_pdf
from search.sources.live.client import Client, UnansweredError, validators
from search.sources.live.exchange import Answer
from search.sources.live.feed_state import Validators
from search.text.tex.readable import readable

_GAP_S = 3.0
_LONGEST_PDF = 64 * 2**20
_VERSION = re.compile(r"v(\d{1,3})(?:\.pdf)?/?$")
_LEAST_WORDS = 300  # of a paper; Hugging Face's own page of one has an abstract and links
_LIKE = 0.6  # of the words of the shorter title are in the longer one, where it is the same
_MARKDOWN = ("text/markdown", "text/plain", "text/x-markdown")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper whose text is wanted: what the library knows of it."""

    title: str
    arxiv: str | None = None
    pdf: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document that came, from which address, and by what its server will know it again."""

    document: Document
    address: str
    validators: Validators


Known = Callable[[str], Validators | None]  # of an address, what is kept of its last answer


class OfflineError(LibraryError):
    """No source could be reached."""


def fetch(client: Client, wanted: Wanted, known: Known) -> Fetched | None:
    """The paper's text from the first source that has it; None where the kept one is the newest.

    Raises Cancelled, OfflineError, and LibraryError that says of each source why it did not serve.
    """
    reasons: list[str] = []
    unreachable: list[str] = []
    for name, source in _SOURCES:
        if name == "PDF" and "arXiv" in unreachable and wanted.arxiv:
            continue  # it is on the same server
        try:
            return source(client, wanted, known)
        except Cancelled:
            raise
        except UnansweredError as error:
            if not error.status:
                unreachable.append(name)
            reasons.append(f"{name}: {_reason(error)}")
        except _NotThereError:
            continue
        except LibraryError as error:
            reasons.append(f"{name}: {error}")
    if not reasons:
        raise LibraryError("no source has its full text: it has no arXiv id and no PDF address")
    if len(unreachable) == len(reasons):
        raise OfflineError(f"offline: {reasons[0]}")
    raise LibraryError("; ".join(reasons))


def check_title(document: Document, title: str) -> None:
    """Raise LibraryError where a document is another paper than the one with this title."""
    found, sought = _words(document.title), _words(title)
    common = len(found & sought)
    if common < _LIKE * min(len(found), len(sought)) or not (found and sought):
        other = document.title if len(document.title) <= 80 else f"{document.title[:79].rstrip()}…"
        raise LibraryError(f"holds another paper, “{other}”")


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFKC", readable(title)).casefold()))


class _NotThereError(LibraryError):
    """A source cannot have the paper, so it is not asked."""


def _arxiv(client: Client, wanted: Wanted, known: Known) -> Fetched | None:
    if wanted.arxiv is None:
        raise _NotThereError
    address = f"{_arxiv_endpoint()}/html/{wanted.arxiv}"
    answer = client.get(address, known=known(address), gap_s=_GAP_S, page=True, size=LONGEST)
    if answer is None:
        return None
    found = _VERSION.search(answer.address)
    version = int(found[1]) if found else None
    document = parse_page(answer.body, source=ARXIV, paper=wanted.arxiv, version=version)
    check_title(document, wanted.title)
    return Fetched(document, address, validators(answer))


def _hugging_face(client: Client, wanted: Wanted, known: Known) -> Fetched | None:
    if wanted.arxiv is None:
        raise _NotThereError
    endpoint = os.environ.get("HF_ENDPOINT") or "https://huggingface.co"
    address = f"{endpoint.rstrip('/')}/papers/{wanted.arxiv}.md"
    answer = client.get(address, known=known(address), page=True)
    if answer is None:
        return None
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _MARKDOWN:
        raise LibraryError(f"unexpected {kind or 'answer without a type'} instead of Markdown")
    text = answer.body.decode("utf-8", "replace")
    document = parse_markdown(text, source=HUGGINGFACE, paper=wanted.arxiv)
    check_title(document, wanted.title)
    words = sum(len(plain(block.spans).split()) for block in document.blocks)
    if len(document.sections) < 2 or words < _LEAST_WORDS:
        raise LibraryError("only an abstract")
    return Fetched(document, address, validators(answer))


def _pdf(client: Client, wanted: Wanted, known: Known) -> Fetched | None:
    if wanted.arxiv is not None:
        address, gap_s = f"{_arxiv_endpoint()}/pdf/{wanted.arxiv}", _GAP_S
    elif wanted.pdf is not None:
        address, gap_s = wanted.pdf, 0.0
    else:
        raise _NotThereError
    answer = client.get(address, known=known(address), gap_s=gap_s, page=True, size=_LONGEST_PDF)
    if answer is None:
        return None
    document = parse_pdf(_checked_pdf(answer), title=wanted.title, source=PDF, paper=wanted.arxiv)
    return Fetched(document, address, validators(answer))


def _checked_pdf(answer: Answer) -> bytes:
    if b"%PDF-" not in answer.body[:1024]:
        raise LibraryError("unexpected answer instead of a PDF")
    return answer.body


_SOURCES = (("arXiv", _arxiv), ("Hugging Face", _hugging_face), ("PDF", _pdf))


def _arxiv_endpoint() -> str:
    return os.environ.get("ARXIV_ENDPOINT", "").rstrip("/") or "https://arxiv.org"


def _reason(error: UnansweredError) -> str:
    return "none" if error.status == 404 else str(error)
