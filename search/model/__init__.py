"""What things are: paper, entry, filters, the outcomes of commands."""
