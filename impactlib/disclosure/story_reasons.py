"""Why a story is not told: codes for the internal log, and for a user what is wrong and what would do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

MOST_ATTRIBUTES = 2
"""So many properties of a teller may be told beside one another: each further one makes the group smaller."""


class Reason(StrEnum):
    """Why a story is not told."""

    NO_CONSENT = "no-consent"
    UNDATED_CONSENT = "undated-consent"
    LATER_CONSENT = "later-consent"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OTHER_USE = "other-use"
    NOT_APPROVED = "not-approved"
    OLD_APPROVAL = "old-approval"
    CHANGED = "changed-after-approval"
    LATER_APPROVAL = "later-approval"
    NO_GROUP = "no-group"
    SMALL_GROUP = "small-group"
    TOO_MUCH = "too-many-attributes"
    COMBINATION = "course-month-role"
    UNDESCRIBED = "undescribed-attribute"
    MARKED = "marked-words"
    FORBIDDEN = "forbidden-words"
    FIGURE = "figure-not-told"


SENTENCES: Mapping[Reason, tuple[str, str]] = {
    Reason.NO_CONSENT: ("the teller did not agree to publication", "ask again, or leave it"),
    Reason.UNDATED_CONSENT: ("it is not known when the teller agreed", "fill in consent.date"),
    Reason.LATER_CONSENT: ("the day of consent is after the day of the report", "correct consent.date, or 'report_date' in the settings"),
    Reason.WITHDRAWN: ("the teller took the consent back", "leave it; 'impact withdraw' names what was already published"),
    Reason.EXPIRED: ("the consent has ended (consent.until)", "ask the teller again"),
    Reason.OTHER_USE: ("the teller did not agree to this use (consent.scope)", "ask the teller, and add the use to consent.scope"),
    Reason.NOT_APPROVED: ("nobody has approved it", "read it, and run 'impact stories approve ID --by NAME'"),
    Reason.OLD_APPROVAL: (
        "'approved_by' is the old form, which says neither when nor which text was approved",
        "run 'impact stories approve ID --by NAME' and take 'approved_by' out",
    ),
    Reason.CHANGED: (
        "something of it was changed after it was approved: its words, group, place or accepted words",
        "read it again, and run 'impact stories approve ID --by NAME'",
    ),
    Reason.LATER_APPROVAL: (
        "the day of approval is after the day of the report",
        "correct approved.date, or 'report_date' in the settings",
    ),
    Reason.NO_GROUP: (
        "it is not said how many people its description fits",
        "write 'described: {attributes: [role], people: …}'; only of one who was asked for the figure may 'people' be left out",
    ),
    Reason.SMALL_GROUP: ("its description fits fewer people than the minimum", "describe the teller in wider words, and count again"),
    Reason.TOO_MUCH: (
        f"it tells more than {MOST_ATTRIBUTES} properties of the teller (the role is one)",
        "take some out of the text or the role",
    ),
    Reason.COMBINATION: ("it tells role, course and month together", "take the course or the month out"),
    Reason.UNDESCRIBED: (
        "a date or an age in it is not among described.attributes",
        "take it out, or add 'month' or 'age' and count the people anew",
    ),
    Reason.MARKED: (
        "words in it could tell who somebody is, and nobody has accepted them",
        "change them, or accept each in the approval: 'impact stories approve ID --by NAME --accept WORDS'",
    ),
    Reason.FORBIDDEN: (
        "it holds an address, an account, a number or a sign that is never told (accepting it does not help)",
        "take it out, and approve the story anew",
    ),
    Reason.FIGURE: ("the figure that it is about is not told", "leave it: a story shares the protection of its group"),
}
"""For each reason what is wrong and what would do, for a user; no words and no numbers of the story."""
