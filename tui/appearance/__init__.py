"""Glyphs, themes, charts and the wording of values."""
