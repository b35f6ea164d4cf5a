# What documents about the agreement say in Dutch: the monitoring protocol, the cycle page, what changed, and whether was accounted.
# Plain words (B1), and exact enough to sign. A chain says what is hoped for: never 'leidt tot', 'zorgt voor' or 'dankzij'.

## Names

named-indicator = { $name } ({ $id })
named-goal = Doel { $n }: { $service }
step-1 = de gewenste impact bepalen
step-2 = concrete doelen kiezen
step-3 = afspraken maken over verantwoording
step-4 = vertellen wat er is gezien
step-5 = leren en bijstellen
numbered-step = { $n }. { $step }
yes = ja
no = nee

## The protocol

protocol-title = Monitoringsprotocol { $area }
protocol-subtitle = Ronde { $round } · versie { $version } · { $state }
protocol-opening = In dit protocol leggen { $list } vast hoe zij samen volgen wat zij hebben afgesproken.
protocol-usual-note = Bij sommige punten staat ‘gewone waarde’. Daar hebben de partijen zelf niets ingevuld, en geldt wat in zulke protocollen gewoon is.
protocol-usual = Gewone waarde: de partijen vulden hier zelf niets in.
protocol-nothing = Hierover is niets vastgelegd.
protocol-item = { $n }. { $title }
protocol-made = Hoe dit protocol is gemaakt
made-agreement = Afspraken
made-version = Gemaakt met
made-again = Opnieuw maken
made-release = Uitgave

caption-parties = Wie er meedoet, en in welke rol
column-party = Partij
party-entities = { $party } bestaat uit { $list }.
party-serves = { $party } werkt ook voor { $list }.
party-lead = { $party } coördineert de uitvoering.
party-interest = Waarom { $party } meedoet: { $interest }
party-benefit = Wat { $party } eraan heeft: { $benefit }
challenge = De opgave: { $text }
challenge-source = Bron van de opgave: { $source }
statement-version = De impactbeschrijving, versie { $version } ({ $said }):
statement-older = Eerdere versie { $version }: { $state }.
alternatives = Ook afgewogen: { $text }
caption-endorsements = Wat elke partij zegt van versie { $version }
column-said = Wat zij zegt
said-nothing = Nog niets gezegd
said-stale = { $said } – dat ging over een eerdere tekst
supported = Versie { $version } van de impactbeschrijving is breed gedragen.
not-supported = Versie { $version } van de impactbeschrijving is nog niet breed gedragen. Nog nodig: { $list }.

caption-chain = De veranderketen: wat eerst verandert en wat daarna wordt verwacht. De lijst eronder zegt hetzelfde in woorden.
alt-chain = Schema met { $boxes } veranderingen en { $links } verbanden, van links naar rechts. Het begint bij: { $first }. Het eindigt bij: { $last }.
chain-first = eerst
chain-last = uiteindelijk
chain-not-covered = geen doel

chain-line = { $change } ({ $said })
chain-line-not-covered = Hiervoor is geen doel gesteld: { $reason }
chain-list-follows = De veranderketen als lijst. Onder elke verandering staat wat daarna wordt verwacht.
chain-reads = Zo hopen de partijen dat het gaat. Of het zo gaat, moet blijken.
caption-links = Wat moet kloppen, en wat ertussen kan komen
column-link = Verband
link = Eerst: { $change }. Daarna: { $after }.
contributions-follow = De bijdrage aan elk doel:
caption-groups = Voor wie
column-group = Doelgroep

caption-indicators = De afgesproken indicatoren
caption-agreed-indicators = Wie voor elke indicator zorgt, en wie hem gebruikt
column-indicator = Indicator
column-definition = Wat het is
column-kind = Soort
column-direction = Goed is
column-goal-short = Doel
kind-tellen = tellen
kind-meten = meten
kind-context = context
direction-up = meer
direction-down = minder
direction-none = –
caption-baselines = Waar wij begonnen
column-goal = Doel
column-value = Waarde
column-period = Periode
column-how = Hoe verkregen, of waarom niet
baseline-none = niet vastgelegd
baseline-withheld = niet afgedrukt, om niemand herkenbaar te maken; de waarde staat in het afsprakenbestand dat onderaan is genoemd
caption-targets = De streefwaarde van elk doel
column-target = Streefwaarde
caption-methods = Hoe wij het te weten komen
column-evidence = Soort bewijs
column-method = Hoe het hier gaat
evidence-inferred = geteld in de administratie
evidence-solicited = gevraagd aan mensen
evidence-observed = gezien of getoetst
method-catalogue = zoals de definitie zegt
caption-moments = De meetkalender
column-moment = Meetmoment
all-indicators = alle
moment-missed = { $moment } is gemist: { $reason }
calendar-file = Dezelfde kalender is er als bestand voor uw eigen agenda (.ics).
caption-tasks = Wie wat doet met de cijfers
purposes = Waarvoor wij meten, in deze volgorde: { $list }.

