"""The column of text: a paper as lines of runs, and how these are drawn, searched and selected."""
