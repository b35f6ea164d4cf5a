# The sentences of a report in English: the same names and variables as nl.ftl (a test compares them).
# Never 'thanks to', 'because of', 'led to' for what the library does: no design here carries them.

## The frame

overview-title = Reports about the library
overview-link = Report for { $audience } ({ $kind })
report-title-no-goals = The library in { $area }: what do we see?
report-title = The library in { $area }: what was agreed and what do we see?
report-subtitle = { $period } · for { $audience }
report-date = As of { $date }

section-key-figures = In figures
section-goals = What was agreed, and what do we see?
section-seen = What do we see?
section-goals-table = All agreements side by side
section-story = A story beside the figures
section-counted = Also counted and measured
section-context = In the same period
section-wider = The wider picture
section-limits = What these figures do not say
section-question = A question to you
section-sources = Sources
section-definitions = What the figures mean
section-methods = How the figures were worked out

impact-statement = Together the parties want to achieve this: { $statement }
    .plain = This is what the parties want to achieve together. { $statement }
goal-service = Service: { $service }. Intended change: { $change }.
    .plain = Service: { $service }. Hoped-for change: { $change }.
goal-contribution-direct = Agreed contribution (direct): { $text }.
goal-contribution-shared = Agreed contribution (shared with others): { $text }.
goal-contribution-conditional = Agreed contribution (conditional): { $text }.

## Verdicts, as a few words beside a shape

verdict-met = goal reached
verdict-not-yet = not reached yet
verdict-not-met = not reached
verdict-cannot-say = cannot say
verdict-too-few = cannot be shown
verdict-no-data = no figures
verdict-no-target = no target value
    .plain = no number agreed
verdict-better = better than last year
verdict-worse = less good than last year
verdict-higher = more than last year
verdict-lower = less than last year
verdict-no-clear-change = no clear difference
verdict-same = same as last year
verdict-no-earlier = no earlier figure
verdict-not-comparable = cannot be compared
verdict-within = usual difference

## The opening: the answer first

opening-goals = { $goals ->
    [one] This is how the agreed goal stands for { $period }: { $list }.
   *[other] This is how the { $goals } agreed goals stand for { $period }: { $list }.
  }
    .plain = { $goals ->
        [one] The goal in { $period }: { $list }.
       *[other] The { $goals } goals in { $period }: { $list }.
    }
opening-no-goals = No goals are on record for { $area } yet; below is what was counted and measured for { $period }.
    .plain = No goals are on record for { $area } yet; below is what is known for { $period }.
opening-nothing = No goals are on record for { $area } yet, and for { $period } there are no figures that we can report.
    .plain = No goals are on record for { $area } yet, and we have no figures to tell for { $period }.
opening-missed-not-met = The goal of { $target } was not reached: { $statement }
    .plain = The goal ({ $target }) was not reached: { $statement }
opening-missed-not-yet = The goal of { $target } for { $by } has not been reached yet: { $statement }
    .plain = The goal ({ $target }) has not been reached yet: { $statement }
opening-missed-change-not-met = On { $subject } the goal of { $target } was not reached: looking back { $value } ({ $n } { $people } in { $period }).
    .plain = On { $subject } the goal of { $target } was not reached (looking back, { $n } { $people } in { $period }).
opening-missed-change-not-yet = On { $subject } the goal of { $target } for { $by } has not been reached yet: looking back { $value } ({ $n } { $people } in { $period }).
    .plain = On { $subject } the goal of { $target } has not been reached yet (looking back, { $n } { $people } in { $period }).
opening-missed-paired-not-met = On { $subject } the goal of { $target } was not reached: measured before and after { $value } ({ $n } { $people } in { $period }).
    .plain = On { $subject } the goal of { $target } was not reached ({ $n } { $people }, measured before and after in { $period }).
opening-missed-paired-not-yet = On { $subject } the goal of { $target } for { $by } has not been reached yet: measured before and after { $value } ({ $n } { $people } in { $period }).
    .plain = On { $subject } the goal of { $target } has not been reached yet ({ $n } { $people }, measured before and after in { $period }).
stand-met = { $those ->
    [single] it was reached
    [all] all { $n } were reached
   *[some] { $n ->
        [one] 1 was reached
       *[other] { $n } were reached
      }
  }
stand-not-yet = { $those ->
    [single] it has not been reached yet
    [all] none has been reached yet
   *[some] { $n ->
        [one] 1 has not been reached yet
       *[other] { $n } have not been reached yet
      }
  }
