"""Screens: each owns its state and is the only caller of the library."""
