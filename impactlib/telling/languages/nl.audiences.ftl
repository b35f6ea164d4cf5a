### Wat alleen sommige lezers krijgen, en wat een gelegenheid verandert.

## Koppen

section-challenge = De opgave, en wat we willen bereiken
section-on-course = Liggen we op koers?
section-not-reached = Wat nog niet lukte, of niet te zeggen is
section-contributions = Wie draagt wat bij?
section-cost = Wat het kost
section-risks = Wat er mis kan gaan
section-choices = Wat u kunt kiezen
section-decisions = Wat de partijen besloten
section-answers = Vragen die u kunt krijgen
section-said = Wat deelnemers zeggen
section-next = Wat we nu proberen
section-still-open = Wat we nog niet weten
section-chain = Onze veranderketen
section-gaps = Veranderingen zonder eigen dienst
section-one-change = Wat zien we?
section-invitation = Doe mee
section-stories = Verhalen bij de cijfers
section-story-rule = Hoe verhalen zijn gekozen
section-figures = Alle cijfers met hun definitie

## De opgave en de bijdragen

challenge-written-in = Waar de gemeente dit schrijft: { $source }.
contributions-together = Samen doen mee: { $list }.
caption-contributions = Wat elke partij bijdraagt aan elke dienst
column-carries-out = Wie voert het uit?
column-contributes = Wat draagt de uitvoerder bij?
column-others = Wat dragen anderen bij?
column-depends = Waar hangt het ook van af?

## Kosten, risico's en keuzes

caption-cost = Wat elke dienst per jaar kost, volgens de afspraken
column-cost = Kosten per jaar
cost-unknown = niet vastgelegd
cost-none = In de afspraken staat niet wat de diensten kosten.
cost-note = Deze bedragen staan in de afspraken. Wij tellen ze niet op en rekenen ze niet om naar een prijs per deelnemer.
risk-of-goal = { $service }: { $risk }
risk-of-link = Op weg naar ‘{ $after }’: { $risk }
risk-assumed = Op weg naar ‘{ $after }’ nemen de partijen zonder bewijs aan: { $assumption }
risks-none = In de afspraken staan geen risico's.
caption-choices = Besluiten die zijn genomen en nog moeten worden uitgevoerd
choices-besides = Daarnaast kunt u doorgaan, iets veranderen, stoppen, uitbreiden of eerst meer laten uitzoeken.
choices-none = Er staan geen besluiten open. U kunt doorgaan, iets veranderen, stoppen, uitbreiden of eerst meer laten uitzoeken.
decisions-none = De partijen hebben nog geen besluiten vastgelegd.
decision-done = gedaan
decision-open = nog te doen

## Wat nog niet lukte

not-reached-none = Alle doelen die wij kunnen beoordelen, zijn gehaald.
not-reached = { $name }: { $verdict }.
not-reached-because = { $name }. { $verdict }
not-reached-because-of = { $name }: { $value } in { $period }. { $verdict }
explained = De partijen verklaren dit zo: { $text }
explained-otherwise = Het kan ook iets anders zijn: { $text }
explained-not = { $n ->
    [one] De partijen hebben hiervoor nog geen verklaring opgeschreven.
   *[other] De partijen hebben hiervoor nog geen verklaringen opgeschreven.
  }

## Op koers

caption-on-course = De afgesproken doelen: de stand over { $period }, en of ze op koers liggen
column-course = Op koers?
on-course-note = Op koers is een cijfer dat op of voorbij de rechte lijn ligt van de beginwaarde naar het doel. Een streepje: het doeljaar is voorbij, of er is geen lijn.
course-met = op koers
course-not-yet = nog niet op koers
course-cannot-say = niet te zeggen

## Vragen en antwoorden

asked-cause = Komt dit door de bibliotheek?
answer-cause = Dat laten deze cijfers niet zien. Ze laten zien wat is geteld en wat mensen zeggen.
asked-who = Wie gaven antwoord?
answer-who = Bij ‘{ $name }’ gaven { $n } mensen een bruikbaar antwoord. Hoeveel mensen zijn gevraagd, weten we niet.
answer-who-of = Bij ‘{ $name }’ gaven { $n } van de { $invited } mensen een bruikbaar antwoord.
asked-compare = Doen andere gemeenten het beter?
answer-compare = We maken geen ranglijst. Gemeenten verschillen daarvoor te veel van elkaar, en bij weinig antwoorden speelt toeval een grote rol.
asked-small = Waarom staat er soms geen cijfer?
answer-small = Over minder dan { $n } mensen vertellen we niets. Zo is niemand te herkennen.

