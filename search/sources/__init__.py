"""Papers out of files and feeds: a module for each format, and one way into all of them."""

from search.sources.reading import FORMATS, read
from search.sources.record import Skipped
from search.sources.walk import files

__all__ = ["FORMATS", "Skipped", "files", "read"]
