"""The names of the store, in one list; __init__.py reads it and imports each lazily."""

from search.model.step import Step as Step
from search.store.database import SCHEMA as SCHEMA
from search.store.history.marks import BOOKMARK as BOOKMARK
from search.store.history.marks import HIDDEN as HIDDEN
from search.store.history.marks import NOTE as NOTE
from search.store.history.marks import PASSAGE as PASSAGE
from search.store.history.marks import READ as READ
from search.store.history.marks import TAG as TAG
from search.store.history.marks import VIEW as VIEW
from search.store.history.marks import Change as Change
from search.store.history.marks import Marks as Marks
from search.store.rows.adding import Outcome as Outcome
from search.store.rows.papers import Papers as Papers
from search.store.store import Memory as Memory
from search.store.store import Store as Store
