"""The order of reading on a page of a PDF with two columns whose lines the PDF has row by row.

Most PDFs have one column after the other, as they were typeset; for those, and for pages with one
column, there is nothing to do.
"""

from collections.abc import Sequence
from itertools import pairwise

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points from the lower left

_STEP = 2.0  # points between two places where the gap between the columns may be
_MIDDLE = (0.35, 0.65)  # the part of the page's width in which it is
_CROSSING = 0.2  # of the boxes, at most, stand in both columns
_LEAST = 0.25  # of the boxes, at least, stand in each column
_TURNS = 0.3  # of the boxes are followed by one of the other column, where rows are mixed


def reading_order(boxes: Sequence[Box], width: float) -> list[list[int]] | None:
    """The numbers of the boxes of each line, column by column; None where the order is right.

    What stands in both columns, as a title does, parts what is above from what is below.
    """
    gap = _gap(boxes, width)
    if gap is None:
        return None
    sides = [_side(box, gap) for box in boxes]
    turns = sum(one != other and 0 not in (one, other) for one, other in pairwise(sides))
    if turns < _TURNS * len(boxes):
        return None
    lines: list[list[int]] = []
    waiting: dict[int, list[int]] = {-1: [], 1: []}
    for number in [*sorted(range(len(boxes)), key=lambda number: -boxes[number][3]), None]:
        if number is not None and sides[number]:
            waiting[sides[number]].append(number)
            continue
        for side in (-1, 1):
            lines += _lines(waiting[side], boxes)
            waiting[side].clear()
        if number is not None:
            lines.append([number])
    return lines


def _gap(boxes: Sequence[Box], width: float) -> float | None:
    """Where the gap between two columns is; None where there are none."""
    first, last = (share * width for share in _MIDDLE)
    places = [first + _STEP * step for step in range(int((last - first) / _STEP) + 1)]
    best = min(places, key=lambda place: sum(not _side(box, place) for box in boxes), default=None)
    if best is None or not boxes:
        return None
    sides = [_side(box, best) for box in boxes]
    least = _LEAST * len(boxes)
    fits = sides.count(0) <= _CROSSING * len(boxes) and min(map(sides.count, (-1, 1))) >= least
    return best if fits else None


def _side(box: Box, gap: float) -> int:
    """-1 left of the gap, 1 right of it, 0 on both sides."""
    left, _, right, _ = box
    return -1 if right <= gap else 1 if left >= gap else 0


def _lines(numbers: Sequence[int], boxes: Sequence[Box]) -> list[list[int]]:
    """Boxes from the top down, those of one line together, from left to right."""
    lines: list[list[int]] = []
    for number in numbers:
        _, bottom, _, top = boxes[number]
        if lines and boxes[lines[-1][0]][1] < (bottom + top) / 2:
            lines[-1].append(number)
        else:
            lines.append([number])
    return [sorted(line, key=lambda number: boxes[number][0]) for line in lines]
