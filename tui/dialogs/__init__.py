"""Screens that lie over the reader."""
