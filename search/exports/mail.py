"""A digest as mail, sent by SMTP (RFC 5321) over TLS; without it to this computer alone.

A server on port 465 uses TLS from the start, another one after STARTTLS.
"""

import shlex
import smtplib
import ssl
import subprocess
from collections.abc import Iterable
from contextlib import closing, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, make_msgid
from io import StringIO

from search.errors import MailError
from search.exports.digest import Digest, phrases, write_digest
from search.settings.mail_settings import MAIL_PASSWORD, Mail

_TLS_FROM_THE_START = 465
_WAIT_S = 30.0  # for each answer of the server
_COMMAND_S = 120  # for a password: somebody may have to unlock a key


def send_digest(digest: Digest, mail: Mail, password: str | None) -> dict[str, str]:
    """Send the digest, as text and as a page; the addresses that were refused, with the reason.

    Without `password`, that of the settings' command is taken. Raises MailError where nobody
    got it.
    """
    if mail.user and not password and mail.password_command:
        password = _printed(mail.password_command)
    if mail.user and not password:
        raise MailError(f"missing password for {mail.user}: set {MAIL_PASSWORD} in the environment")
    begun = False
    try:
        with closing(_connected(mail)) as server:
            if mail.user and password:
                server.login(mail.user, password)
            begun = True
            refused = server.send_message(_message(digest, mail), mail.sender, mail.to)
            # It is on its way, however the server takes leave.
            with suppress(OSError):
                server.quit()
    except (OSError, UnicodeEncodeError) as error:  # smtplib's own errors are OSErrors
        if isinstance(error, smtplib.SMTPServerDisconnected) and not begun:
            raise MailError(
                f"{mail.host}:{mail.port}: no answer ({error}): check `server` under [mail]"
            ) from error
        raise MailError(f"{mail.host}:{mail.port}: {_why(error, mail)}") from error
    return {address: _reply(code, said) for address, (code, said) in refused.items()}


def _connected(mail: Mail) -> smtplib.SMTP:
    """A server that nobody can listen to on the way, as far as that can be had."""
    context = ssl.create_default_context()
    if mail.port == _TLS_FROM_THE_START:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=_WAIT_S, context=context)
    server = smtplib.SMTP(mail.host, mail.port, timeout=_WAIT_S)
    try:
        _ask_for_tls(server, mail, context)
    except BaseException:
        server.close()
        raise
    return server


def _ask_for_tls(server: smtplib.SMTP, mail: Mail, context: ssl.SSLContext) -> None:
    server.ehlo_or_helo_if_needed()
    if mail.here:  # such a server's certificate is of its own making
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if server.has_extn("starttls"):
        server.starttls(context=context)
    elif not mail.here and not mail.insecure:
        raise MailError(
            f"{mail.host}:{mail.port}: no TLS offered, so that anybody on the way could read: "
            "set another `server` or port, or `insecure = true`, under [mail]"
        )


def _message(digest: Digest, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = phrases.subject(digest)
    message["From"] = Address(mail.name, addr_spec=mail.sender)
    # Nobody learns the address of another recipient: the envelope alone has them.
    message["To"] = mail.to[0] if len(mail.to) == 1 else "undisclosed-recipients:;"
    message["List-Id"] = f"Broadsheet <{digest.library}.broadsheet.localhost>"  # RFC 2919
    message["Date"] = localtime()
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # no "out of office" comes back (RFC 3834)
    # Not every server takes eight bits, or lines of any length.
    message.set_content(_written(digest, "text"), cte="quoted-printable")
    message.add_alternative(_written(digest, "html"), subtype="html", cte="quoted-printable")
    return message


def _printed(command: str) -> str:
    """The first line that a command of the settings prints. Raises MailError."""
    try:
        arguments = shlex.split(command)
        done = subprocess.run(
            arguments, capture_output=True, text=True, check=True, timeout=_COMMAND_S
        )
        return done.stdout.splitlines()[0]
    except subprocess.CalledProcessError as error:
        raise MailError(
            f"`password_command` failed (exit status {error.returncode}): run it by hand"
        ) from None
    except subprocess.TimeoutExpired:
        raise MailError("`password_command` timed out: run it by hand") from None
    except (OSError, ValueError, IndexError) as error:
        reason = "it printed nothing" if isinstance(error, IndexError) else str(error)
        raise MailError(f"`password_command` failed ({reason}): check it under [mail]") from None


def _written(digest: Digest, format: str) -> str:  # noqa: A002  as in `write_digest`
    stream = StringIO()
    write_digest(digest, format, stream)
    return stream.getvalue()


def _why(error: OSError | UnicodeEncodeError, mail: Mail) -> str:
    """What went wrong, and what to do."""
    if for_now := _refused_for_now(error):
        return f"refused ({for_now}): try again later; the next mail has these papers, too"
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"certificate verification failed ({error.verify_message}): "
                "check `server` under [mail]"
            )
        case ssl.SSLError():
            return (
                f"TLS handshake failed ({error.reason}): port 465 uses TLS from the start, "
                "port 587 after STARTTLS; check `server` under [mail]"
            )
        case smtplib.SMTPAuthenticationError():
            said = _reply(error.smtp_code, error.smtp_error)
            return (
                f"authentication of {mail.user} failed ({said}): check `user` and {_source(mail)}"
            )
        case UnicodeEncodeError():
            return f"only ASCII is accepted: check `user` and {_source(mail)}"
        case smtplib.SMTPSenderRefused():
            said = _reply(error.smtp_code, error.smtp_error)
            return f"sender {mail.sender} refused ({said}): check `from` and `user`"
        case smtplib.SMTPRecipientsRefused():
            said = _replies(error.recipients.values())
            return f"recipient {', '.join(error.recipients)} refused ({said}): check `to`"
        case smtplib.SMTPServerDisconnected():
            return f"connection closed early ({error}); the mail may have been sent: try again"
        case smtplib.SMTPResponseException():
            return f"refused ({_reply(error.smtp_code, error.smtp_error)}): ask its administrator"
        case smtplib.SMTPNotSupportedError():
            return "the server takes no password: remove `user` under [mail]"
        case smtplib.SMTPException():
            return f"mail failed ({error}): set another `server` under [mail]"
    return f"cannot be reached ({error.strerror or error}): check `server` under [mail]"


def _refused_for_now(error: Exception) -> str:
    """The answers of a server that may take the same mail later, as where it greylists."""
    replies: list[tuple[int, bytes]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        replies = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        replies = [(error.smtp_code, said.encode() if isinstance(said, str) else said)]
    if not replies or not all(400 <= code < 500 for code, _ in replies):
        return ""
    return _replies(replies)


def _source(mail: Mail) -> str:
    """Where the password may have come from."""
    command = "`password_command` or " if mail.password_command else ""
    return f"{command}{MAIL_PASSWORD}"


def _replies(replies: Iterable[tuple[int, bytes]]) -> str:
    """What a server answered, each answer once."""
    return "; ".join(dict.fromkeys(_reply(*reply) for reply in replies))


def _reply(code: int, said: bytes | str) -> str:
    """What a server answered, shortened: it may say anything."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code if code > 0 else ''} {' '.join(text.split())[:200]}".lstrip()
