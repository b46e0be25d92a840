"""What each command does, in groups: a function for each, which returns the exit status."""