stand-not-met = { $those ->
    [single] it was not reached
    [all] none was reached
   *[some] { $n ->
        [one] 1 was not reached
       *[other] { $n } were not reached
      }
  }
stand-cannot-say = { $those ->
    [single] whether it was reached we cannot say
    [all] whether they were reached we cannot say
   *[some] { $n ->
        [one] for 1 we cannot say
       *[other] for { $n } we cannot say
      }
  }
    .plain = { $those ->
        [single] whether it was reached we cannot say
        [all] whether they were reached we cannot say
       *[some] { $n ->
            [one] for 1 we cannot say
           *[other] for { $n } we cannot say
          }
      }
stand-too-few = { $those ->
    [single] we show no figure
    [all] for none of them we show a figure
   *[some] { $n ->
        [one] for 1 we show no figure
       *[other] for { $n } we show no figure
      }
  }
    .plain = { $those ->
        [single] we show no figure
        [all] none of them can be shown
       *[some] { $n ->
            [one] 1 cannot be shown
           *[other] { $n } cannot be shown
          }
      }
stand-no-data = { $those ->
    [single] there are no figures
    [all] for none of them there are figures
   *[some] { $n ->
        [one] for 1 there are no figures
       *[other] for { $n } there are no figures
      }
  }
stand-no-target = { $those ->
    [single] no target value was agreed
    [all] for none of them a target value was agreed
   *[some] { $n ->
        [one] for 1 no target value was agreed
       *[other] for { $n } no target value was agreed
      }
  }
    .plain = { $those ->
        [single] no number was agreed
        [all] for none of them a number was agreed
       *[some] { $n ->
            [one] 1 has no agreed number
           *[other] { $n } have no agreed number
          }
      }

## Counted

count-found = { $count ->
    [0] In { $period } there were no { $claim }.
    [one] { $name }, counted in { $period }: { $value }.
   *[other] In { $period } there were { $value } { $claim }.
  }
rate-found = { $per ->
    [one] In { $period } there were { $value } { $claim } per inhabitant.
   *[other] In { $period } there were { $value } { $claim } per { $per } inhabitants.
  }
ratio-found = { $part ->
    [one] { $name }, counted in { $period }: { $part } of the { $whole }.
   *[other] { $value } of the { $whole } { $claim } ({ $period }).
  }
ratio-found-few = { $part ->
    [one] { $name }, counted in { $period }: { $part } of the { $whole }.
   *[other] { $part } of the { $whole } { $claim } ({ $period }).
  }
rate-among-found = { $per ->
    [one] In { $period } there were on average { $value } { $claim } for each of the { $among }.
   *[other] In { $period } there were { $value } { $claim } per { $per } { $among }.
  }
rate-per-one-found = In { $period } there were on average { $value } { $claim } per { $among }.
inhabitants = inhabitants
inhabitant = inhabitant
rate-euro-found = { $per ->
    [one] In { $period } there were { $value } { $claim } per inhabitant.
   *[other] In { $period } there were { $value } { $claim } per { $per } inhabitants.
  }
balance-found = In { $period } the balance was { $value } { $claim }.
average-found = In { $period } there were on average { $value } { $claim }.
average-euro-found = In { $period } there were on average { $value } { $claim }.
given-found = According to the source ‘{ $source }’ ({ $period }): { $value } { $claim }.
    .plain = { $value } { $claim } ({ $period }). This figure comes from the source ‘{ $source }’.
given-margin = The source gives a margin with it: from { $low } to { $high }.
    .plain = According to the source it probably lies between { $low } and { $high }.

## Amounts with their unit

amount-points = { $count ->
    [one] { $n } percentage point
   *[other] { $n } percentage points
  }
amount-percent = { $n }%
amount-euro = €{ $n }
amount-kilometre = { $n } km
amount-many-of = { $part } of them

## Asked

people = participants
share-found = { $value } of the { $n } { $people } who answered the question in { $period } { $claim }.
    .plain = In { $period }, { $value } of the { $n } { $people } who answered { $claim }.
share-found-indicative = { $part } of the { $n } { $people } who answered the question in { $period } { $claim }.
    .plain = In { $period }, { $part } of the { $n } { $people } who answered { $claim }.
observed-found = { $value } of the { $n } { $people } who did the tasks in { $period } { $claim }.
    .plain = In { $period }, { $value } of the { $n } { $people } who did the tasks { $claim }.
observed-found-indicative = { $part } of the { $n } { $people } who did the tasks in { $period } { $claim }.
    .plain = In { $period }, { $part } of the { $n } { $people } who did the tasks { $claim }.
