"""The settings file: read, never written, and no mistake in it stops the program."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SETTINGS, Config, Mail, load_config


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_no_file_gives_the_defaults_and_makes_none(file: Path) -> None:
    assert load_config(file) == Config()
    assert not file.exists()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_setting(file: Path, mark: bytes) -> None:
    file.write_bytes(
        mark
        + b"""theme = "nord"
read_after = 0.5
ascii = true
density = "compact"
layout = "stacked"
dates = "iso"

[digest]
"My sheep" = 50

[keys]
preset = "emacs"
bookmark = "B"
"next.unread" = "space"
"""
    )
    config = load_config(file)
    assert config.digest == {"My sheep": 50}
    assert config.problems == ()
    assert (config.theme, config.read_after, config.ascii) == ("nord", 0.5, True)
    assert (config.density, config.layout, config.dates) == ("compact", "stacked", "iso")
    assert config.preset == "emacs"
    assert config.keys == {"bookmark": "B", "next.unread": "space"}


@pytest.mark.parametrize(
    "written",
    [
        '[keys]\n"mark.read" = "x"\nmark.note = "y"',
        '[keys.mark]\nread = "x"\nnote = "y"',
        'keys.mark.read = "x"\nkeys."mark.note" = "y"',
        'keys = { "mark.read" = "x", mark = { note = "y" } }',
    ],
)
def test_a_command_is_named_in_any_of_the_ways_of_toml(file: Path, written: str) -> None:
    file.write_text(written)
    config = load_config(file)
    assert config.problems == ()
    assert config.keys == {"mark.read": "x", "mark.note": "y"}


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('ascii = true\n\n[feeds]\nread = "x"\n[keys]\n# mark.read\n"mark.read" = "x"', 7),
        ("theme = 'nord'\n[keys.mark]\n  read='x'", 3),
        ("dates = 'iso'\nkeys.'mark.read' = 'x'", 2),
        ("\nkeys = { 'mark.read' = 'x' }", 2),
        ("[keys]\nmark.note = 'x'\nmark.read = 'x'", 3),
        ("[feeds]\n[keys]  # mine\nmark . read = 'x'", 3),
    ],
)
def test_the_line_of_a_key_is_known_to_whoever_checks_it(
    file: Path, written: str, line: int
) -> None:
    file.write_text(written)
    lines = load_config(file).lines
    assert lines.message("keys.mark.read", "no") == f"{file}, line {line}: mark.read: no"


@pytest.mark.parametrize(
    ("written", "seconds"), [("0", 0.0), ("3600", 3600.0), ("2.5", 2.5), ('"never"', None)]
)
def test_when_a_paper_counts_as_read(file: Path, written: str, seconds: float | None) -> None:
    file.write_text(f"read_after = {written}")
    config = load_config(file)
    assert (config.read_after, config.problems) == (seconds, ())


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("theme = 3", "theme"),
        ("read_after = -1", "read_after"),
        ("read_after = nan", "read_after"),
        ("read_after = true", "read_after"),
        ('read_after = "soon"', "read_after"),
        ('ascii = "yes"', "ascii"),
        ('density = "dense"', "density"),
        ("density = 3", "density"),
        ('layout = "Stacked"', "layout"),
        ("dates = []", "dates"),
        ("[keys]\npreset = 3", "preset"),
        ("keys = 3", "keys"),
        ("[keys]\nbookmark = 3", "bookmark"),
        ("mail = 3", "mail"),
        ("colour = 1", "colour"),
    ],
)
def test_a_wrong_value_is_reported_with_its_line_and_the_rest_holds(
    file: Path, line: str, key: str
) -> None:
    file.write_text(f"# theme and ascii and colour are below\nascii_art = 1\n\n{line}\n")
    config = load_config(file)
    other, problem = config.problems
    assert other == f"{file}, line 2: ascii_art: unknown setting"
    assert problem.startswith(f"{file}, line {4 + line.count(chr(10))}: {key}: ")
    assert config == Config(problems=config.problems)


def test_the_feeds(file: Path) -> None:
    file.write_text(
        """[feeds]
