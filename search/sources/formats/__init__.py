"""Reading a format: a module for each."""
