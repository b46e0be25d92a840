"""The settings for mail: to whom, from whom, and by which server."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

PASSWORD = "BROADSHEET_MAIL_PASSWORD"  # in the environment

_RELAY, _SUBMISSION = 25, 587  # the usual ports (RFC 5321, RFC 6409)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_SERVER = re.compile(rf"({_HOST}|\[[0-9A-Fa-f:.]+\])(?::([0-9]{{1,5}}))?")
# Without quotes, comments and letters past ASCII, which few servers take.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}")
_HERE = ("localhost", "127.0.0.1", "::1")  # the first one where none is given
_KNOWN = ("to", "from", "server", "user")
_AS_ADDRESS = 'must be a mail address, as "ada@example.org"'

Complain = Callable[[str, str], None]  # the setting's name, and what is wrong with it


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail is sent: to these addresses, from `sender`, as `user` where the server asks.

    The password stands in the environment, as PASSWORD, and never in a file of ours.
    """

    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    user: str | None

    @property
    def here(self) -> bool:
        """Whether the server is on this computer, so that nobody listens on the way."""
        return self.host in _HERE


class Reader:
    """Takes the table [mail] apart; `complain` hears what is wrong with a setting of it."""

    def __init__(self, table: Mapping[str, object], complain: Complain) -> None:
        self._table = table
        self._complain = complain
        self._wrong = False

    def mail(self) -> Mail | None:
        """The settings; None where one of them cannot be used."""
        for name in self._table.keys() - set(_KNOWN):
            secret = name == "password"
            what = f"stands in {PASSWORD}, not here" if secret else "there is no such setting"
            self._complain(f"mail.{name}", what)
        to = self._to()
        sender = self._sender(to)
        host, port = self._server()
        user = self._user()
        return None if self._wrong else Mail(to, sender, host, port, user)

    def _to(self) -> tuple[str, ...]:
        given = self._table.get("to")
        addresses = given if isinstance(given, list) else [given]
        found = [str(address) for address in addresses if _is_address(address)]
        if not found or len(found) < len(addresses):
            self._tell("to", f"{_AS_ADDRESS}, or a list of them")
        return tuple(dict.fromkeys(found))

    def _sender(self, to: tuple[str, ...]) -> str:
        given = self._table.get("from", to[0] if to else None)
        if not _is_address(given) and "from" in self._table:
            self._tell("from", _AS_ADDRESS)
        return str(given)

    def _server(self) -> tuple[str, int]:
        given = self._table.get("server", _HERE[0])
        found = _SERVER.fullmatch(given) if isinstance(given, str) else None
        if not found or (found[2] and not 0 < int(found[2]) < 65536):
            self._tell("server", 'must be as "smtp.example.org" or "smtp.example.org:465"')
            return "", 0
        host = found[1].strip("[]").lower()
        return host, int(found[2] or (_RELAY if host in _HERE else _SUBMISSION))

    def _user(self) -> str | None:
        given = self._table.get("user")
        if given is None or (isinstance(given, str) and given.isprintable() and given):
            return given
        self._tell("user", "must be a name in quotes")
        return None

    def _tell(self, name: str, what: str) -> None:
        self._wrong = True
        self._complain(f"mail.{name}", what)


def _is_address(given: object) -> bool:
    return isinstance(given, str) and _ADDRESS.fullmatch(given) is not None
