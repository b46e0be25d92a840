"""The settings for mail: to whom, from whom, and by which server."""

from collections.abc import Mapping
from dataclasses import dataclass

MAIL_PASSWORD = "BROADSHEET_MAIL_PASSWORD"  # in the environment

_RELAY, _SUBMISSION = 25, 587  # the usual ports (RFC 5321, RFC 6409)
_LOCAL = ("localhost", "127.0.0.1", "::1")  # the first one is the default


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail is sent: to these addresses, from `sender`, as `user` where the server asks.

    The password is in the environment, as MAIL_PASSWORD, or the first line of what
    `password_command` writes, and never in a file of ours. `name` is shown for the sender.
    `insecure`: the server may be one without TLS, so that anybody on the way can read.
    """

    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    user: str | None
    name: str = ""
    password_command: str | None = None
    insecure: bool = False

    @property
    def here(self) -> bool:
        """Whether the server is on this computer, so that nobody listens on the way."""
        return self.host in _LOCAL


def mail_from(checked: Mapping[str, object]) -> Mail:
    """The settings under [mail], each as its check returned it; `to` is among them."""
    to, user = checked["to"], checked.get("user")
    server = checked.get("server", (_LOCAL[0], None))
    assert isinstance(to, tuple)
    assert isinstance(server, tuple)
    host, port = server
    named = checked.get("from", ("", to[0]))
    assert isinstance(named, tuple)
    name, sender = named
    command = checked.get("password_command")
    return Mail(
        to=to,
        sender=str(sender),
        host=host,
        port=port or (_RELAY if host in _LOCAL else _SUBMISSION),
        user=None if user is None else str(user),
        name=str(name),
        password_command=None if command is None else str(command),
        insecure=checked.get("insecure") is True,
    )
