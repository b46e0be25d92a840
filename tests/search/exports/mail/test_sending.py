"""A digest goes out by mail, safely; whatever goes wrong becomes one line that says what to do."""

import email
import email.policy
import shlex
import sys
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest

from search import LibraryError, Mail, Paper
from search.exports.digest import Arrival, Digest, Section
from search.exports.mail import send_digest
from search.model.entry import Entry

HOST = "smtp.meadow.example"
TO = "ada@meadow.example"


def digest(title: str = "Counting Sheep – 数羊") -> Digest:
    entry = Entry(
        1, Paper(title=title), read=False, bookmarked=False, new=True, tags=(), note="mine"
    )
    section = Section(None, "", 1, (Arrival(entry, 1_790_000_000_000),), None)
    return Digest(date(2026, 11, 16), "ab" * 16, "added:2026-11-16..", 1, 1, (section,), ())


def mail(
    host: str = HOST,
    port: int = 587,
    user: str | None = None,
    to: tuple[str, ...] = (TO,),
    *,
    insecure: bool = False,
) -> Mail:
    sender = "sheet@meadow.example"
    return Mail(to=to, sender=sender, host=host, port=port, user=user, insecure=insecure)


def sent(server) -> EmailMessage:
    (one,) = server.mails
    return email.message_from_bytes(one, policy=email.policy.default)


def test_a_mail_has_the_text_and_the_page(server) -> None:
    assert send_digest(digest(), mail("localhost", server.port), None) == {}
    message = sent(server)
    assert message["Subject"] == "Broadsheet: 1 new paper since 16 Nov 2026"
    assert (message["From"], message["To"]) == ("sheet@meadow.example", TO)
    assert message["Date"].datetime is not None
    assert message["Message-ID"].endswith("@meadow.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    text, page = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert [text.get_content_type(), page.get_content_type()] == ["text/plain", "text/html"]
    for part in (text, page):
        assert "Counting Sheep – 数羊" in part.get_content()
        assert "mine" not in part.get_content()
    assert server.mails[0].isascii()
    assert max(map(len, server.mails[0].split(b"\r\n"))) <= 78
    assert server.heard[-1] == "QUIT"


def test_each_of_several_gets_it(server) -> None:
    to = ("ada@meadow.example", "bo@meadow.example")
    assert send_digest(digest(), mail("localhost", server.port, to=to), None) == {}
    assert [line for line in server.heard if line.startswith("RCPT")] == [
        f"RCPT TO:<{each}>" for each in to
    ]
    assert b"ada@" not in server.mails[0]  # nobody sees the address of another
    assert b"bo@" not in server.mails[0]


def test_the_sender_has_a_name_and_the_mail_a_list(server) -> None:
    named = replace(mail("localhost", server.port), name="Schäfchen, weiß")
    assert send_digest(digest(), named, None) == {}
    (sender,) = sent(server)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Schäfchen, weiß", "sheet@meadow.example")
    assert sent(server)["List-Id"] == f"Broadsheet <{'ab' * 16}.broadsheet.localhost>"


def test_the_password_may_come_from_a_command(server) -> None:
    server.users = {"ada": "wool white"}
    asking = mail("localhost", server.port, "ada")
    command = shlex.join([sys.executable, "-c", "print('wool white\\nuser: ada')"])
    assert send_digest(digest(), replace(asking, password_command=command), None) == {}
    for bad, reason in (
        (shlex.join([sys.executable, "-c", "raise SystemExit(3)"]), "exit status 3"),
        (shlex.join([sys.executable, "-c", ""]), "it printed nothing"),
        ("/nowhere/at/all", "No such file"),
        ("'", "No closing quotation"),
    ):
        with pytest.raises(LibraryError, match=f"`password_command` failed .*{reason}"):
            send_digest(digest(), replace(asking, password_command=bad), None)
    assert len(server.mails) == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("tls", "port"), [("asked", 587), ("asked", 2525), ("first", 465)])
def test_a_password_goes_over_tls_only(server, tls: str, port: int) -> None:
    server.tls, server.users = tls, {"ada": "wool, white"}
    assert send_digest(digest(), mail(port=port, user="ada"), "wool, white") == {}
    assert len(server.mails) == 1
    assert {line.split()[0] for line in server.in_clear} <= {"EHLO", "STARTTLS"}


def test_a_password_stays_here_where_there_is_no_tls(server) -> None:
    server.users = {"ada": "wool"}
    with pytest.raises(LibraryError, match="no TLS offered, so that anybody on the way could"):
        send_digest(digest(), mail(user="ada"), "wool")
    assert [line.split()[0] for line in server.heard] == ["EHLO"]


def test_a_server_on_this_machine_uses_tls_where_it_is_offered(server) -> None:
    server.users = {"ada": "wool"}
    assert send_digest(digest(), mail("localhost", server.port, "ada"), "wool") == {}
    assert "STARTTLS" not in server.heard
    server.in_clear.clear()
    server.tls = "asked"  # its certificate is its own
    assert send_digest(digest(), mail("localhost", server.port, "ada"), "wool") == {}
    assert {line.split()[0] for line in server.in_clear} == {"EHLO", "STARTTLS"}


