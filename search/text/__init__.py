"""Text: made safe, measured, its links and its TeX."""
