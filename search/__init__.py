"""The library: papers, what a person did to them, and the search over them.

These are the names for the outside. What costs time to import (Whoosh, numpy, the readers of
formats) is imported at its first use.
"""

from search.config import Config
from search.config import load as load_config
from search.entry import Entry
from search.errors import Cancelled, LibraryError, UnknownPaperError
from search.exports import FORMATS as EXPORT_FORMATS
from search.exports import citation, exported, markdown_link
from search.exports.json import record as as_json
from search.library import Library
from search.marking import Marking
from search.outcomes import Exported, Found, Imported, Rebuilt, Status
from search.paper import Paper
from search.paths import Paths
from search.query.completion import complete
from search.query.days import first_day
from search.query.editing import field_value, has_term, toggled, turned_round, with_field
from search.query.pieces import pieces
from search.query.reference import LANGUAGE, Form
from search.results import Results
from search.sources import FORMATS as IMPORT_FORMATS
from search.sources import Skipped
from search.store import Headline, Share, Statistics, Step
from search.store.counts import Counts
from search.synced import FeedState, FeedSynced, Synced
from search.text import Spans
from search.views import SavedView

__all__ = [
    "EXPORT_FORMATS", "IMPORT_FORMATS", "LANGUAGE", "Cancelled", "Config", "Counts", "Entry",
    "Exported", "FeedState", "FeedSynced", "Form", "Found", "Headline", "Imported", "Library",
    "LibraryError", "Marking", "Paper", "Paths", "Rebuilt", "Results", "SavedView", "Share",
    "Skipped", "Spans", "Statistics", "Status", "Step", "Synced", "UnknownPaperError", "as_json",
    "citation", "complete", "exported", "field_value", "first_day", "has_term", "load_config",
    "markdown_link", "pieces", "toggled", "turned_round", "with_field",
]  # fmt: skip
