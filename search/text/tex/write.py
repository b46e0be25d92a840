"""Plain text into TeX that sets the same letters. Letters past ASCII stay; maths stays maths."""

import re
from itertools import accumulate

_COMMANDS = {
    "\\": r"\textbackslash{}",
    # Not \{ and \}: BibTeX counts those too, and a brace may stand alone.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# What TeX acts on, and the second of two characters that it would set as one.
_ACTING = re.compile(r"[\\{}~^$&#%_]|(?<=-)-|(?<=')'|(?<=[`?!])`|(?<=<)<|(?<=>)>")
_PAIRED = frozenset("-'`<>")
# Between dollars that have no space inside and no digit after, and without what acts in text;
# its last dollar is not taken by an accent.
_MATHS = re.compile(
    r"(\$(?! )(?:[A-Za-z0-9^_{}+\-*/=<>()\[\]|.,:;!' ]|\\[A-Za-z{},;:! ])+?"
    r"(?<![ \\])(?<!\\[A-Za-z])(?<!\\not)\$(?!\d))"
)
# Commands that do more than set mathematics: they read and write files, run programs, define
# commands or change how what follows is read. "^^5c" is a backslash to TeX.
_DOING = re.compile(
    r"\\(?:(?:pdf|lua|XeTeX|tracing|every|Declare|New|Renew|Provide|show|new|renew|provide|open"
    r"|close|write|read|include|import|subimport|Input|IfFile|lstinput|verb|hyper|usepackage"
    r"|Require|document|directlua|latelua|scan|type|err|filecontents)[A-Za-z]*"
    r"|input|immediate|special|csname|endcsname|catcode|lccode|uccode|sfcode|mathcode|delcode"
    r"|def|edef|gdef|xdef|let|futurelet|global|long|outer|expandafter|noexpand|string|meaning"
    r"|jobname|shipout|output|begin|end|bye|dump|loop|repeat|href|url|message|batchmode"
    r"|nonstopmode|scrollmode|font|endinput|endlinechar|escapechar|primitive|detokenize"
    r"|unexpanded|count|dimen|skip|toks|advance|multiply|divide|romannumeral|number|the"
    r"|ShellEscape|aftergroup|afterassignment|uppercase|lowercase|if[A-Za-z]*|else|fi)(?![A-Za-z])"
    r"|\^\^"
)
_WORD = re.compile(r"(?<!\\)(?<![^\W_])[^\W_]+")
_OF_URLS = re.compile(r"[_%#&~$]")


def escaped(text: str) -> str:
    """`text` as TeX."""
    return "".join(
        piece if _is_maths(piece) else _ACTING.sub(_command, piece) for piece in _MATHS.split(text)
    )


def title(text: str) -> str:
    """`text` as TeX, with braces around what styles must not put into small letters."""
    return "".join(
        f"{{{piece}}}" if _is_maths(piece) else _WORD.sub(_kept, _ACTING.sub(_command, piece))
        for piece in _MATHS.split(text)
    )


def link(url: str) -> str:
    """A URL for a field that TeX reads as text."""
    url = url.replace("$", "%24")  # the one of these that readers do not take back
    return _OF_URLS.sub(lambda found: r"\~{}" if found[0] == "~" else f"\\{found[0]}", url)


def _command(found: re.Match[str]) -> str:
    char = found[0]
    return f"{{}}{char}" if char in _PAIRED else _COMMANDS.get(char, f"\\{char}")


def _kept(found: re.Match[str]) -> str:
    """The word, in braces where a capital in it tells: inside, or beside a digit."""
    word = found[0]
    inside = word[1:] != word[1:].lower()
    beside = word[0].isupper() and any(map(str.isdigit, word))
    return f"{{{word}}}" if inside or beside else word


def _is_maths(piece: str) -> bool:
    """Whether `piece` is maths with its braces closed, rather than two prices in dollars."""
    if (
        not _MATHS.fullmatch(piece)
        or _DOING.search(piece)
        or (" " in piece and not re.search(r"[\\^_={}]", piece))
    ):
        return False
    depths = list(accumulate((char == "{") - (char == "}") for char in piece))
    return min(depths) == depths[-1] == 0
