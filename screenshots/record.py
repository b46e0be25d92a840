"""The moving picture of the README: frames of the real app in one SVG, which CSS shows in turn.

    python screenshots/render.py     draws it with the other pictures

What several frames have in common stands in the file once. Without animation, or where the reader
asks for less motion, the frame `STILL` is shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NAME = "tour.svg"
SIZE = (120, 30)
STILL = 9  # the frame of a search and its results
# The keys of each frame, and how long it is shown, in seconds.
TOUR: tuple[tuple[Sequence[str], float], ...] = (
    ((), 2.0),
    (("j",), 0.6),
    (("j",), 1.0),
    (("slash",), 0.6),
    (("d",), 0.25),
    (("i",), 0.25),
    (("s",), 0.25),
    (("t",), 0.25),
    (("i",), 0.25),
    (("l",), 2.0),
    (("enter",), 0.8),
    (("j",), 0.5),
    (("j",), 0.8),
    (("enter",), 2.0),
    (("B",), 1.6),
    (("c",), 2.4),
    (("q",), 0.8),
    (("m",), 2.0),
)

_TOP, _MARGIN = 41, 9  # above a frame of Textual, with its title, and here
_SPACE, _CELL = "&#160;", 12.2
_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ (.*?) \}")
_PLACE = r'x="([\d.]+)" y="([\d.]+)"'
_RECT = re.compile(rf'<rect fill="([^"]+)" {_PLACE} width="([\d.]+)" height="24.65" ')
_TEXT = re.compile(
    rf'<text class="terminal-\d+-(r\d+)" {_PLACE} textLength="([\d.]+)"[^>]*>(.*?)</text>'
)
_BODY = re.compile(r'<g transform="translate\(9, 41\)".*', re.DOTALL)


@dataclass(frozen=True)
class _Piece:
    """A rectangle or a text of a frame: where it is, how wide, in which style or colour."""

    y: float
    x: float
    width: float
    style: str
    text: str = ""

    @property
    def end(self) -> float:
        """Where the next piece of the line begins."""
        return round(self.x + self.width, 1)


def moving(frames: Sequence[str]) -> str:
    """One SVG of the frames, each of which Textual has drawn at the same size."""
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', frames[0])[0])
    height -= _TOP - _MARGIN
    base = re.findall(r'<rect fill="(#\w+)" x="0" y="1.5"', frames[0])[0]
    shown: dict[_Piece, list[int]] = {}
    for number, frame in enumerate(frames):
        for piece in _pieces(frame, base):
            shown.setdefault(piece, []).append(number)
    groups: dict[tuple[int, ...], list[_Piece]] = {}
    for piece, numbers in shown.items():
        groups.setdefault(tuple(numbers), []).append(piece)
    styles = sorted({piece.style for piece in shown if piece.text})
    names = {style: f"s{number}" for number, style in enumerate(styles)}
    rules = [f".{name}{{{style}}}" for style, name in names.items()]
    rects: list[str] = []
    texts: list[str] = []
    for number, (visible, pieces) in enumerate(groups.items()):
        rules += _turns(f"f{number}", visible, len(frames))
        drawn = {"rect": "", "text": ""}
        for piece in pieces:
            if piece.text:
                drawn["text"] += (
                    f'<text class="{names[piece.style]}" x="{piece.x:g}" y="{piece.y:g}" '
                    f'textLength="{piece.width:g}">{piece.text}</text>'
                )
            else:
                drawn["rect"] += (
                    f'<rect fill="{piece.style}" x="{piece.x:g}" y="{piece.y:g}" '
                    f'width="{piece.width:g}" height="24.65"/>'
                )
        for kind, into in (("rect", rects), ("text", texts)):
            if drawn[kind]:
                into.append(f'<g class="f{number}">{drawn[kind]}</g>')
    css = "\n".join(rules)
    body = "\n".join([*rects, *texts])
    return f"""<svg viewBox="0 0 {width:g} {height:g}" xmlns="http://www.w3.org/2000/svg">
<title>Broadsheet: a search as it is typed, a paper opened and bookmarked, its link copied</title>
<style>
text{{font:20px "Fira Code",ui-monospace,monospace;white-space:pre}}
rect{{shape-rendering:crispEdges}}
{css}
@media (prefers-reduced-motion:reduce){{g{{animation:none!important}}}}
</style>
<rect fill="{base}" width="{width:g}" height="{height:g}" rx="8"/>
<g transform="translate({_MARGIN}, {_MARGIN})">
{body}
</g>
</svg>
"""


def _pieces(frame: str, base: str) -> list[_Piece]:
    """The rectangles and texts of a frame; neighbours of one kind are one."""
    styles = dict(_STYLE.findall(frame))
    body = _BODY.findall(frame)[0]
    pieces = [
        _Piece(float(y), float(x), float(width), fill) for fill, x, y, width in _RECT.findall(body)
    ]
    pieces += [
        _Piece(float(y), float(x), float(width), styles[style].replace(" ", ""), text)
        for style, x, y, width, text in _TEXT.findall(body)
    ]
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and (last.y, last.style, last.end) == (piece.y, piece.style, piece.x)
            and bool(last.text) == bool(piece.text)
        ):
            width = round(last.width + piece.width, 1)
            joined[-1] = _Piece(last.y, last.x, width, last.style, last.text + piece.text)
        else:
            joined.append(piece)
    return [
        _trimmed(piece)
        for piece in joined
        if piece.text.replace(_SPACE, "") or not (piece.text or piece.style == base)
    ]


def _trimmed(piece: _Piece) -> _Piece:
    """A text without spaces at its ends, which some programs do not draw."""
    kept = piece.text.removeprefix(_SPACE).removesuffix(_SPACE)
    if kept == piece.text:
        return piece
    before = _CELL if piece.text.startswith(_SPACE) else 0.0
    width = round(piece.width - _CELL * (len(piece.text) - len(kept)) / len(_SPACE), 1)
    return _trimmed(_Piece(piece.y, round(piece.x + before, 1), width, piece.style, kept))


def _turns(name: str, numbers: Sequence[int], count: int) -> list[str]:
    """The rules that show a group in the frames `numbers`, of `count`."""
    if len(numbers) == count:
        return []
    total = sum(hold for _, hold in TOUR)
    steps, at, before = [], 0.0, None
    for number, (_, hold) in enumerate(TOUR):
        seen = number in numbers
        if seen != before:
            steps.append(f"{at / total:.2%}{{visibility:{'visible' if seen else 'hidden'}}}")
        before = seen
        at += hold
    still = "visible" if STILL in numbers else "hidden"
    rule = f".{name}{{visibility:{still};animation:{name} {total:g}s step-end infinite}}"
    return [f"@keyframes {name}{{{''.join(steps)}}}", rule]