improved-found = { $value } of the { $n } { $people } for whom we have a result before and now in { $period } { $claim }.
    .plain = For { $n } { $people } we have a result before and now in { $period }. { $value } of them { $claim }.
improved-found-indicative = { $part } of the { $n } { $people } for whom we have a result before and now in { $period } { $claim }.
    .plain = For { $n } { $people } we have a result before and now in { $period }. { $part } of them { $claim }.
improved-found-answer = { $value } of { $n } { $people } with both results ({ $period }) { $claim }.
improved-found-answer-indicative = { $part } of { $n } { $people } with both results ({ $period }) { $claim }.
mean-found = { $people_first } { $claim } { $value } ({ $n } answers in { $period }).
net-share-found = For { $period } the balance on { $subject } is { $value }: the percentage of { $people } who answered { $high } or higher, less the percentage who answered { $low } or lower ({ $n } answers; the balance runs from -100 to 100).
    .plain = For { $period } the balance on { $subject } is { $value } ({ $n } answers). That is the percentage of { $people } with { $high } or higher, less that with { $low } or lower. The balance runs from -100 to 100.
net-share-answer = For { $period } the balance on { $subject } is { $value } ({ $n } answers of { $people }: { $high } or higher, less { $low } or lower).
change-of-share-clear-up = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Looking back, that is more than before { $activity } ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Looking back, that is more than before { $activity } ({ $before }).
change-of-share-some-up = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Looking back, that is possibly more than before { $activity } ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Looking back, that is possibly more than before { $activity } ({ $before }).
change-of-share-clear-down = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Looking back, that is less than before { $activity } ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Looking back, that is less than before { $activity } ({ $before }).
change-of-share-some-down = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Looking back, that is possibly less than before { $activity } ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Looking back, that is possibly less than before { $activity } ({ $before }).
change-of-share-open = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Whether that, looking back, differs from before { $activity } ({ $before }) we cannot say.
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Whether that, looking back, differs from before { $activity } ({ $before }) we cannot say.
change-of-share-none-of-note = { $now } of the { $n } { $people } who answered about before and now in { $period } { $claim }. Looking back, we found no difference of importance from before { $activity } ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }. Looking back, we found no difference of importance from before { $activity } ({ $before }).
paired-share-clear-up = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. After { $activity } that is more than before ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. After { $activity } that is more than before ({ $before }).
paired-share-some-up = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. After { $activity } that is possibly more than before ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. After { $activity } that is possibly more than before ({ $before }).
paired-share-clear-down = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. After { $activity } that is less than before ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. After { $activity } that is less than before ({ $before }).
paired-share-some-down = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. After { $activity } that is possibly less than before ({ $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. After { $activity } that is possibly less than before ({ $before }).
paired-share-open = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. Whether that differs after { $activity } from before ({ $before }) we cannot say.
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. Whether that differs after { $activity } from before ({ $before }) we cannot say.
paired-share-none-of-note = { $now } of the { $n } { $people } who answered twice in { $period } { $claim }. Between before and after { $activity } we found no difference of importance (before: { $before }).
    .plain = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }. Between before and after { $activity } we found no difference of importance (before: { $before }).
change-of-share-answer = In { $period }, { $now } of the { $n } { $people } who answered about both times { $claim }.
paired-share-answer = In { $period }, { $now } of the { $n } { $people } who answered twice { $claim }.
change-clear-up = On { $subject }, { $people }, looking back, rate themselves higher than before { $activity }: { $now } on average against { $before } ({ $scale }).
    .plain = Looking back, { $n } { $people } in { $period } on average rated themselves higher on { $subject } than before { $activity }.
change-some-up = On { $subject }, { $people }, looking back, possibly rate themselves higher than before { $activity }: { $now } on average against { $before } ({ $scale }).
    .plain = Looking back, { $n } { $people } in { $period } on average possibly rated themselves higher on { $subject } than before { $activity }.
change-clear-down = On { $subject }, { $people }, looking back, rate themselves lower than before { $activity }: { $now } on average against { $before } ({ $scale }).
    .plain = Looking back, { $n } { $people } in { $period } on average rated themselves lower on { $subject } than before { $activity }.
change-some-down = On { $subject }, { $people }, looking back, possibly rate themselves lower than before { $activity }: { $now } on average against { $before } ({ $scale }).
    .plain = Looking back, { $n } { $people } in { $period } on average possibly rated themselves lower on { $subject } than before { $activity }.
change-open = On { $subject } we cannot say whether { $people }, looking back, rate themselves differently than before { $activity }: { $now } on average now and { $before } then ({ $scale }).
    .plain = Whether { $n } { $people }, looking back, rate themselves differently on { $subject } we cannot say for { $period }.
change-none-of-note = On { $subject } we found, looking back, no difference of importance from before { $activity }: { $now } on average now and { $before } then ({ $scale }).
    .plain = On { $subject } we found for { $period } no difference of importance among { $n } { $people } looking back.
paired-clear-up = On { $subject } { $people } scored higher after { $activity } than before: { $now } on average against { $before } ({ $scale }).
    .plain = In { $period }, { $n } { $people } on average scored higher on { $subject } after { $activity } than before.
paired-some-up = On { $subject } { $people } possibly scored higher after { $activity } than before: { $now } on average against { $before } ({ $scale }).
    .plain = In { $period }, { $n } { $people } on average possibly scored higher on { $subject } after { $activity } than before.
paired-clear-down = On { $subject } { $people } scored lower after { $activity } than before: { $now } on average against { $before } ({ $scale }).
    .plain = In { $period }, { $n } { $people } on average scored lower on { $subject } after { $activity } than before.
paired-some-down = On { $subject } { $people } possibly scored lower after { $activity } than before: { $now } on average against { $before } ({ $scale }).
    .plain = In { $period }, { $n } { $people } on average possibly scored lower on { $subject } after { $activity } than before.
paired-open = On { $subject } we cannot say whether { $people } scored differently after { $activity } than before: { $now } on average after and { $before } before ({ $scale }).
    .plain = Whether { $n } { $people } scored differently on { $subject } after { $activity } we cannot say for { $period }.
paired-none-of-note = On { $subject } we found no difference of importance between before and after { $activity }: { $now } on average after and { $before } before ({ $scale }).
    .plain = On { $subject } we found for { $period } no difference of importance among { $n } { $people } after { $activity }.
change-means = The average was { $before } before { $activity } and is { $now } now, on a scale from { $low } to { $high }.
paired-means = The average was { $before } before { $activity } and { $now } after it, on a scale from { $low } to { $high }.
change-weak = A difference was measured, but it is too weak to say more: { $why }.
    .plain = A difference was measured, but it is too weak to say more. { $reasons }
scale-and-answers = scale { $low } to { $high }, { $n } answers in { $period }
movers = { $improved } { $people } came out higher, { $same } the same and { $declined } lower.
movers-together = { $improved } { $people } came out higher; { $others } stayed the same or came out lower.
movers-of-share = Of them, { $improved } count now and did not before, { $declined } did before and do not now, and { $same } were the same both times.
    .plain = For { $improved } of them it holds now and did not before. For { $declined } it is the other way round, and for { $same } it stayed the same.

who-answered-of = In all there were { $invited } { $asked }.
who-answered = The answers come from { $asked }.
no-opinion = { $n ->
    [one] One person chose ‘don’t know’ or ‘does not apply’.
   *[other] { $n } people chose ‘don’t know’ or ‘does not apply’.
  }

## No figure

absent-no-data = No figures about { $subject } were handed in for { $period }.
absent-incomplete = There is no figure about { $subject } for { $period }: not every library handed it in, and a sum would be too low.
    .plain = There is no figure about { $subject } for { $period }. Not every library handed it in, and a sum would be too low.
absent-protected = We show no figure about { $subject } for { $period }: it is about too few people, or too many of them gave the same answer.
    .plain = We show no figure about { $subject } for { $period }. It is about too few people, or too many of them gave the same answer.

short-no-data = no figures
short-incomplete = not complete
short-protected = cannot be shown

## Two years together

period-together = { $years } together
name-together = { $name } ({ $period })
caption-years-together = This is about { $period }.

## The target

target-met-counted = The goal of { $target } for { $by } has been reached.
target-met-asked = The goal of { $target } for { $by } has been reached: the margin runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } has been reached. The figure probably lies between { $low } and { $high }.
target-met-change = The goal of { $target } for { $by } has been reached: the margin of the difference runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } has been reached. The difference probably lies between { $low } and { $high }.
target-not-yet-counted = The goal of { $target } for { $by } has not been reached yet.
target-not-yet-asked = The goal of { $target } for { $by } has not been reached yet: the margin runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } has not been reached yet. The figure probably lies between { $low } and { $high }.
target-not-yet-change = The goal of { $target } for { $by } has not been reached yet: the margin of the difference runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } has not been reached yet. The difference probably lies between { $low } and { $high }.
target-not-met-counted = The goal of { $target } for { $by } was not reached.
target-not-met-asked = The goal of { $target } for { $by } was not reached: the margin runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } was not reached. The figure probably lies between { $low } and { $high }.
target-not-met-change = The goal of { $target } for { $by } was not reached: the margin of the difference runs from { $low } to { $high }.
    .plain = The goal of { $target } for { $by } was not reached. The difference probably lies between { $low } and { $high }.