def test_nothing_goes_in_the_clear_to_another_machine_unless_the_settings_say_so(server) -> None:
    with pytest.raises(LibraryError, match="or `insecure = true`"):
        send_digest(digest(), mail(port=25), None)
    assert [line.split()[0] for line in server.heard] == ["EHLO"]
    assert send_digest(digest(), mail(port=25, insecure=True), None) == {}
    assert len(server.mails) == 1


@pytest.mark.parametrize(("tls", "port"), [("asked", 587), ("first", 465)])
@pytest.mark.parametrize("user", [None, "ada"])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    server, tls: str, port: int, user: str | None
) -> None:
    server.tls, server.users = tls, {"ada": "wool"}
    with pytest.raises(LibraryError, match=rf"{HOST}:{port}: certificate verification failed"):
        send_digest(digest(), mail(port=port, user=user), "wool")
    assert server.mails == []
    assert not [line for line in server.heard if line.startswith(("AUTH", "MAIL"))]


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_server_is_refused(server) -> None:
    server.tls = "first"
    with pytest.raises(LibraryError, match="certificate verification failed"):
        send_digest(digest(), mail("other.meadow.example", 465), None)
    assert server.heard == []


def test_a_missing_password_is_reported_before_anything_is_said(server) -> None:
    for password in (None, ""):
        with pytest.raises(LibraryError, match="set BROADSHEET_MAIL_PASSWORD"):
            send_digest(digest(), mail("localhost", server.port, "ada"), password)
    assert server.heard == []


def test_nobody_there(server) -> None:
    free = server.port + 1 if server.port < 65535 else 1
    with pytest.raises(
        LibraryError, match=r"localhost:\d+: cannot be reached \(Connection refused"
    ):
        send_digest(digest(), mail("localhost", free), None)


@pytest.mark.parametrize(
    ("command", "answer", "reason"),
    [
        ("CONNECT", "554 go away", r"refused \(554 go away\)"),
        ("CONNECT", "hang", "no answer .Connection unexpectedly closed"),
        ("CONNECT", "drop", "no answer .Connection unexpectedly closed"),
        ("CONNECT", "HTTP/1.1 400 Bad Request", r"refused \(/1.1 400 Bad Request\)"),
        ("EHLO", "drop", "no answer .Connection unexpectedly closed"),
        ("STARTTLS", "454 not now", r"refused \(454 not now\)"),
        ("STARTTLS", "220 but no TLS follows", "TLS handshake failed"),
        (
            "MAIL",
            "550 who?",
            r"sender sheet@meadow.example refused \(550 who\?\): check `from`",
        ),
        ("MAIL", "hang", "connection closed early"),
        ("RCPT", "550 who?", r"recipient ada@meadow.example refused \(550 who\?\): check `to`"),
        ("RCPT", "450 wait", r"refused \(450 wait\): try again later"),
        ("DATA", "451 full", r"refused \(451 full\): try again later"),
        ("DATA", "drop", "connection closed early"),
        ("END", "554 spam", r"refused \(554 spam\)"),
        ("END", "hang", "connection closed early"),
        ("END", "drop", "connection closed early"),
    ],
)
@pytest.mark.usefixtures("trusted")
def test_each_failure_says_what_to_do(
    server, monkeypatch: pytest.MonkeyPatch, command: str, answer: str, reason: str
) -> None:
    monkeypatch.setattr("search.exports.mail._WAIT_S", 0.2)
    server.tls = "asked" if command == "STARTTLS" else ""
    server.answers[command] = answer
    with pytest.raises(LibraryError, match=reason) as failed:
        send_digest(digest(), mail(insecure=True), None)
    assert str(failed.value).startswith(f"{HOST}:587: ")
    assert "\n" not in str(failed.value)
    assert server.mails == []


def test_a_wrong_password(server) -> None:
    server.users = {"ada": "wool"}
    with pytest.raises(LibraryError, match="authentication of ada failed") as failed:
        send_digest(digest(), mail("localhost", server.port, "ada"), "silk")
    assert "check `user` and BROADSHEET_MAIL_PASSWORD" in str(failed.value)
    assert "silk" not in str(failed.value)


def test_a_password_past_ascii(server) -> None:
    server.users = {"ada": "wool"}
    with pytest.raises(LibraryError, match="only ASCII is accepted") as failed:
        send_digest(digest(), mail("localhost", server.port, "ada"), "Schäfchen")
    assert "Schäfchen" not in str(failed.value)


def test_a_server_that_asks_for_no_password(server) -> None:
    with pytest.raises(LibraryError, match="the server takes no password: remove `user`"):
        send_digest(digest(), mail("localhost", server.port, "ada"), "wool")


def test_who_is_refused_is_reported_and_the_others_get_it(server) -> None:
    to = ("ada@meadow.example", "bo@meadow.example")
    server.answers["RCPT TO:<bo@meadow.example>"] = "550 no Bo here"
    refused = send_digest(digest(), mail("localhost", server.port, to=to), None)
    assert refused == {"bo@meadow.example": "550 no Bo here"}
    assert len(server.mails) == 1


@pytest.mark.parametrize("answer", ["hang", "drop", "500 never"])
def test_what_was_taken_is_sent_however_the_server_takes_leave(
    server, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("search.exports.mail._WAIT_S", 0.2)
    server.answers["QUIT"] = answer
    assert send_digest(digest(), mail("localhost", server.port), None) == {}
    assert len(server.mails) == 1
