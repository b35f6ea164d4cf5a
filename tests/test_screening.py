"""What in a story could tell who somebody is: found in a corpus of invented sentences, and seldom where there is nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.sources.areas import default_register
from impactlib.sources.folding import folded
from impactlib.sources.screening import NEVER, MarkKind, screen
from impactlib.sources.screening_numbers import is_bsn

NAMES = frozenset({*(area.name for area in default_register().areas.values()), "Voorbeeldwelzijn De Brug", "Boekerij", "Jolien Prins"})
"""Every municipality, and what a workspace could know by name."""

IDENTIFYING = {
    # mail, web and social media
    "Mail mij op jan.jansen@voorbeeld.nl als u wilt.": "jan.jansen@voorbeeld.nl",
    "You can reach me at f.yilmaz+les@voorbeeld.co.uk, day and night.": "f.yilmaz+les@voorbeeld.co.uk",
    "Mijn adres is pietje [at] voorbeeld punt nl.": "pietje [at] voorbeeld punt nl",
    "Schrijf naar anneliesje apenstaartje voorbeeld punt com": "anneliesje apenstaartje voorbeeld punt com",
    "Write to somebody at voorbeeld dot com please.": "somebody at voorbeeld dot com",
    "Mail naar jansen (at) voorbeeld (dot) nl.": "jansen (at) voorbeeld (dot) nl",
    "Het adres is jansen @ voorbeeld . nl en niet anders.": "jansen @ voorbeeld . nl",
    "Ik schrijf op www.mijnverhaal.nl over de les.": "www.mijnverhaal.nl",
    "See https://voorbeeld.org/mensen/17 for my page.": "https://voorbeeld.org/mensen/17",
    "Kijk eens op mijnhondje.nl/album voor de foto's.": "mijnhondje.nl/album",
    "Zoek mijn hondje punt nl maar op.": "hondje punt nl",
    "Volg mij via @breivrouw_x op het net.": "@breivrouw_x",
    # telephone
    "Bel mij op 06-12345678.": "06-12345678",
    "Bel gerust 06 12 34 56 78 na het eten.": "06 12 34 56 78",
    "Mijn nummer is +31 6 1234 5678.": "+31 6 1234 5678",
    "Thuis ben ik op 0571-123456 te bereiken.": "0571-123456",
    "Bel (055) 123 45 67 voor de groep.": "(055) 123 45 67",
    "Het is 0031 (0)6 12345678, dacht ik.": "0031 (0)6 12345678",
    "My number is 06.1234.5678, call me.": "06.1234.5678",
    "Mijn nummer is 06\n12345\n678 met spaties.": "06\n12345\n678",
    "Bel ０６１２３４５６７８ maar.": "０６１２３４５６７８",
    "Bel O6-l2345678 maar.": "O6-l2345678",
    "Bel nul zes een twee drie vier vijf zes zeven acht.": "nul zes een twee drie vier vijf zes zeven acht",
    "Mijn nummer is 06\u200b1234\u200b5678.": "06\u200b1234\u200b5678",
    # numbers of the state, the bank and the road
    "Mijn bsn is 111222333 en dat wist ik niet.": "111222333",
    "Het nummer 111.222.333 stond op de brief.": "111.222.333",
    "Ze maakte het over naar NL91 ABNA 0417 1643 00.": "NL91 ABNA 0417 1643 00",
    "My account is GB82 WEST 1234 5698 7654 32 now.": "GB82 WEST 1234 5698 7654 32",
    "De auto met kenteken 12-ABC-3 stond voor de deur.": "12-ABC-3",
    "De auto met G-123-XY reed weg.": "G-123-XY",
    # places
    "Ik woon op 8161 AB 12.": "8161 AB 12",
    "Ik woon op 8161ab al heel lang.": "8161ab",
    "Ik woon in Epe en kom graag.": "Epe",
    "ik kom uit apeldoorn en ben alleen.": "apeldoorn",
    "Apeldoornse vrienden brachten mij naar de les.": "Apeldoornse",
    "Buren is een mooi dorp om te leren.": "Buren",
    "We moved to Otterlo when I was small.": "Otterlo",
    "Vaassen heeft geen eigen cursus meer.": "Vaassen",
    "Ik ben gevlucht uit Syrië en leer nu de taal.": "Syrië",
    "In 's-Hertogenbosch kreeg ik geen les.": "'s-Hertogenbosch",
    "Mijn huis in de Kerkstraat is klein.": "Kerkstraat",
    "Ik woon aan de Laan van Oud Soest.": "Oud Soest",
    "Bij ons in de dorpsstraat helpt iedereen.": "dorpsstraat",
    "Ik woon op de Molenweg achter de bakker.": "Molenweg",
    "Wij wonen op het kerkplein 4 hier.": "kerkplein 4",
    "Bij het Oranjepark zit ik altijd.": "Oranjepark",
    # schools, clubs, firms
    "Mijn kind zit op basisschool De Linde.": "De Linde",
    "Hij zit op obs de regenboog en leest graag.": "obs de regenboog",
    "Ik werk bij bakkerij Van Vliet, al heel lang.": "Van Vliet",
    "She works at the Kruidvat near the market.": "Kruidvat",
    "Ik kwam er via Voorbeeldwelzijn De Brug.": "Voorbeeldwelzijn De Brug",
    "De boekerij hielp mij verder.": "boekerij",
    "I sing in the choir of the Sint-Maartenskerk.": "Sint-Maartenskerk",
    # dates
    "Op 12 maart begon mijn les.": "12 maart",
    "Het was 12-3-2026 toen ik begon.": "12-3-2026",
    "On March 12th I started.": "March 12th",
    "I started on the 3rd of October 2025.": "3rd of October 2025",
    "Mijn man overleed in november 2024.": "november 2024",
    "Ik begon op maandag de twaalfde.": "maandag de twaalfde",
    "Op dinsdag 4 februari viel ik.": "dinsdag 4 februari",
    "Ik ben geboren op vijf mei.": "vijf mei",
    "My birthday is in May, always nice.": "May",
    "Sinds 1947 woon ik hier.": "1947",
    "Het is 2026/03/12 geworden.": "2026/03/12",
    # ages and numbers
    "Mijn 84-jarige buurman kwam mee.": "84-jarige",
    "Ik ben 84 jaar en leer nog.": "84 jaar",
    "Ik ben vierentachtig jaar en leer nog.": "vierentachtig jaar",
    "Als tachtiger leer je langzaam.": "tachtiger",
    "I am an eighty-four year old man.": "eighty-four year old",
    "Mijn zoon van zeven leest nu zelf.": "zeven",
    "My daughter is nine and reads.": "nine",
    "Een negenjarige jongen hielp mij.": "negenjarige",
    "Wij zaten met dertien mensen in de klas.": "dertien",
    "Ik heb 11 kinderen grootgebracht.": "11",
    "Er waren ④ mannen in de groep.": "④",
    # people
    "Mijn buurvrouw Fatima hielp mij.": "Fatima",
    "Fatima hielp mij elke week.": "Fatima",
    "mijn buurvrouw fatima hielp mij.": "fatima",
    "Docente Anneke van der Velde had geduld.": "Anneke van der Velde",
    "Dank aan mevrouw Jansen van de les.": "Jansen",
    "de les van mevrouw jansen was fijn.": "jansen",
    "Ik leerde het van dhr. De Boer zelf.": "De Boer",
    "J. de Vries gaf ons les.": "J. de Vries",
    "De les was van P.J. Bakker uit de stad.": "P.J. Bakker",
    "Mijn begeleider, Ashraf, zei dat het kon.": "Ashraf",
    "Ashraf zei dat ik het kon.": "Ashraf",
    "Wietske en ik gingen samen naar de les.": "Wietske",
    "Wietske, mijn begeleidster, had geduld.": "Wietske",
    "Mijn naam is wietske en ik ben blij.": "wietske",
    "Ik heet Zsófia en kom uit een ver land.": "Zsófia",
    "My name is Oluwaseun and I like it here.": "Oluwaseun",
    "Mrs Baker explained it all to me.": "Baker",
    "Thanks to uncle Bob I can send photos.": "Bob",
    "Jolien Prins van de bibliotheek bleef rustig.": "Jolien Prins",
    "Met dank aan D'Angelo voor de hulp.": "D'Angelo",
    "Mijn vriend Al-Hassan kwam mee.": "Al-Hassan",
    "Mijn zus Ma\u0301ria kwam mee.": "Ma\u0301ria",
    "Mijn zus F\u0430tima kwam mee.": "F\u0430tima",
    "Haar naam: J a n s e n.": "J a n s e n",
    "Groetjes,\nMirthe": "Mirthe",
    "Gewoon zoals o.a. Tjitske dat doet.": "Tjitske",
    "Dat heb ik van anderen geleerd, bijv. Roderick.": "Roderick",
    "Wij noemen haar Keetje in de groep.": "Keetje",
    # of a second round, written after the rules
    "Onze docent Gerard is streng maar eerlijk.": "Gerard",
    "Berend legde alles rustig uit.": "Berend",
    "Marjolein en de anderen wachtten op mij.": "Marjolein",
    "Zonder Yusra was het niet gelukt.": "Yusra",
    "Iedere dinsdagochtend in juni oefenden we.": "juni",
    "Ik woon boven de slager in Lochem.": "Lochem",
    "Ik woon vlak bij het Marktplein.": "Marktplein",
    "Twello ligt te ver weg voor mij.": "Twello",
    "In het Geldersch Landschap wandel ik.": "Geldersch Landschap",
    "Mijn huisarts, dokter Smit, zei dat ook.": "Smit",
    "De wethouder Van Dijk kwam langs.": "Van Dijk",
    "Ik ben de enige Eritrese vrouw in de groep.": "Eritrese",
    "My son goes to Oakfield Primary.": "Oakfield Primary",
    "We live at 12 Church Lane.": "12 Church Lane",
    "Sinds de dood van Herman ben ik alleen.": "Herman",
    "Ik was toen negenenvijftig.": "negenenvijftig",
    "In het jaar tweeduizend kwam ik hier.": "tweeduizend",
    "Ik werkte dertig jaar bij de gemeente Ede.": "Ede",
    "Bel mij: nul zes - twaalf - vierendertig - zesenvijftig - achtenzeventig.": "twaalf",
    "Ik ben opgegroeid in een dorp bij Groenlo.": "Groenlo",
    "Hij is burgemeester van Urk geweest.": "Urk",
    "My neighbour Sjoukje came along.": "Sjoukje",
    "Sjoukje taught me everything.": "Sjoukje",
    "They call me Bep at home.": "Bep",
    "I was born on the fifth of June.": "fifth of June",
    "In the summer of '98 I came here.": "'98",
    "Op de Waalkade stond een bus.": "Waalkade",
    "Ik zing bij Shantykoor De Bries.": "Shantykoor De Bries",
    "Mijn nichtje (Lieke) hielp.": "Lieke",
    "Mijn e-mail: bep_k at hotmail.com.": "hotmail.com",
    "Ik zit bij de Jehova's getuigen.": "Jehova",
    "tante sjaan belde elke dag.": "sjaan",
    "Meester Ruud gaf les.": "Ruud",
    "DE LES VAN MEVROUW PIETERSEN WAS GOED.": "PIETERSEN",
    "Hij heet Guus.": "Guus",
    "Lieve Bep, dank je wel.": "Bep",
    "Juf Truus, die lief was, hielp.": "Truus",
    "Het was in de week van 3 t/m 7 nov.": "3",
    "Wij kwamen uit Aleppo hierheen.": "Aleppo",
    "Harm-Jan hielp mij.": "Harm-Jan",
    "Tine haalt mij altijd op.": "Tine",
    "Dat weet Ineke wel.": "Ineke",
    "In Best kocht ik een laptop.": "Best",
    "Velen uit Goes deden mee.": "Goes",
}
"""An invented sentence, and the part of it that could tell who somebody is."""

ORDINARY = (
    "Ik durfde eerst niets aan te raken.",
    "Nu regel ik mijn zaken zelf met DigiD.",
    "Mijn dochter hoeft niet meer te komen helpen.",
    "Brieven van de overheid legde ik altijd weg.",
    "Op zaterdag is het er te druk voor mij.",
    "De docent had geduld, en dat hielp.",
    "Thuis heb ik geen computer, alleen een oude telefoon.",
    "Lezen vond ik vroeger saai.",
    "Mensen die ik niet kende, werden vrienden.",
    "Ik kan nu appen met mijn kleinkinderen via WhatsApp.",
    "Een avondgroep zou voor mij beter zijn.",
    "Wij oefenden met Word en Excel.",
    "’s Avonds lees ik nu een boek.",
    "Ze zei: “Je kunt het wel.”",
    "De les duurde twee uur en dat was genoeg.",
    "Drie keer heb ik het opnieuw gedaan.",
    "Ik spreek nu beter Nederlands dan eerst.",
    "Na de cursus heb ik werk gevonden.",
    "Meedoen gaf mij weer moed.",
    "Het Taalhuis wees mij de weg.",
    "In het weekend kom ik er graag.",
    "Mijn man lachte toen ik het hem liet zien.",
    "Er is altijd iemand die meekijkt.",
    "Oefenen lukt alleen als het stil is.",
    "De bibliotheek ligt op mijn weg naar huis.",
    "Ik heb het formulier zelf ingevuld en verstuurd.",
    "Voor het eerst las ik een heel boek uit.",
    "Is dat niet mooi? Ik vind van wel.",
    "Het ging mis, maar dat gaf niet.",
    "Vragen stellen mocht altijd.",
    "Kinderen kiezen nu zelf wat ze lezen.",
    "Daarna wilde ik meer weten.",
    "Ik wil leren opslaan wat ik schrijf.",
    "De leesconsulent komt te weinig.",
    "Onderweg luister ik naar een boek.",
    "Het schoolplein is nu ook een leesplek.",
    "Mijn buren zeggen dat ze het graag lezen.",
    "Bij de huisarts maak ik nu zelf een afspraak.",
    "Soms snap ik er niets van en dan vraag ik het.",
    "Hulp krijg je er zonder te hoeven betalen.",
    "Vrijwilligers helpen mij als ik vastloop.",
    "Iedereen was welkom, en dat merkte je.",
    "I did not dare to click on anything.",
    "Now I make my own appointments.",
    "On Saturdays it is too busy for me.",
    "The teacher was kind, but it went too fast.",
    "At home I have no computer, only an old phone.",
    "I've learned that you can nearly always go back.",
    "Reading was boring, I always said.",
    "People I did not know became friends.",
    "My husband laughed when I showed him.",
    'She said: "You can do it."',
    "I speak better Dutch than before.",
    "Nobody asks why I am there.",
    "We practised twice a week, and that was enough.",
    "It may take a while, but it works.",
    "Children now choose what they read.",
    "Is that not nice? I think so.",
    "For me, a course alone is not enough.",
    "There is always somebody who has a look.",
    "Afterwards I wanted to know more.",
    "The library is on my way home.",
    "Longer opening hours would help me.",
    "Volunteers help me when I get stuck.",
    "Practising only works when it is quiet.",
    # of a second round, written after the rules
    "De meester in de klas legde het uit.",
    "Ik kreeg een app van mijn zus.",
    "Ouders lezen nu thuis voor.",
    "Boeken kosten veel, lenen is beter.",
    "Gelukkig kon ik het navragen.",
    "Computers waren nieuw voor mij.",
    "Zoiets doe je samen.",
    "Angst had ik niet meer.",
    "Stap voor stap ging het vooruit.",
    "Ons koor heeft nu een eigen pagina.",
    "Een mevrouw van de bibliotheek hielp mij.",
    "De juf was lief.",
    "Deze groep voelt als familie.",
    "Het formulier van de Belastingdienst was lastig.",
    "Het UWV stuurde een brief.",
    "Dat kan ik nu ook!",
    "Want: wie niet waagt, die niet wint.",
    "Maar goed, ik kom terug.",
    "Dankzij de les durf ik meer.",
    "Sommigen haakten af.",
    "Wachten duurde lang.",
    "Online bankieren doe ik nu zelf.",
    "Foto's sturen lukt me goed.",
    "Everything took longer than I thought.",
    "Courses like this help people.",
    "Parents now read aloud at home.",
    "Books are expensive, borrowing is better.",
    "Fear was the worst of it.",
    "That's how it went.",
    "Computers were new to me.",
    "Step by step I moved on.",
    "Sending photos works well now.",
    "The lady at the desk helped me.",
    "My grandchildren send me pictures.",
    "What helped most was the patience.",
    "Mijn moedertaal is anders, maar ik leer.",
    "Ik ging vaker naar buiten.",
    "Ik werk in de zorg en had nooit tijd.",
    "Aan het eind kreeg ik een diploma.",
    "Zulke lessen zijn goud waard.",
    "In de straat wonen meer ouderen.",
    "Vroeger deed mijn man alles.",
    "Wat mij hielp was het geduld.",
    "Zo'n les wil ik vaker.",
    "Geduld was het belangrijkste.",
    "Plezier is wat telt.",
    "Elke week een uur, dat hielp.",
    "Uiteindelijk lukte het.",
    "Welkom voelde ik mij meteen.",
    "Rustig aan, zei de docent.",
)
"""Sentences in which nobody can be recognised."""

SLOWEST = 2.0
"""Seconds for four thousand signs on a machine that does other work as well."""

MOST_FLAGGED = 0.05
"""A person who sees marks where there is nothing soon stops to look."""


def found(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each mark."""
    return [(str(mark.kind), mark.words(text)) for mark in screen(text, names=NAMES)]


