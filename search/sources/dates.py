"""Dates as references write them: in words, with ranges, damaged, or nearly one."""

import re
from calendar import month_name

from search.model.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# German, French, Spanish, Italian, Portuguese and Dutch, as far as their first letters differ.
_ABROAD = {
    name: number
    for number, names in enumerate((
        "jänner janvier janv enero gennaio janeiro januari",
        "februar février févr fevrier febrero febbraio fevereiro februari",
        "märz maerz mars marzo março marco maart",
        "avril abril aprile",
        "mai mayo maggio maio mei",
        "juni juin junio giugno junho",
        "juli juillet juil julio luglio julho",
        "août aout agosto augustus",
        "septembre septiembre settembre setembro",
        "oktober octobre octubre ottobre outubro okt",
        "novembre noviembre novembro",
        "dezember décembre decembre diciembre dicembre dezembro dez déc",
    ), 1)
    for name in names.split()
}  # fmt: skip
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?!\d)", re.ASCII)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", re.ASCII)
_CIRCA = re.compile(
    r"(?:\b(?:c|ca|circa|about|approx)\b\.?\s*(?=\d|spring|summer|autumn|fall|winter))"
    r"|(?<=\d)\s*[~?]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}\.?")
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?(?![\d])", re.ASCII)
_RANGE = re.compile(r"\d\s*(?:-+|\u2013|\u2014|/|to|and|&)\s*\d", re.IGNORECASE | re.ASCII)


def loose(text: str, *, year: str = "", day: str = "") -> PartialDate | None:
    """The date that `text` gives, as far as it gives one; `year` and `day` are fields of their own.

    "2001-02-03/2001-02-05" is its first day, "2004-21" the spring of 2004, "15 Oct. 2019",
    "03/26/2014", "Summer 2006", "c. 1890", "2008/00/00" and "[2021] (c) 2021" what they say.
    """
    text = text.strip()
    circa = bool(_CIRCA.search(text) or _CIRCA.search(year))
    found = _iso(text) or _american(text) or _in_words(text, year, day)
    if found and circa:
        return PartialDate(found.year, found.month, found.day, found.season, circa=True)
    return found


def month_and_days(text: str) -> tuple[int | None, int | None]:
    """The month that `text` names, and the day where it is one alone: "10~jul", "SEP 12"."""
    text = text.replace("~", " ")
    month = next(filter(None, map(_month, _WORD.findall(text))), None)
    if month is None:
        numbers = re.findall(r"\d+", text)
        return (int(numbers[0]), None) if numbers and 1 <= int(numbers[0]) <= 12 else (None, None)
    days = [int(found) for found in _DAY.findall(text)]
    return month, days[0] if len(days) == 1 and not _RANGE.search(text) else None


def _iso(text: str) -> PartialDate | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if 21 <= month <= 24 and not day:
        return PartialDate(year, season=month - 20) if year else None
    words = text[found.end() :]
    if not month and re.match(r"[^\W\d]", words.lstrip(" /,-")):
        return _in_words(text, "", "")
    return PartialDate.of_parts([year, month, day])


def _american(text: str) -> PartialDate | None:
    found = _AMERICAN.match(text)
    if not found:
        return None
    first, second, year = map(int, found.groups())
    if first != second and max(first, second) <= 12:  # of March or of December
        return PartialDate.of_parts([year])
    month, day = (first, second) if first <= 12 else (second, first)
    return PartialDate.of_parts([year, month, day])


def _in_words(text: str, year: str, day: str) -> PartialDate | None:
    """A date that names its month or season, or a year among other words."""
    year_found = (
        _YEAR.search(text) or _YEAR.search(year) or re.search(r"(?<!\d)\d{3,4}(?!\d)", year)
    )
    if not year_found:
        return None
    rest = text.replace(year_found[0], " ")
    month, of_month = month_and_days(rest)
    number = int(year_found[0])
    if not month and number and (season := _season(rest)):
        return PartialDate(number, season=season)
    if day.strip().isdigit():
        of_month = int(day)
    return PartialDate.of_parts([number, month or 0, of_month or 0])


def _month(word: str) -> int | None:
    name = word.casefold().rstrip(".")
    if name in _ABROAD:
        return _ABROAD[name]
    if name[:3] not in _MONTHS:
        return None
    number = _MONTHS.index(name[:3]) + 1
    full_name = month_name[number].casefold()
    # "Mar", "Sept", "June" and "March", not "Marine".
    return (
        number if full_name.startswith(name) or name in (f"{name[:3]}t", f"{name[:3]}s") else None
    )


def _season(text: str) -> int | None:
    words = map(str.casefold, re.findall(r"[^\W\d_]+", text))
    return next((_SEASONS[word] for word in words if word in _SEASONS), None)
