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
section-methods = Hoe de cijfers zijn berekend

impact-statement = Samen willen de partijen dit bereiken: { $statement }
    .plain = Dit willen de partijen samen bereiken. { $statement }
goal-service = Dienst: { $service }. Beoogde verandering: { $change }.
    .plain = Dienst: { $service }. Gewenste verandering: { $change }.
goal-contribution-direct = Afgesproken bijdrage (rechtstreeks): { $text }.
goal-contribution-shared = Afgesproken bijdrage (samen met anderen): { $text }.
goal-contribution-conditional = Afgesproken bijdrage (onder voorwaarden): { $text }.

## Verdicts, as a few words beside a shape

verdict-met = doel gehaald
verdict-not-yet = nog niet gehaald
verdict-not-met = niet gehaald
verdict-cannot-say = niet te zeggen
verdict-too-few = niet te tonen
verdict-no-data = geen cijfers
verdict-no-target = geen streefwaarde
    .plain = geen getal afgesproken
verdict-better = beter dan vorig jaar
verdict-worse = minder goed dan vorig jaar
verdict-higher = meer dan vorig jaar
verdict-lower = minder dan vorig jaar
verdict-no-clear-change = geen duidelijk verschil
verdict-same = gelijk aan vorig jaar
verdict-no-earlier = geen eerder cijfer
verdict-not-comparable = niet te vergelijken
verdict-within = gewoon verschil

## The opening: the answer first

opening-goals = { $goals ->
    [one] Zo staat het afgesproken doel ervoor in { $period }: { $list }.
   *[other] Zo staan de { $goals } afgesproken doelen ervoor in { $period }: { $list }.
  }
    .plain = { $goals ->
        [one] Het doel in { $period }: { $list }.
       *[other] De { $goals } doelen in { $period }: { $list }.
    }
opening-no-goals = Voor { $area } zijn nog geen doelen vastgelegd; hieronder staat wat over { $period } is geteld en gemeten.
    .plain = Voor { $area } zijn nog geen doelen vastgelegd; hieronder staat wat er over { $period } wel bekend is.
opening-nothing = Voor { $area } zijn nog geen doelen vastgelegd, en over { $period } zijn er geen cijfers die we kunnen vertellen.
    .plain = Voor { $area } zijn nog geen doelen vastgelegd, en voor { $period } hebben we geen cijfers om te vertellen.
opening-missed-not-met = Het doel van { $target } is niet gehaald: { $statement }
    .plain = Het doel ({ $target }) is niet gehaald: { $statement }
opening-missed-not-yet = Het doel van { $target } voor { $by } is nog niet gehaald: { $statement }
    .plain = Het doel ({ $target }) is nog niet gehaald: { $statement }
opening-missed-change-not-met = Bij { $subject } is het doel van { $target } niet gehaald: terugkijkend { $value } ({ $n } { $people } in { $period }).
    .plain = Bij { $subject } is het doel van { $target } niet gehaald (terugkijkend, { $n } { $people } in { $period }).
opening-missed-change-not-yet = Bij { $subject } is het doel van { $target } voor { $by } nog niet gehaald: terugkijkend { $value } ({ $n } { $people } in { $period }).
    .plain = Bij { $subject } is het doel van { $target } nog niet gehaald (terugkijkend, { $n } { $people } in { $period }).
opening-missed-paired-not-met = Bij { $subject } is het doel van { $target } niet gehaald: voor en na gemeten { $value } ({ $n } { $people } in { $period }).
    .plain = Bij { $subject } is het doel van { $target } niet gehaald ({ $n } { $people }, voor en na gemeten in { $period }).
opening-missed-paired-not-yet = Bij { $subject } is het doel van { $target } voor { $by } nog niet gehaald: voor en na gemeten { $value } ({ $n } { $people } in { $period }).
    .plain = Bij { $subject } is het doel van { $target } nog niet gehaald ({ $n } { $people }, voor en na gemeten in { $period }).
stand-met = { $those ->
    [single] het is gehaald
    [all] alle { $n } zijn gehaald
   *[some] { $n ->
        [one] 1 is gehaald
       *[other] { $n } zijn gehaald
      }
  }
stand-not-yet = { $those ->
    [single] het is nog niet gehaald
    [all] nog geen ervan is gehaald
   *[some] { $n ->
        [one] 1 is nog niet gehaald
       *[other] { $n } zijn nog niet gehaald
      }
  }
stand-not-met = { $those ->
    [single] het is niet gehaald
    [all] geen ervan is gehaald
   *[some] { $n ->
        [one] 1 is niet gehaald
       *[other] { $n } zijn niet gehaald
      }
  }
stand-cannot-say = { $those ->
    [single] of het is gehaald, kunnen we niet zeggen
    [all] of ze zijn gehaald, kunnen we niet zeggen
   *[some] { $n ->
        [one] van 1 kunnen we het niet zeggen
       *[other] van { $n } kunnen we het niet zeggen
      }
  }
    .plain = { $those ->
        [single] of het is gehaald, weten we niet
        [all] of ze zijn gehaald, weten we niet
       *[some] { $n ->
            [one] van 1 weten we het niet
           *[other] van { $n } weten we het niet
          }
      }
