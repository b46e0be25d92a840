"""What commands give back, as plain data."""
