"""Files of the cache: derived from the library, checked when they are read."""
