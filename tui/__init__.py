"""The terminal: the `broadsheet` command and the reader."""
