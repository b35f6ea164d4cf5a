"""The measurement calendar as a file that any diary reads (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from impactlib.telling.agreed.calendar import AgreedDay

MAKER = "-//impactlib//monitoring protocol//NL"
"""What the file says it was made by."""


def calendar_file(entries: Sequence[AgreedDay], *, name: str, language: str, stamp: date) -> bytes:
    """The entries as an `.ics` file; `stamp` is the day it was made, so that the same agreement gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in sorted(entries, key=lambda each: (each.day, each.key)):
        event = Event()
        event.add("uid", f"{entry.key}@impactlib")
        event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.summary, parameters={"LANGUAGE": language})
        if entry.description:
            event.add("description", entry.description, parameters={"LANGUAGE": language})
        event.add("transp", "TRANSPARENT")  # a day to know of, not a day that is taken
        calendar.add_component(event)
    return bytes(calendar.to_ical())
