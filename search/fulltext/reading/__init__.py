"""Readers of a whole paper's formats, and what they share."""
