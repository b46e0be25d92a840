"""Where Broadsheet keeps things: one data, one cache and one config folder.

The folders are platformdirs' for "broadsheet", so XDG_DATA_HOME, XDG_CACHE_HOME and
XDG_CONFIG_HOME move them. Nothing is made here; who writes makes its folder.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders, and the files in them."""

    data: Path
    cache: Path
    config: Path

    @classmethod
    def of_user(cls) -> "Paths":
        """The folders of the person who runs the program."""
        import platformdirs  # costs milliseconds, and only this needs it

        return cls(
            data=Path(platformdirs.user_data_dir("broadsheet", appauthor=False)),
            cache=Path(platformdirs.user_cache_dir("broadsheet", appauthor=False)),
            config=Path(platformdirs.user_config_dir("broadsheet", appauthor=False)),
        )

    @classmethod
    def under(cls, folder: Path) -> "Paths":
        """All three below one folder, for tests and trials."""
        return cls(data=folder / "data", cache=folder / "cache", config=folder / "config")

    @property
    def store(self) -> Path:
        """The SQLite file that holds everything; losing it is losing data."""
        return self.data / "library.sqlite3"

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.data / "backups"

    @property
    def index(self) -> Path:
        """The folder of the full-text index, which can be built again from the store."""
        return self.cache / "index"

    @property
    def columns(self) -> Path:
        """The store's dates and counts as arrays, which can be read again from the store."""
        return self.cache / "columns.arrays"

    @property
    def fulltexts(self) -> Path:
        """The folder of whole papers, which can be fetched again."""
        return self.cache / "fulltext"

    @property
    def fulltext_index(self) -> Path:
        """The folder of the index of whole papers, which can be built again from them."""
        return self.cache / "fulltext-index"

    @property
    def turns(self) -> Path:
        """The folder of files by which all programs keep a distance between their questions."""
        return self.cache / "turns"

    @property
    def settings(self) -> Path:
        """What the user configures; read, and never changed."""
        return self.config / "config.toml"