## Medewerkers

nothing-said = Over { $period } is er geen cijfer over wat deelnemers zeggen dat wij kunnen vertellen.
lesson = Geleerd: { $text }
decided = Besloten: { $text }
next-yours = Wat wilt u zelf proberen? Bespreek het in het team.
open-one-course = { $name }: dit laten we hier weg. Alle antwoorden komen uit één groep.
open-cannot-say = { $name }: of het doel is gehaald, kunnen we niet zeggen.
open-why = Waarom antwoordden deelnemers zo? Dat zeggen de cijfers niet.
open-who = Wie deed niet mee, en wie gaf geen antwoord?

## Partners

gaps-lead = Aan deze veranderingen werkt geen dienst rechtstreeks. Sommige zouden volgen op een andere verandering. Wie van ons kan hier iets doen?
gap = { $change }.
gap-because = { $change }. De partijen zeggen daarover: { $reason }
gaps-none = Aan elke verandering in de keten werkt een dienst.

## Inwoners

one-change = Wat we samen willen: { $change }.
one-note-asked = { $n } antwoorden in { $period }
one-note-counted = geteld over { $period }
invitation = Kom langs in de bibliotheek in { $area } en vertel ons wat u nodig hebt.

## Alle cijfers

caption-figures = Alle cijfers van { $area } over { $period }. De definities staan eronder.
column-design = Hoe gemeten
named-figure = { $id } · { $name }

## Verhalen

story-rule = Zo worden verhalen gekozen: { $rule }
story-of-one = Dit vertelt één persoon; het is geen bewijs.
story-beside-not-yet = Het doel bij ‘{ $name }’ is nog niet gehaald.
story-beside-not-met = Het doel bij ‘{ $name }’ is niet gehaald.
story-beside-cannot-say = Het cijfer bij ‘{ $name }’ laat niet zien of het doel is gehaald.
story-beside-too-few = Bij ‘{ $name }’ is er geen cijfer dat wij ernaast kunnen zetten.
story-beside-no-data = Bij ‘{ $name }’ is er geen cijfer dat wij ernaast kunnen zetten.
story-beside-worse = Het cijfer bij ‘{ $name }’ is minder goed dan vorig jaar.

## Gelegenheden

occasion-annual-talk = In het jaargesprek zoeken we samen wat dit verklaart.
occasion-annual-talk-question = Wat verklaart volgens u wat we zien, en wat kan het ook zijn?
occasion-grant-application = Dit rapport hoort bij een aanvraag voor subsidie; het laat zien wat er van eerdere afspraken kwam.
occasion-grant-application-question = Welke doelen wilt u met deze subsidie bereiken?
occasion-accountability = { $n ->
    [one] Dit rapport legt verantwoording af: van het beloofde cijfer over { $period } { $told ->
        [0] is er nog geen
       *[other] is er één
      } geleverd.
   *[other] Dit rapport legt verantwoording af: van de { $n } beloofde cijfers over { $period } zijn er { $told } geleverd.
  }
occasion-accountability-question = Is met dit rapport geleverd wat u had gevraagd?
occasion-budget-debate = U praat over de begroting: de dienst ‘{ $service }’ kost { $euros } per jaar.
occasion-budget-debate-unknown = U praat over de begroting; wat de dienst ‘{ $service }’ kost, staat niet in de afspraken.
occasion-budget-debate-question = Welke diensten wilt u voortzetten, veranderen of stoppen?
occasion-new-council = { $library } en { $commissioner } spraken voor { $round } af wat er voor inwoners moet veranderen.
occasion-new-council-question = Wat wilt u de komende jaren met de bibliotheek bereiken?
occasion-working-visit = U komt kijken bij ‘{ $service }’; dit zien we in de cijfers.
occasion-working-visit-question = Wat zag of hoorde u dat niet in de cijfers staat?
occasion-campaign = Iedereen in { $area } is welkom in de bibliotheek; dit zagen we in { $period }.
occasion-campaign-question = Wat zou u zelf willen leren of lezen?

## Wat een lezer wordt gevraagd als de partijen niets anders vragen

question-council = Doen we de goede dingen, en wat wilt u anders?
question-alderman = Welk besluit neemt u, en wat hebt u daarvoor nog nodig?
question-board = Past wat we zien bij onze opdracht, en wat vraagt dat van ons?
question-team = Wat herkent u, en wat wilt u anders proberen?
question-partners = Wat kunt u toevoegen, en wat hebt u van anderen nodig?
