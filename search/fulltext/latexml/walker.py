"""The way through an article, from its elements to blocks of spans: state and first moves.

What stands for itself inside a paragraph (a table, a list, a displayed equation) ends the
paragraph, and another one begins behind it. What each kind of element is read to stands in the
modules beside this one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from search.fulltext.document import Block, Cell, Math, Reference, Section
from search.fulltext.latexml.anchors import Anchors
from search.fulltext.latexml.roles import role, style
from search.fulltext.reading.buffer import Buffer
from search.fulltext.reading.markup import Element

Reader = Callable[["Walker", Element, str | None], None]

_STRENGTHS = (None, "emphasis", "strong", "code")


@dataclass(slots=True)
class Float:
    """A figure, a table or an algorithm, or a panel of one, while it is read."""

    id: str | None
    is_figure: bool
    number: str | None = None
    caption: str = ""
    has_caption: bool = False
    images: list[str] = field(default_factory=list)
    tables: int = 0


@dataclass(slots=True)
class Tabular:
    """A table: its id, the float around it and whether it stands for that, and its size."""

    id: str
    around: Float | None
    stands_for: bool
    rows: int = 0
    columns: int = 0


class Walker:
    """Reads one article by the readers of each role of elements; its results are attributes.

    A reader is called with the walker, an element, and the style of the text around it.
    """

    def __init__(self, anchors: Anchors, readers: Mapping[str, Reader]) -> None:
        self.title = ""
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.references: list[Reference] = []
        self.floats: list[Float] = []
        self.tabulars: list[Tabular] = []
        self.faults: Counter[str] = Counter()
        self.notes: dict[str, str] = {}  # ids of footnotes by their marks
        self.anchors = anchors
        self.buffer = Buffer()
        self.kind = "paragraph"  # of the block that is read
        self.section: Section | None = None
        self.lists = 0  # how many lists hold what is read
        self.around: Float | None = None
        self.flat = False  # whether all becomes spans of one cell, caption or note
        self.formulas: dict[tuple[str, str, bool, bool], Math] = {}  # those already rendered
        self.in_row = False  # whether it is a row of a displayed equation
        self.id: str | None = None  # of the next block
        self._readers = readers
        self._lead = 0  # the size of the buffer that holds only the beginning of a paragraph
        self._pending: list[str] = []  # ids that lead to the next block
        self._behind: list[Callable[[], None]] = []  # what stands behind the next block

    # -- the way ------------------------------------------------------------------------------

    def children(self, element: Element, look: str | None, *, but: Element | None = None) -> None:
        """Read all in an element, but for one child."""
        for child in element.children:
            if isinstance(child, str):
                self.buffer.text(child, look)
            elif child is not but:
                self.element(child, look)

    def element(self, element: Element, look: str | None) -> None:
        """Read an element."""
        self.leads_here(element)
        what = role(element)
        if what == "inline":
            self.children(element, max(style(element), look, key=_STRENGTHS.index))
        elif what != "skipped":
            self._readers[what](self, element, look)

    def leads_here(self, element: Element) -> None:
        """Let links to the element lead to the next block."""
        name = element.attributes.get("id")
        if name is not None and name in self.anchors.linked:
            self.leads_to_next(name)

    def leads_to_next(self, name: str) -> None:
        """Let the next block have this id among its anchors."""
        self._pending.append(name)

    @contextmanager
    def apart(self, element: Element) -> Iterator[None]:
        """What is read inside stands in blocks of its own; in a cell, in words of its own."""
        if self.flat:
            self.buffer.separate()
            yield
            self.buffer.separate()
            return
        self._end_paragraph()
        name = element.attributes.get("id")
        owned = self.id is None and name is not None
        self.id = self.id or name
        yield
        self._end_paragraph()
        if owned:
            self.id = None

    @contextmanager
    def as_kind(self, kind: str) -> Iterator[None]:
        """What is read inside becomes blocks of this kind."""
        before, self.kind = self.kind, kind
        yield
        self.kind = before

    def spans(
        self, element: Element, look: str | None = None, *, into: Buffer | None = None
    ) -> Cell:
        """What an element shows, as the spans of one cell, caption or note."""
        before = self.buffer, self.flat
        self.buffer, self.flat = into or Buffer(), True
        self.children(element, look)
        spans = self.buffer.take()
        self.buffer, self.flat = before
        return spans

    # -- blocks -------------------------------------------------------------------------------

    def lead(self) -> None:
        """What is in the buffer begins the next paragraph, as the mark of an item does."""
        self._lead = self.buffer.size

    @property
    def has_only_lead(self) -> bool:
        """Whether the buffer holds such a beginning and nothing more."""
        return 0 < self.buffer.size == self._lead

    def flush(self) -> None:
        """End the block that is read."""
        if self.flat:
            return
        self._lead = 0
        spans = self.buffer.take()
        if spans:
            kind = self.kind
            if kind == "item":  # its next paragraphs are no items
                self.kind = "paragraph"
            self.emit(Block(kind, id=self.id, spans=spans, level=self.lists))
        else:
            self._read_behind()

    def emit(self, block: Block) -> None:
        """Add a block where the walk is, and what stands behind it."""
        section = self.section.id if self.section else None
        anchors = tuple(dict.fromkeys(name for name in self._pending if name != block.id))
        self.blocks.append(replace(block, section=section, anchors=anchors))
        self._pending = []
        self.id = None
        self._read_behind()

    @property
    def waiting(self) -> int:
        """How much is to be read behind the block at work."""
        return len(self._behind)

    def later(self, read: Callable[[], None], place: int | None = None) -> None:
        """Call `read` behind the block at work, for blocks of the kind that is read now.

        `place` is its place in what is waiting; the last one where none is given.
        """
        kind = self.kind

        def reading() -> None:
            with self.as_kind(kind):
                read()

        self._behind.insert(len(self._behind) if place is None else place, reading)

    def without_blocks(self, read: Callable[[], None]) -> None:
        """Call `read`, and forget what would stand behind, or lead to, a block of it."""
        behind, pending = self._behind, self._pending
        self._behind, self._pending = [], []
        read()
        self._behind, self._pending = behind, pending

    def finish(self) -> None:
        """End the last block; ids that nothing came behind lead to it."""
        self.flush()
        if self._pending and self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, anchors=(*last.anchors, *self._pending))
            self._pending = []

    def _end_paragraph(self) -> None:
        if not self.has_only_lead:
            self.flush()

    def _read_behind(self) -> None:
        behind, self._behind = self._behind, []
        for read in behind:
            read()
