"""Papers out of files and feeds: a module for each format, and one way into all of them."""

from search.model.record import Marked, Record, Skipped
from search.sources.reading import IMPORT_FORMATS, read
from search.sources.walk import files

__all__ = ["IMPORT_FORMATS", "Marked", "Record", "Skipped", "files", "read"]