target-cannot-say-counted = Whether the goal of { $target } for { $by } has been reached we cannot say: the figures are not complete.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. The figures are not complete.
target-cannot-say-asked = Whether the goal of { $target } for { $by } has been reached we cannot say: the margin runs from { $low } to { $high }.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. The figure probably lies between { $low } and { $high }.
target-cannot-say-change = Whether the goal of { $target } for { $by } has been reached we cannot say: the margin of the difference runs from { $low } to { $high }.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. The difference probably lies between { $low } and { $high }.
target-cannot-say-one-course = Whether the goal of { $target } for { $by } has been reached we cannot say: all answers come from one group.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. All answers come from one group.
target-cannot-say-lopsided = Whether the goal of { $target } for { $by } has been reached we cannot say: too many people answered the same or did not change. The margin is then too uncertain for a verdict.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. Too many people answered the same or did not change. The margin is then too uncertain for a verdict.
target-cannot-say-years-together = Whether the goal of { $target } for { $by } has been reached we cannot say: this figure is about { $period }.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. This figure is about { $period }.
target-cannot-say-weak = Whether the goal of { $target } for { $by } has been reached we cannot say: { $why }. That is why we give no verdict.
    .plain = Whether the goal of { $target } for { $by } has been reached we cannot say. { $reasons }