daily = "huggingface:daily"
cl = "arxiv:cs.CL, math.AG,astro-ph"
agents = "arxiv-search:all:agents"
blog = "https://meadow.example/feed"
"""
    )
    config = load_config(file)
    assert (list(config.feeds), config.problems) == (["daily", "cl", "agents", "blog"], ())


def test_without_a_word_on_feeds_there_is_one(file: Path) -> None:
    file.write_text("ascii = true\n")
    assert load_config(file).feeds == {"daily": "huggingface:daily"}


@pytest.mark.parametrize(
    "what",
    ["3", '""', '"huggingface:hourly"', '"arxiv:"', '"arxiv:cs.CL,../x"', '"arxiv-search: "',
     '"file:///etc/passwd"', '"https://"', '"http://["', '"sheep"', "[]"],
)  # fmt: skip
def test_a_wrong_feed_is_reported_with_its_line(file: Path, what: str) -> None:
    file.write_text(f'[feeds]\ngood = "huggingface:weekly"\nbad = {what}\n')
    config = load_config(file)
    (problem,) = config.problems
    assert problem.startswith(f"{file}, line 3: bad: ")
    assert config.feeds == {"good": "huggingface:weekly"}


@pytest.mark.parametrize(
    ("written", "mail"),
    [
        ('to = "ada@meadow.example"',
         Mail(("ada@meadow.example",), "ada@meadow.example", "localhost", 25, None)),
        ('to = ["a@b.example", "c+d@e.example", "a@b.example"]\nfrom = "f@localhost"\n'
         'server = "SMTP.meadow.example"\nuser = "Ada Lamm"',
         Mail(("a@b.example", "c+d@e.example"), "f@localhost", "smtp.meadow.example", 587,
              "Ada Lamm")),
        ('to = "a@b.example"\nserver = "10.0.0.1:465"',
         Mail(("a@b.example",), "a@b.example", "10.0.0.1", 465, None)),
        ('to = "a@b.example"\nfrom = "Ada Lamm <a@b.example>"\ninsecure = true\n'
         'password_command = "pass show mail"',
         Mail(("a@b.example",), "a@b.example", "localhost", 25, None, "Ada Lamm",
              "pass show mail", True)),
        ('to = "a@b.example"\nserver = "[::1]"',
         Mail(("a@b.example",), "a@b.example", "::1", 25, None)),
    ],
)  # fmt: skip
def test_mail(file: Path, written: str, mail: Mail) -> None:
    file.write_text(f"[mail]\n{written}\n")
    config = load_config(file)
    assert (config.mail, config.problems) == (mail, ())


def test_without_a_word_on_mail_there_is_none(file: Path) -> None:
    for written in ("ascii = true\n", "[mail]\n"):
        file.write_text(written)
        assert (load_config(file).mail, load_config(file).problems) == (None, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("to", value) for value in (
            '""', "3", "[]", '["a@b.example", ""]', "[3]", '"ada"', '"Ada <a@b.example>"',
            '"a@b.example, c@d.example"', r'"a@b.example\nBcc: c@d.example"', '"a@b@c.example"',
            '"schäfchen@b.example"', '"a@"', '"@b.example"', '"a..b@c.example"', '"a@b..example"',
        )),
        *(("from", value) for value in ('""', "3", '["a@b.example"]', r'"a@b.example\r\nX: y"')),
        *(("server", value) for value in (
            '""', "25", '"a:0"', '"a:65536"', '"a:b"', '"a b"', '"a..b"', '".a"', '"smtp://a"',
            '"::1"', r'"a\n"',
        )),
        *(("user", value) for value in ('""', "3", r'"a\nb"')),
    ],
)  # fmt: skip
def test_a_wrong_setting_for_mail_is_reported_with_its_line(
    file: Path, name: str, value: str
) -> None:
    settings = {"to": '"a@b.example"', name: value}
    written = [f"{key} = {given}" for key, given in settings.items()]
    file.write_text("\n".join(["[mail]", *written]))
    config = load_config(file)
    (problem,) = config.problems
    assert problem.startswith(f"{file}, line {1 + len(written)}: {name}: must be ")
    assert config.mail is None


def test_mail_to_nobody_is_reported(file: Path) -> None:
    file.write_text('ascii = true\n\n[mail]\nserver = "localhost"\n')
    (problem,) = load_config(file).problems
    assert problem.startswith(f"{file}, line 3: to: missing; it must be a mail address")


def test_the_password_has_no_place_in_the_settings(file: Path) -> None:
    file.write_text('[mail]\nto = "a@b.example"\npassword = "wool"\ncolour = 1\n')
    config = load_config(file)
    assert config.mail is not None
    assert config.problems == (
        f"{file}, line 3: password: set it in BROADSHEET_MAIL_PASSWORD of the environment instead",
        f"{file}, line 4: colour: unknown setting",
    )


def test_an_unknown_setting_gets_the_nearest_known_one(file: Path) -> None:
    file.write_text('densty = "compact"\n[mail]\nto = "a@b.example"\nservr = "localhost"\n')
    assert load_config(file).problems == (
        f"{file}, line 1: densty: unknown setting; did you mean density?",
        f"{file}, line 4: servr: unknown setting; did you mean mail.server?",
    )


def test_the_examples_of_the_table_are_valid_and_differ_from_the_default(file: Path) -> None:
    """But for the feeds, whose first example is the default."""
    for setting in SETTINGS.values():
        for example in setting.examples:
            head = f"[{setting.section}]\n" if setting.section else ""
            to = 'to = "a@b.example"\n' if head == "[mail]\n" and example.name != "to" else ""
            file.write_text(f"{head}{to}{example.name} = {example.value}\n")
            config = load_config(file)
            assert config.problems == (), example
            assert config != Config() or setting.name == "feeds.*", example
            assert config.given, example


WRITTEN = st.recursive(
    st.sampled_from(["true", "-1", "2.5", "nan", "1e999", '""', '"never"', '"compact"', "'a@b.c'",
                     "2024-06-03", "07:45:00", '"arxiv:cs.CL"', '"\\u0000\\u202e"']),
    lambda inner: st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
    | inner.map(lambda value: f"{{ a = {value} }}"),
    max_leaves=4,
)  # fmt: skip


@given(st.data())
def test_any_value_of_a_setting_is_taken_or_reported_with_its_line(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*SETTINGS, "feeds", "mail", "keys", "colour"]))
    section, _, key = name.replace("*", "any").rpartition(".")
    value = data.draw(WRITTEN)
    with TemporaryDirectory() as folder:
        file = Path(folder, "config.toml")
        file.write_text(f"# nothing\n{f'[{section}]' if section else ''}\n{key} = {value}\n")
        config = load_config(file)
    assert all(re.search(r"config\.toml, line [23]: ", problem) for problem in config.problems)
    assert config.problems or name != "colour"
    if config.problems:
        assert (config.theme, config.read_after, config.mail) == (None, 2.0, None)


def test_problems_come_in_the_order_of_their_lines(file: Path) -> None:
    names = ["zebra", "ant", "theme", "cow", "bee"]
    file.write_text("\n".join(f"{name} = 1" for name in names))
    assert [problem.split(": ")[1] for problem in load_config(file).problems] == names


@pytest.mark.parametrize(
    "content",
    [
        b"theme = ", b"\xff\xfe\x00", b"[keys\n", b"a=1\na=2", b"a = " + b"[" * 100_000,
        b"#" * (2**20 + 1),
    ],
)  # fmt: skip
def test_a_file_that_is_no_settings_file_gives_the_defaults(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    config = load_config(file)
    (problem,) = config.problems
    assert problem.startswith(str(file))
    assert "\n" not in problem
    assert config == Config(problems=config.problems)


def test_a_folder_in_its_place_is_reported(file: Path) -> None:
    file.mkdir()
    assert len(load_config(file).problems) == 1
