"""How papers that match are ranked, and what makes two papers alike."""
