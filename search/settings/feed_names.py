"""The names that the settings have for feeds: "huggingface:daily", "arxiv:cs.CL", an address."""

import re

HUGGING_FACE = ("daily", "weekly", "monthly", "trending")
_CATEGORY = r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[a-z]+)*)?"
EXPECTED = (
    'expected "huggingface:daily" (or weekly, monthly, trending), "arxiv:cs.CL,cs.LG", '
    '"arxiv-search:all:agents" or the address of an RSS or Atom feed'
)


def parse(name: str) -> tuple[str, str]:
    """The kind of a feed ("huggingface", "arxiv", "arxiv-search" or "web") and what is left.

    Categories are left as "cs.CL,cs.LG". Raises ValueError where no feed has such a name.
    """
    name = name.strip()
    kind, _, rest = name.partition(":")
    if kind == "huggingface" and rest in HUGGING_FACE:
        return kind, rest
    if kind == "arxiv":
        categories = [part.strip() for part in rest.split(",")]
        if all(re.fullmatch(_CATEGORY, each) for each in categories):
            return kind, ",".join(categories)
    if kind == "arxiv-search" and rest.strip():
        return kind, rest.strip()
    if kind in ("http", "https") and _host(name):
        return "web", name
    raise ValueError(f"invalid feed {name!r}; {EXPECTED}")


def without_password(name: str) -> str:
    """The name of a feed as it is printed and kept: an address without its user and password."""
    return re.sub(r"^(\s*https?://)[^/?#]*@", r"\1", name)


def _host(address: str) -> str | None:
    from urllib.parse import urlsplit  # milliseconds that a start without such a feed need not wait

    try:
        return urlsplit(address).hostname
    except ValueError:  # an unmatched bracket
        return None