def unmarked(text: str, part: str) -> str:
    """The letters and digits of a part that no mark lies over."""
    start = text.index(part)
    marks = screen(text, names=NAMES)
    return "".join(
        text[place]
        for place in range(start, start + len(part))
        if text[place].isalnum() and not any(mark.start <= place < mark.end for mark in marks)
    )


def test_the_corpora_are_large_enough():
    """Eighty sentences with something to find, sixty without."""
    assert len(IDENTIFYING) >= 80
    assert len(set(ORDINARY)) >= 60


@pytest.mark.parametrize("text", IDENTIFYING)
def test_what_could_tell_who_somebody_is_is_marked(text):
    """All of the part that identifies lies under a mark."""
    assert unmarked(text, IDENTIFYING[text]) == ""


def test_ordinary_sentences_are_seldom_marked():
    """One in twenty at the most."""
    flagged = [(text, found(text)) for text in ORDINARY if found(text)]
    assert len(flagged) <= MOST_FLAGGED * len(ORDINARY), flagged


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Mail jan@voorbeeld.nl maar.", "e-mail", "jan@voorbeeld.nl"),
        ("Bel 0571 - 12 34 56 maar.", "phone", "0571 - 12 34 56"),
        ("Mijn nummer is 111222333.", "bsn", "111222333"),
        ("Kijk op www.voorbeeld.nl/les.", "web-address", "www.voorbeeld.nl/les."),
        ("Naar NL91ABNA0417164300 graag.", "iban", "NL91ABNA0417164300"),
        ("Volg @iemand maar.", "handle", "@iemand"),
        ("Ik woon op 8161 AB 12.", "postcode", "8161 AB 12"),
        ("De auto 12-ABC-3 reed weg.", "licence-plate", "12-ABC-3"),
        ("Mijn vriend F\u0430tima.", "hidden-signs", "F\u0430tima"),
        ("Stuur het naar jan&#64;voorbeeld.", "hidden-signs", "&#64;"),
    ],
)
def test_what_leads_to_one_person_can_never_be_accepted(text, kind, words):
    """Its kind is one of those that no approval lets through."""
    assert (kind, words) in found(text)
    assert MarkKind(kind) in NEVER


