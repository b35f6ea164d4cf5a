# The sentences of a report in Dutch. One whole sentence for each kind of finding and verdict; the verdict is reached in Python.
# Plain words (B1). Never 'dankzij', 'door', 'zorgt voor' or 'leidt tot' for what the library does: no design here carries them.

## The frame

overview-title = Rapporten over de bibliotheek
overview-link = Rapport voor { $audience } ({ $kind })
report-title-no-goals = De bibliotheek in { $area }: wat zien we?
report-title = De bibliotheek in { $area }: wat is afgesproken en wat zien we?
report-subtitle = { $period } · voor { $audience }
report-date = Stand van { $date }

section-key-figures = In cijfers
section-goals = Wat is afgesproken, en wat zien we?
section-seen = Wat zien we?
section-goals-table = Alle afspraken op een rij
section-story = Een verhaal bij de cijfers
section-counted = Ook geteld en gemeten
section-context = In dezelfde periode
section-wider = Breder beeld
section-limits = Wat deze cijfers niet zeggen
section-question = Vraag aan u
section-sources = Bronnen
section-definitions = Wat de cijfers betekenen

impact-statement = Samen willen de partijen dit bereiken: { $statement }
goal-service = Dienst: { $service }. Beoogde verandering: { $change }.
goal-contribution-direct = Afgesproken bijdrage (rechtstreeks): { $text }.
goal-contribution-shared = Afgesproken bijdrage (samen met anderen): { $text }.
goal-contribution-conditional = Afgesproken bijdrage (onder voorwaarden): { $text }.

## Verdicts, as a few words beside a shape

verdict-met = doel gehaald
verdict-not-yet = nog niet gehaald
verdict-cannot-say = geen uitsluitsel
verdict-too-few = niet te tonen
verdict-no-data = geen cijfers
verdict-no-target = geen streefwaarde
verdict-better = beter dan vorig jaar
verdict-worse = minder goed dan vorig jaar
verdict-higher = meer dan vorig jaar
verdict-lower = minder dan vorig jaar
verdict-no-clear-change = geen duidelijk verschil
verdict-same = gelijk aan vorig jaar
verdict-no-earlier = geen eerder cijfer

## The opening: the answer first

opening-goals = { $goals ->
    [one] De partijen spraken één doel af. De stand over { $period }: { $list }.
   *[other] De partijen spraken { $goals } doelen af. De stand over { $period }: { $list }.
  }
opening-no-goals = Voor { $area } zijn nog geen doelen vastgelegd; hieronder staat wat over { $period } is geteld en gemeten.
opening-nothing = Voor { $area } zijn nog geen doelen vastgelegd, en over { $period } zijn er geen cijfers die we kunnen vertellen.
stand-met = { $n } gehaald
stand-not-yet = { $n } nog niet gehaald
stand-cannot-say = { $n } zonder uitsluitsel
stand-too-few = { $n } niet te tonen
stand-no-data = { $n } zonder cijfers
stand-no-target = { $n } zonder streefwaarde

## Counted

count-found = In { $period } waren er { $value } { $claim }.
rate-found = { $per ->
    [one] In { $period } waren er { $value } { $claim } per inwoner.
   *[other] In { $period } waren er { $value } { $claim } per { $per } inwoners.
  }
ratio-found = In { $period }: { $part } van de { $whole } { $claim } ({ $value }).

## Asked

share-found = { $value } van de { $n } deelnemers die in { $period } een mening gaven, { $claim }.
share-found-indicative = { $part } van de { $n } deelnemers die in { $period } een mening gaven, { $claim }.
mean-found = Deelnemers { $claim } { $value } ({ $n } antwoorden in { $period }).
change-clear-up = Bij { $subject } schatten deelnemers zichzelf, terugkijkend, hoger in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
change-some-up = Bij { $subject } schatten deelnemers zichzelf, terugkijkend, mogelijk hoger in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
change-clear-down = Bij { $subject } schatten deelnemers zichzelf, terugkijkend, lager in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
change-some-down = Bij { $subject } schatten deelnemers zichzelf, terugkijkend, mogelijk lager in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
change-open = We kunnen niet zeggen of deelnemers zichzelf bij { $subject }, terugkijkend, anders inschatten dan vóór { $activity }: gemiddeld { $now } nu en { $before } toen ({ $scale }).
change-none-of-note = Bij { $subject } vonden we, terugkijkend, geen verschil van belang met vóór { $activity }: gemiddeld { $now } nu en { $before } toen ({ $scale }).
paired-clear-up = Bij { $subject } scoorden deelnemers na { $activity } hoger dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
paired-some-up = Bij { $subject } scoorden deelnemers na { $activity } mogelijk hoger dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
paired-clear-down = Bij { $subject } scoorden deelnemers na { $activity } lager dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
paired-some-down = Bij { $subject } scoorden deelnemers na { $activity } mogelijk lager dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
paired-open = We kunnen niet zeggen of deelnemers bij { $subject } na { $activity } anders scoorden dan ervoor: gemiddeld { $now } erna en { $before } ervoor ({ $scale }).
paired-none-of-note = Bij { $subject } vonden we geen verschil van belang tussen voor en na { $activity }: gemiddeld { $now } erna en { $before } ervoor ({ $scale }).
scale-and-answers = schaal { $low } tot { $high }, { $n } antwoorden in { $period }
movers = { $improved } deelnemers kwamen hoger uit, { $same } gelijk en { $declined } lager.

