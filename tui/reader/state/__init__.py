"""What the reader knows and changes. Nothing here knows a widget."""
