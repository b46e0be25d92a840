"""Formulas: their tree, on one line, and in two dimensions."""
