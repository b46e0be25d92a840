"""The reader: its session, its screen, what its keys do."""
