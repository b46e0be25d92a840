"""The terminal: clipboard, links, keys typed ahead."""
