"""The measurement calendar as a file that any diary reads (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from impactlib.publishing.document import seen
from impactlib.telling.agreed.calendar import AgreedDay

MAKER = "-//impactlib//monitoring protocol//NL"
"""What the file says it was made by."""

LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def calendar_file(entries: Sequence[AgreedDay], *, name: str, language: str, stamp: date) -> bytes:
    """The entries as an `.ics` file; `stamp` is the day it was made, so that the same agreement gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_lines(name)))  # a name that the library does not know, it would not escape
    for entry in sorted(entries, key=lambda each: (each.day, each.key)):
        event = Event()
        event.add("uid", f"{_lines(entry.key)}@impactlib")
        event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", _lines(entry.summary), parameters={"LANGUAGE": language})
        if entry.description:
            event.add("description", _lines(entry.description), parameters={"LANGUAGE": language})
        event.add("transp", "TRANSPARENT")  # a day to know of, not a day that is taken
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _lines(text: str) -> str:
    """The text with its line ends as iCalendar writes them, and without what some readers take for another line."""
    return seen(LINE_END.sub("\n", text))
