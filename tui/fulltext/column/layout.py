"""A whole paper as lines of a column: what each line shows, and where its links lead.

No widget is known here. A line that is wider than the column (a formula, a table, code) keeps its
width, and the screen scrolls it sideways.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from search import (
    Block,
    Cite,
    Document,
    FootnoteMark,
    Link,
    Math,
    Reference,
    Span,
    Text,
    plain,
    table_lines,
    with_marks,
)
from tui.fulltext.column.equations import equation_lines, formulas
from tui.fulltext.column.find import LinedText
from tui.fulltext.column.lines import Line, Run, Target, split_lines, styled, wrap
from tui.fulltext.column.targets import linked, picture_links, reference_runs, told_apart

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: a section, figure or table, and the block where it begins."""

    text: str
    level: int
    place: int
    kind: str  # "section", "figure" or "table"


class Layout:
    """The lines of a document in a column of `columns` cells.

    `tex`: formulas as TeX source in the place of what they show.
    """

    def __init__(self, document: Document, columns: int, *, tex: bool = False) -> None:
        self.document = document
        self.columns = columns
        self.tex = tex
        self._places = document.places()
        self._notes = {block.id for block in document.blocks if block.kind == "footnote"}
        self._pictures = picture_links(document)
        self._formulas = formulas(document.blocks, columns, tex=tex)
        self.lines = tuple(self._all_lines())
        # The blocks that show something, in order, and the first and last line of each.
        self._shown: list[int] = []
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for number, line in enumerate(self.lines):
            if not line.runs:
                continue
            if self._shown and self._shown[-1] == line.place:
                self._lasts[-1] = number
            else:
                self._shown.append(line.place)
                self._firsts.append(number)
                self._lasts.append(number)

    @cached_property
    def text(self) -> LinedText:
        """All lines as one text, to be searched."""
        return LinedText([line.text for line in self.lines])

    def line_of(self, place: int) -> int:
        """The first line of a block; of one that shows nothing, of the next that does."""
        at = bisect_left(self._shown, place)
        return self._firsts[at] if at < len(self._shown) else max(len(self.lines) - 1, 0)

    def lines_of(self, place: int) -> range:
        """The lines of a block, none where it shows nothing."""
        at = bisect_left(self._shown, place)
        if at == len(self._shown) or self._shown[at] != place:
            return range(0)
        return range(self._firsts[at], self._lasts[at] + 1)

    def line_of_anchor(self, name: str) -> int | None:
        """The line that a link inside the document leads to; None where it leads nowhere."""
        place = self._places.get(name)
        return None if place is None else self.line_of(place)

    def reference(self, line: int, target: Target) -> Reference | None:
        """The reference that a link in a line cites or stands in; None where there is none."""
        references = self.document.references
        if target.kind == "reference":
            return next((each for each in references if each.id == target.name), None)
        number = self.lines[line].place - len(self.document.blocks)
        return references[number] if 0 <= number < len(references) else None

    def note(self, name: str) -> str:
        """The words of a footnote or of the reference with an id; "" where there is none."""
        for reference in self.document.references:
            if reference.id == name:
                label = f"{reference.label} " if reference.label else ""
                return f"{label}{reference.text}"
        place = self._places.get(name)
        return "" if place is None else plain(self.document.blocks[place].spans)

    def outline(self) -> list[Entry]:
        """Sections, figures and tables in the order of the paper, references last."""
        entries = []
        for section in self.document.sections:
            place = self._places.get(section.id)
            if place is not None:
                number = (section.number or "").removeprefix("Section ")
                text = f"{number} {section.title}".strip()
                entries.append(Entry(text, section.level, place, "section"))
        for kind, floats in (("figure", self.document.figures), ("table", self.document.tables)):
            for each in floats:
                place = self._places.get(each.id)
                if place is not None and each.caption:
                    entries.append(Entry(each.caption, 0, place, kind))
        entries.sort(key=lambda entry: entry.place)
        if self.document.references:
            entries.append(Entry("References", 1, len(self.document.blocks), "section"))
        return entries

    # -- lines -----------------------------------------------------------------------------------

    def _all_lines(self) -> Iterator[Line]:
        blocks = self.document.blocks
        before: Block | None = None
        for place, block in enumerate(blocks):
            if block.kind == "footnote":
                continue  # shown where it is asked for
            lines = list(self._block(block, place))
            if not lines:
                continue
            if before is not None and not _is_close(before, block):
                yield Line((), place)
            before = block
            yield from (Line(tuple(runs), place) for runs in lines)
        if self.document.references:
            place = len(blocks)
            yield Line((), place)
            yield Line((Run("References", "heading"),), place)
            yield Line((), place)
            for number, reference in enumerate(self.document.references):
                for line in wrap(list(reference_runs(reference)), self.columns, hanging=4):
                    yield Line(tuple(line), place + number)

    def _block(self, block: Block, place: int) -> Iterator[list[Run]]:
        runs = self._runs(block)
        match block.kind:
            case "heading":
                style = "title" if block.level == 0 else "heading"
                yield from wrap([Run(run.text, style) for run in runs], self.columns)
            case "item":
                indent = _INDENT * max(block.level - 1, 0)
                yield from wrap(runs, self.columns, indent=indent, hanging=_INDENT)
            case "quote":
                yield from wrap(runs, self.columns, indent=2 * _INDENT)
            case "authors":
                yield from wrap([Run(run.text, "quiet") for run in runs], self.columns)
            case "caption":
                names = (block.id, *block.anchors)
                runs += [self._pictures[name] for name in names if name in self._pictures][:1]
                yield from wrap(styled(runs, "caption"), self.columns, indent=_INDENT)
            case "code":
                yield from self._code(block, runs)
            case "table":
                yield from self._table(block)
            case "equation":
                yield from self._equation(block, place)
            case _:
                yield from wrap(runs, self.columns, indent=_INDENT * block.level)

    def _runs(self, block: Block) -> list[Run]:
        return [run for run in map(self._run, block.spans) if run.text]

    def _run(self, span: Span) -> Run:
        if isinstance(span, Math):
            return Run(span.tex if self.tex and span.tex else span.math, "math")
        if isinstance(span, FootnoteMark):
            return Run(span.text, "link", Target("note", span.target), is_ours=True)
        if isinstance(span, Cite):
            target = Target("reference", span.target) if span.target else None
            return Run(span.text, "link" if target else "", target)
        if isinstance(span, Link):
            return self._link(span)
        assert isinstance(span, Text)
        return Run(span.text, span.style or "")

    def _link(self, span: Link) -> Run:
        name = span.target
        if name is None:
            return Run(span.text)
        if name in self._notes:
            return Run(span.text, "link", Target("note", name))
        if name in self._places:
            return Run(span.text, "link", Target("anchor", name))
        if name.startswith(("http://", "https://")):
            return Run(span.text, "link", Target("web", name))
        return Run(span.text)

    def _table(self, block: Block) -> Iterator[list[Run]]:
        """Its lines with their links, and the notes of its cells."""
        spans = [span for row in block.rows for cell in row for span in cell]
        links = told_apart([self._run(span) for span in spans], with_marks(tuple(spans)))
        for line in table_lines(block, self.columns, with_marks):
            yield list(linked(line, links))
        for span in spans:
            if isinstance(span, FootnoteMark):
                words = f"{span.text} {self.note(span.target)}"
                yield from wrap([Run(words, "quiet", is_ours=True)], self.columns, hanging=_INDENT)

    def _code(self, block: Block, runs: list[Run]) -> Iterator[list[Run]]:
        room = max(map(len, block.line_numbers), default=0)
        for number, line in enumerate(split_lines(runs)):
            beside = block.line_numbers[number] if number < len(block.line_numbers) else ""
            margin = [Run(f"{beside:>{room}} ", "quiet", is_ours=True)] if room else []
            yield [Run("  "), *margin, *(Run(run.text, run.style or "code") for run in line)]

    def _equation(self, block: Block, place: int) -> Iterator[list[Run]]:
        for at, span in enumerate(block.spans):
            if isinstance(span, Math):
                yield from equation_lines(*self._formulas[place, at], self.columns)
            else:
                yield from wrap([self._run(span)], self.columns, indent=2 * _INDENT)


def _is_close(before: Block, block: Block) -> bool:
    """Whether no blank line parts two blocks: items, authors, rows of an equation."""
    flat = all(
        isinstance(span, Math) and len(span.rows) < 2 for span in (*before.spans, *block.spans)
    )
    return before.kind == block.kind and (
        block.kind in ("item", "authors") or (block.kind == "equation" and flat)
    )
