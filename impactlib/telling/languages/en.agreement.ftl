# What documents about the agreement say in English: the monitoring protocol, the cycle page, what changed, and whether was accounted.

## Names

named-indicator = { $name } ({ $id })
named-goal = Goal { $n }: { $service }
step-1 = agreeing on the desired impact
step-2 = choosing concrete goals
step-3 = agreeing on accountability
step-4 = telling what was seen
step-5 = learning and adjusting
numbered-step = { $n }. { $step }
yes = yes
no = no

## The protocol

protocol-title = Monitoring protocol { $area }
protocol-subtitle = Round { $round } · version { $version } · { $state }
protocol-opening = In this protocol { $list } lay down how they will keep track together of what they have agreed.
protocol-usual-note = Some items say ‘usual value’. There the parties filled in nothing themselves, and what is usual in such protocols applies.
protocol-usual = Usual value: the parties filled in nothing here themselves.
protocol-nothing = Nothing was laid down about this.
protocol-item = { $n }. { $title }
protocol-made = How this protocol was made
made-agreement = Agreement
made-version = Made with
made-again = To make it again
made-release = Release

caption-parties = Who takes part, and in which role
column-party = Party
party-entities = { $party } consists of { $list }.
party-serves = { $party } also works for { $list }.
party-lead = { $party } coordinates the work.
party-interest = Why { $party } takes part: { $interest }
party-benefit = What { $party } gains: { $benefit }
challenge = The challenge: { $text }
challenge-source = Source of the challenge: { $source }
statement-version = The impact statement, version { $version } ({ $said }):
statement-older = Earlier version { $version }: { $state }.
alternatives = Also weighed: { $text }
caption-endorsements = What each party says of version { $version }
column-said = What it says
said-nothing = Has said nothing yet
said-stale = { $said } – that was about an earlier text
supported = Version { $version } of the impact statement is broadly supported.
not-supported = Version { $version } of the impact statement is not broadly supported yet. Still needed: { $list }.

caption-chain = The chain of changes: what changes first and what is expected after it. The list below says the same in words.
alt-chain = Diagram with { $boxes } changes and { $links } links, from left to right. It begins with: { $first }. It ends with: { $last }.
chain-first = first
chain-last = in the end
chain-not-covered = no goal

chain-line = { $change } ({ $said })
chain-line-not-covered = No goal was set for this: { $reason }
chain-list-follows = The chain of changes as a list. Under each change stands what is expected after it.
chain-reads = This is how the parties hope it will go. Whether it does remains to be seen.
caption-links = What has to be true, and what may get in the way
column-link = Link
link = First: { $change }. Then: { $after }.
contributions-follow = The contribution to each goal:
caption-groups = For whom
column-group = Target group

caption-indicators = The agreed indicators
caption-agreed-indicators = Who sees to each indicator, and who uses it
column-indicator = Indicator
column-definition = What it is
column-kind = Kind
column-direction = Good is
column-goal-short = Goal
kind-tellen = counted
kind-meten = measured
kind-context = context
direction-up = more
direction-down = less
direction-none = –
caption-baselines = Where we started
column-goal = Goal
column-value = Value
column-period = Period
column-how = How it was obtained, or why not
baseline-none = not laid down
baseline-withheld = not printed, so that nobody can be recognised; the value is in the agreement file named at the end
caption-targets = The target of each goal
column-target = Target
caption-methods = How we come to know
column-evidence = Kind of evidence
column-method = How it is done here
evidence-inferred = counted in the records
evidence-solicited = asked of people
evidence-observed = seen or tested
method-catalogue = as the definition says
caption-moments = The measurement calendar
column-moment = Measurement moment
all-indicators = all
moment-missed = { $moment } was missed: { $reason }
calendar-file = The same calendar is there as a file for your own diary (.ics).
caption-tasks = Who does what with the figures
purposes = What we measure for, in this order: to { $list }.

response-target = We aim for answers from { $share } of those who receive the questionnaire.
minimum-group = We publish no figures about fewer than { $n } people. Nor do we publish a share in which fewer than { $few } people answered or turned out otherwise.
stories-critical = A story about what did not work is told as well.
stories-not-critical = Only stories about what worked are told.
stories-number = { $n ->
    [one] One story a year.
   *[other] { $n } stories a year.
  }
stories-chosen-by = Who chooses: { $list }.

meeting-dates = When: { $list }.
meeting-who = Who: { $list }.
meeting-order = Order: { $order }
caption-presentations = Who is told what, and which question goes with it
caption-signatures = Signatures under version { $version }
column-signature = Signature
signed = signed
signed-older = { $party } signed version { $version } on { $date }.

## The calendar file

event-moment = Measurement: { $name }
event-presentation = Tell { $audience }: { $occasion }
event-meeting = Interpretation meeting { $area }
event-review = Review of the monitoring protocol { $area }
event-responsible = Who sees to it: { $list }.
event-about = About { $period }.
calendar-name = Measurement calendar { $area } { $round }

