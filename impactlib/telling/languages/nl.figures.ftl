### Woorden in en bij de figuren.

chart-break = vanaf { $period } anders
chart-break-why = Vanaf { $period } zijn de cijfers niet te vergelijken met die van daarvoor: { $why }.

## Alle doelen bij elkaar

section-goals-picture = Hoe staan de doelen ervoor?
chart-difference = { $amount } ({ $value })
caption-goals = Alle doelen in { $period }. De stip is het cijfer, de streep is de marge (95%) en de ruit is het doel. Elk doel heeft een eigen schaal.
    .plain = Alle doelen in { $period }. De stip is het cijfer. De streep is de marge (95%). De ruit is het doel.
alt-goals = { $n ->
    [one] Een doel met cijfer, streefwaarde en oordeel.
   *[other] Overzicht van { $n } doelen, elk met cijfer, streefwaarde en oordeel.
}
alt-goal = { $name }: { $value }; { $verdict }.
alt-goal-target = { $name }: { $value }, doel { $target } in { $by }; { $verdict }.

## Naast vergelijkbare gemeenten

chart-others = { $n } vergelijkbare { $places } samen
chart-together = { $others }: { $benchmark }
chart-near-usual = gewone verschillen (95%)
chart-near-chance = toeval (95%)
chart-far = 99,8%
chart-size-inhabitants = inwoners
chart-size-answers = antwoorden
chart-size-worth = antwoorden, gerekend alsof ieder apart kwam
chart-size-whole = grootte van de hele groep
caption-beside = { $name } in { $period }, naast { $others }.
caption-funnel = { $name } in { $period }, naast { $others }. Elke open stip is een van deze gebieden, van klein naar groot.
caption-limits-usual = Tussen de lijnen ligt 95 (en 99,8) procent van de gewone verschillen tussen deze { $places }.
caption-limits-chance = Tussen de lijnen ligt 95 (en 99,8) procent van wat toeval alleen geeft.
caption-answers-of = { $n } antwoorden.
caption-source = Bron: { $source }.
alt-beside = Puntgrafiek. { $area }: { $value }. { $others }: { $benchmark }. De grenzen van 95 procent zijn { $low } en { $high }.
alt-funnel = Trechtergrafiek naar grootte ({ $size }). { $area }: { $value }. { $others }: { $benchmark }. Voor een gebied van deze grootte zijn de grenzen van 95 procent { $low } en { $high }.
