"""Backups of a library, and what can be read of a damaged one."""
