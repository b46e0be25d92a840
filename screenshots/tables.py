"""Writes the README's tables from the program's own: keys that matter, query language, settings.

python screenshots/tables.py
"""

import re
from pathlib import Path

from search import LANGUAGE, SETTINGS
from search.settings.definitions import SECTIONS
from tui.keys.table import COMMANDS

README = Path(__file__).parent.parent / "README.md"
MATTER = (
    "search", "move.down", "pane.in", "mark.bookmark", "mark.read", "copy.github",
    "open.page", "move.next-unread", "undo", "sync", "help",
)  # fmt: skip


def keys() -> str:
    """The keys that matter."""
    table = {command.id: command for command in COMMANDS}
    rows = [(f"`{table[name].shown_keys}`", table[name].help) for name in MATTER]
    return _table(("key", "does"), rows)


def language() -> str:
    """Every form of the query language."""
    rows = [(f"`{form.write}`", f"{form.means}: `{form.example}`") for form in LANGUAGE]
    return _table(("write", "means"), rows)


def settings() -> str:
    """Every setting, as a config.toml that sets it."""
    lines = ["```toml"]
    for section, text in SECTIONS.items():
        if section:
            lines += ["", f"{f'[{section}]':<34}# {text}".rstrip(" #")]
        lines += [
            f"{f'{example.name} = {example.value}':<{22 if not section else 42}}# {example.help}"
            for setting in SETTINGS.values()
            if setting.section == section
            for example in setting.examples
        ]
    return "\n".join([*lines, "```"])


def written(readme: str) -> str:
    """The README with its tables as they should be."""
    for name, table in (("keys", keys()), ("language", language()), ("settings", settings())):
        between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        readme = between.sub(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", readme)
    return readme


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [head, ("---", "---"), *rows]
    return "\n".join(f"| {left} | {right} |".replace("||", "|") for left, right in lines)


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8")
