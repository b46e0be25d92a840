"""What was derived of the arrays of a segment, kept for the next search."""

from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Costly(Protocol):
    """Something that takes memory."""

    @property
    def cost(self) -> int:
        """The memory that it may take, in documents of 16 bytes."""


Value = TypeVar("Value", bound=Costly)


class Kept(Generic[Value]):
    """Values by key. Where they cost more than `room` together, all but the last are dropped."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._values: dict[Hashable, Value] = {}
        self._cost = 0

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made where it is not kept."""
        found = self._values.get(key)
        if found is None:
            found = make()
            self._cost += found.cost
            if self._cost > self._room:
                self._values, self._cost = {}, found.cost
            self._values[key] = found
        return found
