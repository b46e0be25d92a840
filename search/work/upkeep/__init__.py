"""The health of an installation: checks, restoring a backup, recovering a damaged library."""
