"""Tables of the README and the documents, between comments such as <!-- keys -->."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from docs.generate import commands, shapes
from search import LANGUAGE, SETTINGS
from search.settings.definitions import SECTIONS
from tui.fulltext.keys import COMMANDS as FULL_TEXT
from tui.keys.presets import DEFAULT, PRESETS
from tui.keys.table import COMMANDS, groups, shown_key

_TEN = (
    "search", "move.down", "pane.in", "paper.read", "mark.bookmark", "mark.read", "copy.github",
    "move.next-unread", "undo", "help",
)  # fmt: skip
_FIVE = ("words", '"a phrase"', "title: abstract: author: keyword:", "date:a..b, a.., ..b", "is:")


def files(root: Path) -> dict[str, str]:
    """The text of each page with its tables as they should be, by its path."""
    found = {}
    for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        text = page.read_text("utf-8")
        written = text
        for name, table in TABLES.items():
            between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
            if between.search(written):
                parts = between.split(written)
                written = f"{parts[0]}{parts[1]}\n{table()}\n\n{parts[2]}{parts[3]}"
        if written != text or "<!-- /" in text:
            found[str(page.relative_to(root))] = written
    return found


def _ten_keys() -> str:
    table = {command.id: command for command in COMMANDS}
    return _table(
        ("key", "does"), ((_code(table[each].shown_keys), table[each].help) for each in _TEN)
    )


def _keys() -> str:
    parts = []
    for group, those in groups(COMMANDS):
        rows = ((_code(each.shown_keys), each.help, _code(each.id)) for each in those)
        parts.append(f"## {group}\n\n{_table(('key', 'does', 'id'), rows)}")
    return "\n\n".join(parts)


def _full_text_keys() -> str:
    return _table(("key", "does"), ((_code(each.shown_keys), each.help) for each in FULL_TEXT))


def _presets() -> str:
    names = [name for name in PRESETS if name != DEFAULT]
    rows = [
        (command.help, *(_code(_shown(PRESETS[name].get(command.id))) for name in names))
        for command in COMMANDS
        if any(command.id in PRESETS[name] for name in names)
    ]
    return _table(("does", *names), rows)


def _shown(keys: str | None) -> str:
    return " ".join(map(shown_key, filter(None, (keys or "").split(","))))


def _five_forms() -> str:
    forms = {form.write: form for form in LANGUAGE}
    return _table(
        ("write", "means"),
        ((_code(each), f"{forms[each].means}: {_code(forms[each].example)}") for each in _FIVE),
    )


def _language() -> str:
    rows = ((_code(form.write), form.means, _code(form.example)) for form in LANGUAGE)
    return _table(("write", "means", "example"), rows)


def _settings() -> str:
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


def _commands() -> str:
    parts = []
    for command in commands.parsers():
        name = command.prog.removeprefix("broadsheet").strip() or "broadsheet"
        parts += [
            f"## {name}",
            f"```text\n{commands.usage(command)}\n```",
            str(command.description),
        ]
        pairs = [pair for pair in commands.arguments(command) if pair[0] != "--json"]
        if pairs:
            parts.append(_table(("argument", "means"), ((_code(a), _safe(b)) for a, b in pairs)))
    return "\n\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def _code(text: str) -> str:
    """A text as code; a bar in it would end the cell."""
    return f"`{text}`".replace("|", "\\|") if text else ""


def _safe(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


TABLES: dict[str, Callable[[], str]] = {
    "ten keys": _ten_keys,
    "keys": _keys,
    "full text keys": _full_text_keys,
    "presets": _presets,
    "five forms": _five_forms,
    "language": _language,
    "settings": _settings,
    "commands": _commands,
    "shapes": shapes.lists,
}
