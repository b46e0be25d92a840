"""The library: papers, what a person did to them, and the search over them.

These are the names for the outside. Each is imported at its first use: a start loads no more
than it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.errors import Cancelled as Cancelled
    from search.errors import LibraryError as LibraryError
    from search.errors import UnknownPaperError as UnknownPaperError
    from search.exports import FORMATS as EXPORT_FORMATS
    from search.exports import citation as citation
    from search.exports import exported as exported
    from search.exports import markdown_link as markdown_link
    from search.exports.digest import FORMATS as DIGEST_FORMATS
    from search.exports.digest import Digest as Digest
    from search.exports.digest import write as write_digest
    from search.exports.json import record as as_json
    from search.exports.mail import send as send_digest
    from search.library import Library as Library
    from search.model.dates import PartialDate as PartialDate
    from search.model.entry import Entry as Entry
    from search.model.outcomes import Added as Added
    from search.model.outcomes import BackedUp as BackedUp
    from search.model.outcomes import Check as Check
    from search.model.outcomes import Exported as Exported
    from search.model.outcomes import Imported as Imported
    from search.model.outcomes import Rebuilt as Rebuilt
    from search.model.outcomes import Restored as Restored
    from search.model.outcomes import Status as Status
    from search.model.paper import Paper as Paper
    from search.model.step import Step as Step
    from search.model.synced import FeedState as FeedState
    from search.model.synced import FeedSynced as FeedSynced
    from search.model.synced import Synced as Synced
    from search.paths import Paths as Paths
    from search.query.completion import complete as complete
    from search.query.days import first_day as first_day
    from search.query.editing import field_value as field_value
    from search.query.editing import has_term as has_term
    from search.query.editing import toggled as toggled
    from search.query.editing import turned_round as turned_round
    from search.query.editing import with_field as with_field
    from search.query.pieces import pieces as pieces
    from search.query.reference import LANGUAGE as LANGUAGE
    from search.query.reference import Form as Form
    from search.query.vocabulary import ORDERS as ORDERS
    from search.settings.config import Config as Config
    from search.settings.load import load as load_config
    from search.settings.mail import PASSWORD as MAIL_PASSWORD
    from search.settings.mail import Mail as Mail
    from search.settings.table import SETTINGS as SETTINGS
    from search.sources import FORMATS as IMPORT_FORMATS
    from search.sources import Skipped as Skipped
    from search.store import Headline as Headline
    from search.store import Share as Share
    from search.store import Statistics as Statistics
    from search.store.atomic_file import whole as whole_file
    from search.store.backup import back_up as back_up
    from search.store.counts import Counts as Counts
    from search.store.marking import Marking as Marking
    from search.store.memory import Remembered as Remembered
    from search.store.memory import remembered as remembered
    from search.store.views import SavedView as SavedView
    from search.text.clean import Spans as Spans
    from search.text.clean import lines as lines
    from search.text.clean import one_line as one_line
    from search.text.tex.show import readable as readable
    from search.work.health import checks as checks
    from search.work.restoring import restore as restore
    from search.work.results import Results as Results

__all__ = [
    "DIGEST_FORMATS", "EXPORT_FORMATS", "IMPORT_FORMATS", "LANGUAGE", "MAIL_PASSWORD", "ORDERS",
    "SETTINGS", "Added", "BackedUp", "Cancelled", "Check", "Config", "Counts", "Digest", "Entry",
    "Exported",
    "FeedState", "FeedSynced", "Form", "Headline", "Imported", "Library", "LibraryError",
    "Mail", "Marking", "Paper", "PartialDate", "Paths", "Rebuilt", "Remembered", "Restored",
    "Results", "SavedView", "Share", "Skipped", "Spans", "Statistics", "Status", "Step", "Synced",
    "UnknownPaperError", "as_json", "back_up", "checks", "citation", "complete", "exported",
    "field_value", "first_day", "has_term", "lines", "load_config", "markdown_link", "one_line",
    "pieces", "readable", "remembered", "restore", "send_digest", "toggled", "turned_round",
    "whole_file", "with_field", "write_digest",
]  # fmt: skip

# Where each name is at home; with a colon, under which name there.
_HOMES = {
    "back_up": "search.store.backup",
    "Config": "search.settings.config",
    "load_config": "search.settings.load:load",
    "MAIL_PASSWORD": "search.settings.mail:PASSWORD",
    "Mail": "search.settings.mail",
    "SETTINGS": "search.settings.table",
    "Entry": "search.model.entry",
    "Cancelled": "search.errors",
    "LibraryError": "search.errors",
    "UnknownPaperError": "search.errors",
    "EXPORT_FORMATS": "search.exports:FORMATS",
    "citation": "search.exports",
    "exported": "search.exports",
    "DIGEST_FORMATS": "search.exports.digest:FORMATS",
    "Digest": "search.exports.digest",
    "write_digest": "search.exports.digest:write",
    "markdown_link": "search.exports",
    "as_json": "search.exports.json:record",
    "checks": "search.work.health",
    "Library": "search.library",
    "send_digest": "search.exports.mail:send",
    "Marking": "search.store.marking",
    "Remembered": "search.store.memory",
    "remembered": "search.store.memory",
    "BackedUp": "search.model.outcomes",
    "Check": "search.model.outcomes",
    "Exported": "search.model.outcomes",
    "Added": "search.model.outcomes",
    "Imported": "search.model.outcomes",
    "Rebuilt": "search.model.outcomes",
    "Restored": "search.model.outcomes",
    "Status": "search.model.outcomes",
    "whole_file": "search.store.atomic_file:whole",
    "Paper": "search.model.paper",
    "PartialDate": "search.model.dates",
    "Paths": "search.paths",
    "complete": "search.query.completion",
    "first_day": "search.query.days",
    "field_value": "search.query.editing",
    "has_term": "search.query.editing",
    "toggled": "search.query.editing",
    "turned_round": "search.query.editing",
    "with_field": "search.query.editing",
    "pieces": "search.query.pieces",
    "LANGUAGE": "search.query.reference",
    "ORDERS": "search.query.vocabulary",
    "Form": "search.query.reference",
    "restore": "search.work.restoring",
    "Results": "search.work.results",
    "readable": "search.text.tex.show",
    "IMPORT_FORMATS": "search.sources:FORMATS",
    "Skipped": "search.sources",
    "Headline": "search.store",
    "Share": "search.store",
    "Statistics": "search.store",
    "Step": "search.model.step",
    "Counts": "search.store.counts",
    "FeedState": "search.model.synced",
    "FeedSynced": "search.model.synced",
    "Synced": "search.model.synced",
    "Spans": "search.text.clean",
    "lines": "search.text.clean",
    "one_line": "search.text.clean",
    "SavedView": "search.store.views",
}


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, there = _HOMES[name].partition(":")
    found: object = getattr(import_module(module), there or name)
    globals()[name] = found  # the next use asks no more
    return found