def test_a_name_a_date_or_a_number_can_be_accepted():
    """A person judges those: a month may say nothing of anybody."""
    assert {mark.kind for mark in screen("Fatima kwam in maart met 3 anderen.")} == {MarkKind.NAME, MarkKind.DATE, MarkKind.NUMBER}
    assert NEVER.isdisjoint({MarkKind.NAME, MarkKind.PLACE, MarkKind.ORGANISATION, MarkKind.DATE, MarkKind.AGE, MarkKind.NUMBER})


def test_one_mark_is_kept_of_those_within_each_other():
    """A telephone number is no number to accept, and no date."""
    assert found("Bel 06-12345678.") == [("phone", "06-12345678")]
    assert found("Op 12 maart 2025 dus.") == [("date", "12 maart 2025")]


@pytest.mark.parametrize(("digits", "expected"), [("111222333", True), ("123456782", True), ("123456789", False), ("12345678", False)])
def test_the_proof_by_eleven_is_that_of_the_bsn(digits, expected):
    """123456782 is the usual example of a number that passes."""
    assert is_bsn(digits) is expected


@pytest.mark.parametrize("name", ["Bergen (L.)", "Súdwest-Fryslân", "Wijk bij Duurstede", "'s-Gravenhage"])
def test_a_known_name_is_found_however_it_is_written(name):
    """Without what stands in brackets, with or without accents and capitals, over a line end."""
    written = name.partition(" (")[0]
    for text in (written, written.replace("ú", "u").replace("â", "a"), written.replace(" ", "\n"), written.upper()):
        assert any(mark.kind is MarkKind.PLACE for mark in screen(f"ik woon vlak bij {text}, al lang", names=[name])), text


