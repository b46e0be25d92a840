"""How papers come in: files, feeds and single ids; and what was removed and stays out."""