who-answered-of = In totaal waren er { $invited } { $asked }.
who-answered = De antwoorden komen van { $asked }.
no-opinion = { $n } mensen kozen ‘weet niet’ of ‘niet van toepassing’.

## No figure

absent-no-data = Over { $subject } zijn voor { $period } geen cijfers aangeleverd.
absent-incomplete = Over { $subject } is voor { $period } geen cijfer te geven: niet elke bibliotheek leverde het aan, en een optelsom zou te laag zijn.
absent-protected = Over { $subject } tonen we voor { $period } geen cijfer: het gaat om te weinig mensen, of te veel van hen gaven hetzelfde antwoord.

short-no-data = geen cijfers
short-incomplete = niet compleet
short-protected = niet te tonen

## The target

target-met-counted = Het doel van { $target } voor { $by } is gehaald.
target-met-asked = Het doel van { $target } voor { $by } is gehaald: de marge loopt van { $low } tot { $high }.
target-met-change = Het doel van { $target } voor { $by } is gehaald: de marge van het verschil loopt van { $low } tot { $high }.
target-not-yet-counted = Het doel van { $target } voor { $by } is nog niet gehaald.
target-not-yet-asked = Het doel van { $target } voor { $by } is nog niet gehaald: de marge loopt van { $low } tot { $high }.
target-not-yet-change = Het doel van { $target } voor { $by } is nog niet gehaald: de marge van het verschil loopt van { $low } tot { $high }.
target-cannot-say-counted = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de cijfers zijn niet compleet.
target-cannot-say-asked = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de marge loopt van { $low } tot { $high }.
target-cannot-say-change = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de marge van het verschil loopt van { $low } tot { $high }.
target-cannot-say-one-course = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: alle antwoorden komen uit één groep.
target-cannot-say-weak = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: daarvoor zijn de antwoorden te onzeker.
target-too-few = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen.
target-no-data = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen.
target-none = Voor dit doel is geen streefwaarde afgesproken: { $reason }
target-of-change = { $target } punt vooruitgang

## Beside the year before

previous-clear-up = Dat is hoger dan in { $earlier } ({ $value }). Het gaat wel om andere deelnemers.
previous-some-up = Dat is mogelijk hoger dan in { $earlier } ({ $value }). Het gaat wel om andere deelnemers.
previous-clear-down = Dat is lager dan in { $earlier } ({ $value }). Het gaat wel om andere deelnemers.
previous-some-down = Dat is mogelijk lager dan in { $earlier } ({ $value }). Het gaat wel om andere deelnemers.
previous-open = Of dat anders is dan in { $earlier } ({ $value }), kunnen we niet zeggen.
previous-none-of-note = Met { $earlier } ({ $value }) is geen verschil van belang te zien.
previous-higher = Dat is meer dan in { $earlier } ({ $value }).
previous-lower = Dat is minder dan in { $earlier } ({ $value }).
previous-same = Dat is evenveel als in { $earlier }.
previous-same-rounded = Dat is afgerond evenveel als in { $earlier }.
previous-cannot-say = Met { $earlier } is het niet goed te vergelijken.
previous-change-clear-up = Het verschil tussen toen en nu is groter dan in { $earlier }. Het gaat wel om andere deelnemers.
previous-change-some-up = Het verschil tussen toen en nu is mogelijk groter dan in { $earlier }. Het gaat wel om andere deelnemers.
previous-change-clear-down = Het verschil tussen toen en nu is kleiner dan in { $earlier }. Het gaat wel om andere deelnemers.
previous-change-some-down = Het verschil tussen toen en nu is mogelijk kleiner dan in { $earlier }. Het gaat wel om andere deelnemers.
previous-change-open = Of dit anders is dan in { $earlier }, kunnen we niet zeggen.
previous-change-none-of-note = Met de deelnemers van { $earlier } is geen verschil van belang te zien.

## Caveats, beside the claim

caveat-retrospective = Deelnemers keken aan het eind zelf terug. Dat valt vaak gunstiger uit dan een meting vooraf en achteraf, en het laat niet zien wat de oorzaak is.
caveat-post-only = Deelnemers gaven aan het eind zelf hun mening. Dat laat niet zien wat er is veranderd of wat de oorzaak is.
caveat-paired = Er is geen vergelijking met mensen die niet meededen. De oorzaak van een verschil is dus niet vast te stellen.
caveat-few-answers = Het zijn weinig antwoorden ({ $n }). Lees dit als een aanwijzing.
caveat-low-response = Minder dan 40% van de deelnemers antwoordde. Wie niet antwoordde, kan er anders over denken.
caveat-response-unknown = Hoeveel mensen de vragenlijst kregen, is niet bekend.
caveat-one-course = Alle antwoorden komen uit één groep. Ze zeggen niets over andere groepen.
caveat-incomplete = { $reported } van de { $expected } bibliotheken leverden alles aan wat voor dit cijfer nodig is. Het gaat alleen over hen.
only-of = Dat is van { $reported } van de { $expected } bibliotheken.
caveat-wider-area = Dit cijfer gaat over heel { $wider }, niet over { $area } alleen.
caveat-unlinked = De deelnemers van het ene jaar zijn andere mensen dan die van het andere.
caveat-story-critical = Dit verhaal is kritisch. We kiezen niet alleen successen.