weak-few-answers = there are only { $n } answers
weak-low-response = less than 40% answered
weak-response-unknown = we do not know how many people got the questionnaire
weak-courses-unknown = we do not know who was in the same group
weak-chosen-afterwards = the goal was agreed only afterwards
weak-one-of-many = among so many comparisons there is nearly always one that stands out by chance
weak-years-together = it is about two years together
weak-incomplete = not every library handed in everything
weak-uncertain = the answers are too uncertain
weak-one-course = all answers come from one group
weak-lopsided = too many people answered the same or did not change
target-too-few = Whether the goal of { $target } for { $by } has been reached we cannot say.
target-no-data = Whether the goal of { $target } for { $by } has been reached we cannot say.
target-none = No target value was agreed for this goal: { $reason }
    .plain = No number was agreed for this goal. The reason: { $reason }
target-of-change = { $target } points of progress
target-of-change-of-share = { $target } between before and now

## Beside the year before

previous-clear-up = That is higher than in { $earlier } ({ $value }). These are different { $people }, though.
previous-some-up = That is possibly higher than in { $earlier } ({ $value }). These are different { $people }, though.
previous-clear-down = That is lower than in { $earlier } ({ $value }). These are different { $people }, though.
previous-some-down = That is possibly lower than in { $earlier } ({ $value }). These are different { $people }, though.
previous-open = Whether that differs from { $earlier } ({ $value }) we cannot say.
previous-none-of-note = Compared with { $earlier } ({ $value }) we see no difference of importance.
previous-higher = That is more than in { $earlier } ({ $value }).
previous-lower = That is less than in { $earlier } ({ $value }).
previous-same = That is as many as in { $earlier }.
previous-same-rounded = Rounded, that is as many as in { $earlier }.
previous-cannot-say = This cannot be compared well with { $earlier }.
previous-not-comparable = This cannot be compared with { $earlier }: { $why }.
    .plain = This cannot be compared with { $earlier }. The reason: { $why }.
previous-change-clear-up = The difference between then and now is larger than in { $earlier }. These are different { $people }, though.
previous-change-some-up = The difference between then and now is possibly larger than in { $earlier }. These are different { $people }, though.
previous-change-clear-down = The difference between then and now is smaller than in { $earlier }. These are different { $people }, though.
previous-change-some-down = The difference between then and now is possibly smaller than in { $earlier }. These are different { $people }, though.
previous-change-open = Whether the difference between then and now is another than in { $earlier } we cannot say.
previous-change-none-of-note = Compared with the { $people } of { $earlier } we see no difference of importance.

## Caveats, beside the claim

