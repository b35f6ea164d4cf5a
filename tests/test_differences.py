"""What changed between two versions of an agreement, in words: everything, and nothing else."""

from __future__ import annotations

import copy

import pytest

from impactlib.agreement.differences import differences
from impactlib.telling.agreed.differences import difference_sentences
from tests.agreed import agreement, speaker


def told(change, language: str = "nl") -> list[str]:
    """The sentences about one change."""
    old, new = agreement(), agreement(change)
    return difference_sentences(speaker(new, language=language), old, differences(old, new))


CHANGES = {
    "a target": (
        lambda content: content["goals"][1]["target"].update(value="85%"),
        ["Doel 2: Cursus digitale vaardigheden, streefwaarde: waarde was ‘80%’ en is nu ‘85%’."],
    ),
    "a text": (
        lambda content: content["impact"]["challenge"].update(text="A."),
        ["Maatschappelijke opgave: tekst was ‘Een deel van de inwoners kan niet meedoen, omdat steeds meer digitaal gaat.’ en is nu ‘A.’."],
    ),
    "a new version of the statement": (
        lambda content: content["impact"]["statements"].append({"version": "2.0", "text": "Iedereen redt zich."}),
        ["Impactbeschrijving ‘2.0’: nieuw."],
    ),
    "a party that left": (
        lambda content: content["parties"].pop(3) and [content["impact"]["endorsements"].pop(4)],
        ["Partij ‘Welzijn Voorbeeldstad’: vervallen.", "Onderschrijving ‘Welzijn Voorbeeldstad over versie 1.1"],
    ),
    "a state": (
        lambda content: content["protocol"].update(state="evaluated"),
        ["Monitoringsprotocol: stand was ‘van kracht’ en is nu ‘geëvalueerd’."],
    ),
    "a date": (
        lambda content: content["presentations"][1].update(date="2026-05-19"),
        ["Presentatie ‘de gemeenteraad op 19 mei 2026’: datum was ‘12 mei 2026’ en is nu ‘19 mei 2026’."],
    ),
    "an owner": (
        lambda content: content["protocol"]["indicators"]["LO04"].update(owner="bibliotheek"),
        ["‘Iets nuttigs geleerd (LO04)’: wie ervoor zorgt was ‘Taalhuis Voorbeeldstad’ en is nu ‘Bibliotheek Voorbeeldstad’."],
    ),
    "a link": (
        lambda content: content["impact"]["changes"][0]["leads_to"].append("leren"),
        ["Verandering ‘Deelnemers durven digitale dingen uit te proberen’, verband ‘Deelnemers leren iets"],
    ),
    "something filled in": (
        lambda content: content["services"][2].update(cost="1000"),
        ["Dienst ‘Collectie en leesplekken’: kosten per jaar (euro) is nu ‘1.000’; dat was nog niet ingevuld."],
    ),
    "something emptied": (
        lambda content: content["protocol"].update(quality=None),
        ["Monitoringsprotocol: kwaliteitscontrole is leeggemaakt; dat was ‘Wij kijken of alles compleet is.’."],
    ),
    "a main goal": (lambda content: content["goals"][0].update(main="false"), ["hoofddoel was ‘ja’ en is nu ‘nee’."]),
    "a share": (lambda content: content["protocol"]["response"].update(target="60%"), ["gewenste respons was ‘50%’ en is nu ‘60%’."]),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_said_in_words(change, expected):
    """With names instead of ids, and amounts and dates as people write them."""
    sentences = told(change)
    assert len(expected) == len(sentences), sentences
    assert all(part in sentence for part, sentence in zip(expected, sentences, strict=True)), sentences


@pytest.mark.parametrize("change", [change for change, _ in CHANGES.values()], ids=CHANGES)
def test_a_change_can_be_said_in_english_and_turned_round(change):
    """What was added one way was removed the other way."""
    old, new = agreement(), agreement(change)
    there, back = differences(old, new), differences(new, old)
    assert len(there) == len(back) == len(told(change, "en"))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted(turned[each.kind] for each in there) == sorted(each.kind for each in back)


def test_the_same_agreement_has_no_differences():
    """Nor has one of which only the notation differs."""

    def rewritten(content):
        content["goals"][0]["target"]["value"] = "1.1"
        content["parties"][0]["interest"] = {"nl": content["parties"][0]["interest"]}

    assert differences(agreement(), agreement()) == ()
    assert differences(agreement(), agreement(rewritten)) == ()


def test_another_order_is_no_change():
    """Parts are told apart by what they are, not by their place."""

    def turned(content):
        for key in ("goals", "services", "moments", "lessons"):
            content[key].reverse()

    assert differences(agreement(), agreement(turned)) == ()


def test_two_parts_that_are_alike_are_not_taken_for_one():
    """Two lessons with the same words are two."""
    again = lambda content: content["lessons"].append(copy.deepcopy(content["lessons"][0]))  # noqa: E731
    assert ["added"] == [each.kind for each in differences(agreement(), agreement(again))]