## Context

context-found = In dezelfde periode: { $sentence }
context-note = Deze cijfers zijn achtergrond. De bibliotheek kan ze niet alleen veranderen en wordt er niet op beoordeeld.

## Key figures

key-note-asked = { $n } antwoorden
key-note-asked-of = { $n } antwoorden op een totaal van { $invited }
key-note-counted = geteld over { $period }
key-note-incomplete = geteld over { $period }, bij { $reported } van de { $expected } bibliotheken
key-label-change = { $name }, verschil nu en toen
key-value-change-up = +{ $value }
key-value-change = { $value }
key-value-of = { $part } van de { $n }

## Tables

table-caption = De afgesproken doelen en de stand over { $period }
table-goal = Doel
table-target = Afgesproken
table-value = { $period }
table-margin = Marge (95%)
table-n = Aantal
table-verdict = Oordeel
table-counted-caption = Overige cijfers over { $period }
table-indicator = Cijfer
table-previous = Jaar ervoor
table-target-by = { $target } in { $by }
table-to = { $low } tot { $high }
table-no-target = geen waarde
table-none = –

## Charts: captions and alternative texts

caption-change = Gemiddelde antwoord op ‘{ $question }’, met de marge (95%). { $n } antwoorden. Bron: { $source }.
caption-share = Aandeel dat het eens is met ‘{ $question }’, met de marge (95%). { $n } antwoorden. Bron: { $source }.
caption-series = { $name }, { $first } tot en met { $last }. Bron: { $source }.
alt-change = Puntgrafiek met twee gemiddelden op een schaal van { $low } tot { $high }. Vóór { $activity } { $before }, met een marge van { $before_low } tot { $before_high }. Nu { $now }, met een marge van { $now_low } tot { $now_high }.
alt-share = Puntgrafiek op een schaal van 0 tot 100 procent. Het aandeel is { $value }, met een marge van { $low } tot { $high }.
alt-share-target = Puntgrafiek op een schaal van 0 tot 100 procent. Het aandeel is { $value }, met een marge van { $low } tot { $high }. Het doel is { $target }.
alt-series = Lijngrafiek van { $subject }. { $points }.
alt-series-target = Lijngrafiek van { $subject }. { $points }. Het doel voor { $by } is { $target }.
alt-point = In { $period }: { $value }
alt-gap = In { $period }: geen cijfer
caption-answers = Alle antwoorden op ‘{ $question }’. { $n } antwoorden. Bron: { $source }.
alt-answers = Gestapelde balk met de antwoorden van { $n } mensen: { $points }.
alt-answer = { $answer } { $n }
chart-before = Vóór { $activity }
chart-now = Nu
chart-target = doel { $target }
chart-gap = geen cijfer

## Stories

story-by = { $role }
story-chosen = Waarom dit verhaal: { $chosen }
story-none = Over { $period } is er geen verhaal dat wij mogen vertellen.

## Limits

limit-cause = De cijfers laten zien wat is geteld en wat deelnemers zeggen. Ze laten niet zien wat zonder de bibliotheek was gebeurd.
limit-participants = Vragenlijsten gaan over deelnemers die antwoordden, niet over alle inwoners.
limit-privacy = We tonen geen cijfers over groepen van minder dan { $group } mensen, en geen aandeel waarbij minder dan { $few } mensen anders antwoordden of anders uitkwamen.
limit-privacy-reason = De partijen kozen voor een kleinste groep van { $group } mensen: { $reason }
limit-margin = De marge laat zien tussen welke waarden het cijfer waarschijnlijk ligt (95% zekerheid). Waar dat kan, telt mee dat deelnemers uit één groep op elkaar lijken.
limit-years = Deelnemers van verschillende jaren zijn verschillende mensen.

## Sources and provenance

source-survey = { $title }: { $n } antwoorden over { $period }. Bron: { $owner }.
source-survey-none = { $title }: geen antwoorden die wij over { $period } mogen tonen. Bron: { $owner }.
source-counts = { $title }, over { $period }. Bron: { $owner }.
source-register = { $title }. Bron: { $owner }.
source-population = { $area } telt { $population } inwoners ({ $date } { $period }).
definition = { $name }: { $definition }

provenance-label = Hoe dit rapport is gemaakt
provenance-version = Gemaakt met
provenance-release = Uitgave
provenance-agreement = Afspraken
provenance-notebook = Notebook
provenance-settings = Instellingen
provenance-sources = Bestanden
provenance-again = Opnieuw maken