caveat-retrospective = { $people_first } looked back themselves at the end. That is often more favourable than measuring before and after, and it does not show what the cause is.
    .plain = { $people_first } looked back themselves at the end. That is often more favourable than measuring before and after. It does not show the cause.
caveat-post-only = { $people_first } gave their own opinion at the end. That does not show what has changed or what the cause is.
    .plain = { $people_first } gave their own opinion at the end. That does not show what changed or what the cause is.
caveat-paired = There is no comparison with people who did not take part. So the cause of a difference cannot be established.
    .plain = We did not compare with people who did not take part. So we do not know the cause of a difference.
caveat-few-answers = These are few answers ({ $n }). Read this as an indication.
    .plain = These are few answers ({ $n }). So read this with care.
caveat-low-response = Less than 40% of the { $people } answered. Those who did not may think differently.
caveat-response-unknown = How many people got the questionnaire is not known.
caveat-one-course = All answers come from one group. They say nothing about other groups.
caveat-lopsided = Many people gave the highest or the lowest answer. The margin is then too uncertain for a verdict.
caveat-lopsided-change = The answer of many people did not change. The margin is then too uncertain for a verdict.
caveat-lopsided-change-of-share = Many people counted both times, or neither time. The margin is then too uncertain for a verdict.
caveat-courses-unknown = We do not know which answers come from the same group. People of one group are alike, so the margin is probably wider than is shown here.
    .plain = We do not know which answers come from the same group. People of one group are alike. So the margin is probably wider than is shown here.
caveat-chosen-afterwards = This goal was agreed only when the period was already over. So we say this with care.
caveat-one-of-many = In a report with so many comparisons there is nearly always one that stands out by chance. So we say this with care.
caveat-incomplete = { $reported } of the { $expected } libraries handed in all that this figure needs. It is about those only.
    .plain = { $reported } of the { $expected } libraries handed in what this figure needs. It is about those only.
only-of = That is from { $reported } of the { $expected } libraries.
caveat-wider-area = This figure is about the whole of { $wider }, not about { $area } alone.
caveat-years-together = This figure is about { $period }: of one year alone we can show nothing (too few people, or too many of them gave the same answer).
    .plain = This figure is about { $period }. Of one year alone we can show nothing. That would be about too few people, or too many of them gave the same answer.
caveat-unlinked = The { $people } of one year are different people from those of the other.
caveat-story-critical = This story is critical. We do not choose successes only.

## Context

context-found = In the same period: { $sentence }
context-note = These figures are background. The library cannot change them alone and is not judged by them.
    .plain = These figures are background. The library cannot change them alone. It is not judged by them.

## Key figures

key-note-asked = { $n } answers
key-note-asked-of = { $n } answers, out of { $invited } { $people }
key-note-counted = counted for { $period }
key-note-given = a figure of others, for { $period }
key-note-incomplete = counted for { $period }, at { $reported } of the { $expected } libraries
key-label-change = { $name }, difference between now and then
key-value-change-up = +{ $value }
key-value-change = { $value }
key-value-of = { $part } of { $n }

## Tables

table-caption = The agreed goals and where they stand for { $period }
table-goal = Goal
table-target = Agreed
table-value = { $period }
table-margin = Margin (95%)
table-n = Number
table-verdict = Verdict
table-counted-caption = Other figures for { $period }
table-indicator = Figure
table-previous = Year before
table-difference = { $value } (difference)
table-target-by = { $target } in { $by }
table-to = { $low } to { $high }
table-no-target = no value
table-none = –

## Charts: captions and alternative texts

caption-change = Mean answer to ‘{ $question }’, with the margin (95%). { $n } answers. Source: { $source }.
caption-change-score = Mean score on ‘{ $question }’, with the margin (95%). { $n } answers. Source: { $source }.
caption-share = { $name }, with the margin (95%). The question: ‘{ $question }’. { $n } answers. Source: { $source }.
caption-series = { $name }, { $first } to { $last }. Source: { $source }.
alt-change = Dot chart with two means on a scale from { $low } to { $high }. Before { $activity } { $before }, with a margin from { $before_low } to { $before_high }. Now { $now }, with a margin from { $now_low } to { $now_high }.
    .plain = Dot chart with two means on a scale from { $low } to { $high }. Before { $activity } { $before }, probably between { $before_low } and { $before_high }. Now { $now }, probably between { $now_low } and { $now_high }.
