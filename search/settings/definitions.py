"""Every setting of config.toml: its reader, its page and `broadsheet doctor` are made from it."""

from dataclasses import dataclass

from search.settings import checks
from search.settings.checks import Validator
from search.settings.mail_settings import MAIL_PASSWORD


@dataclass(frozen=True, slots=True)
class Example:
    """A line of config.toml that gives a setting, and what it means."""

    name: str
    value: str
    help: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, how a value is checked, and examples of it.

    `name` has its section before a point: "theme", "mail.to"; "feeds.*" is any name there.
    """

    name: str
    check: Validator
    examples: tuple[Example, ...]

    @property
    def section(self) -> str:
        """The section of the file; "" before the first one."""
        return self.name.rpartition(".")[0]


def _setting(name: str, check: Validator, value: str, help: str) -> Setting:  # noqa: A002  as in argparse
    return Setting(name, check, (Example(name.rpartition(".")[2], value, help),))


SECTIONS = {
    "": "",
    "feeds": "what `broadsheet sync` fetches, by names of your own",
    "digest": "papers of a saved view in a digest, by its name; more are given by title",
    "mail": "how `broadsheet digest --mail` sends",
    "keys": "",
}

# What people look for here, and where it is.
MISPLACED = {"mail.password": f"set it in {MAIL_PASSWORD} of the environment instead"}

_TABLE = (
    _setting("theme", checks.text, '"newsprint"', "from the palette (default: the last one)"),
    _setting(
        "density", checks.one_of("normal", "compact"), '"compact"',
        'one line for each paper (default: "normal")',
    ),
    _setting(
        "layout", checks.one_of("automatic", "side-by-side", "stacked", "one-pane"), '"stacked"',
        'or "side-by-side", "one-pane" (default: by the size)',
    ),
    _setting(
        "dates", checks.one_of("short", "iso"), '"iso"',
        'as 2024-06-03 (default: "short", as 3 Jun)',
    ),
    _setting(
        "read_after", checks.seconds_or_never, "5.0",
        'seconds until an open paper is read, or "never" (default: 2.0)',
    ),
    _setting(
        "ascii", checks.flag, "true", "ASCII only, as `broadsheet --ascii` (default: false)"
    ),
    _setting(
        "cache_mb", checks.megabytes, "2000", "room for full texts on disk, in MB (default: 500)"
    ),
    _setting(
        "fetch", checks.one_of("never", "bookmarked"), '"bookmarked"',
        'fetch full texts of bookmarks ahead (default: "never", until F turns it on)',
    ),
    _setting(
        "arxiv_lists", checks.one_of("all", "new"), '"new"',
        'without cross-lists and replacements of unknown papers (default: "all")',
    ),
    Setting(
        "feeds.*",
        checks.feed,
        (
            Example("daily", '"huggingface:daily"', "or weekly, monthly, trending (the default)"),
            Example("cl", '"arxiv:cs.CL,cs.LG"', "what arXiv announced today there"),
            Example("agents", '"arxiv-search:all:agents"', "the newest of a search of arXiv"),
            Example("blog", '"https://example.org/feed.xml"', "any RSS or Atom feed"),
        ),
    ),
    Setting(
        "digest.*", checks.papers,
        (Example('"My view"', "50", "(default: 20, in an Atom feed 500)"),),
    ),
    _setting("mail.to", checks.addresses, '"ada@example.org"', "or a list of them (required)"),
    _setting(
        "mail.from", checks.sender, '"Papers <sheet@example.org>"', "(default: the first of `to`)"
    ),
    _setting(
        "mail.server", checks.server, '"smtp.example.org:587"',
        "port 465 is TLS from the start (default: localhost)",
    ),
    _setting("mail.user", checks.user, '"ada"', f"with the password in {MAIL_PASSWORD}"),
    _setting(
        "mail.password_command", checks.user, '"pass show mail"', "or what this command prints"
    ),
    _setting(
        "mail.insecure", checks.flag, "true", "mail without TLS to another host (default: false)"
    ),
    _setting("keys.preset", checks.text, '"newsboat"', 'or "emacs" (default: "default")'),
    Setting(
        "keys.*",
        checks.text,
        (
            Example('"mark.read"', '"r,ctrl+t"', "by the ids of `broadsheet keys`"),
            Example('"mark.all-read"', '""', "no key"),
        ),
    ),
)  # fmt: skip

SETTINGS = {setting.name: setting for setting in _TABLE}
