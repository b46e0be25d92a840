"""The table of keys, presets, and the key map in force."""
