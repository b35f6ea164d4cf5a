# What changed since the period before (officer's report, 'impact compare'), and which reports stand out (the overview).
# 'Turned' is said of a verdict and never of the people or the library; nothing here says what something came from.

section-changed = Wat is er anders dan in { $earlier }?

changed-figures = { $n ->
    [0] Er zijn geen cijfers die over { $earlier } én { $period } te vertellen zijn.
    [one] Eén cijfer is er over { $earlier } én { $period }; { $moved ->
        [0] het verschoof niet duidelijk.
       *[other] het verschoof.
      }
   *[other] Er zijn { $n } cijfers over { $earlier } én { $period }; { $moved ->
        [0] geen daarvan verschoof duidelijk.
        [one] één daarvan verschoof.
       *[other] { $moved } daarvan verschoven.
      }
  }
changed-verdicts = { $n ->
    [one] Van één doel is het oordeel van beide jaren bekend; { $turned ->
        [0] het is hetzelfde gebleven.
       *[other] het is nu een ander oordeel.
      }
   *[other] Van { $n } doelen is het oordeel van beide jaren bekend; { $turned ->
        [0] alle zijn hetzelfde gebleven.
        [one] één oordeel is nu anders.
       *[other] { $turned } oordelen zijn nu anders.
      }
  }

changed-heading-moved = Cijfers die verschoven
changed-heading-moved-besides = Andere cijfers die verschoven
changed-heading-others = Cijfers die niet duidelijk verschoven, en cijfers van één jaar
changed-heading-verdicts = Oordelen die omsloegen
changed-heading-agreed = Afspraken die veranderden
changed-heading-defined = Wat er anders is gemeten of omschreven

changed-alike = { $n ->
    [one] Geen verschil van belang met { $earlier }, of evenveel: { $names }.
   *[other] Geen verschil van belang met { $earlier }, of evenveel ({ $n } cijfers): { $names }.
  }
changed-unsure = { $n ->
    [one] Of dit cijfer anders is dan in { $earlier }, kunnen we niet zeggen: { $names }.
   *[other] Of deze { $n } cijfers anders zijn dan in { $earlier }, kunnen we niet zeggen: { $names }.
  }
changed-fresh = { $n ->
    [one] Over { $earlier } is er geen cijfer om naast te zetten: { $names }.
   *[other] Over { $earlier } is er van deze { $n } geen cijfer om naast te zetten: { $names }.
  }
changed-lost-no-data = Wel een cijfer over { $earlier }, en over { $period } niets aangeleverd: { $names }.
changed-lost-incomplete = Wel een cijfer over { $earlier }, en over { $period } niet compleet aangeleverd: { $names }.
changed-lost-protected = Wel een cijfer over { $earlier }, en over { $period } niet te tonen (te weinig mensen, of te veel van hen gaven hetzelfde antwoord): { $names }.

changed-from-not-yet-to-met = Het doel bij ‘{ $name }’ was in { $earlier } nog niet gehaald en in { $period } wel.
changed-from-not-met-to-met = Het doel bij ‘{ $name }’ was in { $earlier } niet gehaald en in { $period } wel.
changed-from-cannot-say-to-met = Of het doel bij ‘{ $name }’ in { $earlier } was gehaald, konden we niet zeggen; in { $period } is het gehaald.
changed-from-met-to-not-yet = Het doel bij ‘{ $name }’ was in { $earlier } gehaald en in { $period } niet (het mag nog tot het afgesproken jaar).
changed-from-not-met-to-not-yet = Het doel bij ‘{ $name }’ was in { $earlier } niet gehaald en is in { $period } nog niet gehaald: het mag nog tot het afgesproken jaar.
changed-from-cannot-say-to-not-yet = Of het doel bij ‘{ $name }’ in { $earlier } was gehaald, konden we niet zeggen; in { $period } is het nog niet gehaald.
changed-from-met-to-not-met = Het doel bij ‘{ $name }’ was in { $earlier } gehaald en in { $period } niet.
changed-from-not-yet-to-not-met = Het doel bij ‘{ $name }’ was in { $earlier } nog niet gehaald. In { $period } is het niet gehaald: het afgesproken jaar is er.
changed-from-cannot-say-to-not-met = Of het doel bij ‘{ $name }’ in { $earlier } was gehaald, konden we niet zeggen; in { $period } is het niet gehaald.
changed-from-met-to-cannot-say = Het doel bij ‘{ $name }’ was in { $earlier } gehaald; voor { $period } kunnen we het niet zeggen.
changed-from-not-yet-to-cannot-say = Het doel bij ‘{ $name }’ was in { $earlier } nog niet gehaald; voor { $period } kunnen we het niet zeggen.
changed-from-not-met-to-cannot-say = Het doel bij ‘{ $name }’ was in { $earlier } niet gehaald; voor { $period } kunnen we het niet zeggen.
changed-beside-retargeted = Ook het doel zelf is een ander dan in { $earlier }: de twee oordelen zijn niet zonder meer te vergelijken.
changed-beside-redefined = Ook is er anders gemeten of omschreven dan in { $earlier }: de twee oordelen zijn niet zonder meer te vergelijken.
changed-beside-revised = Het cijfer van { $earlier } is sindsdien bijgesteld; het oordeel van toen ging over het cijfer van toen.

