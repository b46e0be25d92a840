"""Where in the settings file something is written."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lines:
    """The settings file as it is written, to report a problem with its line."""

    path: Path = Path()
    lines: tuple[str, ...] = ()

    def line(self, name: str) -> int:
        """The line, from 1 on, where `name` is given: "theme", "keys.mark.read"."""
        sought = _bare(name)
        head = ""
        for number, text in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[+([^\]#]+)\]", text):
                given = head = _bare(header[1])
            elif key := re.match(r"""\s*([^\s#=][^#=]*?)\s*=""", text):
                given = f"{head}.{_bare(key[1])}" if head else _bare(key[1])
            else:
                continue
            if given == sought or given.startswith(f"{sought}."):
                return number
        table = name.rpartition(".")[0]
        return self.line(table) if table else 1

    def message(self, name: str, problem: str) -> str:
        """The problem with the setting `name`, with file and line."""
        table, _, rest = name.partition(".")
        key = rest if table in ("keys", "feeds", "mail") and rest else name
        return f"{self.path}, line {self.line(name)}: {key}: {problem}"


def _bare(name: str) -> str:
    return re.sub(r"""["'\s]""", "", name)
