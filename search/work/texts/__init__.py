"""Full texts in the index: what is cached can be found, and who cites whom is known."""
