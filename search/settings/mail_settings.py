"""The settings for mail: to whom, from whom, and by which server."""

from collections.abc import Mapping
from dataclasses import dataclass

MAIL_PASSWORD = "BROADSHEET_MAIL_PASSWORD"  # in the environment

_RELAY, _SUBMISSION = 25, 587  # the usual ports (RFC 5321, RFC 6409)
_LOCAL = ("localhost", "127.0.0.1", "::1")  # the first one is the default


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail is sent: to these addresses, from `sender`, as `user` where the server asks.

    The password is in the environment, as MAIL_PASSWORD, and never in a file of ours.
    """

    to: tuple[str, ...]
    sender: str
    host: str
    port: int
    user: str | None

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
    return Mail(
        to=to,
        sender=str(checked.get("from", to[0])),
        host=host,
        port=port or (_RELAY if host in _LOCAL else _SUBMISSION),
        user=None if user is None else str(user),
    )
