"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
YEAR_FIRST = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})" + TIME)
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})" + TIME)
MONTH_NAMED = re.compile(r"([0-9]{1,2})[- ]([A-Za-z]{3,9})[- ,]+([0-9]{4})" + TIME)
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ][0-9]{2}")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of the serial dates of spreadsheets, counting their day of 1900 that never was."""
EARLIEST, LATEST = date(1948, 7, 5), date(2100, 12, 31)
HOW = "Write it as day/month/year (31/03/2026) or year-month-day (2026-03-31)."


class UnclearDateError(Exception):
    """A text that is not a date we can be sure of: what is wrong, and what to do."""

    def __init__(self, what: str, do: str = HOW) -> None:
        """Hold the two halves of the sentence."""
        super().__init__(what)
        self.what = what
        self.do = do


def date_of(text: str) -> date:
    """Read a date: ISO, day first, day with the month's name, or a spreadsheet's serial number.

    A time of day is dropped. Raises UnclearDateError otherwise, and for a day before the NHS began
    or after 2100.
    """
    if not text:
        raise UnclearDateError("a date is needed")
    day = _parse(text)
    if not EARLIEST <= day <= LATEST:
        raise UnclearDateError("the date is too early or too late to be right")
    return day


def _parse(text: str) -> date:
    if match := YEAR_FIRST.fullmatch(text):
        return _date(*map(int, match.groups()))
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
        if month > 12 >= day:
            raise UnclearDateError("the date has its month first")
        return _date(year, month, day)
    if (match := MONTH_NAMED.fullmatch(text)) and (month := _month(match[2])):
        return _date(int(match[3]), month, int(match[1]))
    if match := SERIAL.fullmatch(text):
        return SERIAL_ZERO + timedelta(days=int(match[1]))
    if SHORT_YEAR.fullmatch(text):
        raise UnclearDateError("the year has two digits, so we cannot tell the century")
    raise UnclearDateError("this is not a date we can read")


def _month(name: str) -> int:
    wanted = name.casefold()
    found = [n for n, full in enumerate(MONTHS, start=1) if full.startswith(wanted[:3])]
    is_a_month = bool(found) and (MONTHS[found[0] - 1].startswith(wanted) or wanted == "sept")
    return found[0] if is_a_month else 0


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnclearDateError("there is no such day") from error
