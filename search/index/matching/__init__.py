"""Which papers a query tree matches."""
