"""TeX that stands for a letter or a sign, shown as it reads; all other TeX stays as written."""

import re
import unicodedata

_SIGNS = {
    "times": "×", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "approx": "≈",
    "sim": "∼", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "cdot": "·",
    "ldots": "…", "dots": "…", "neq": "≠", "ne": "≠", "ell": "ℓ", "in": "∈", "circ": "°",
    "varepsilon": "ε", "varphi": "φ", "ll": "≪", "gg": "≫", "star": "⋆", "uparrow": "↑",
    "downarrow": "↓", "textendash": "–", "textemdash": "—", "partial": "∂", "nabla": "∇",
}  # fmt: skip
_IN_MATH = re.compile(r"\$\s*(\d*)\s*\\([A-Za-z]+)\s*(\d*)\s*\$")
_ESCAPED = re.compile(r"\\([%&#_$])")


def readable(text: str) -> str:
    r"""`text` with `$\alpha$` as α, `$\times$` as ×, `\%` as %."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(r"\1", _IN_MATH.sub(_sign, text))


def _sign(found: re.Match[str]) -> str:
    before, name, after = found.groups()
    sign = _SIGNS.get(name)
    if sign is None:
        case = "CAPITAL" if name[0].isupper() else "SMALL"
        try:
            sign = unicodedata.lookup(f"GREEK {case} LETTER {_greek(name)}")
        except KeyError:
            return found.group()
    return f"{before}{sign}{after}"


def _greek(name: str) -> str:
    return "LAMDA" if name.lower() == "lambda" else name.upper()  # as Unicode spells it
