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

impact-statement = Together the parties want to reach this: { $statement }
goal-service = Service: { $service }. Intended change: { $change }.
goal-contribution-direct = Agreed contribution (direct): { $text }.
goal-contribution-shared = Agreed contribution (shared with others): { $text }.
goal-contribution-conditional = Agreed contribution (conditional): { $text }.

## Verdicts, as a few words beside a shape

verdict-met = goal reached
verdict-not-yet = not reached yet
verdict-cannot-say = cannot say
verdict-too-few = cannot be shown
verdict-no-data = no figures
verdict-no-target = no target value
verdict-better = better than last year
verdict-worse = less good than last year
verdict-higher = more than last year
verdict-lower = less than last year
verdict-no-clear-change = no clear difference
verdict-same = same as last year
verdict-no-earlier = no earlier figure

## The opening: the answer first

opening-goals = { $goals ->
    [one] The parties agreed on one goal. Where it stands for { $period }: { $list }.
   *[other] The parties agreed on { $goals } goals. Where they stand for { $period }: { $list }.
  }
opening-no-goals = No goals are on record for { $area } yet; below is what was counted and measured for { $period }.
opening-nothing = No goals are on record for { $area } yet, and for { $period } there are no figures that we can tell.
stand-met = { $n } reached
stand-not-yet = { $n } not reached yet
stand-cannot-say = { $n } about which we cannot say
stand-too-few = { $n } that cannot be shown
stand-no-data = { $n } without figures
stand-no-target = { $n } without a target value

## Counted

count-found = In { $period } there were { $value } { $claim }.
rate-found = { $per ->
    [one] In { $period } there were { $value } { $claim } per inhabitant.
   *[other] In { $period } there were { $value } { $claim } per { $per } inhabitants.
  }
ratio-found = In { $period }: { $part } of the { $whole } { $claim } ({ $value }).

## Asked

share-found = { $value } of the { $n } participants who gave an opinion in { $period } { $claim }.
share-found-indicative = { $part } of the { $n } participants who gave an opinion in { $period } { $claim }.
mean-found = Participants { $claim } { $value } ({ $n } answers in { $period }).
change-clear-up = On { $subject }, participants looking back rate themselves higher than before { $activity }: { $now } on average against { $before } ({ $scale }).
change-some-up = On { $subject }, participants looking back possibly rate themselves higher than before { $activity }: { $now } on average against { $before } ({ $scale }).
change-clear-down = On { $subject }, participants looking back rate themselves lower than before { $activity }: { $now } on average against { $before } ({ $scale }).
change-some-down = On { $subject }, participants looking back possibly rate themselves lower than before { $activity }: { $now } on average against { $before } ({ $scale }).
change-open = On { $subject } we cannot say whether participants, looking back, rate themselves differently than before { $activity }: { $now } on average now and { $before } then ({ $scale }).
change-none-of-note = On { $subject } we found, looking back, no difference of importance from before { $activity }: { $now } on average now and { $before } then ({ $scale }).
paired-clear-up = On { $subject } participants scored higher after { $activity } than before: { $now } on average against { $before } ({ $scale }).
paired-some-up = On { $subject } participants possibly scored higher after { $activity } than before: { $now } on average against { $before } ({ $scale }).
paired-clear-down = On { $subject } participants scored lower after { $activity } than before: { $now } on average against { $before } ({ $scale }).
paired-some-down = On { $subject } participants possibly scored lower after { $activity } than before: { $now } on average against { $before } ({ $scale }).
paired-open = On { $subject } we cannot say whether participants scored differently after { $activity } than before: { $now } on average after and { $before } before ({ $scale }).
paired-none-of-note = On { $subject } we found no difference of importance between before and after { $activity }: { $now } on average after and { $before } before ({ $scale }).
scale-and-answers = scale { $low } to { $high }, { $n } answers in { $period }
movers = { $improved } participants came out higher, { $same } the same and { $declined } lower.

who-answered-of = In all there were { $invited } { $asked }.
who-answered = The answers come from { $asked }.
no-opinion = { $n } people chose ‘don’t know’ or ‘does not apply’.

## No figure

absent-no-data = No figures about { $subject } were handed in for { $period }.
absent-incomplete = There is no figure about { $subject } for { $period }: not every library handed it in, and a sum would be too low.
absent-protected = We show no figure about { $subject } for { $period }: it is about too few people, or too many of them gave the same answer.

short-no-data = no figures
short-incomplete = not complete
short-protected = cannot be shown

## The target

target-met-counted = The goal of { $target } for { $by } has been reached.
target-met-asked = The goal of { $target } for { $by } has been reached: the margin runs from { $low } to { $high }.
target-met-change = The goal of { $target } for { $by } has been reached: the margin of the difference runs from { $low } to { $high }.
target-not-yet-counted = The goal of { $target } for { $by } has not been reached yet.
target-not-yet-asked = The goal of { $target } for { $by } has not been reached yet: the margin runs from { $low } to { $high }.
target-not-yet-change = The goal of { $target } for { $by } has not been reached yet: the margin of the difference runs from { $low } to { $high }.
target-cannot-say-counted = Whether the goal of { $target } for { $by } has been reached we cannot say: the figures are not complete.
target-cannot-say-asked = Whether the goal of { $target } for { $by } has been reached we cannot say: the margin runs from { $low } to { $high }.
target-cannot-say-change = Whether the goal of { $target } for { $by } has been reached we cannot say: the margin of the difference runs from { $low } to { $high }.
target-cannot-say-one-course = Whether the goal of { $target } for { $by } has been reached we cannot say: all answers come from one group.
target-cannot-say-weak = Whether the goal of { $target } for { $by } has been reached we cannot say: the answers are too uncertain for that.
target-too-few = Whether the goal of { $target } for { $by } has been reached we cannot say.
target-no-data = Whether the goal of { $target } for { $by } has been reached we cannot say.
target-none = No target value was agreed for this goal: { $reason }
target-of-change = { $target } points of progress

