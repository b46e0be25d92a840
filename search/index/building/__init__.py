"""How a segment of the index is written: documents are collected, inverted and merged."""
