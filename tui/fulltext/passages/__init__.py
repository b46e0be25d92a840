"""Passages of a full text: chosen, marked, listed, and found again."""