## Beside the year before

previous-clear-up = That is higher than in { $earlier } ({ $value }). These are other participants, though.
previous-some-up = That is possibly higher than in { $earlier } ({ $value }). These are other participants, though.
previous-clear-down = That is lower than in { $earlier } ({ $value }). These are other participants, though.
previous-some-down = That is possibly lower than in { $earlier } ({ $value }). These are other participants, though.
previous-open = Whether that differs from { $earlier } ({ $value }) we cannot say.
previous-none-of-note = There is no difference of importance from { $earlier } ({ $value }).
previous-higher = That is more than in { $earlier } ({ $value }).
previous-lower = That is less than in { $earlier } ({ $value }).
previous-same = That is as many as in { $earlier }.
previous-same-rounded = Rounded, that is as many as in { $earlier }.
previous-cannot-say = It cannot well be compared with { $earlier }.
previous-change-clear-up = The difference between then and now is larger than in { $earlier }. These are other participants, though.
previous-change-some-up = The difference between then and now is possibly larger than in { $earlier }. These are other participants, though.
previous-change-clear-down = The difference between then and now is smaller than in { $earlier }. These are other participants, though.
previous-change-some-down = The difference between then and now is possibly smaller than in { $earlier }. These are other participants, though.
previous-change-open = Whether this differs from { $earlier } we cannot say.
previous-change-none-of-note = There is no difference of importance from the participants of { $earlier }.

## Caveats, beside the claim

caveat-retrospective = Participants looked back themselves at the end. That is often more favourable than measuring before and after, and it does not show what the cause is.
caveat-post-only = Participants gave their own opinion at the end. That does not show what has changed or what the cause is.
caveat-paired = There is no comparison with people who did not take part. So the cause of a difference cannot be established.
caveat-few-answers = These are few answers ({ $n }). Read this as an indication.
caveat-low-response = Less than 40% of the participants answered. Those who did not may think differently.
caveat-response-unknown = How many people got the questionnaire is not known.
caveat-one-course = All answers come from one group. They say nothing about other groups.
caveat-incomplete = { $reported } of the { $expected } libraries handed in all that this figure needs. It is about those only.
only-of = That is from { $reported } of the { $expected } libraries.
caveat-wider-area = This figure is about the whole of { $wider }, not about { $area } alone.
caveat-unlinked = The participants of one year are other people than those of the other.
caveat-story-critical = This story is critical. We do not choose successes only.

## Context

context-found = In the same period: { $sentence }
context-note = These figures are background. The library cannot change them alone and is not judged by them.

## Key figures

key-note-asked = { $n } answers
key-note-asked-of = { $n } answers out of { $invited }
key-note-counted = counted over { $period }
key-note-incomplete = counted over { $period }, at { $reported } of the { $expected } libraries
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
table-target-by = { $target } in { $by }
table-to = { $low } to { $high }
table-no-target = no value
table-none = –

## Charts: captions and alternative texts

caption-change = Mean answer to ‘{ $question }’, with the margin (95%). { $n } answers. Source: { $source }.
caption-share = Share that agrees with ‘{ $question }’, with the margin (95%). { $n } answers. Source: { $source }.
caption-series = { $name }, { $first } to { $last }. Source: { $source }.
alt-change = Dot chart with two means on a scale from { $low } to { $high }. Before { $activity } { $before }, with a margin from { $before_low } to { $before_high }. Now { $now }, with a margin from { $now_low } to { $now_high }.
alt-share = Dot chart on a scale from 0 to 100 per cent. The share is { $value }, with a margin from { $low } to { $high }.
alt-share-target = Dot chart on a scale from 0 to 100 per cent. The share is { $value }, with a margin from { $low } to { $high }. The goal is { $target }.
alt-series = Line chart of { $subject }. { $points }.
alt-series-target = Line chart of { $subject }. { $points }. The goal for { $by } is { $target }.
alt-point = In { $period }: { $value }
alt-gap = In { $period }: no figure
caption-answers = All answers to ‘{ $question }’. { $n } answers. Source: { $source }.
alt-answers = Stacked bar with the answers of { $n } people: { $points }.
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

limit-cause = The figures show what was counted and what participants say. They do not show what would have happened without the library.
limit-participants = Questionnaires are about participants who answered, not about all inhabitants.
limit-privacy = We show no figures about groups of fewer than { $group } people, and no share where fewer than { $few } people answered or turned out otherwise.
limit-privacy-reason = The parties chose a smallest group of { $group } people: { $reason }
limit-margin = The margin shows between which values the figure probably lies (95% confidence). Where possible it allows for participants of one group being alike.
limit-years = Participants of different years are different people.

## Sources and provenance

source-survey = { $title }: { $n } answers for { $period }. Source: { $owner }.
source-survey-none = { $title }: no answers that we may show for { $period }. Source: { $owner }.
source-counts = { $title }, for { $period }. Source: { $owner }.
source-register = { $title }. Source: { $owner }.
source-population = { $area } has { $population } inhabitants ({ $date } { $period }).
definition = { $name }: { $definition }

provenance-label = How this report was made
provenance-version = Made with
provenance-release = Release
provenance-agreement = Agreement
provenance-notebook = Notebook
provenance-settings = Settings
provenance-sources = Files
provenance-again = Make it again
