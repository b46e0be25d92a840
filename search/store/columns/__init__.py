"""What the store knows of every row, as arrays."""
