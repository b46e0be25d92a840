"""Any RSS or Atom address."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.settings.feed_names import without_password
from search.sources.formats import feed
from search.sources.live.client import Client, validators
from search.sources.live.feed_state import FeedMemory, Page


@dataclass(frozen=True, slots=True)
class Syndicated:
    """The feed at an http or https address."""

    address: str

    def pages(
        self, client: Client, memory: FeedMemory, since: date | None, today: date
    ) -> Iterator[Page]:
        """What the feed holds now, whatever `since` says. Raises SourceError."""
        name = without_password(self.address)
        answer = client.get(self.address, known=None if since else memory.validators.get(name))
        if answer is not None:
            yield list(feed.read(io.BytesIO(answer.body), name))
            memory.validators[name] = validators(answer)
