"""Papers from the network: one HTTP client, and a module for each kind of feed.

httpx2 is imported when a Client opens, so that nothing but a sync pays for it.
"""
