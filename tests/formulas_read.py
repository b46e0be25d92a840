"""A formula on one line and the one of the page, both in one form: an oracle for what is shown.

The form is made of signs and of what belongs to them. A fraction is the same as a slash between its
two operands, and parentheses around an operand are no part of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from search.fulltext.reading.markup import Element

Item = tuple[Any, ...]
Items = list[Item]

INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
RAISED = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°′″‴⁗",
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘′″‴⁗",
        strict=True,
    )
)
LOWERED = dict(
    zip(
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        strict=True,
    )
)
PAIRS = dict(zip("([{⟨⌈⌊", ")]}⟩⌉⌋", strict=True))
CLOSERS = set(PAIRS.values())
BARS = "|‖∥∣"
PRIMES = {("sign", prime) for prime in "′″‴⁗"}
OVER = {"^": "\u0302", "~": "\u0303", "¯": "\u0304", "→": "\u20d7", "˙": "\u0307", "¨": "\u0308"}
UNDER = {"¯": "\u0332", "_": "\u0332", "˙": "\u0323"}
ALONE = {"^": "ˆ", "~": "˜", "_": "‾"}


# -- from the line -------------------------------------------------------------------------------


class Reader:
    """Reads the one-line notation."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFD", text)
        self.at = 0

    def peek(self, count: int = 1) -> str:
        return self.text[self.at : self.at + count]

    def items(self, *, inside: bool) -> Items:
        """Items to the end, or to the bracket that closes the slot that is read."""
        found: Items = []
        depth = 0
        while self.at < len(self.text):
            char = self.peek()
            if char in CLOSERS:
                if inside and not depth:
                    return found
                depth = max(depth - 1, 0)
            elif char in PAIRS:
                depth += 1
            found += self.item()
        return found

    def item(self) -> Items:
        char = self.peek()
        if char == " ":
            self.at += 1
            return []
        if char == "√":
            return [self.root()]
        base = self.token()
        below, above = self.scripts()
        if below is None and above is None:
            return base
        return [("scripts", tuple(base), below, above)]

    def token(self) -> Items:
        """A run of letters, a number or another sign; nothing where a script begins."""
        char = self.peek()
        if char in RAISED or char in LOWERED or char in "^_":
            return []
        if char == "\\" and len(self.peek(2)) == 2 and self.peek(2)[1] in {*"^_", *PAIRS, *CLOSERS}:
            self.at += 2
            return [self.marked(("literal", self.text[self.at - 1]))]
        if number := re.compile(r"\d+(\.\d+)*(?![\u0300-\u036f\u20d0-\u20ff])").match(
            self.text, self.at
        ):
            self.at = number.end()
            return [("number", number[0])]
        for word in ("choose", "atop"):
            if self.text[self.at - 1 : self.at + len(word) + 1] == f" {word} ":
                self.at += len(word)
                return [("word", word)]
        found: Items = []
        while is_letter(self.peek()):
            found.append(self.sign())
        return found or [self.sign()]

    def literal(self) -> Item:
        """The one sign of a script without braces."""
        if self.peek() == "\\":
            self.at += 1
        return self.sign()

    def sign(self) -> Item:
        self.at += 1
        return self.marked(("sign", self.text[self.at - 1]))

    def marked(self, item: Item) -> Item:
        while self.peek() and unicodedata.category(self.peek()) == "Mn":
            item = ("accent", item, self.peek())
            self.at += 1
        return item

    def scripts(self) -> tuple[Any, Any]:
        below, above = self.script(LOWERED, "_"), self.script(RAISED, "^")
        return below, above

    def script(self, table: dict[str, str], mark: str) -> Any:
        signs = ""
        while self.peek() and self.peek() in table:
            signs += table[self.peek()]
            self.at += 1
        if signs:
            return settled(
                ("number" if part.isdecimal() else "sign", part)
                for part in re.findall(r"\d+|.", signs)
            )
        if self.peek() != mark:
            return None
        self.at += 1
        return self.slot("{") if self.peek() == "{" else settled([self.literal()])

    def slot(self, opening: str) -> Any:
        assert self.peek() == opening
        self.at += 1
        found = self.items(inside=True)
        self.at += 1
        return settled(found)

    def root(self) -> Item:
        self.at += 1
        degree = self.slot("[") if self.peek() == "[" else None
        body = self.slot("(") if self.peek() == "(" else settled(self.item())
        both = stacked(body)
        return ("root", (both,) if both else bare(body), degree)


