"""The signs of formulas: scripts, accents, alphabets, brackets, operators between two parts."""

import unicodedata
from functools import lru_cache

# U+2062 and its like join what they stand between; LaTeXML 0.8.8 writes U+200B for them.
INVISIBLE = frozenset("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
APPLY = "\u2061"

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
PRIMES = frozenset("′″‴⁗")  # raised by themselves
RAISED = frozenset(SUPERSCRIPTS.values()) | PRIMES
LOWERED = frozenset(SUBSCRIPTS.values())

# Over one letter, an accent is a combining mark.
OVER = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "∼": "\u0303", "¯": "\u0304",
    "‾": "\u0304", "ˉ": "\u0304", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", "¨": "\u0308",
    "˘": "\u0306", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˚": "\u030a", "⋅": "\u0307",
}  # fmt: skip
UNDER = {"_": "\u0332", "¯": "\u0332", "‾": "\u0332", "˙": "\u0323"}
# Over more than one letter, they stand as signs of their own.
WIDE = {"^": "ˆ", "~": "˜", "_": "‾"}

OPENING = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌈": "⌉", "⌊": "⌋", "⟦": "⟧", "〈": "〉"}
CLOSING = frozenset(OPENING.values())
BARS = frozenset("|‖∥∣❘")
BIG = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆⨅")
PUNCTUATION = frozenset(",;:.")
SIGNED = frozenset("+−-±∓¬")  # stand before one operand too

# Signs of mathematics that are no infix operators.
_ORDINARY = frozenset("∀∁∂∃∄∅∆∇∞∠∡∢√∛∜∎⊤⊥ℏ⁄¬|‖′″‴") | BIG
_INFIX = frozenset("-*·∙•†‡←→↑↓↔↦↪↩⇀⇁⇌⇐⇒⇔⟵⟶⟷⟸⟹⟺⟼⇝↝⊕⊗⊙△▽▷◁⋆★≔")


def is_infix(sign: str) -> bool:
    """Whether `sign` stands between two operands, with spaces around it."""
    if len(sign) != 1:
        return not sign.isalnum() and sign[:1] in "=:<>≤≥−+*&-" and len(sign) > 1
    return sign in _INFIX or (unicodedata.category(sign) == "Sm" and sign not in _ORDINARY)


def is_letter(char: str) -> bool:
    """Whether `char` is a letter, and no raised or lowered one."""
    return char.isalpha() and char not in RAISED and char not in LOWERED


def is_mark(char: str) -> bool:
    """Whether `char` combines with the one before it."""
    return unicodedata.category(char) in ("Mn", "Me")


def raised(text: str) -> str | None:
    """`text` in superscript signs, None where one of its signs has none.

    A prime behind another sign would seem to belong to the base.
    """
    rest = text.lstrip("".join(PRIMES))
    mapped = _mapped(rest, SUPERSCRIPTS)
    return None if mapped is None else text[: len(text) - len(rest)] + mapped


def lowered(text: str) -> str | None:
    """`text` in subscript signs, None where one of its signs has none."""
    return _mapped(text, SUBSCRIPTS)


def _mapped(text: str, table: dict[str, str]) -> str | None:
    signs = [table.get(char) for char in text]
    return None if None in signs else "".join(filter(None, signs))


_ALPHABETS = {
    "bold": "MATHEMATICAL BOLD",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK",
    "script": "MATHEMATICAL SCRIPT",
    "bold-script": "MATHEMATICAL BOLD SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR",
    "bold-fraktur": "MATHEMATICAL BOLD FRAKTUR",
    "bold-italic": "MATHEMATICAL BOLD ITALIC",
}
# Those that Unicode had before the others, under names of their own.
_EARLIER = {
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "script": dict(zip("BEFHILMReglo", "ℬℰℱℋℐℒℳℛℯℊℓℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}


@lru_cache(maxsize=1024)
def styled(text: str, variant: str) -> str:
    """`text` in the alphabet of a `mathvariant`, as far as Unicode has its letters."""
    if variant not in _ALPHABETS:
        return text
    return "".join(_styled(char, variant) for char in text)


def _styled(char: str, variant: str) -> str:
    earlier = _EARLIER.get(variant, {}).get(char)
    if earlier:
        return earlier
    name = unicodedata.name(char, "")
    for before, after in (
        ("LATIN CAPITAL LETTER ", "CAPITAL "),
        ("LATIN SMALL LETTER ", "SMALL "),
        ("GREEK CAPITAL LETTER ", "CAPITAL "),
        ("GREEK SMALL LETTER ", "SMALL "),
        ("DIGIT ", "DIGIT "),
    ):
        if name.startswith(before):
            try:
                return unicodedata.lookup(
                    f"{_ALPHABETS[variant]} {after}{name.removeprefix(before)}"
                )
            except KeyError:
                break
    return char
