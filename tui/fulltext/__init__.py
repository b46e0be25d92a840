"""The screen that reads a whole paper."""