def test_a_place_that_is_also_a_word_is_one_only_with_a_capital():
    """'In huizen' are houses; 'in Huizen' is a town."""
    assert screen("we lezen in huizen en bij buren", names=["Huizen", "Buren"]) == []
    assert found("We lezen in Huizen.") == [("place", "Huizen")]


def test_invisible_signs_are_allowed_where_a_script_or_an_emoji_needs_them():
    """A family emoji is one sign, and Persian joins its letters; in a Dutch word the same sign hides something."""
    assert folded("👩\u200d👧 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645").hidden == ()
    assert folded("bib\u200dliotheek").hidden == ((3, 4),)


@given(st.text(st.sampled_from("aA1 .@-'\n\u200bé０Ж:/,(“Nn"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_mark_lies_within_the_text(text):
    """Whatever is written, marks are in order, hold something, and none lies within one that identifies as much or more."""
    marks = screen(text, names=NAMES)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    order = list(MarkKind)
    assert not any(
        one is not other and other.start <= one.start and one.end <= other.end and order.index(other.kind) <= order.index(one.kind)
        for one in marks
        for other in marks
    )


@given(
    st.lists(st.sampled_from(["", " ", "-", ".", " - ", "\n", "/", "\u200b"]), min_size=9, max_size=9),
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
    st.sampled_from(["0", "０", "\u0660"]),
)
@settings(max_examples=150, deadline=None)
def test_a_mobile_number_is_found_however_it_is_written(gaps, digits, zero):
    """Ten digits from 06 with anything between them are under marks that nobody can accept."""
    text = "bel " + zero + "".join(gap + str(digit) for gap, digit in zip(gaps, [6, *digits], strict=True)) + " maar"
    forbidden = [mark for mark in screen(text) if mark.kind in NEVER]
    uncovered = [each for place, each in enumerate(text) if each.isdigit() and not any(m.start <= place < m.end for m in forbidden)]
    assert uncovered == []


@pytest.mark.parametrize("text", ["a" * 4000, "1" * 4000, "een " * 1000, "A b " * 1000, "a.b-" * 1000, "@ . " * 1000, "' s" * 1000])
def test_a_long_text_is_screened_in_a_moment(text):
    """No rule takes time that grows faster than a story does: no text can stop a release."""
    begun = time.perf_counter()
    screen(text, names=NAMES)
    assert time.perf_counter() - begun < SLOWEST
