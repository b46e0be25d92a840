"""JSON that any program may have written, with texts that are safe to show."""

import json

from search.text import clean
from search.text.patterns import LazyPattern

_ESCAPES = LazyPattern(r"\\[bfru]")  # what may bring in a control character; also of "\\up"


def parsed(text: str) -> object:
    """The value of a JSON text. Raises ValueError, RecursionError."""
    if not text.isprintable():
        text = clean.safe(text)
    value: object = json.loads(text, strict=False)  # where a line break stands for another one
    return _safe(value) if _ESCAPES.search(text) else value


def _safe(value: object) -> object:
    if isinstance(value, str):
        return clean.safe(value)
    if isinstance(value, list):
        return [_safe(each) for each in value]
    if isinstance(value, dict):
        return {clean.safe(key): _safe(each) for key, each in value.items()}
    return value
