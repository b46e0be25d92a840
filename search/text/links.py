"""Links out of text: arXiv ids, DOIs, web pages and GitHub repositories.

Papers write their links by hand, in TeX, at the end of sentences. What leaves here is
http or https, printable, without credentials and safe to hand to a browser.
"""

import re
from urllib.parse import quote, unquote, urlsplit

from search.text.patterns import LazyPattern

_LONGEST = 2000  # characters; more than any page's address, less than what a browser refuses

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    "|cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th"
    "|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat"
    "|supr-con"
)
_ARXIV_ID = LazyPattern(
    r"(?:arxiv:\s*|oai:arxiv\.org:|(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\."
    r"|(?:https?://)?(?:[\w-]+\.)?(?:arxiv|alphaxiv)\.org/(?:[\w-]+/)+?"
    r"|(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/papers/"
    r"|(?:https?://)?ar5iv\.(?:labs\.arxiv\.)?org/(?:html/|abs/)?)?"
    rf"(?:(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{{4,5}})"
    rf"|(?P<archive>{_ARCHIVES})(?:\.[a-z]{{2}})?/(?P<number>\d\d(?:0[1-9]|1[0-2])\d{{3}}))"
    r"(?:v\d{1,3})?(?:\.pdf)?(?:[/?#\s\[].*|[.,;)\]}]*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_DOI = LazyPattern(
    r"(?:doi:?\s*|https?://[^\s/]*doi\.org/|https?://[^\s/]+/doi/(?:[a-z]+/)?)?"
    r"(10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE | re.ASCII,
)

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
_ADDRESS = LazyPattern(
    rf"(?:(?P<scheme>https?)://(?:[^\s/?#@]*@)*)?(?P<host>{_HOST})(?P<port>:\d{{1,5}})?"
    r"(?P<rest>(?:[/?#].*)?)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
# Hosts that papers name without a scheme.
_KNOWN = (
    r"(?:(?:www\.|gist\.)?github\.com|(?:www\.)?gitlab\.com|bitbucket\.org|(?:www\.)?huggingface\.co"
    r"|(?:www\.)?arxiv\.org|(?:dx\.)?doi\.org|anonymous\.4open\.science|zenodo\.org|openreview\.net"
    r"|(?:[a-z0-9-]+\.)+(?:github|gitlab)\.io|www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
)
_KNOWN_HOST = LazyPattern(_KNOWN, re.IGNORECASE | re.ASCII)
# Past ASCII only Latin letters: what follows a link without a space is often Chinese text.
_IN_TEXT = LazyPattern(
    rf"(?:https?://|(?<![\w.@/-]){_KNOWN}(?![\w@-]|\.\w))[!-~\u00c0-\u024f]*",
    re.IGNORECASE | re.ASCII,
)
# Most abstracts have none of these, and to look for them is ten times faster than to match.
_HINTS = ("www.", ".io")
_HINTS_WITH_SLASH = ("://", ".com/", ".co/", ".net/", ".org/", ".science/", *_HINTS)
_TEX_ESCAPE = LazyPattern(r"\{\\{1,4}([_%#&~])\}|\\{1,4}([_%#&~])(?:\{\})?")
_END = LazyPattern(r"[\s{}\\<>\"|^`\[\]]|[,;](?=https?:)", re.ASCII)
_TRAILING = ".,;:!?'*(~\u2019\u201d\u3002\uff0c\uff09"

_CODE = LazyPattern(r"\bCode: (https://github\.com/\S+)")
# Paths of the site itself, where an owner would stand.
_GITHUB_PAGES = frozenset([
    "about", "account", "apps", "blog", "collections", "contact", "customer-stories",
    "dashboard", "enterprise", "events", "explore", "features", "issues", "join", "login",
    "marketplace", "new", "notifications", "organizations", "orgs", "pricing", "pulls", "readme",
    "resources", "search", "security", "settings", "site", "solutions", "sponsors", "stars",
    "team", "topics", "trending", "users",
])  # fmt: skip
_OWNER = LazyPattern(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}")
_NAME = LazyPattern(r"[A-Za-z0-9_.-]{1,100}")


def arxiv_id(text: str) -> str | None:
    """The arXiv id, without version, that `text` is or whose page or DOI it names.

    "arXiv:2406.01234v2" and "https://huggingface.co/papers/2406.01234" give "2406.01234";
    "math.GT/0309136" gives "math/0309136".
    """
    found = _ARXIV_ID.fullmatch(unquote(text).strip())
    if not found:
        return None
    return found["new"] or f"{found['archive'].lower()}/{found['number']}"


def doi(text: str) -> str | None:
    """The DOI that `text` is or whose resolver it names: lower case, "10.1000/182"."""
    text = _unescaped(text).strip()
    if text.lower().startswith("http"):  # in an address, ? and # of a DOI are percent-encoded
        text = unquote(re.split("[?#]", text, maxsplit=1)[0])
    found = _DOI.match(text)
    if not found:
        return None
    name = found[1].lower().rstrip(".,;:'\"}]")
    if name.endswith(")") and name.count(")") > name.count("("):
        name = name[:-1].rstrip(".,;:")
    return name if name.isprintable() and len(name) <= 300 and not name.endswith("/") else None


def doi_page(name: str) -> str:
    """The page of a DOI, with all that means something in a URL percent-encoded."""
    return f"https://doi.org/{quote(name)}"


def web(text: str) -> str | None:
    """The clean http or https URL that `text` begins with, or None.

    A scheme is added to hosts that papers write without one; credentials, TeX residue and the
    punctuation of the sentence around it are cut; letters past ASCII are percent-encoded.
    """
    text = _unescaped(text.strip())
    end = _END.search(text)
    text = _without_tail(text[: end.start()] if end else text)
    found = _ADDRESS.fullmatch(text)
    if not found or not (found["scheme"] or _KNOWN_HOST.fullmatch(found["host"])):
        return None
    if found["port"] and not 0 < int(found["port"][1:]) < 65536:
        return None
    scheme, port = (found["scheme"] or "https").lower(), found["port"] or ""
    if not found["rest"].isprintable():
        return None
    rest = "".join(char if char.isascii() else quote(char) for char in found["rest"])
    link = f"{scheme}://{found['host'].lower()}{port}{rest}"
    return link if len(link) <= _LONGEST else None


def in_text(text: str) -> list[str]:
    """The links that `text` names, in order, clean as by `web`, each once."""
    lower = text.lower()
    hints = _HINTS_WITH_SLASH if "/" in lower else _HINTS
    if not any(hint in lower for hint in hints):
        return []
    found = (web(match.group()) for match in _IN_TEXT.finditer(_unescaped(text)))
    return list(dict.fromkeys(link for link in found if link))


def repository(link: str) -> str | None:
    """`https://github.com/OWNER/REPO` where `link` leads into a repository, else None."""
    url = web(link)
    if not url:
        return None
    parts = urlsplit(url)
    if parts.hostname not in ("github.com", "www.github.com"):
        return None
    owner, _, rest = parts.path.strip("/").partition("/")
    name = rest.partition("/")[0].removesuffix(".git").rstrip(".")
    if owner.lower() in _GITHUB_PAGES:
        return None
    if not _OWNER.fullmatch(owner) or not _NAME.fullmatch(name):
        return None
    return f"https://github.com/{owner}/{name}"


def code(text: str) -> tuple[str | None, str]:
    """The repository that `text` names behind "Code: ", as exports write it, and the rest."""
    found = _CODE.search(text)
    if not found:
        return None, text
    return repository(found[1]), text[: found.start()] + text[found.end() :]


def _unescaped(text: str) -> str:
    """`text` with TeX's escapes of the characters that links use taken back."""
    if "\\" not in text:
        return text
    return _TEX_ESCAPE.sub(lambda found: found[1] or found[2], text)


def _without_tail(text: str) -> str:
    """`text` up to a bracket that it does not open, without the sentence's punctuation."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            text = text[:place]
            break
    return text.rstrip(_TRAILING)
