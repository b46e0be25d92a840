"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a change fails and not the day; `long` looks for others.
_SLOW_IS_FINE = [HealthCheck.too_slow]  # on a machine that does other work
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "long", max_examples=2500, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--real-data",
        type=Path,
        help="a folder of real papers pages, feeds and reference files, for tests that read them",
    )
    parser.addoption(
        "--random-keys",
        type=int,
        metavar="N",
        help="press N random keys in the reader, other ones every time (a fixed 1,000 without it)",
    )


@pytest.fixture
def real_data(request: pytest.FixtureRequest) -> Path:
    """The folder given with --real-data; the test is skipped where none is given."""
    folder: Path | None = request.config.getoption("--real-data")
    if folder is None:
        pytest.skip("needs --real-data PATH")
    return folder
