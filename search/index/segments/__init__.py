"""Segments of the index: what they hold, and how they are read."""
