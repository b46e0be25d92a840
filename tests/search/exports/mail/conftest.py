"""A mail server on this machine that does as it is told, well or badly."""

import base64
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

DOMAIN = "meadow.example"  # the certificate is made out to smtp.meadow.example
CERTIFICATE = Path(__file__).with_name("server.pem")


@dataclass
class Server:
    """Takes mail as RFC 5321 has it.

    `answers` are given to a command in place of the usual ones: a line, or "hang" or "drop".
    `tls` is "" for none, "asked" for STARTTLS, "first" for TLS from the start.
    """

    tls: str = ""
    users: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    in_clear: list[str] = field(default_factory=list)  # what was heard before TLS
    released: threading.Event = field(default_factory=threading.Event)
    port: int = 0


class _Gone(Exception):  # noqa: N818  what the server does, not what went wrong
    """The server hangs up."""


class _Handler(socketserver.StreamRequestHandler):
    server: "_Listener"

    def handle(self) -> None:
        self.plan = self.server.plan
        self.secure = False
        if self.plan.tls == "first":
            self.wrap()
        try:
            self.say(self.plan.answers.get("CONNECT", "220 meadow"))
            while line := self.rfile.readline():
                self.answer(line.decode("latin-1").strip())
        except _Gone:
            self.connection.close()

    def finish(self) -> None:
        self.connection.close()

    def wrap(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self.connection = self.request = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.secure = True

    def say(self, line: str) -> None:
        if line == "hang":
            self.plan.released.wait(10)
        if line in ("hang", "drop"):
            raise _Gone
        self.connection.sendall(f"{line}\r\n".encode())

    def answer(self, line: str) -> None:
        # As large as Python 3.12 writes them; a server must not mind (RFC 5321, section 2.4).
        end = line.find(":") if ":" in line else line.find(" ")
        line = f"{line[:end].upper()}{line[end:]}" if end > 0 else line.upper()
        verb = line.partition(" ")[0]
        self.plan.heard.append(line)
        if not self.secure:
            self.plan.in_clear.append(line)
        usual: dict[str, Callable[[str], str]] = {
            "EHLO": self.ehlo, "AUTH": self.auth, "DATA": self.data,
            "STARTTLS": lambda _: "220 go on",
        }  # fmt: skip
        planned = self.plan.answers.get(line, self.plan.answers.get(verb))
        self.say(planned or usual.get(verb, lambda _: "250 so it is")(line))
        if verb == "STARTTLS" and not planned:
            self.wrap()
        if verb == "QUIT":
            raise _Gone

    def ehlo(self, _line: str) -> str:
        offered = ["meadow"]
        if self.plan.tls == "asked" and not self.secure:
            offered.append("STARTTLS")
        if self.plan.users:
            offered.append("AUTH PLAIN")
        return "\r\n".join([*(f"250-{each}" for each in offered[:-1]), f"250 {offered[-1]}"])

    def auth(self, line: str) -> str:
        _, user, password = base64.b64decode(line.split()[-1]).decode().split("\0")
        return "235 come in" if self.plan.users.get(user) == password else "535 5.7.8 \x1b[2J no"

    def data(self, _line: str) -> str:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if "END" in self.plan.answers:
            return self.plan.answers["END"]
        self.plan.mails.append(b"".join(lines))
        return "250 taken"


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, plan: Server) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan = plan

    def handle_error(self, *args: object) -> None: ...  # whoever calls hangs up, as they may


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server: any host of DOMAIN at any port, and localhost at its own.

    Nobody trusts its certificate.
    """
    monkeypatch.delenv("BROADSHEET_MAIL_PASSWORD", raising=False)
    plan = Server()
    listener = _Listener(plan)
    plan.port = listener.server_address[1]
    thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
    thread.start()
    real = socket.getaddrinfo

    def looked_up(host: str, port: int, *more: int, **named: int) -> list[object]:
        assert host == "localhost" or host.endswith(DOMAIN), host
        return real("127.0.0.1", port if host == "localhost" else plan.port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "getfqdn", lambda: "reader.example")
    yield plan
    plan.released.set()
    listener.shutdown()
    listener.server_close()
    thread.join()


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the server's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
