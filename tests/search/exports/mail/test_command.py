"""`broadsheet digest --mail`, as the shell would call it."""

import json
from pathlib import Path

import pytest
from commands import Run


@pytest.fixture
def settings(server, home: Path) -> Path:
    """The settings file of the home, with mail by the server."""
    file = home / "config" / "broadsheet" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        f"""[mail]
to = ["ada@meadow.example", "bo@meadow.example"]
from = "sheet@meadow.example"
server = "localhost:{server.port}"
"""
    )
    return file


@pytest.fixture
def filled(broadsheet: Run, settings: Path, tmp_path: Path) -> Run:
    """The command, with a library of one paper."""
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"title": "Counting Sheep", "sources": []}]))
    assert broadsheet("import", file).status == 0
    return broadsheet


def test_it_reports_who_got_the_mail(server, filled: Run) -> None:
    status, out, err = filled("digest", "--mail")
    assert (status, err) == (0, "")
    assert out == "sent 1 paper to ada@meadow.example, bo@meadow.example\n"
    assert b"Counting Sheep" in server.mails[0]
    status, out, _ = filled("digest", "--mail", "--json", "--since", "1d")
    assert (status, len(server.mails)) == (0, 2)
    assert json.loads(out) == {"papers": 1, "to": ["ada@meadow.example", "bo@meadow.example"]}


def test_nothing_new_is_no_mail(server, broadsheet: Run, settings: Path) -> None:
    assert broadsheet("digest", "--mail") == (0, "nothing is new: no mail was sent\n", "")
    assert json.loads(broadsheet("digest", "--mail", "--json")[1]) == {"papers": 0, "to": []}
    assert server.heard == []


def test_each_paper_is_mailed_once_and_none_is_lost(server, filled: Run, tmp_path: Path) -> None:
    server.answers["DATA"] = "451 later"
    assert filled("digest", "--mail")[0] == 1
    server.answers.clear()
    more = tmp_path / "more.json"
    more.write_text(json.dumps([{"title": "Wool", "sources": []}]))
    assert filled("import", str(more))[0] == 0
    assert filled("digest", "--mail")[1].startswith("sent 2 papers to ")  # also that of before
    assert filled("digest", "--mail") == (0, "nothing is new: no mail was sent\n", "")
    more.write_text(json.dumps([{"title": f"Goat {n}", "sources": []} for n in range(30)]))
    assert filled("import", str(more))[0] == 0
    assert filled("digest", "--mail")[1].startswith("sent 30 papers to ")
    first, second = server.mails
    assert b"Counting Sheep" in first
    assert b"Counting Sheep" not in second
    assert all(b"Goat %d" % number in second for number in range(30))
    assert filled("digest", "--mail")[1] == "nothing is new: no mail was sent\n"


def test_a_mail_asked_for_by_day_changes_nothing_for_the_next_one(server, filled: Run) -> None:
    for arguments in (("--since", "7d"), (), ("--since", "7d")):
        assert filled("digest", "--mail", *arguments)[1].startswith("sent 1 paper")
    assert filled("digest", "--mail")[1] == "nothing is new: no mail was sent\n"


def test_who_is_refused_is_reported(server, filled: Run) -> None:
    server.answers["RCPT TO:<bo@meadow.example>"] = "550 no \x1b[2J Bo"
    status, out, err = filled("digest", "--mail")
    assert (status, out) == (1, "sent 1 paper to ada@meadow.example\n")
    assert err.startswith("broadsheet: localhost refused bo@meadow.example (550 no [2J Bo)")
    printed = filled("digest", "--mail", "--json", "--since", "1d")[1]
    assert json.loads(printed)["to"] == ["ada@meadow.example"]


def test_a_failure_is_one_line(server, filled: Run) -> None:
    server.answers["DATA"] = "554 \x1b[2J spam"
    status, out, err = filled("digest", "--mail")
    assert (status, out) == (1, "")
    assert (
        err
        == f"broadsheet: localhost:{server.port}: refused (554 [2J spam): ask its administrator\n"
    )


def test_the_password_comes_from_the_environment(
    server, filled: Run, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.users = {"ada": "wool"}
    settings.write_text(settings.read_text() + 'user = "ada"\n')
    status, _, err = filled("digest", "--mail")
    assert status == 1
    assert err.endswith(
        "missing password for ada: set BROADSHEET_MAIL_PASSWORD in the environment\n"
    )
    monkeypatch.setenv("BROADSHEET_MAIL_PASSWORD", "wool")
    assert filled("digest", "--mail")[0] == 0
    assert len(server.mails) == 1


def test_wrong_settings_are_reported_with_their_line(server, filled: Run, settings: Path) -> None:
    settings.write_text('[mail]\nto = "nobody"\n')
    status, out, err = filled("digest", "--mail")
    assert (status, out) == (1, "")
    wrong, why = err.splitlines()
    assert wrong.startswith(f"broadsheet: {settings}, line 2: to: must be a mail address")
    assert "no mail was sent: set `to`, and correct what is invalid, under [mail]" in why