## The cycle page

cycle-title = The impact cycle in { $area }
cycle-subtitle = Round { $round } · as of { $date }
cycle-at = The parties are at step { $n } of 5: { $step }.
cycle-late = { $n ->
    [one] One thing should have been done by now; it stands below.
   *[other] { $n } things should have been done by now; they are listed below.
  }
cycle-next = The next thing, on { $date }: { $what }.
cycle-where = Where are we in the cycle?
caption-steps = The five steps
column-step = Step
column-progress = Progress
column-there = What there is
progress-done = done
progress-under-way = under way
progress-open = not begun yet
there-1 = impact statement version { $version }, { $state }
there-2 = { $goals ->
    [one] one goal, of which { $agreed } agreed
   *[other] { $goals } goals, of which { $agreed } agreed
  }
there-3 = monitoring protocol, { $state }
there-4 = { $told ->
    [0] { $n ->
        [one] one presentation agreed, not held yet
       *[other] { $n } presentations agreed, not held yet
      }
   *[other] { $n ->
        [one] one presentation, of which { $told } held
       *[other] { $n } presentations, of which { $told } held
      }
  }
there-5 = { $n ->
    [0] no interpretation yet
    [one] one interpretation
   *[other] { $n } interpretations
  } and { $decisions ->
    [0] no decisions yet
    [one] one decision
   *[other] { $decisions } decisions
  }
cycle-agreed = What was agreed?
cycle-endorsed = Who endorses it?
cycle-told = What was told, and to whom?
cycle-learned = What was learned?
cycle-due = What is still to be done?
cycle-made = How this page was made
told-nothing = No presentations were agreed yet.
learned-nothing = Nothing of what was learned has been written down yet. That comes after the interpretation meeting.
interpretation-of-goal = About { $period } – { $goal }
interpretation-of = About { $period }
caption-decisions = Each decision, with who carries it out and when
column-decision = Kind of decision
lessons-open = Lessons that the next round takes along:
caption-due = In order of date
column-what = What
column-when = When
column-who = Who
due-open = as soon as possible
due-late = { $date } (late)
due-nothing = Nothing is open.
due-moment = measurement ‘{ $name }’
due-presentation = tell { $audience } ({ $occasion })
due-meeting = interpretation meeting
due-review = review of the protocol
due-decision = carry out the decision: { $text }
due-endorsement = ask { $party } whether it endorses version { $version } of the impact statement
due-signature = sign version { $version } of the protocol

## Accounting for what was promised

section-accounted = Are all agreed figures there?
accounted-all = { $n ->
    [one] Yes: the one agreed figure is in the report.
   *[other] Yes: all { $n } agreed figures are in the report.
  }
accounted-some = { $told ->
    [0] No. Of the { $n } agreed figures, none is in the report.
    [one] Not wholly. Of the { $n } agreed figures, one is in the report.
   *[other] Not wholly. Of the { $n } agreed figures, { $told } are in the report.
  }
accounted-beside = Also promised: { $statement }
account-withheld = { $name }: measured, but not to be shown. It is about too few people, or too many of them gave the same answer.
account-incomplete = { $name }: not every library handed in a figure of { $period }.
account-missed = { $name }: there is no measurement for { $period }. The parties give as their reason: { $reason }
account-stopped = { $name }: the parties have stopped this. They give as their reason: { $reason }
account-not-due-by = { $name }: it is still to be measured for { $period }, by { $due }.
account-not-handed-in-by = { $name }: nothing was handed in for { $period }. The figures were to be ready by { $due }.
account-not-handed-in = { $name }: nothing was handed in for { $period }, and it is not said why.
caption-accounts = The promised figures of { $period }
column-owner = Who sees to it
column-due = Measurement moment
column-delivery = What became of it
delivery-told = in the report
delivery-withheld = measured, not to be shown
delivery-incomplete = not complete
delivery-missed = not measured, with a reason
delivery-stopped = stopped, with a reason
delivery-not-due = still to come
delivery-not-handed-in = not handed in

## What changed between two versions

differences-none = Nothing has changed since { $since }.
differences-head = What has changed since { $since } in the agreement of { $area }:
difference-added = { $what }: new.
difference-removed = { $what }: gone.
difference-changed = { $where }: { $field } was ‘{ $old }’ and is now ‘{ $new }’.
difference-filled = { $where }: { $field } is now ‘{ $new }’; it was not filled in before.
difference-emptied = { $where }: { $field } was emptied; it was ‘{ $old }’.
difference-named = { $part } ‘{ $name }’
difference-endorsement = { $party } on version { $version }: { $state }
difference-signature = { $party } under version { $version }
difference-presentation = { $audience } on { $date }

## Links on the overview page

