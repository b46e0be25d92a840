"""What commands print for people: X.py here is of the commands of tui/cli/commands/X.py."""