def is_letter(char: str) -> bool:
    return char.isalpha() and char not in RAISED and char not in LOWERED


def read(line: str) -> Any:
    """What a line says, in that form."""
    return settled(Reader(line).items(inside=False))


# -- from the page -------------------------------------------------------------------------------


def written(element: Element) -> Any:
    """What a formula's MathML says, in the same form."""
    return settled(of(element))


def of(element: Element) -> Items:
    tag = element.tag
    parts = [child for child in element.children if isinstance(child, Element)]
    if tag in ("mi", "mn", "mo", "mtext"):
        text = "".join(char for char in element.text() if char not in INVISIBLE)
        text = " ".join(text.split()).replace("_", r"\_").replace("^", r"\^")
        return Reader(text).items(inside=False)
    if tag in ("mspace", "mphantom", "annotation", "annotation-xml", "none"):
        return []
    if tag == "semantics":
        return of(parts[0])
    if tag in ("msub", "munder"):
        return scripted(parts[0], parts[1], None, element)
    if tag in ("msup", "mover"):
        return scripted(parts[0], None, parts[1], element)
    if tag in ("msubsup", "munderover"):
        return scripted(parts[0], parts[1], parts[2], element)
    if tag == "mmultiscripts":
        return multiscripts(parts)
    if tag == "mfrac":
        return [fraction(element, parts)]
    if tag == "msqrt":
        return [("root", bare(settled([item for part in parts for item in of(part)])), None)]
    if tag == "mroot":
        return [("root", bare(settled(of(parts[0]))), settled(of(parts[1])) or None)]
    return [item for part in parts for item in of(part)]


def fraction(element: Element, parts: list[Element]) -> Item:
    above, below = (settled(of(part)) for part in parts)
    if element.attributes.get("linethickness", "1").startswith("0"):
        return ("stack", above, below)
    return ("fraction", bare(above), bare(below))


SCRIPTED = ("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts")


def inner(element: Element) -> Element:
    """The element that a row of one has in it, or a base without scripts."""
    while element.tag in ("mrow", "mstyle", "mpadded", "semantics", "math", *SCRIPTED):
        parts = [part for part in element.children if isinstance(part, Element) and of(part)]
        if len(parts) != 1 or (element.tag in SCRIPTED and parts[0] is not element.children[0]):
            break
        element = parts[0]
    return element


def text_of(element: Element) -> str:
    return " ".join(element.text().split()) if element.tag in ("mi", "mn", "mo", "mtext") else ""


def scripted(base: Element, below: Element | None, above: Element | None, whole: Element) -> Items:
    base = inner(base)
    accent = text_of(inner(below or above)) if (below is None) != (above is None) else ""
    if whole.tag in ("mover", "munder"):
        marks = OVER if above is not None else UNDER
        if accent in marks or (accent and accent in ("⏞←↔" if above else "⏟")):
            return accented(base, accent, marks.get(accent), under=above is None)
    low = None if below is None or not of(below) else of(below)
    high = None if above is None or not of(above) else of(above)
    if low is None and high is None:
        return of(base)
    brace = "⏟" if low is not None else "⏞"
    if whole.tag in ("munder", "mover") and base.tag == whole.tag:
        signs = [child for child in base.children if isinstance(child, Element)]
        if text_of(signs[1]) == brace:
            label = [("sign", brace), *(low or high or [])]
            low, high = (label, None) if low is not None else (None, label)
            base = inner(signs[0])
    limits = whole.tag in ("munder", "mover", "munderover")
    return attached(base, low, high, limits=limits)


def accented(base: Element, sign: str, mark: str | None, *, under: bool) -> Items:
    items = of(base)
    letter = items[0] if len(items) == 1 else ()
    while letter and letter[0] == "accent":
        letter = letter[1]
    if letter and letter[0] == "sign" and letter[1].isdecimal():
        letter = ("number", letter[1])
    token = base.tag in ("mi", "mn", "mtext", "mo") or (base.tag in ("mover", "munder"))
    plain = letter and (
        (letter[0] == "sign" and (is_letter(letter[1]) or letter[1] in "∇∂"))
        or (letter[0] == "number" and len(letter[1]) == 1)
    )
    if mark and token and plain:
        item = items[0] if items[0][0] != "number" else ("sign", items[0][1])
        return [("accent", item, mark)]
    script = [("sign", ALONE.get(sign, sign))]
    return attached(
        base, script if under else None, None if under else script, limits=False, lone=True
    )


