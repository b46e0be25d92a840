"""Papers from the network: one HTTP client, and a module for each kind of feed.

httpx is imported when a Client opens, so that nothing but a sync pays for it.
"""

from search.sources.live.client import Client
from search.sources.live.exchange import Limits
from search.sources.live.feed_state import FeedMemory, Validators, day_of
from search.sources.live.feeds import Feed, feed_of

__all__ = ["Client", "Feed", "FeedMemory", "Limits", "Validators", "day_of", "feed_of"]