response-target = Wij streven ernaar dat { $share } van wie de vragenlijst krijgt, antwoordt.
minimum-group = Cijfers over minder dan { $n } mensen maken wij niet bekend. Ook een aandeel waarbij minder dan { $few } mensen anders antwoordden of anders uitkwamen, maken wij niet bekend.
stories-critical = Ook een verhaal over wat niet lukte, wordt verteld.
stories-not-critical = Alleen verhalen over wat lukte, worden verteld.
stories-number = { $n ->
    [one] Eén verhaal per jaar.
   *[other] { $n } verhalen per jaar.
  }
stories-chosen-by = Wie kiest: { $list }.

meeting-dates = Wanneer: { $list }.
meeting-who = Wie: { $list }.
meeting-order = Volgorde: { $order }
caption-presentations = Wie wat te horen krijgt, en welke vraag daarbij hoort
caption-signatures = Ondertekening van versie { $version }
column-signature = Handtekening
signed = ondertekend
signed-older = { $party } ondertekende versie { $version } op { $date }.

## The calendar file

event-moment = Meetmoment: { $name }
event-presentation = Vertellen aan { $audience }: { $occasion }
event-meeting = Duidingsgesprek { $area }
event-review = Terugblik op het monitoringsprotocol { $area }
event-responsible = Wie ervoor zorgt: { $list }.
event-about = Over { $period }.
calendar-name = Meetkalender { $area } { $round }

## The cycle page

cycle-title = De impactcyclus in { $area }
cycle-subtitle = Ronde { $round } · stand van { $date }
cycle-at = De partijen zijn bij stap { $n } van 5: { $step }.
cycle-late = { $n ->
    [one] Eén ding had al gedaan moeten zijn; onderaan staat wat.
   *[other] { $n } dingen hadden al gedaan moeten zijn; onderaan staat wat.
  }
cycle-next = Het eerstvolgende, op { $date }: { $what }.
cycle-where = Waar zijn we in de cyclus?
caption-steps = De vijf stappen
column-step = Stap
column-progress = Stand
column-there = Wat er ligt
progress-done = klaar
progress-under-way = bezig
progress-open = nog niet begonnen
there-1 = impactbeschrijving versie { $version }, { $state }
there-2 = { $goals ->
    [one] één doel, waarvan { $agreed } overeengekomen
   *[other] { $goals } doelen, waarvan { $agreed } overeengekomen
  }
there-3 = monitoringsprotocol, { $state }
there-4 = { $told ->
    [0] { $n ->
        [one] één presentatie afgesproken, nog niet gehouden
       *[other] { $n } presentaties afgesproken, nog niet gehouden
      }
   *[other] { $n ->
        [one] één presentatie, waarvan { $told } gehouden
       *[other] { $n } presentaties, waarvan { $told } gehouden
      }
  }
there-5 = { $n ->
    [0] nog geen duiding
    [one] één duiding
   *[other] { $n } duidingen
  } en { $decisions ->
    [0] nog geen besluiten
    [one] één besluit
   *[other] { $decisions } besluiten
  }
cycle-agreed = Wat is er afgesproken?
cycle-endorsed = Wie onderschrijft dat?
cycle-told = Wat is er verteld, en aan wie?
cycle-learned = Wat is er geleerd?
cycle-due = Wat moet er nog gebeuren?
cycle-made = Hoe deze pagina is gemaakt
told-nothing = Er zijn nog geen presentaties afgesproken.
learned-nothing = Er is nog niets vastgelegd van wat er is geleerd. Dat komt na het duidingsgesprek.
interpretation-of-goal = Over { $period } – { $goal }
interpretation-of = Over { $period }
caption-decisions = Elk besluit, met wie het uitvoert en wanneer
column-decision = Soort besluit
lessons-open = Lessen die de volgende ronde meeneemt:
caption-due = Op volgorde van datum
column-what = Wat
column-when = Wanneer
column-who = Wie
due-open = zodra het kan
due-late = { $date } (te laat)
due-nothing = Er staat niets open.
due-moment = meetmoment ‘{ $name }’
due-presentation = vertellen aan { $audience } ({ $occasion })
due-meeting = duidingsgesprek
due-review = terugblik op het protocol
due-decision = besluit uitvoeren: { $text }
due-endorsement = { $party } vragen of zij versie { $version } van de impactbeschrijving onderschrijft
due-signature = versie { $version } van het protocol ondertekenen

