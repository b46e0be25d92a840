"""How long to wait before a question is asked again."""

from collections.abc import Mapping

_FIRST_S = 1.0


def passing(status: int) -> bool:
    """Whether a server that answers so may answer better soon."""
    return status == 429 or status >= 500


def pause(tried: int, chance: float) -> float:
    """Seconds after `tried` tries: doubled each time, half of it left to `chance` (0 to 1).

    Many programs that were turned away at once thus do not come back at once.
    """
    return _FIRST_S * 2.0 ** (tried - 1) * (0.5 + chance / 2)


def asked(headers: Mapping[str, str], now: float) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110: seconds, or a date); None without it.

    `now` is in seconds since 1970.
    """
    from email.utils import parsedate_to_datetime  # milliseconds, and rarely needed

    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - now)
    except (ValueError, OverflowError):
        return None
