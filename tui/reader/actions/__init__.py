"""What each key does, a module for each group."""