## Accounting for what was promised

section-accounted = Zijn alle afgesproken cijfers er?
accounted-all = { $n ->
    [one] Ja: het ene afgesproken cijfer staat in het rapport.
   *[other] Ja: alle { $n } afgesproken cijfers staan in het rapport.
  }
accounted-some = { $told ->
    [0] Nee. Van de { $n } afgesproken cijfers staat er geen in het rapport.
    [one] Niet helemaal. Van de { $n } afgesproken cijfers staat er één in het rapport.
   *[other] Niet helemaal. Van de { $n } afgesproken cijfers staan er { $told } in het rapport.
  }
accounted-beside = Ook toegezegd: { $statement }
account-withheld = { $name }: gemeten, maar niet te tonen. Het gaat om te weinig mensen, of te veel van hen gaven hetzelfde antwoord.
account-incomplete = { $name }: niet elke bibliotheek leverde over { $period } een cijfer aan.
account-missed = { $name }: over { $period } is er geen meting. De partijen geven als reden: { $reason }
account-stopped = { $name }: de partijen zijn hiermee gestopt. Zij geven als reden: { $reason }
account-not-due-by = { $name }: de meting over { $period } komt nog, uiterlijk op { $due }.
account-not-handed-in-by = { $name }: over { $period } is niets aangeleverd. De cijfers zouden klaar zijn op { $due }.
account-not-handed-in = { $name }: over { $period } is niets aangeleverd, en er staat niet bij waarom.
caption-accounts = De toegezegde cijfers over { $period }
column-owner = Wie ervoor zorgt
column-due = Meetmoment
column-delivery = Wat ervan kwam
delivery-told = staat in het rapport
delivery-withheld = gemeten, niet te tonen
delivery-incomplete = niet compleet
delivery-missed = niet gemeten, met reden
delivery-stopped = gestopt, met reden
delivery-not-due = komt nog
delivery-not-handed-in = niet aangeleverd

## What changed between two versions

differences-none = Er is niets veranderd sinds { $since }.
differences-head = Wat er sinds { $since } is veranderd in de afspraken van { $area }:
difference-added = { $what }: nieuw.
difference-removed = { $what }: vervallen.
difference-changed = { $where }: { $field } was ‘{ $old }’ en is nu ‘{ $new }’.
difference-filled = { $where }: { $field } is nu ‘{ $new }’; dat was nog niet ingevuld.
difference-emptied = { $where }: { $field } is leeggemaakt; dat was ‘{ $old }’.
difference-named = { $part } ‘{ $name }’
difference-endorsement = { $party } over versie { $version }: { $state }
difference-signature = { $party } onder versie { $version }
difference-presentation = { $audience } op { $date }

## Links on the overview page

overview-cycle = De impactcyclus ({ $kind })
overview-protocol = Monitoringsprotocol en kalender ({ $kind })

## What the signatories must know

protocol-as-of = De standen in dit protocol zijn van { $date }. Zij veranderen zonder nieuwe ondertekening en horen niet bij wat is ondertekend.
protocol-usual-rest = Gewone waarde, voor wat de partijen hier niet zelf invulden.
protocol-usual-line = { $text } (gewone waarde)
contractors-several = Staat er ‘de opdrachtnemer’, dan geldt dat voor elke opdrachtnemer, voor het eigen deel. De verdeling staat bij punt 12.
partners-not-bound = Partners ondertekenen dit protocol niet. De partij die eindverantwoordelijk is, maakt met hen afspraken over hun taken.
basis-runs-on = Ook na die datum geldt dit protocol voor meten, bespreken en vertellen over de jaren van de ronde.
signed-before-statement = Versie { $version } van de impactbeschrijving is van { $date }, na de ondertekening. Voor die versie zijn nieuwe handtekeningen nodig.
support-needs = De tekst is breed gedragen als deze partijen hem onderschrijven: { $list }.
statement-why = Waarom, volgens de partijen: { $why }
of-date = van { $date }
by-year = te bereiken in { $year }
target-at-least = ten minste { $value }
target-at-most = ten hoogste { $value }
chain-goals = { $n ->
    [one] doel { $list }
   *[other] doel { $list }
  }
caption-services = De diensten
column-service = Dienst
account-not-confirmed = { $name }: het cijfer over { $period } is nog niet vastgesteld.
due-confirm = cijfers laten controleren en vaststellen: { $name }

## How a target of each kind of indicator is written

