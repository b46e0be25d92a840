"""Help for the person who types: completion, corrections, colours, pasted text, the forms."""
