"""Queries made of papers, the same in every run: for each the paper that it looks for."""

import random
import re
import string

from finding.data import Corpus, Item

Queries = dict[str, list[tuple[str, str]]]  # kind -> [(id of the paper, what is typed)]

_FEW = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be by can do does for from has have how in into is it its of on or
        our than that the their these this to towards toward via we what when where which who why
        will with without using use based new your you not no all more less one two beyond through
        under over""",
    )
)
_LONG = 5  # letters of a word in which a slip is made
_MOST = 250  # queries of one spelling


def words(text: str) -> list[str]:
    """The words of a text, without their hyphens."""
    return re.findall(r"[A-Za-z0-9]+", text)


def content(text: str) -> list[str]:
    """The lower-case words of a text that say something."""
    lower = words(text.lower())
    return [word for word in lower if len(word) > 2 and word not in _FEW and not word.isdigit()]


def slip(word: str, chance: random.Random) -> str:
    """`word` with one letter dropped, replaced, added or swapped with the next; never the first."""
    place = chance.randrange(1, len(word))
    kind, letter = chance.choice("drit"), chance.choice(string.ascii_lowercase)
    before, after = word[:place], word[place:]
    if kind == "i":
        return before + letter + after
    if kind == "r" and letter != after[0]:
        return before + letter + after[1:]
    if kind == "t":
        place = min(place, len(word) - 2)
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return before + after[1:]


def known_items(papers: Corpus, seed: int = 7) -> Queries:
    """What people type who look for one paper that they know of."""
    chance = random.Random(seed)
    kinds = (
        "3 keywords", "2 title words, author", "half a title", "5 words, a slip",
        "title with a slip", "name before colon",
    )  # fmt: skip
    found: Queries = {kind: [] for kind in kinds}
    for paper in papers.values():
        for kind, query in zip(kinds, _known_items(paper, chance), strict=True):
            if query:
                found[kind].append((paper.id, query))
    return found


def _known_items(paper: Item, chance: random.Random) -> list[str]:
    telling = list(dict.fromkeys(content(paper.title)))
    last = [name.split()[-1] for name in paper.authors if name.split()]
    last = [name.lower() for name in last if len(name) > 1 and name.isalpha()]
    head = paper.title.partition(":")[0].strip() if ":" in paper.title else ""
    short = 1 <= len(head.split()) <= 2 and 2 <= len(head) <= 25
    return [
        " ".join(words(" ".join(paper.keywords[:3]))) if len(paper.keywords) > 2 else "",
        " ".join([*chance.sample(telling, 2), chance.choice(last)])
        if len(telling) > 1 and last
        else "",
        " ".join(telling[: (len(telling) + 1) // 2]) if len(telling) > 3 else "",
        with_slip(chance.sample(telling, 5), chance) if len(telling) > 4 else "",
        with_slip(paper.title.lower().split(), chance),
        head if short else "",
    ]


def with_slip(some: list[str], chance: random.Random) -> str:
    """The words with a slip in one of the long ones; nothing where none is long."""
    long = [n for n, word in enumerate(some) if len(word) >= _LONG and word.isalpha()]
    if not long:
        return ""
    place = chance.choice(long)
    return " ".join([*some[:place], slip(some[place], chance), *some[place + 1 :]])


def spellings(papers: Corpus, seed: int = 5) -> Queries:
    """One name of the title in another spelling, with one more word of the title."""
    chance = random.Random(seed)
    found: Queries = {}

    def add(paper: Item, kind: str, *forms: tuple[str, str]) -> None:
        used = forms[0][1].lower()
        parts = words(used)
        rest = [
            word
            for word in content(paper.title)
            if not any(word in part or part in word for part in (*parts, "".join(parts)))
        ]
        if rest:
            more = chance.choice(rest)
            for how, form in forms:
                found.setdefault(f"{kind}, {how}", []).append((paper.id, f"{form.lower()} {more}"))

    for paper in papers.values():
        title = paper.title
        for a, b in re.findall(r"(?<![\w-])([A-Za-z]{2,})-([A-Za-z]{2,})(?![\w-])", title):
            if a.lower() not in _FEW and b.lower() not in _FEW:
                add(paper, "A-B", ("as written", f"{a}-{b}"), ("typed AB", f"{a}{b}"),
                    ("typed A B", f"{a} {b}"))  # fmt: skip
        for a, b in re.findall(r"(?<![\w-])([A-Z][a-z]{2,})([A-Z][a-z]{2,})(?!\w)", title):
            add(paper, "CamelCase", ("as written", f"{a}{b}"), ("typed A B", f"{a} {b}"),
                ("typed A-B", f"{a}-{b}"))  # fmt: skip
        numbered = r"(?<![\w-])([A-Za-z]{2,})(-?)(\d+(?:\.\d+)?[A-Za-z]?)(?!\w)"
        for a, hyphen, b in re.findall(numbered, title):
            if hyphen:
                add(paper, "X-1", ("as written", f"{a}-{b}"), ("typed X1", f"{a}{b}"),
                    ("typed X 1", f"{a} {b}"))  # fmt: skip
            else:
                add(paper, "X1", ("as written", f"{a}{b}"), ("typed X-1", f"{a}-{b}"),
                    ("typed X 1", f"{a} {b}"))  # fmt: skip
    return {
        kind: chance.sample(made, _MOST) if len(made) > _MOST else made
        for kind, made in sorted(found.items())
    }