alt-change-of-share = Dot chart on a scale from 0 to 100 per cent. Before { $activity } the share is { $before }, with a margin from { $before_low } to { $before_high }. Now it is { $now }, with a margin from { $now_low } to { $now_high }.
alt-share = Dot chart on a scale from 0 to 100 per cent. The share is { $value }, with a margin from { $low } to { $high }.
alt-share-target = Dot chart on a scale from 0 to 100 per cent. The share is { $value }, with a margin from { $low } to { $high }. The goal is { $target }.
alt-series = Line chart of { $subject }. { $points }.
alt-series-target = Line chart of { $subject }. { $points }. The goal for { $by } is { $target }.
alt-point = { $period }: { $value }
alt-gap = { $period }: no figure
caption-answers = All answers to ‘{ $question }’. { $n } answers. Source: { $source }.
caption-answers-joined = All answers to ‘{ $question }’. Answers that too few people gave stand together with another answer. { $n } answers. Source: { $source }.
alt-answers = Stacked bar with the answers of { $n } people: { $points }.
    .plain = Stacked bar with the answers of { $n } people. Chosen so often: { $points }.
alt-answer = { $answer } { $n }
chart-before = Before { $activity }
chart-now = Now
chart-target = goal { $target }
chart-gap = no figure

## Stories

story-by = { $role }
story-chosen = Why this story: { $chosen }
story-none = There is no story for { $period } that we may tell.

## Limits

limit-cause = The figures show what was counted and what people say. They do not show what would have happened without the library.
limit-participants = Questionnaires are about people who answered, not about all inhabitants.
limit-privacy = We show no figures about groups of fewer than { $group } people, and no share where fewer than { $few } people gave another answer or got another result.
    .plain = We show no figures about groups of fewer than { $group } people. Nor do we show a share where fewer than { $few } people gave another answer or got another result.
limit-privacy-reason = The parties chose a smallest group of { $group } people: { $reason }
    .plain = The parties chose groups of at least { $group } people. The reason: { $reason }
limit-margin = The margin shows between which values the figure probably lies (95% confidence). Where possible it allows for people of one group being alike.
    .plain = The figure probably lies within the margin (95% confidence). People of one group are often alike. Where we know the groups, the margin is wider.
limit-years = The answers of different years come from different people.

## Sources and provenance

source-survey = { $title }: { $n } answers for { $period }. Source: { $owner }.
source-survey-none = { $title }: no answers that we may show for { $period }. Source: { $owner }.
    .plain = { $title }: we may show no answers for { $period }. Source: { $owner }.
source-survey-no-data = { $title }: no answers received for { $period }. Source: { $owner }.
source-counts = { $title }, for { $period }. Source: { $owner }.
source-register = { $title }. Source: { $owner }.
source-population = { $area } had { $population } inhabitants { $date } { $period }.
definition = { $name }: { $definition }

provenance-label = How this report was made
provenance-version = Made with
provenance-release = Release
provenance-agreement = Agreement
provenance-notebook = Notebook
provenance-settings = Settings
provenance-sources = Files
provenance-again = Make it again

## The years, the path to the target, and comparable areas

trend-none = Whether the figure rises or falls by about as much each year from { $first } to { $last } we cannot say.
trend-found-up = From { $first } to { $last } the figure rose by { $yearly } a year on average (probably between { $low } and { $high }).
trend-found-down = From { $first } to { $last } the figure fell by { $yearly } a year on average (probably between { $low } and { $high }).
track-met = The figure is on schedule for the goal in { $by }.
track-not-yet = The figure is behind schedule for the goal in { $by }.
track-cannot-say = Whether the figure is on schedule for the goal in { $by } we cannot say.
chance-very-likely = We estimate the chance that the goal has been reached at { $chance }: very likely.
chance-likely = We estimate the chance that the goal has been reached at { $chance }: likely.
chance-even = We estimate the chance that the goal has been reached at { $chance }: about as likely as not.
chance-unlikely = We estimate the chance that the goal has been reached at { $chance }: unlikely.
chance-very-unlikely = We estimate the chance that the goal has been reached at { $chance }: very unlikely.
less-than = less than { $value }
more-than = more than { $value }
comparison-within = In { $others } together this was { $benchmark }. The figure of { $area } lies within the limits of chance.
comparison-higher = In { $others } together this was { $benchmark }. The figure of { $area } lies above the limits of chance.
comparison-lower = In { $others } together this was { $benchmark }. The figure of { $area } lies below the limits of chance.
comparison-between = In { $others } together this was { $benchmark }. Whether the figure of { $area } differs from that by more than chance we cannot say.
comparison-usual-within = In { $others } together this was { $benchmark }. A difference like this is usual among these { $places }.
comparison-usual-higher = In { $others } together this was { $benchmark }. The figure of { $area } is higher than fits the usual differences among these { $places }.
comparison-usual-lower = In { $others } together this was { $benchmark }. The figure of { $area } is lower than fits the usual differences among these { $places }.
comparison-usual-between = In { $others } together this was { $benchmark }. Whether the figure of { $area } differs from that by more than is usual we cannot say.
comparison-of-many = { $n } comparable { $places } (named at the end)
comparison-of-few = comparable { $places } ({ $peers })
comparison-cannot-say = This cannot well be compared with comparable { $places }.
places = municipalities