def attached(
    base: Element, low: Items | None, high: Items | None, *, limits: bool, lone: bool = False
) -> Items:
    """Scripts on what a reader takes for their base; what is more goes into parentheses."""
    items = of(base)
    kind = "accent" if lone else "limits" if limits else "scripts"
    made = (None if low is None else settled(low), None if high is None else settled(high))
    names = [text_of(inner(child)) for child in base.children if isinstance(child, Element)]
    names = [name for name in names if name.strip(INVISIBLE)]
    if base.tag in ("mrow", "mstyle") and len(names) > 1 and all(map(is_name, names)):
        return [("scripts", tuple(items), *made, kind)]
    closed = bool(items) and (closes_all(items) or is_in_bars(base))
    last = items[-1] if len(items) == 1 or closed else ()
    if last and last[0] == "scripts" and last[4:] == (kind,) != ("accent",):
        _, inside, old_low, old_high, _ = last
        if (old_high is None and made[0] is None) or (old_low is None and made[1] is None):
            both = ("scripts", inside, old_low or made[0], old_high or made[1], kind)
            return [*items[:-1], both]
    if not items:
        return [("scripts", (), *made, kind)]
    if base.tag in ("mi", "mn", "mo", "mtext"):
        text = unicodedata.normalize("NFD", text_of(base).strip(INVISIBLE))
        letters = [char for char in text if unicodedata.category(char) != "Mn"]
        if (
            all(map(is_letter, letters))
            or re.fullmatch(r"\d+(\.\d+)*", text)
            or (
                len(letters) == 1
                and letters[0] not in RAISED
                and letters[0] not in LOWERED
                and letters[0] != "\\"
                and letters[0] not in "^_"
            )
        ):
            return [("scripts", tuple(items), *made, kind)]
    elif len(items) == 1 and items[0][0] == "accent":
        return [("scripts", tuple(items), *made, kind)]
    elif items[-1][0] != "scripts" and (closed or is_bar_alone(items)):
        return [*items[:-1], ("scripts", (items[-1],), *made, kind)]
    return [("scripts", (("group", "(", settled(items), ")"),), *made, kind)]


def is_name(text: str) -> bool:
    return text.isalpha() and len(text) > 1


def closes_all(items: Items) -> bool:
    """Whether the first item opens what the last closes."""
    first, last = sign_of(items[0]), sign_of(items[-1])
    if len(items) < 2:
        return False
    if first and first in BARS and first == last and len(items) > 2:
        return all(sign_of(item) not in BARS or not sign_of(item) for item in items[1:-1])
    depth = 0
    for item in items[:-1]:
        depth += (sign_of(item) in PAIRS) - (sign_of(item) in CLOSERS)
        if depth <= 0:
            return False
    return depth == 1 and last in CLOSERS


def is_in_bars(base: Element) -> bool:
    """Whether a row is a fence of two bars, around others perhaps."""
    parts = [part for part in base.children if isinstance(part, Element) and of(part)]
    bars = [text_of(inner(part)) if text_of(inner(part)) in BARS else "" for part in parts]
    alone = len(parts) > 2 and not any(bars[1:-1])
    return base.tag == "mrow" and alone and bars[0] == bars[-1] != ""


def is_bar_alone(items: Items) -> bool:
    bars = [item for item in items if sign_of(item) and sign_of(item) in BARS]
    return len(bars) == 1 and bars[0] is items[-1] and items[-1][0] == "sign"


def multiscripts(parts: list[Element]) -> Items:
    at = next((n for n, part in enumerate(parts) if part.tag == "mprescripts"), len(parts))
    items: Items = []
    for n in range(at + 1, len(parts), 2):
        below, above = (of(part) or None for part in (parts[n], parts[n + 1]))
        if below or above:
            slots = (settled(slot) if slot else None for slot in (below, above))
            items.append(("scripts", (), *slots, "scripts"))
    base = parts[0]
    for n in range(1, at, 2):
        base = Element("msubsup", {}, [base, *parts[n : n + 2]])
    return items + of(base)


# -- one form ------------------------------------------------------------------------------------


def sign_of(item: Item) -> str:
    """The sign of a bare item or of one with scripts."""
    if item[0] == "scripts" and len(item[1]) == 1:
        item = item[1][0]
    return item[1] if item[0] == "sign" else ""


