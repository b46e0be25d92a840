"""Papers in rows, and the records that they are built from."""
