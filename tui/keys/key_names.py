"""Textual's names of keys, by its rules, for whoever must not import Textual.

A printable key is named by its character's Unicode name, in lower case with underscores; a few
ASCII characters have shorter names.
"""

import re
import unicodedata

_NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete",
    "backspace", "enter", "escape", "tab", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_OTHER_NAMES = {
    "esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert",
    "return": "enter", "↓": "down", "↑": "up", "←": "left", "→": "right",
}  # fmt: skip
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}
# A terminal sends the same for both.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
_SHORT = {
    "/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore",
}  # fmt: skip
_SHORT_TO_CHARACTER = {name: character for character, name in _SHORT.items()}
# Whose Unicode names have a hyphen, which an underscore does not give back.
_HYPHENATED = {"hyphen_minus": "-", "less_than_sign": "<", "greater_than_sign": ">"}


def key_named(written: str) -> str | None:
    """Textual's name of a key that a person wrote: "?", "Ctrl-R", "ctrl+r"; None if unknown."""
    *modifiers, key = re.split(r"(?<=\w)[-+](?=.)", written.strip() or written)
    held = {modifier.lower() for modifier in modifiers}
    if not held <= _MODIFIERS:
        return None
    if len(key) > 1:
        key = key.lower()
    key = _OTHER_NAMES.get(key, key)
    character = character_of(key)
    if character is not None:
        if held == {"shift"} and character.isalpha():
            held, character = set(), character.upper()
        elif "ctrl" in held:
            character = character.lower()
        key = name_of(character)
        if character_of(key) != character:
            return None  # Textual cannot read the name that it gives to »
    elif key not in _NAMED:
        return None
    name = "+".join([*sorted(held), key])
    return _SAME.get(name, name)


def character_of(key: str) -> str | None:
    """The character that a key types; None where it types none, as with a modifier."""
    if key in _NAMED:
        return None  # Unicode, too, has something by the name of TAB
    if len(key) == 1:
        return key
    if "+" in key:
        return None
    known = _SHORT_TO_CHARACTER.get(key) or _HYPHENATED.get(key)
    if known:
        return known
    try:
        return unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return None


def name_of(character: str) -> str:
    """The name of the key that types `character`."""
    if character in _SHORT:
        return _SHORT[character]
    if character.isalnum():
        return character
    return unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