def settled(items: Iterable[Item]) -> Any:
    """Brackets paired, slashes between operands read as fractions."""
    items = [sign for item in items for sign in primes(item)]
    return tuple(map(plain, slashes(paired(items))))


def primes(item: Item) -> Items:
    """A prime of nothing is a sign."""
    if item[:3] == ("scripts", (), None) and set(item[3]) <= PRIMES:
        return list(item[3])
    return [item]


def plain(item: Item) -> Item:
    """An item without what only set it apart while it was read."""
    if item[0] in ("literal", "sign"):
        return ("number" if item[1].isdecimal() else "sign", item[1])
    if item[0] == "scripts":
        return ("scripts", tuple(map(plain, item[1])), *item[2:4])
    marks: list[str] = []
    while item[0] == "accent":
        marks.insert(0, item[2])
        item = item[1]
    if marks:
        item = plain(item)
        for mark in sorted(marks, key=unicodedata.combining):  # as Unicode orders them
            item = ("accent", item, mark)
    return item


def paired(items: Items) -> Items:
    stack: list[Items] = [[]]
    for item in items:
        sign = sign_of(item)
        if sign in PAIRS and item[0] == "sign":
            stack.append([item])
        elif sign in CLOSERS and len(stack) > 1:
            opening, *inside = stack.pop()
            body = settled(inside)
            if opening[1] == "(" and (both := stacked(body)):
                body = (both,)
            group = ("group", opening[1], body, sign)
            if item[0] == "scripts":
                stack[-1].append(("scripts", (group,), *item[2:]))
            else:
                stack[-1].append(unwrapped(group))
        else:
            stack[-1].append(item)
    return [item for level in stack for item in level]


def unwrapped(group: Item) -> Item:
    """A fraction in parentheses is a fraction."""
    inside = group[2]
    alone = group[1] == "(" and len(inside) == 1 and inside[0][0] in ("fraction", "stack")
    return inside[0] if alone else group


def stacked(items: Any) -> Item | None:
    """Two parts with the word "choose" or "atop" between them."""
    at = next((at for at, item in enumerate(items) if item[0] == "word"), None)
    return None if at is None else ("stack", tuple(items[:at]), tuple(items[at + 1 :]))


def bare(items: Any) -> Any:
    """An operand without parentheses around all of it."""
    while len(items) == 1 and items[0][0] == "group" and items[0][1::2] == ("(", ")"):
        items = items[0][2]
    return items


def slashes(items: Items) -> Items:
    found: Items = []
    rest = list(items)
    while rest:
        item = rest.pop(0)
        left, right = operand(found[::-1], reverse=True), operand(rest)
        if item == ("sign", "/") and left and right:
            above, below = (
                tuple(map(plain, found[-left:])),
                tuple(map(plain, slashes(rest[:right]))),
            )
            del found[-left:], rest[:right]
            rest.insert(0, ("fraction", bare(above), bare(below)))
        else:
            found.append(item)
    return found


def operand(items: Items, *, reverse: bool = False) -> int:
    """How many items the operand beside a slash has; `reverse` where they come from its left."""
    if not items:
        return 0
    count = 1
    if reverse and items[0] == ("sign", "!"):
        more = operand(items[1:], reverse=True)
        return more + 1 if more else 0
    if not reverse and is_partial(items[0]) and len(items) > 1 and starts_with_letter(items[1]):
        count = 1 + operand(items[1:])
    elif (bar := sign_of(items[0])) and bar in BARS and (reverse or items[0][0] == "sign"):
        other = [at for at, item in enumerate(items) if at and sign_of(item) == bar]
        count = other[0] + 1 if other else 1
    elif is_letters(items[0]):
        while count < len(items) and is_letters(items[count]):
            count += 1
    if reverse and count < len(items) and is_partial(items[count]):
        count += starts_with_letter(items[count - 1])
    if not reverse and count < len(items) and items[count] == ("sign", "!"):
        count += 1
    return count


def is_letters(item: Item) -> bool:
    return (item[0] == "sign" and is_letter(item[1])) or (
        item[0] == "accent" and is_letters(item[1])
    )


def is_partial(item: Item) -> bool:
    return sign_of(item) == "∂"


def starts_with_letter(item: Item) -> bool:
    base = item[1][0] if item[0] == "scripts" and item[1] else item
    return is_letters(base)
