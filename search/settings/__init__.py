"""The settings of config.toml."""
