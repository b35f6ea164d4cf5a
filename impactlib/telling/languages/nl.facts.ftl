### De cijfers van een rapport als gegevens: de woorden van het rekenblad en van het JSON-bestand.

fact-about = Over dit bestand
fact-how-to-read = Zo leest u dit
fact-sources = Bronnen
fact-made = Hoe dit bestand is gemaakt
fact-definitions = Definities
fact-other-theme = Eigen cijfers
fact-id = Kenmerk
fact-theme = Thema
fact-indicator = Indicator
fact-name = Cijfer
fact-definition = Wat het betekent
fact-period = Periode
fact-value = Waarde
fact-unit = Eenheid
fact-lower = Marge vanaf
fact-upper = Marge tot
fact-before = Vóór
fact-now = Nu
fact-n = Aantal (n)
fact-invited = Gevraagd
fact-absent = Waarom geen waarde
fact-design = Opzet
fact-evidence = Bewijsniveau
fact-precision = Zekerheid van het verschil
fact-flags = Let op
fact-caveat = Voorbehoud
fact-goal = Doel
fact-target = Streefwaarde
fact-by = Uiterlijk
fact-verdict = Oordeel over het doel
fact-previous = Eerdere waarde
fact-previous-period = Eerdere periode
fact-previous-verdict = Naast de eerdere waarde
fact-source = Bron
fact-kind = Soort

fact-about-area = Gebied
fact-about-period = Periode
fact-about-audience = Gemaakt voor
fact-about-date = Stand van

fact-reading-released = Dit bestand bevat alleen cijfers die zijn vrijgegeven en die ook in het rapport staan.
fact-reading-empty = Een lege waarde is geen nul: in de kolom ‘Waarom geen waarde’ staat waarom er geen cijfer is.
fact-reading-margin = De marge loopt van ‘Marge vanaf’ tot ‘Marge tot’ (95% zekerheid). Bij een volledige telling is er geen marge.
fact-reading-evidence = Het bewijsniveau loopt van 0 (geteld) tot 4. Hoe lager het niveau, hoe voorzichtiger u het cijfer gebruikt.
fact-reading-cause = Geen van deze cijfers laat zien wat de oorzaak van een verschil is. Noem bij een cijfer altijd het aantal, de periode en het voorbehoud.
fact-reading-rounding = De waarden zijn niet afgerond; wat u ziet, is afgerond zoals in het rapport. Een cijfer met meer doelen staat er vaker: tel het één keer.

fact-kind-tellen = geteld
fact-kind-meten = gemeten
fact-kind-context = achtergrond

fact-design-register = geteld
fact-design-post-only = één keer gevraagd, na afloop
fact-design-retrospective = na afloop gevraagd naar toen en nu
fact-design-paired = vooraf en achteraf gevraagd aan dezelfde mensen

fact-evidence-0 = 0: geteld
fact-evidence-1 = 1: één keer gevraagd
fact-evidence-2 = 2: zelf teruggekeken
fact-evidence-3 = 3: vooraf en achteraf
fact-evidence-4 = 4: met onderbouwing van de bijdrage

fact-precision-clear = duidelijk verschil
fact-precision-some = enig verschil
fact-precision-open = niet te zeggen
fact-precision-none-of-note = geen verschil van belang

fact-flag-few-answers = weinig antwoorden
fact-flag-low-response = lage respons
fact-flag-response-unknown = respons onbekend
fact-flag-one-course = alles uit één groep
fact-flag-lopsided = antwoorden liggen aan één kant
fact-flag-unlinked = andere mensen dan een jaar eerder
fact-flag-courses-unknown = groepen onbekend
fact-flag-chosen-afterwards = doel achteraf gekozen
fact-flag-one-of-many = een van veel vergelijkingen
fact-flag-incomplete = niet alle bibliotheken
fact-flag-wider-area = over een groter gebied
fact-flag-years-together = twee perioden samen

fact-unit-share = procent
fact-unit-points = procentpunt
fact-unit-point = punt
fact-unit-scale = punt (schaal { $low } tot { $high })
fact-unit-rate = { $per ->
    [1] { $unit } per inwoner
   *[other] { $unit } per { $per } inwoners
}
fact-unit-average = { $unit }, gemiddeld
fact-unit-person = personen
fact-unit-participation = deelnames
fact-unit-contact = contacten
fact-unit-question = vragen
fact-unit-loan = uitleningen
fact-unit-visit = bezoeken
fact-unit-activity = activiteiten
fact-unit-school = scholen
fact-unit-pupil = leerlingen
fact-unit-story = verhalen
fact-unit-inhabitant = inwoners
fact-unit-baby = baby’s
fact-unit-household = huishoudens
fact-unit-organisation = organisaties
fact-unit-use = keren gebruik
fact-unit-hour = uren
fact-unit-euro = euro
fact-unit-percent = procent
fact-unit-kilometre = kilometer
