"""The manual pages: the command line from its parser, the query language and the settings."""

import argparse
import re
from collections.abc import Iterable

from docs.generate import commands
from search import LANGUAGE, SETTINGS
from search.settings.definitions import SECTIONS

_EXIT = (
    ("0", "Done."),
    ("1", "What was asked for could not be done; the message says why."),
    ("2", "The command or the query was invalid; nothing was changed."),
    ("130", "Interrupted; what was done until then is kept."),
)
_FILES = (
    ("~/.local/share/broadsheet/library.sqlite3", "Papers, marks, history, views."),
    ("~/.local/share/broadsheet/backups/", "Automatic backups."),
    ("~/.cache/broadsheet/", "The index and full texts; both can be made again."),
    ("~/.config/broadsheet/config.toml", "The settings: broadsheet-config(5)."),
)
_ENVIRONMENT = (
    ("XDG_DATA_HOME, XDG_CACHE_HOME, XDG_CONFIG_HOME", "Other folders for these files."),
    ("HF_TOKEN", "Sent to Hugging Face with each question."),
    ("HF_ENDPOINT, ARXIV_ENDPOINT, DOI_ENDPOINT", "Other servers than the usual ones."),
    ("BROADSHEET_MAIL_PASSWORD", "The password for broadsheet digest --mail."),
    ("VISUAL, EDITOR, BROWSER", "What opens notes and pages."),
    ("NO_COLOR", "No colour and no bold in what commands print."),
)
_EXAMPLES = (
    ("broadsheet sync && broadsheet", "Fetch what is new, then read."),
    ("broadsheet search 'curriculum has:code' --limit 5", "The best five papers with code."),
    ("broadsheet export is:bookmarked -o refs.bib", "The bookmarks as BibTeX."),
    ("broadsheet mark 'is:unread date:..2023' --read", "Mark old papers as read, in one step."),
)


def files() -> dict[str, str]:
    """Each manual page by its path."""
    return {
        "docs/man/broadsheet.1": _command_page(),
        "docs/man/broadsheet-query.7": _query_page(),
        "docs/man/broadsheet-config.5": _settings_page(),
    }


def _command_page() -> str:
    top, *others = commands.parsers()
    lines = [
        _head("broadsheet", 1, "a terminal reader for research papers"),
        ".SH SYNOPSIS",
        f".nf\n{_text(commands.usage(top))}\n.fi",
        ".SH DESCRIPTION",
        _text(str(top.description)),
        _text("Each command takes --json: it prints one JSON document, and nothing else."),
        *_options(top, "OPTIONS"),
        ".SH COMMANDS",
    ]
    for command in others:
        lines.append(f".SS {_text(command.prog.removeprefix('broadsheet '))}")
        lines.append(f".nf\n{_text(commands.usage(command))}\n.fi\n.PP")
        lines.append(_text(command.description or ""))
        lines += _options(command)
    lines += [".SH EXIT STATUS", *_pairs(_EXIT)]
    lines += [".SH FILES", *_pairs(_FILES)]
    lines += [".SH ENVIRONMENT", *_pairs(_ENVIRONMENT)]
    lines += [".SH EXAMPLES", *_pairs(_EXAMPLES)]
    lines += [".SH SEE ALSO", "broadsheet-query(7), broadsheet-config(5)"]
    return _page(lines)


def _query_page() -> str:
    forms = [(form.write, f"{form.means}: {form.example}") for form in LANGUAGE]
    return _page(
        [
            _head("broadsheet-query", 7, "what a query of broadsheet can say"),
            ".SH DESCRIPTION",
            "Each form stands alone or beside others; papers that fit all of them are found.",
            *_pairs(forms),
            ".SH SEE ALSO",
            "broadsheet(1)",
        ]
    )


def _settings_page() -> str:
    lines = [
        _head("broadsheet-config", 5, "the settings of broadsheet"),
        ".SH DESCRIPTION",
        "config.toml, in TOML, in the folder that broadsheet paths prints as config. The program"
        " reads it and never changes it. Invalid settings are reported at the start and by"
        " broadsheet keys, with their lines; the rest holds.",
    ]
    for section, text in SECTIONS.items():
        lines += [f".SH [{section}]" if section else ".SH SETTINGS", _text(_plain(text))]
        lines += _pairs(
            (f"{example.name} = {example.value}", example.help)
            for setting in SETTINGS.values()
            if setting.section == section
            for example in setting.examples
        )
    return _page([*lines, ".SH SEE ALSO", "broadsheet(1)"])


def _options(command: argparse.ArgumentParser, heading: str = "") -> list[str]:
    pairs = [pair for pair in commands.arguments(command) if pair[0] != "--json"]
    return [*([f".SH {heading}"] if heading else []), *_pairs(pairs)] if pairs else []


def _head(name: str, section: int, what: str) -> str:
    title = f'.TH {name.upper()} {section} "" broadsheet "Broadsheet manual"'
    made = '.\\" Made by `python -m docs.generate`.'
    return f"{made}\n{title}\n.SH NAME\n{_text(name)} \\- {_text(what)}"


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f".TP\n\\fB{_text(left)}\\fP\n{_text(_plain(right))}" for left, right in pairs]


def _plain(markdown: str) -> str:
    return markdown.replace("`", "")


def _text(text: str) -> str:
    """A text as roff takes it for nothing but text."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = text.replace("^", "\\(ha").replace("~", "\\(ti")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def _page(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line) + "\n"