form-count = aantal, zoals 1600
form-rate = aantal per inwoners, zoals 240
form-ratio = aandeel, zoals 75%
form-share = aandeel, zoals 75%
form-mean = gemiddelde op de schaal, zoals 7.5
form-change-of-mean = vooruitgang op de schaal, zoals 0.5
form-balance = saldo, zoals 120 of -35
form-average = gemiddeld aantal, zoals 14.9
form-given = cijfer van een ander; geen doel
form-net-share = saldo van twee aandelen, zoals 25%
form-change-of-share = verschil tussen nu en vóór in procentpunten, zoals 10%
form-improved = aandeel dat vooruitging, zoals 60%
form-context = achtergrond; geen doel
event-who = Wie erbij is: { $list }.

## How many answers a goal needs

plan-title = Hoeveel antwoorden zijn er per jaar nodig voor de doelen van { $area }?
plan-goal = Doel { $n }:
plan-counted = Dit doel wordt geteld. Daarvoor zijn geen antwoorden nodig.
caption-plan = Hoeveel antwoorden elk doel per jaar nodig heeft. De marge en het verschil zijn die bij dat aantal antwoorden.
column-plan-answers = Antwoorden nodig
column-plan-invitations = Uitnodigingen
column-plan-margin = Marge
column-plan-smallest = Kleinste verschil dat te zien is
plan-more = meer dan { $most }
points = { $n } punt
points-of-share = { $n } procentpunt
plan-needed = { $n ->
    [one] Er is één antwoord nodig.
   *[other] Er zijn { $n } antwoorden nodig.
  }
plan-kept = Blijft de uitkomst zoals in { $period } ({ $expected }), dan is er een kans van ongeveer 80% dat het rapport kan zeggen: het doel van { $target } is gehaald.
plan-if = Is de uitkomst in werkelijkheid { $expected }, dan is er een kans van ongeveer 80% dat het rapport kan zeggen: het doel van { $target } is gehaald.
plan-no-target = Er is geen streefwaarde afgesproken. Wij rekenden met wat bij zo’n vraag ten minste te zien moet zijn.
plan-cannot = Of het doel van { $target } is gehaald, valt met een vragenlijst waarschijnlijk niet te zeggen: zelfs { $most } antwoorden zijn te weinig.
plan-cannot-kept = Dat geldt als de uitkomst blijft zoals in { $period } ({ $expected }). Die ligt te dicht bij het doel.
plan-cannot-if = Dat geldt als de uitkomst in werkelijkheid { $expected } is. Die ligt te dicht bij het doel.
plan-invitations = Bij een respons van { $response } zijn daarvoor { $n } uitnodigingen nodig.
plan-last = { $n ->
    [one] In { $period } kwam er één antwoord.
   *[other] In { $period } kwamen er { $n } antwoorden.
  }
plan-last-unknown = Hoeveel antwoorden er de vorige keer kwamen, is niet bekend of maken wij niet bekend.
plan-asked = { $n ->
    [one] In { $period } kregen { $asked } mensen de vragenlijst, en kwam er één antwoord.
   *[other] In { $period } kregen { $asked } mensen de vragenlijst, en kwamen er { $n } antwoorden.
  }
plan-enough = Antwoordt { $response } van zo’n groep, dan zijn dat er { $n }: genoeg.
plan-short = Antwoordt { $response } van zo’n groep, dan zijn dat er { $n }: te weinig.
plan-short-whoever = Ook als iedereen antwoordt, zijn het er te weinig.
plan-short-hidden = Met zo weinig antwoorden (minder dan { $n }) maken wij geen cijfer bekend.
plan-tells = Met { $n } antwoorden is de marge { $margin } naar beide kanten. Een verschil tussen twee jaren is meestal pas te zien vanaf { $smallest }.
plan-tells-change = Met { $n } antwoorden is de marge { $margin } naar beide kanten. Een verandering is meestal pas te zien vanaf { $smallest }.
plan-tells-nothing = Met { $n } antwoorden is de marge { $margin } naar beide kanten. Een verschil is dan niet te zien.
plan-certainty = Deze aantallen zijn een schatting vooraf, en geen afspraak. Wij rekenden met 95% zekerheid, en met 80% kans dat een echt verschil ook te zien is.
plan-alike = Mensen uit één groep, zoals een cursus, lijken op elkaar. Daarom zijn er meer antwoorden nodig dan van mensen die los van elkaar komen; wij rekenden met een samenhang van 0,1.
plan-group-assumed = Waar niet bekend is hoeveel antwoorden er uit één groep komen, rekenden wij met 12.
plan-response-agreed = Wij rekenden met de afgesproken respons van { $response }.
plan-response-assumed = Over de respons is niets afgesproken. Wij rekenden ermee dat { $response } antwoordt.
plan-not-all = Veel antwoorden maken de marge kleiner. Of wie antwoordt, lijkt op wie niet antwoordt, zegt het aantal niet.