overview-cycle = The impact cycle ({ $kind })
overview-protocol = Monitoring protocol and calendar ({ $kind })

## What the signatories must know

protocol-as-of = The states in this protocol are as of { $date }. They change without a new signature and are not part of what was signed.
protocol-usual-rest = Usual value, for what the parties did not fill in here.
protocol-usual-line = { $text } (usual value)
contractors-several = Where it says ‘the contractor’, this applies to each contractor for its own part. See item 12 for the division.
partners-not-bound = Partners do not sign this protocol. The accountable party agrees with them on their tasks.
basis-runs-on = After that date this protocol still applies to measuring, discussing and reporting on the years of the round.
signed-before-statement = Version { $version } of the impact statement dates from { $date }, after the signatures. That version needs new signatures.
support-needs = The text is broadly supported when these parties endorse it: { $list }.
statement-why = Why, according to the parties: { $why }
of-date = of { $date }
by-year = to be reached by { $year }
target-at-least = at least { $value }
target-at-most = at most { $value }
chain-goals = { $n ->
    [one] goal { $list }
   *[other] goals { $list }
  }
caption-services = The services
column-service = Service
account-not-confirmed = { $name }: the figure for { $period } has not been confirmed yet.
due-confirm = have the figures checked and confirmed: { $name }

## How a target of each kind of indicator is written

form-count = a number, such as 1600
form-rate = a number for the inhabitants, such as 240
form-ratio = a share, such as 75%
form-share = a share, such as 75%
form-mean = a mean on the scale, such as 7.5
form-change-of-mean = progress on the scale, such as 0.5
form-balance = a balance, such as 120 or -35
form-average = a mean number, such as 14.9
form-given = a figure of others; no goal
form-net-share = a balance of two shares, such as 25%
form-change-of-share = the difference between before and now in percentage points, such as 10%
form-improved = the share that went up, such as 60%
form-context = background; no goal
event-who = Who is there: { $list }.

## How many answers a goal needs

plan-title = How many answers a year do the goals of { $area } need?
plan-goal = Goal { $n }:
plan-counted = This goal is counted. It needs no answers.
caption-plan = How many answers each goal needs a year. The margin and the difference are those with that many answers.
column-plan-answers = Answers needed
column-plan-invitations = Invitations
column-plan-margin = Margin
column-plan-smallest = Smallest difference that shows
plan-more = more than { $most }
points = { $n } points
points-of-share = { $n } percentage points
plan-needed = { $n ->
    [one] One answer is needed.
   *[other] { $n } answers are needed.
  }
plan-kept = If the result stays as it was in { $period } ({ $expected }), there is a chance of about 80% that the report can say that the target of { $target } was met.
plan-if = If the result is really { $expected }, there is a chance of about 80% that the report can say that the target of { $target } was met.
plan-no-target = No target was agreed. We assumed what must at least show with such a question.
plan-cannot = Whether the target of { $target } was met can probably not be said with a survey: even { $most } answers are too few.
plan-cannot-kept = That is so if the result stays as it was in { $period } ({ $expected }), which is too near the target.
plan-cannot-if = That is so if the result is really { $expected }, which is too near the target.
plan-invitations = With a response of { $response }, that takes { $n } invitations.
plan-last = { $n ->
    [one] In { $period }, one answer came.
   *[other] In { $period }, { $n } answers came.
  }
plan-last-unknown = How many answers came last time is not known, or we do not publish it.
plan-asked = { $n ->
    [one] In { $period }, { $asked } people got the questionnaire, and one answer came.
   *[other] In { $period }, { $asked } people got the questionnaire, and { $n } answers came.
  }
plan-enough = If { $response } of such a group answers, that makes { $n }: enough.
plan-short = If { $response } of such a group answers, that makes { $n }: too few.
plan-short-whoever = Even if everybody answers, there are too few.
plan-short-hidden = With so few answers (fewer than { $n }) we publish no figure.
plan-tells = With { $n } answers the margin is { $margin } to either side. A difference between two years mostly shows from { $smallest } on.
plan-tells-change = With { $n } answers the margin is { $margin } to either side. A change mostly shows from { $smallest } on.
plan-tells-nothing = With { $n } answers the margin is { $margin } to either side. No difference shows then.
plan-certainty = These numbers are an estimate beforehand, not an agreement. We assumed 95% certainty, and an 80% chance that a real difference also shows.
plan-alike = People of one group, such as a course, resemble each other. So more answers are needed than from unrelated people; we assumed a correlation of 0.1.
plan-group-assumed = Where it is not known how many answers come from one group, we assumed 12.
plan-response-agreed = We assumed the agreed response of { $response }.
plan-response-assumed = Nothing was agreed about the response. We assumed answers from { $response }.
plan-not-all = Many answers make the margin smaller. Whether those who answer are like those who do not, the number does not tell.