## How the figures were worked out

method-used = { $method } Used for: { $names }.
method-wilson = Shares have a margin by Wilson’s method, which also holds for few answers.
method-wilson-clusters = Shares have a margin by Wilson’s method, with as many people as the answers are worth: people of one group are alike.
method-wilson-finite = Shares have a margin by Wilson’s method, which is smaller because a large part of all people answered.
method-wilson-weighted = Shares have a margin by Wilson’s method, after answers were weighted so that groups count by their size.
method-t = Means and mean differences have a margin by the t distribution.
method-t-clusters = Means and mean differences have a margin by the t distribution that compares groups and not single people.
method-t-weighted = Means have a margin by the t distribution, after answers were weighted so that groups count by their size.
method-bonett-price = Differences between two shares of the same people have a margin by the method of Bonett and Price.
method-complete-count = Everything was counted, so there is no margin of a sample.
method-published = Others published this figure. We report it as it stands, with the margin that the source gives where it gives one.
method-newcombe = Differences between two years have a margin by Newcombe’s method. They are of a share, or of a difference between two shares.
method-welch = Differences between two years have a margin by Welch’s method. They are of a mean, or of a change or a balance.
method-quasi-poisson = The yearly growth of a number was estimated with a straight line on the logarithm (quasi-Poisson).
method-quasi-poisson-expected = What to expect of a later year was estimated with the same line as the growth of the number (quasi-Poisson).
method-cochran-armitage = The yearly change of a share was estimated with a straight line through all years (Cochran-Armitage).
method-ols = The yearly change of a mean was estimated with a straight line through all years (least squares).
method-ols-hac = The yearly change of a mean was estimated with a straight line that allows for a year being like the year before.
method-funnel-binomial = A share stands beside that of comparable { $places } together, with the limits within which chance keeps it.
method-funnel-binomial-overdispersed = A share stands beside that of comparable { $places } together, with limits that leave room for the usual differences among those { $places }.
method-funnel-poisson = A number per inhabitant stands beside that of comparable { $places } together, with the limits within which chance keeps it.
method-funnel-poisson-overdispersed = A number per inhabitant stands beside that of comparable { $places } together, with limits that leave room for the usual differences among those { $places }.
method-funnel-normal = A mean stands beside that of comparable { $places } together, with the limits within which chance keeps it.
method-funnel-normal-overdispersed = A mean stands beside that of comparable { $places } together, with limits that leave room for the usual differences among those { $places }.
method-peers = { $names } was compared with { $peers }.
method-comparable-population-class = Comparable: about as many inhabitants (classes of Statistics Netherlands). Where those are fewer than { $fewest } { $places }, the classes beside it count as well.
method-comparable-neighbours = Comparable: most alike in number of inhabitants and in growth.
method-chance-share = The chance that the goal has been reached is worked out for a share by Jeffreys’ prior, on as many people as the margin counts.
method-chance-mean = The chance that the goal has been reached is worked out for a mean, a change or a balance by the t distribution around the figure, as wide as the margin.
method-chance-words = Very likely is a chance of { $very_likely } or more, likely { $likely } or more, about as likely as not { $even } or more, unlikely { $unlikely } or more, and very unlikely less than { $unlikely }.
method-track = On schedule is a figure at or beyond the straight line from the baseline to the goal. Of answers, the margin counts as well.
method-alike = { $effective ->
    [one] { $name }: { $n } answers from { $clusters } groups. People of one group may be alike. So the margin is about as wide as that of one person.
   *[other] { $name }: { $n } answers from { $clusters } groups. People of one group may be alike. So the margin is about as wide as that of { $effective } unrelated people.
  }
method-few-groups = { $name }: { $n } answers from only { $clusters } groups. So few groups make the margin wide.
caption-responses = How many people were asked, and how they answered
column-invited = Asked
column-answered = With an answer
column-no-opinion = Don’t know
column-blank = Left blank