stand-too-few = { $those ->
    [single] we tonen geen cijfer
    [all] over geen ervan tonen we een cijfer
   *[some] { $n ->
        [one] over 1 tonen we geen cijfer
       *[other] over { $n } tonen we geen cijfer
      }
  }
    .plain = { $those ->
        [single] we tonen geen cijfer
        [all] we tonen er geen van
       *[some] { $n ->
            [one] 1 tonen we niet
           *[other] { $n } tonen we niet
          }
      }
stand-no-data = { $those ->
    [single] er zijn geen cijfers
    [all] over geen ervan zijn er cijfers
   *[some] { $n ->
        [one] over 1 zijn er geen cijfers
       *[other] over { $n } zijn er geen cijfers
      }
  }
stand-no-target = { $those ->
    [single] er is geen streefwaarde afgesproken
    [all] bij geen ervan is een streefwaarde afgesproken
   *[some] { $n ->
        [one] bij 1 is geen streefwaarde afgesproken
       *[other] bij { $n } is geen streefwaarde afgesproken
      }
  }
    .plain = { $those ->
        [single] er is geen getal afgesproken
        [all] bij geen ervan is een getal afgesproken
       *[some] { $n ->
            [one] 1 heeft geen getal
           *[other] { $n } hebben geen getal
          }
      }

## Counted

count-found = { $count ->
    [0] In { $period } waren er geen { $claim }.
    [one] { $name }, geteld in { $period }: { $value }.
   *[other] In { $period } waren er { $value } { $claim }.
  }
rate-found = { $per ->
    [one] In { $period } waren er { $value } { $claim } per inwoner.
   *[other] In { $period } waren er { $value } { $claim } per { $per } inwoners.
  }
ratio-found = { $part ->
    [one] { $name }, geteld in { $period }: { $part } van de { $whole }.
   *[other] { $value } van de { $whole } { $claim } ({ $period }).
  }
ratio-found-few = { $part ->
    [one] { $name }, geteld in { $period }: { $part } van de { $whole }.
   *[other] { $part } van de { $whole } { $claim } ({ $period }).
  }
rate-among-found = { $per ->
    [one] In { $period } waren er gemiddeld { $value } { $claim } voor elk van de { $among }.
   *[other] In { $period } waren er { $value } { $claim } per { $per } { $among }.
  }
rate-per-one-found = In { $period } waren er gemiddeld { $value } { $claim } per { $among }.
inhabitants = inwoners
inhabitant = inwoner
rate-euro-found = { $per ->
    [one] In { $period } was er { $value } { $claim } per inwoner.
   *[other] In { $period } was er { $value } { $claim } per { $per } inwoners.
  }
balance-found = In { $period } was het saldo { $value } { $claim }.
average-found = In { $period } waren er gemiddeld { $value } { $claim }.
average-euro-found = In { $period } was er gemiddeld { $value } { $claim }.
given-found = Volgens de bron ‘{ $source }’ ({ $period }): { $value } { $claim }.
    .plain = { $value } { $claim } ({ $period }). Dit cijfer komt uit de bron ‘{ $source }’.
given-margin = De bron geeft er een marge bij: van { $low } tot { $high }.
    .plain = Volgens de bron ligt het waarschijnlijk tussen { $low } en { $high }.

## Amounts with their unit

amount-points = { $count ->
    [one] { $n } procentpunt
   *[other] { $n } procentpunt
  }
amount-percent = { $n }%
amount-euro = € { $n }
amount-kilometre = { $n } km
amount-many-of = { $part } van hen

## Asked

people = deelnemers
share-found = { $value } van de { $n } { $people } die in { $period } de vraag beantwoordden, { $claim }.
    .plain = { $value } van de { $n } { $people } die in { $period } antwoordden, { $claim }.
share-found-indicative = { $part } van de { $n } { $people } die in { $period } de vraag beantwoordden, { $claim }.
    .plain = { $part } van de { $n } { $people } die in { $period } antwoordden, { $claim }.
observed-found = { $value } van de { $n } { $people } die in { $period } de opdrachten maakten, { $claim }.
    .plain = { $value } van de { $n } { $people } die in { $period } de opdrachten maakten, { $claim }.
observed-found-indicative = { $part } van de { $n } { $people } die in { $period } de opdrachten maakten, { $claim }.
    .plain = { $part } van de { $n } { $people } die in { $period } de opdrachten maakten, { $claim }.
improved-found = { $value } van de { $n } { $people } van wie we in { $period } een uitslag van vóór én van nu hebben, { $claim }.
    .plain = Van { $n } { $people } hebben we in { $period } een uitslag van vóór én van nu. { $value } van hen { $claim }.
improved-found-indicative = { $part } van de { $n } { $people } van wie we in { $period } een uitslag van vóór én van nu hebben, { $claim }.
    .plain = Van { $n } { $people } hebben we in { $period } een uitslag van vóór én van nu. { $part } van hen { $claim }.
improved-found-answer = { $value } van { $n } { $people } met twee uitslagen ({ $period }) { $claim }.
improved-found-answer-indicative = { $part } van { $n } { $people } met twee uitslagen ({ $period }) { $claim }.
mean-found = { $people_first } { $claim } { $value } ({ $n } antwoorden in { $period }).
net-share-found = Over { $period } is het saldo bij { $subject } { $value }: het percentage { $people } dat { $high } of hoger antwoordde, min het percentage dat { $low } of lager antwoordde ({ $n } antwoorden; het saldo loopt van -100 tot 100).
    .plain = Over { $period } is het saldo bij { $subject } { $value } ({ $n } antwoorden). Dat is het percentage { $people } met { $high } of hoger, min dat met { $low } of lager. Het saldo loopt van -100 tot 100.
