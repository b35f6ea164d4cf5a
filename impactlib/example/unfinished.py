"""The one agreement that was left unfinished on purpose: it has what a real team forgets, and shows what the checks say of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from impactlib.example.wordings import lesson_words
from impactlib.example.writing import Content, words

UNFINISHED = "GM0279"
"""The municipality whose agreement this is: a small one, so that few look at it first."""


def unfinished(whole: Content) -> Content:
    """The agreement with the gaps of a team in a hurry; it stays valid, and nothing in it is an error."""
    content: dict[str, Any] = deepcopy(dict(whole))
    _impact(content["impact"])
    _goals(content["goals"])
    _protocol(content["protocol"])
    survey = next(each for each in content["moments"] if each["id"] == "survey-2025")
    survey["state"] = "under-way"
    content["interpretations"] = []
    content["decisions"] = [{"id": "second-teacher", "kind": "investigate", "text": words(lesson_words().without_day), "owner": "library"}]
    return content


def _impact(impact: dict[str, Any]) -> None:
    """A partner was not asked about the new text, nobody watches a link, and the challenge has no source."""
    current = impact["statements"][-1]
    impact["endorsements"] = [
        each for each in impact["endorsements"] if (each["party"], each["version"]) != ("welfare", current["version"])
    ]
    current["state"] = "submitted"
    del impact["challenge"]["source"], impact["alternatives"]
    link = next(link for change in impact["changes"] for link in change.get("leads_to", []) if isinstance(link, dict))
    del link["watched_by"]


def _goals(goals: list[dict[str, Any]]) -> None:
    """Of one goal it is not said how long the change is to last."""
    del goals[-1]["lasting"]


def _protocol(protocol: dict[str, Any]) -> None:
    """No day to look back, one party that checks its own figures, and an indicator without owner."""
    del protocol["basis"]["review"]
    check = next(each for each in protocol["tasks"] if each["task"] == "check")
    check["responsible"] = next(each for each in protocol["tasks"] if each["task"] == "collect")["responsible"]
    last = list(protocol["indicators"])[-1]
    protocol["indicators"][last] = {"state": "active"}