changed-target = { $target } voor { $by }
changed-no-target = geen streefwaarde
changed-goal-new = Nieuw sinds { $earlier } is het doel bij ‘{ $name }’: { $target }.
changed-goal-dropped = Het doel bij ‘{ $name }’ van { $earlier } ({ $target }) is er niet meer.
changed-goal-target = Het doel bij ‘{ $name }’ was in { $earlier } { $was }, en is nu { $now }.

changed-part-worded = Bij ‘{ $name }’ is { $part } anders dan in { $earlier }. Toen: ‘{ $was }’. Nu: ‘{ $now }’.
changed-part-figure = ‘{ $name }’ wordt anders berekend dan in { $earlier }.
changed-part-direction = Bij ‘{ $name }’ is een andere kant de goede dan in { $earlier }.
changed-word-name = de naam
changed-word-definition = de omschrijving
changed-word-numerator = wat er wordt geteld
changed-word-denominator = waarvan het een deel is
changed-word-scale = de schaal
changed-word-reference = de dag of de tijd waar het over gaat
changed-word-source = de gewone herkomst
changed-word-from = de bron
changed-word-owner = wie de bron beheert
changed-word-asked = wie de vraag kreeg
changed-word-design = de manier van meten
changed-word-question = de vraag
changed-word-answers = de lijst met antwoorden
changed-design-register = geteld
changed-design-post-only = één keer gevraagd, achteraf
changed-design-retrospective = achteraf gevraagd naar vóór en nu
changed-design-paired = dezelfde mensen vooraf en achteraf gevraagd
changed-nothing = niets vastgelegd

changed-with-release = Vergeleken met de uitgave over { $earlier } ({ $id }). Cijfers en marges komen alleen uit de uitgave van nu.
changed-no-definitions = Die uitgave zegt niet wat de cijfers toen betekenden: of een omschrijving anders is, is niet na te gaan.
changed-no-release = De uitgave over { $earlier } is er niet. Wat toen het oordeel was, en wat toen was afgesproken en omschreven, is daarom niet te zeggen.

## Which reports stand out

signal-failed = { $n ->
    [one] Een rapport is mislukt.
   *[other] { $n } rapporten zijn mislukt.
  }
signal-turned = { $n ->
    [one] Sinds { $earlier } sloeg een oordeel om: { $names }.
   *[other] Sinds { $earlier } sloegen oordelen om: { $names }.
  }
signal-missing = { $n ->
    [one] Een toegezegd cijfer is er niet: { $names }.
   *[other] Toegezegde cijfers zijn er niet: { $names }.
  }
signal-hidden = { $n } van de { $of } cijfers ({ $share }) zijn niet te tonen.
signal-empty-goals = Er zijn geen doelen vastgelegd.
signal-empty-figures = Bij geen van de doelen is een cijfer te vertellen.
signal-unmet = { $n ->
    [one] Eén van de { $of } doelen is niet of nog niet gehaald.
   *[other] { $n } van de { $of } doelen zijn niet of nog niet gehaald.
  }
signal-peers = { $n ->
    [one] Een cijfer wijkt duidelijk af van dat van vergelijkbare { $places }: { $names }.
   *[other] Cijfers wijken duidelijk af van die van vergelijkbare { $places }: { $names }.
  }
signal-response = { $n ->
    [one] Bij een cijfer is de respons laag of onbekend: { $names }.
   *[other] Bij deze cijfers is de respons laag of onbekend: { $names }.
  }
signal-story = Er is geen verhaal dat verteld kan worden.

signal-kind-failed = mislukt
signal-kind-turned = oordeel omgeslagen
signal-kind-missing = toegezegd cijfer ontbreekt
signal-kind-hidden = veel niet te tonen
signal-kind-empty = leeg onderdeel
signal-kind-unmet = doelen niet gehaald
signal-kind-peers = wijkt af van vergelijkbare
signal-kind-response = lage of onbekende respons
signal-kind-story = geen verhaal

triage-heading = Hier eerst kijken
triage-rule = Dit zijn de hooguit { $most } rapporten waar het meest aan te bekijken is. Een mislukt rapport telt driedubbel; een omgeslagen oordeel en een ontbrekend toegezegd cijfer tellen dubbel. Bij evenveel gaat het van A tot Z.
triage-no-ranking = De volgorde zegt niets over hoe goed een bibliotheek of { $place } het doet.
triage-usual = Wat voor meer dan de helft geldt, telt niet mee: { $names }.
triage-more = { $n ->
    [one] Nog één ander rapport heeft evenveel redenen als het laatste hier.
   *[other] Nog { $n } andere rapporten hebben evenveel redenen als het laatste hier.
  }
triage-none = Geen enkel rapport valt op.
triage-filter = Toon alleen
triage-all = alles
triage-reasons = Redenen om te kijken naar { $name }
triage-filter-reason = { $kind } ({ $n })
