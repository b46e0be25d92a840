"""Words that a person took out of the personal order, or pinned in it, kept in the history."""

from search.errors import LibraryError
from search.model.step import INTEREST, OUT, PINNED, Step
from search.store.history.marks import INTEREST_WORD, LIBRARY, Change, Marks
from search.text import clean

_MOST = 2  # words that a term of a profile has


class InterestWords:
    """The words of a store. Each change is one step of its history."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def all(self) -> dict[str, str]:
        """Each word or pair of words, in lower case, with "out" or "pinned"."""
        return {
            mark.removeprefix(INTEREST_WORD): str(value)
            for mark, value in sorted(self._marks.of(LIBRARY).items())
            if mark.startswith(INTEREST_WORD)
        }

    def set(self, words: str, state: str | None) -> Step | None:
        """Take `words` out ("out"), pin them ("pinned"), or leave them to the marks (None).

        None where that changes nothing. Raises LibraryError for other than one or two words.
        """
        if state not in (OUT, PINNED, None):
            raise ValueError(state)
        named = clean.one_line(words).casefold()
        if not 1 <= len(named.split()) <= _MOST:
            raise LibraryError(f"invalid words {words!r}; give one word, or two side by side")
        change = Change(LIBRARY, f"{INTEREST_WORD}{named}", state)
        return self._marks.change([change], INTEREST, {"words": named, "state": state or ""})