net-share-answer = Over { $period } is het saldo bij { $subject } { $value } ({ $n } antwoorden van { $people }: { $high } of hoger, min { $low } of lager).
change-of-share-clear-up = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Terugkijkend is dat meer dan vóór { $activity } ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Terugkijkend is dat meer dan vóór { $activity } ({ $before }).
change-of-share-some-up = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Terugkijkend is dat mogelijk meer dan vóór { $activity } ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Terugkijkend is dat mogelijk meer dan vóór { $activity } ({ $before }).
change-of-share-clear-down = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Terugkijkend is dat minder dan vóór { $activity } ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Terugkijkend is dat minder dan vóór { $activity } ({ $before }).
change-of-share-some-down = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Terugkijkend is dat mogelijk minder dan vóór { $activity } ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Terugkijkend is dat mogelijk minder dan vóór { $activity } ({ $before }).
change-of-share-open = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Of dat, terugkijkend, anders is dan vóór { $activity } ({ $before }), kunnen we niet zeggen.
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Of dat, terugkijkend, anders is dan vóór { $activity } ({ $before }), kunnen we niet zeggen.
change-of-share-none-of-note = { $now } van de { $n } { $people } die in { $period } antwoord gaven over vóór en nu, { $claim }. Terugkijkend vonden we geen verschil van belang met vóór { $activity } ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }. Terugkijkend vonden we geen verschil van belang met vóór { $activity } ({ $before }).
paired-share-clear-up = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Na { $activity } is dat meer dan ervoor ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Na { $activity } is dat meer dan ervoor ({ $before }).
paired-share-some-up = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Na { $activity } is dat mogelijk meer dan ervoor ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Na { $activity } is dat mogelijk meer dan ervoor ({ $before }).
paired-share-clear-down = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Na { $activity } is dat minder dan ervoor ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Na { $activity } is dat minder dan ervoor ({ $before }).
paired-share-some-down = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Na { $activity } is dat mogelijk minder dan ervoor ({ $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Na { $activity } is dat mogelijk minder dan ervoor ({ $before }).
paired-share-open = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Of dat na { $activity } anders is dan ervoor ({ $before }), kunnen we niet zeggen.
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Of dat na { $activity } anders is dan ervoor ({ $before }), kunnen we niet zeggen.
paired-share-none-of-note = { $now } van de { $n } { $people } die in { $period } twee keer antwoord gaven, { $claim }. Tussen voor en na { $activity } vonden we geen verschil van belang (ervoor: { $before }).
    .plain = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }. Tussen voor en na { $activity } vonden we geen verschil van belang (ervoor: { $before }).
change-of-share-answer = { $now } van de { $n } { $people } die in { $period } over vóór en nu antwoordden, { $claim }.
paired-share-answer = { $now } van de { $n } { $people } die in { $period } twee keer antwoordden, { $claim }.
change-clear-up = Bij { $subject } schatten { $people } zichzelf, terugkijkend, hoger in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = Terugkijkend schatten { $n } { $people } zich in { $period } bij { $subject } gemiddeld hoger in dan vóór { $activity }.
change-some-up = Bij { $subject } schatten { $people } zichzelf, terugkijkend, mogelijk hoger in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = Terugkijkend schatten { $n } { $people } zich in { $period } bij { $subject } gemiddeld mogelijk hoger in dan vóór { $activity }.
change-clear-down = Bij { $subject } schatten { $people } zichzelf, terugkijkend, lager in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = Terugkijkend schatten { $n } { $people } zich in { $period } bij { $subject } gemiddeld lager in dan vóór { $activity }.
change-some-down = Bij { $subject } schatten { $people } zichzelf, terugkijkend, mogelijk lager in dan vóór { $activity }: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = Terugkijkend schatten { $n } { $people } zich in { $period } bij { $subject } gemiddeld mogelijk lager in dan vóór { $activity }.
change-open = We kunnen niet zeggen of { $people } zichzelf bij { $subject }, terugkijkend, anders inschatten dan vóór { $activity }: gemiddeld { $now } nu en { $before } toen ({ $scale }).
    .plain = Of { $n } { $people } zich terugkijkend anders inschatten bij { $subject }, kunnen we over { $period } niet zeggen.
change-none-of-note = Bij { $subject } vonden we, terugkijkend, geen verschil van belang met vóór { $activity }: gemiddeld { $now } nu en { $before } toen ({ $scale }).
    .plain = Bij { $subject } vonden we over { $period } bij { $n } { $people } terugkijkend geen verschil van belang.
paired-clear-up = Bij { $subject } scoorden { $people } na { $activity } hoger dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = In { $period } scoorden { $n } { $people } bij { $subject } na { $activity } gemiddeld hoger dan ervoor.
paired-some-up = Bij { $subject } scoorden { $people } na { $activity } mogelijk hoger dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = In { $period } scoorden { $n } { $people } bij { $subject } na { $activity } gemiddeld mogelijk hoger dan ervoor.
paired-clear-down = Bij { $subject } scoorden { $people } na { $activity } lager dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = In { $period } scoorden { $n } { $people } bij { $subject } na { $activity } gemiddeld lager dan ervoor.
paired-some-down = Bij { $subject } scoorden { $people } na { $activity } mogelijk lager dan ervoor: gemiddeld { $now } tegen { $before } ({ $scale }).
    .plain = In { $period } scoorden { $n } { $people } bij { $subject } na { $activity } gemiddeld mogelijk lager dan ervoor.
paired-open = We kunnen niet zeggen of { $people } bij { $subject } na { $activity } anders scoorden dan ervoor: gemiddeld { $now } erna en { $before } ervoor ({ $scale }).
    .plain = Of { $n } { $people } na { $activity } anders scoorden bij { $subject }, kunnen we over { $period } niet zeggen.
paired-none-of-note = Bij { $subject } vonden we geen verschil van belang tussen voor en na { $activity }: gemiddeld { $now } erna en { $before } ervoor ({ $scale }).
    .plain = Bij { $subject } vonden we over { $period } bij { $n } { $people } na { $activity } geen verschil van belang.
change-means = Het gemiddelde was vóór { $activity } { $before } en is nu { $now }, op een schaal van { $low } tot { $high }.
paired-means = Het gemiddelde was vóór { $activity } { $before } en erna { $now }, op een schaal van { $low } tot { $high }.
change-weak = Er is een verschil gemeten, maar voor een uitspraak is dat te zwak: { $why }.
    .plain = Er is een verschil gemeten, maar dat is te zwak voor een uitspraak. { $reasons }
scale-and-answers = schaal { $low } tot { $high }, { $n } antwoorden in { $period }
movers = { $improved } { $people } kwamen hoger uit, { $same } gelijk en { $declined } lager.
movers-together = { $improved } { $people } kwamen hoger uit; { $others } bleven gelijk of kwamen lager uit.
movers-of-share = Van hen hoorden er { $improved } nu wel bij en ervoor niet, { $declined } ervoor wel en nu niet, en { $same } beide keren hetzelfde.
    .plain = Bij { $improved } van hen geldt het nu wel en gold het ervoor niet. Bij { $declined } is het andersom, en bij { $same } bleef het gelijk.

who-answered-of = In totaal waren er { $invited } { $asked }.
who-answered = De antwoorden komen van { $asked }.
no-opinion = { $n ->
    [one] Eén persoon koos ‘weet niet’ of ‘niet van toepassing’.
   *[other] { $n } mensen kozen ‘weet niet’ of ‘niet van toepassing’.
  }

## No figure

absent-no-data = Voor { $period } zijn geen cijfers aangeleverd over { $subject }.
absent-incomplete = Voor { $period } is er geen cijfer te geven over { $subject }: niet elke bibliotheek leverde het aan, en een optelsom zou te laag zijn.
    .plain = Voor { $period } is er geen cijfer te geven over { $subject }. Niet elke bibliotheek leverde het aan, en een optelsom zou te laag zijn.
absent-protected = Voor { $period } tonen we geen cijfer over { $subject }: het gaat om te weinig mensen, of te veel van hen gaven hetzelfde antwoord.
    .plain = Voor { $period } tonen we geen cijfer over { $subject }. Het gaat om te weinig mensen, of te veel van hen gaven hetzelfde antwoord.

short-no-data = geen cijfers
short-incomplete = niet compleet
short-protected = niet te tonen

## Two years together

period-together = { $years } samen
name-together = { $name } ({ $period })
caption-years-together = Dit is over { $period }.

## The target

target-met-counted = Het doel van { $target } voor { $by } is gehaald.
target-met-asked = Het doel van { $target } voor { $by } is gehaald: de marge loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is gehaald. Het cijfer ligt waarschijnlijk tussen { $low } en { $high }.
target-met-change = Het doel van { $target } voor { $by } is gehaald: de marge van het verschil loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is gehaald. Het verschil ligt waarschijnlijk tussen { $low } en { $high }.
target-not-yet-counted = Het doel van { $target } voor { $by } is nog niet gehaald.
target-not-yet-asked = Het doel van { $target } voor { $by } is nog niet gehaald: de marge loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is nog niet gehaald. Het cijfer ligt waarschijnlijk tussen { $low } en { $high }.
target-not-yet-change = Het doel van { $target } voor { $by } is nog niet gehaald: de marge van het verschil loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is nog niet gehaald. Het verschil ligt waarschijnlijk tussen { $low } en { $high }.
target-not-met-counted = Het doel van { $target } voor { $by } is niet gehaald.
target-not-met-asked = Het doel van { $target } voor { $by } is niet gehaald: de marge loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is niet gehaald. Het cijfer ligt waarschijnlijk tussen { $low } en { $high }.
target-not-met-change = Het doel van { $target } voor { $by } is niet gehaald: de marge van het verschil loopt van { $low } tot { $high }.
    .plain = Het doel van { $target } voor { $by } is niet gehaald. Het verschil ligt waarschijnlijk tussen { $low } en { $high }.
target-cannot-say-counted = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de cijfers zijn niet compleet.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. De cijfers zijn niet compleet.
target-cannot-say-asked = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de marge loopt van { $low } tot { $high }.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. Het cijfer ligt waarschijnlijk tussen { $low } en { $high }.
target-cannot-say-change = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: de marge van het verschil loopt van { $low } tot { $high }.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. Het verschil ligt waarschijnlijk tussen { $low } en { $high }.
target-cannot-say-one-course = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: alle antwoorden komen uit één groep.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. Alle antwoorden komen uit één groep.
target-cannot-say-lopsided = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: te veel mensen antwoordden hetzelfde of veranderden niet. De marge is dan te onzeker voor een oordeel.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. Te veel mensen antwoordden hetzelfde of veranderden niet. De marge is dan te onzeker voor een oordeel.
target-cannot-say-years-together = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: dit cijfer gaat over { $period }.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. Dit cijfer gaat over { $period }.
target-cannot-say-weak = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen: { $why }. Daarom geven we geen oordeel.
    .plain = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen. { $reasons }
weak-few-answers = het zijn maar { $n } antwoorden
weak-low-response = minder dan 40% antwoordde
weak-response-unknown = we weten niet hoeveel mensen de vragenlijst kregen
weak-courses-unknown = we weten niet wie in dezelfde groep zat
weak-chosen-afterwards = het doel is pas achteraf afgesproken
weak-one-of-many = bij zoveel vergelijkingen valt er bijna altijd één toevallig op
weak-years-together = het gaat over twee jaren samen
weak-incomplete = niet elke bibliotheek leverde alles aan
weak-uncertain = de antwoorden zijn te onzeker
weak-one-course = alle antwoorden komen uit één groep
weak-lopsided = te veel mensen antwoordden hetzelfde of veranderden niet
target-too-few = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen.
target-no-data = Of het doel van { $target } voor { $by } is gehaald, kunnen we niet zeggen.
target-none = Voor dit doel is geen streefwaarde afgesproken: { $reason }
    .plain = Voor dit doel is geen getal afgesproken. De reden: { $reason }
target-of-change = { $target } punt vooruitgang
target-of-change-of-share = { $target } verschil tussen nu en vóór

## Beside the year before

previous-clear-up = Dat is hoger dan in { $earlier } ({ $value }). Het gaat wel om andere { $people }.
previous-some-up = Dat is mogelijk hoger dan in { $earlier } ({ $value }). Het gaat wel om andere { $people }.
previous-clear-down = Dat is lager dan in { $earlier } ({ $value }). Het gaat wel om andere { $people }.
previous-some-down = Dat is mogelijk lager dan in { $earlier } ({ $value }). Het gaat wel om andere { $people }.
previous-open = Of dat anders is dan in { $earlier } ({ $value }), kunnen we niet zeggen.
previous-none-of-note = Vergeleken met { $earlier } ({ $value }) zien we geen verschil van belang.
previous-higher = Dat is meer dan in { $earlier } ({ $value }).
previous-lower = Dat is minder dan in { $earlier } ({ $value }).
previous-same = Dat is evenveel als in { $earlier }.
previous-same-rounded = Dat is afgerond evenveel als in { $earlier }.
previous-cannot-say = Dit is niet goed te vergelijken met { $earlier }.
previous-not-comparable = Met { $earlier } is dit niet te vergelijken: { $why }.
    .plain = Met { $earlier } is dit niet te vergelijken. De reden: { $why }.
previous-change-clear-up = Het verschil tussen toen en nu is groter dan in { $earlier }. Het gaat wel om andere { $people }.
previous-change-some-up = Het verschil tussen toen en nu is mogelijk groter dan in { $earlier }. Het gaat wel om andere { $people }.
previous-change-clear-down = Het verschil tussen toen en nu is kleiner dan in { $earlier }. Het gaat wel om andere { $people }.
previous-change-some-down = Het verschil tussen toen en nu is mogelijk kleiner dan in { $earlier }. Het gaat wel om andere { $people }.
previous-change-open = Of het verschil tussen toen en nu anders is dan in { $earlier }, kunnen we niet zeggen.
previous-change-none-of-note = Vergeleken met de { $people } van { $earlier } zien we geen verschil van belang.

## Caveats, beside the claim

caveat-retrospective = { $people_first } keken aan het eind zelf terug. Dat valt vaak gunstiger uit dan een meting vooraf en achteraf, en het laat niet zien wat de oorzaak is.
    .plain = { $people_first } keken aan het eind zelf terug. Dat valt vaak gunstiger uit dan meten vooraf en achteraf. Wat de oorzaak is, laat het niet zien.
caveat-post-only = { $people_first } gaven aan het eind zelf hun mening. Dat laat niet zien wat er is veranderd of wat de oorzaak is.
    .plain = { $people_first } gaven aan het eind zelf hun mening. Dat laat niet zien wat er veranderde of wat de oorzaak is.
caveat-paired = Er is geen vergelijking met mensen die niet meededen. De oorzaak van een verschil is dus niet vast te stellen.
    .plain = We vergeleken niet met mensen die niet meededen. Daarom weten we niet wat de oorzaak van een verschil is.
caveat-few-answers = Het zijn weinig antwoorden ({ $n }). Lees dit als een aanwijzing.
    .plain = Het zijn weinig antwoorden ({ $n }). Wees dus voorzichtig met dit cijfer.
caveat-low-response = Minder dan 40% van de { $people } antwoordde. Wie niet antwoordde, kan er anders over denken.
caveat-response-unknown = Hoeveel mensen de vragenlijst kregen, is niet bekend.
caveat-one-course = Alle antwoorden komen uit één groep. Ze zeggen niets over andere groepen.
caveat-lopsided = Veel mensen gaven het hoogste of het laagste antwoord. De marge is dan te onzeker voor een oordeel.
caveat-lopsided-change = Bij veel mensen veranderde het antwoord niet. De marge is dan te onzeker voor een oordeel.
caveat-lopsided-change-of-share = Veel mensen hoorden er beide keren wel bij, of beide keren niet. De marge is dan te onzeker voor een oordeel.
caveat-courses-unknown = We weten niet welke antwoorden uit dezelfde groep komen. Mensen uit één groep lijken op elkaar, dus de marge is waarschijnlijk breder dan hier staat.
    .plain = We weten niet welke antwoorden uit dezelfde groep komen. Mensen uit één groep lijken op elkaar. De marge is dus waarschijnlijk breder dan hier staat.
caveat-chosen-afterwards = Dit doel is pas afgesproken toen de periode al voorbij was. Daarom zeggen we dit voorzichtig.
caveat-one-of-many = In een rapport met zoveel vergelijkingen is er bijna altijd wel één die toevallig opvalt. Daarom zeggen we dit voorzichtig.
caveat-incomplete = { $reported } van de { $expected } bibliotheken leverden alles aan wat voor dit cijfer nodig is. Het gaat alleen over hen.
    .plain = { $reported } van de { $expected } bibliotheken leverden aan wat voor dit cijfer nodig is. Het gaat alleen over hen.
only-of = Dat is van { $reported } van de { $expected } bibliotheken.
caveat-wider-area = Dit cijfer gaat over heel { $wider }, niet over { $area } alleen.
caveat-years-together = Dit cijfer gaat over { $period }: over één jaar apart kunnen we niets tonen (te weinig mensen, of te veel van hen gaven hetzelfde antwoord).
    .plain = Dit cijfer gaat over { $period }. Over één jaar apart kunnen we niets tonen. Het gaat dan om te weinig mensen, of te veel van hen gaven hetzelfde antwoord.
caveat-unlinked = De { $people } van het ene jaar zijn andere mensen dan die van het andere.
caveat-story-critical = Dit verhaal is kritisch. We kiezen niet alleen successen.

## Context

context-found = In dezelfde periode: { $sentence }
context-note = Deze cijfers zijn achtergrond. De bibliotheek kan ze niet alleen veranderen en wordt er niet op beoordeeld.
    .plain = Deze cijfers zijn achtergrond. De bibliotheek kan ze niet alleen veranderen. Zij wordt er niet op beoordeeld.

## Key figures

key-note-asked = { $n } antwoorden
key-note-asked-of = { $n } antwoorden op { $invited } { $people }
key-note-counted = geteld over { $period }
key-note-given = cijfer van een ander, over { $period }
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
table-difference = { $value } (verschil)
table-target-by = { $target } in { $by }
table-to = { $low } tot { $high }
table-no-target = geen waarde
table-none = –

## Charts: captions and alternative texts

caption-change = Gemiddeld antwoord op ‘{ $question }’, met de marge (95%). { $n } antwoorden. Bron: { $source }.
caption-change-score = Gemiddelde score op ‘{ $question }’, met de marge (95%). { $n } antwoorden. Bron: { $source }.
caption-share = { $name }, met de marge (95%). De vraag: ‘{ $question }’. { $n } antwoorden. Bron: { $source }.
caption-series = { $name }, { $first } tot en met { $last }. Bron: { $source }.
alt-change = Puntgrafiek met twee gemiddelden op een schaal van { $low } tot { $high }. Vóór { $activity } { $before }, met een marge van { $before_low } tot { $before_high }. Nu { $now }, met een marge van { $now_low } tot { $now_high }.
    .plain = Puntgrafiek met twee gemiddelden op een schaal van { $low } tot { $high }. Vóór { $activity } { $before }, waarschijnlijk tussen { $before_low } en { $before_high }. Nu { $now }, waarschijnlijk tussen { $now_low } en { $now_high }.
alt-change-of-share = Puntgrafiek op een schaal van 0 tot 100 procent. Vóór { $activity } is het aandeel { $before }, met een marge van { $before_low } tot { $before_high }. Nu is het { $now }, met een marge van { $now_low } tot { $now_high }.
alt-share = Puntgrafiek op een schaal van 0 tot 100 procent. Het aandeel is { $value }, met een marge van { $low } tot { $high }.
alt-share-target = Puntgrafiek op een schaal van 0 tot 100 procent. Het aandeel is { $value }, met een marge van { $low } tot { $high }. Het doel is { $target }.
alt-series = Lijngrafiek van { $subject }. { $points }.
alt-series-target = Lijngrafiek van { $subject }. { $points }. Het doel voor { $by } is { $target }.
alt-point = { $period }: { $value }
alt-gap = { $period }: geen cijfer
caption-answers = Alle antwoorden op ‘{ $question }’. { $n } antwoorden. Bron: { $source }.
caption-answers-joined = Alle antwoorden op ‘{ $question }’. Antwoorden die te weinig mensen gaven, staan samen met een ander antwoord. { $n } antwoorden. Bron: { $source }.
alt-answers = Gestapelde balk met de antwoorden van { $n } mensen: { $points }.
    .plain = Gestapelde balk met de antwoorden van { $n } mensen. Zo vaak werd gekozen: { $points }.
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

limit-cause = De cijfers laten zien wat is geteld en wat mensen zeggen. Ze laten niet zien wat er zonder de bibliotheek zou zijn gebeurd.
limit-participants = Vragenlijsten gaan over mensen die antwoordden, niet over alle inwoners.
limit-privacy = We tonen geen cijfers over groepen van minder dan { $group } mensen, en geen aandeel waarbij minder dan { $few } mensen anders antwoordden of anders uitkwamen.
    .plain = We tonen geen cijfers over groepen van minder dan { $group } mensen. We tonen ook geen aandeel als minder dan { $few } mensen iets anders antwoordden of anders uitkwamen.
limit-privacy-reason = De partijen kozen voor een kleinste groep van { $group } mensen: { $reason }
    .plain = De partijen kozen voor groepen van minstens { $group } mensen. De reden: { $reason }
limit-margin = De marge laat zien tussen welke waarden het cijfer waarschijnlijk ligt (95% zekerheid). Waar dat kan, telt mee dat mensen uit één groep op elkaar lijken.
    .plain = Het cijfer ligt waarschijnlijk binnen de marge (95% zekerheid). Mensen uit één groep lijken vaak op elkaar. Waar we dat weten, is de marge breder.
limit-years = De antwoorden van verschillende jaren komen van verschillende mensen.

## Sources and provenance

source-survey = { $title }: { $n } antwoorden over { $period }. Bron: { $owner }.
source-survey-none = { $title }: geen antwoorden die wij over { $period } mogen tonen. Bron: { $owner }.
    .plain = { $title }: over { $period } mogen wij geen antwoorden tonen. Bron: { $owner }.
source-survey-no-data = { $title }: geen antwoorden ontvangen over { $period }. Bron: { $owner }.
source-counts = { $title }, over { $period }. Bron: { $owner }.
source-register = { $title }. Bron: { $owner }.
source-population = { $area } telde { $population } inwoners { $date } { $period }.
definition = { $name }: { $definition }

provenance-label = Hoe dit rapport is gemaakt
provenance-version = Gemaakt met
provenance-release = Uitgave
provenance-agreement = Afspraken
provenance-notebook = Notebook
provenance-settings = Instellingen
provenance-sources = Bestanden
provenance-again = Opnieuw maken

## The years, the path to the target, and comparable areas

trend-none = Of het cijfer van { $first } tot en met { $last } elk jaar ongeveer evenveel stijgt of daalt, kunnen we niet zeggen.
trend-found-up = Van { $first } tot en met { $last } steeg het cijfer gemiddeld { $yearly } per jaar (waarschijnlijk tussen { $low } en { $high }).
trend-found-down = Van { $first } tot en met { $last } daalde het cijfer gemiddeld { $yearly } per jaar (waarschijnlijk tussen { $low } en { $high }).
track-met = Het cijfer ligt op schema voor het doel in { $by }.
track-not-yet = Het cijfer loopt achter op het schema voor het doel in { $by }.
track-cannot-say = Of het cijfer op schema ligt voor het doel in { $by }, kunnen we niet zeggen.
chance-very-likely = De kans dat het doel is gehaald, schatten we op { $chance }: zeer waarschijnlijk.
chance-likely = De kans dat het doel is gehaald, schatten we op { $chance }: waarschijnlijk.
chance-even = De kans dat het doel is gehaald, schatten we op { $chance }: ongeveer even waarschijnlijk als niet.
chance-unlikely = De kans dat het doel is gehaald, schatten we op { $chance }: onwaarschijnlijk.
chance-very-unlikely = De kans dat het doel is gehaald, schatten we op { $chance }: zeer onwaarschijnlijk.
less-than = minder dan { $value }
more-than = meer dan { $value }
comparison-within = In { $others } samen was dit { $benchmark }. Het cijfer van { $area } ligt binnen de grenzen van toeval.
comparison-higher = In { $others } samen was dit { $benchmark }. Het cijfer van { $area } ligt boven de grenzen van toeval.
comparison-lower = In { $others } samen was dit { $benchmark }. Het cijfer van { $area } ligt onder de grenzen van toeval.
comparison-between = In { $others } samen was dit { $benchmark }. Of het cijfer van { $area } daar meer van verschilt dan toeval verklaart, kunnen we niet zeggen.
comparison-usual-within = In { $others } samen was dit { $benchmark }. Zo’n verschil is gewoon tussen deze { $places }.
comparison-usual-higher = In { $others } samen was dit { $benchmark }. Het cijfer van { $area } ligt hoger dan bij de gewone verschillen tussen deze { $places } past.
comparison-usual-lower = In { $others } samen was dit { $benchmark }. Het cijfer van { $area } ligt lager dan bij de gewone verschillen tussen deze { $places } past.
comparison-usual-between = In { $others } samen was dit { $benchmark }. Of het cijfer van { $area } daar meer van verschilt dan gewoon is, kunnen we niet zeggen.
comparison-of-many = { $n } vergelijkbare { $places } (de namen staan onderaan)
comparison-of-few = vergelijkbare { $places } ({ $peers })
comparison-cannot-say = Met vergelijkbare { $places } is dit niet goed te vergelijken.
places = gemeenten

## How the figures were worked out

method-used = { $method } Zo berekend: { $names }.
method-wilson = Een aandeel kreeg een marge volgens Wilson, een methode die ook bij weinig antwoorden klopt.
method-wilson-clusters = Een aandeel kreeg een marge volgens Wilson, met zoveel mensen als de antwoorden waard zijn: mensen uit één groep lijken op elkaar.
method-wilson-finite = Een aandeel kreeg een marge volgens Wilson, die kleiner is omdat een groot deel van alle mensen antwoordde.
method-wilson-weighted = Een aandeel kreeg een marge volgens Wilson, nadat antwoorden zijn gewogen zodat groepen naar hun grootte meetellen.
method-t = Een gemiddelde, of een gemiddeld verschil, kreeg een marge met de t-verdeling.
method-t-clusters = Een gemiddelde, of een gemiddeld verschil, kreeg een marge met de t-verdeling die groepen vergelijkt en niet losse mensen.
method-t-weighted = Een gemiddelde kreeg een marge met de t-verdeling, nadat antwoorden zijn gewogen zodat groepen naar hun grootte meetellen.
method-bonett-price = Het verschil tussen twee aandelen van dezelfde mensen kreeg een marge volgens Bonett en Price.
method-complete-count = Alles is geteld, dus er is geen marge van een steekproef.
method-published = Een ander publiceerde dit cijfer. Wij nemen het over, met de marge die de bron geeft als zij die geeft.
method-newcombe = Het verschil tussen twee jaren kreeg een marge volgens Newcombe. Het gaat om een aandeel, of om een verschil tussen twee aandelen.
method-welch = Het verschil tussen twee jaren kreeg een marge volgens Welch. Het gaat om een gemiddelde, of om een verandering of een saldo.
method-quasi-poisson = De groei van een aantal per jaar is geschat met een rechte lijn op de logaritme (quasi-Poisson).
method-quasi-poisson-expected = Wat een volgend jaar is te verwachten, is geschat met dezelfde lijn als de groei van het aantal (quasi-Poisson).
method-cochran-armitage = De verandering van een aandeel per jaar is geschat met een rechte lijn door alle jaren (Cochran-Armitage).
method-ols = De verandering van een gemiddelde per jaar is geschat met een rechte lijn door alle jaren (kleinste kwadraten).
method-ols-hac = De verandering van een gemiddelde per jaar is geschat met een rechte lijn, waarbij een jaar mag lijken op het jaar ervoor.
method-funnel-binomial = Een aandeel staat naast dat van vergelijkbare { $places } samen, met de grenzen waarbinnen toeval het houdt.
method-funnel-binomial-overdispersed = Een aandeel staat naast dat van vergelijkbare { $places } samen, met grenzen die ruimte laten voor de gewone verschillen tussen die { $places }.
method-funnel-poisson = Een aantal per inwoner staat naast dat van vergelijkbare { $places } samen, met de grenzen waarbinnen toeval het houdt.
method-funnel-poisson-overdispersed = Een aantal per inwoner staat naast dat van vergelijkbare { $places } samen, met grenzen die ruimte laten voor de gewone verschillen tussen die { $places }.
method-funnel-normal = Een gemiddelde staat naast dat van vergelijkbare { $places } samen, met de grenzen waarbinnen toeval het houdt.
method-funnel-normal-overdispersed = Een gemiddelde staat naast dat van vergelijkbare { $places } samen, met grenzen die ruimte laten voor de gewone verschillen tussen die { $places }.
method-peers = { $names } is vergeleken met { $peers }.
method-comparable-population-class = Vergelijkbaar: ongeveer evenveel inwoners (klassen van het CBS). Zijn dat minder dan { $fewest } { $places }, dan tellen ook de klassen ernaast mee.
method-comparable-neighbours = Vergelijkbaar: het meest gelijk in aantal inwoners en in groei.
method-chance-share = De kans dat het doel is gehaald, is bij een aandeel berekend met de prior van Jeffreys, op zoveel mensen als waarmee de marge rekent.
method-chance-mean = De kans dat het doel is gehaald, is bij een gemiddelde, een verandering of een saldo berekend met de t-verdeling rond het cijfer, zo breed als de marge.
method-chance-words = Zeer waarschijnlijk is een kans van { $very_likely } of meer, waarschijnlijk { $likely } of meer, ongeveer even waarschijnlijk als niet { $even } of meer, onwaarschijnlijk { $unlikely } of meer, en zeer onwaarschijnlijk minder dan { $unlikely }.
method-track = Op schema is een cijfer dat op of voorbij de rechte lijn ligt van de beginwaarde naar het doel. Bij antwoorden telt de marge mee.
method-alike = { $effective ->
    [one] { $name }: { $n } antwoorden uit { $clusters } groepen. Mensen uit één groep kunnen op elkaar lijken. De marge is daarom ongeveer zo breed als die van één persoon.
   *[other] { $name }: { $n } antwoorden uit { $clusters } groepen. Mensen uit één groep kunnen op elkaar lijken. De marge is daarom ongeveer zo breed als die van { $effective } mensen die los van elkaar komen.
  }
method-few-groups = { $name }: { $n } antwoorden uit maar { $clusters } groepen. Zo weinig groepen maken de marge breed.
caption-responses = Hoeveel mensen werden gevraagd, en hoe zij antwoordden
column-invited = Gevraagd
column-answered = Met antwoord
column-no-opinion = Weet niet
column-blank = Niet ingevuld
