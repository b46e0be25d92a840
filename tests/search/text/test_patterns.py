"""Patterns that are compiled when they are first used."""

import re

import pytest

from search.text.patterns import LazyPattern


def test_a_lazy_pattern_finds_what_re_finds() -> None:
    text = "Wool, WOOL and woollen things"
    lazy, compiled = LazyPattern("wool(en)?", re.IGNORECASE), re.compile("wool(en)?", re.IGNORECASE)
    assert str(lazy.search(text, 3)) == str(compiled.search(text, 3))
    assert lazy.search(text, 1, 5) is None
    assert str(lazy.match(text, 6)) == str(compiled.match(text, 6))
    assert lazy.fullmatch("woolen")
    assert not lazy.fullmatch("woollen")
    assert [each.span() for each in lazy.finditer(text)] == [(0, 4), (6, 10), (15, 19)]
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.split(text) == compiled.split(text)
    assert lazy.sub(lambda found: found[0].upper(), text) == "WOOL, WOOL and WOOLlen things"


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    lazy = LazyPattern("(")
    with pytest.raises(re.error):
        lazy.search("")
