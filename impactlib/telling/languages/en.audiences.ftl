### What only some readers are told, and what an occasion changes.

## Headings

section-challenge = The challenge, and what we want to achieve
section-on-course = Are we on course?
section-not-reached = What has not worked yet, or cannot be said
section-contributions = Who contributes what?
section-cost = What it costs
section-risks = What can go wrong
section-choices = What you can choose
section-decisions = What the parties decided
section-answers = Questions you may get
section-said = What participants say
section-next = What we are trying next
section-still-open = What we do not know yet
section-chain = Our chain of changes
section-gaps = Changes without a service of their own
section-one-change = What do we see?
section-invitation = Join in
section-stories = Stories beside the figures
section-story-rule = How stories are chosen
section-figures = All figures with their definition

## The challenge and the contributions

challenge-written-in = Where the municipality writes this: { $source }.
contributions-together = Taking part together: { $list }.
caption-contributions = What each party contributes to each service
column-carries-out = Who carries it out?
column-contributes = What do they contribute?
column-others = What do others contribute?
column-depends = What else does it depend on?

## Cost, risks and choices

caption-cost = What each service costs a year, according to the agreement
column-cost = Cost a year
cost-unknown = not on record
cost-none = The agreement does not say what the services cost.
cost-note = These amounts are in the agreement. We do not add them up, and do not turn them into a price per participant.
risk-of-goal = { $service }: { $risk }
risk-of-link = On the way to ‘{ $after }’: { $risk }
risk-assumed = On the way to ‘{ $after }’ the parties assume without evidence: { $assumption }
risks-none = The agreement names no risks.
caption-choices = Decisions that were taken and are still to be carried out
choices-besides = Besides these you can go on, change something, stop, do more, or have more found out first.
choices-none = No decisions are open. You can go on, change something, stop, do more, or have more found out first.
decisions-none = The parties have not recorded any decisions yet.
decision-done = done
decision-open = still to do

## What has not worked yet

not-reached-none = All goals that we can judge have been reached.
not-reached = { $name }: { $verdict }.
not-reached-because = { $name }. { $verdict }
not-reached-because-of = { $name }: { $value } in { $period }. { $verdict }
explained = The parties explain this as follows: { $text }
explained-otherwise = It may also be something else: { $text }
explained-not = { $n ->
    [one] The parties have not written down an explanation for this yet.
   *[other] The parties have not written down explanations for these yet.
  }

## On course

caption-on-course = The agreed goals: where they stand for { $period }, and whether they are on course
column-course = On course?
on-course-note = On course is a figure that lies on or past the straight line from the baseline to the target. A dash: the target year is over, or there is no line.
course-met = on course
course-not-yet = not on course yet
course-cannot-say = cannot be said

## Questions and answers

asked-cause = Did the library cause this?
answer-cause = These figures do not show that. They show what was counted and what people say.
asked-who = Who gave answers?
answer-who = For ‘{ $name }’, { $n } people gave a usable answer. How many were asked, we do not know.
answer-who-of = For ‘{ $name }’, { $n } of the { $invited } people gave a usable answer.
asked-compare = Do other municipalities do better?
answer-compare = We make no league table. Municipalities differ too much for that, and with few answers chance plays a large part.
asked-small = Why is there sometimes no figure?
answer-small = We report nothing about fewer than { $n } people, so that nobody can be recognised.

## Staff

nothing-said = For { $period } there is no figure of what participants say that we can tell.
lesson = Learned: { $text }
decided = Decided: { $text }
next-yours = What would you like to try yourself? Talk about it in the team.
open-one-course = { $name }: we leave this out here. All answers come from one group.
open-cannot-say = { $name }: we cannot say whether the goal was reached.
open-why = Why did participants answer like this? The figures do not say.
open-who = Who did not take part, and who gave no answer?

## Partners

gaps-lead = No service works on these changes directly. Some are hoped to follow from another change. Which of us can do something here?
gap = { $change }.
gap-because = { $change }. The parties say about it: { $reason }
gaps-none = A service works on every change in the chain.

## Residents

one-change = What we want together: { $change }.
one-note-asked = { $n } answers in { $period }
one-note-counted = counted for { $period }
invitation = Come to the library in { $area } and tell us what you need.

## All figures

caption-figures = All figures of { $area } for { $period }. The definitions are below.
column-design = How measured
named-figure = { $id } · { $name }

## Stories

story-rule = This is how stories are chosen: { $rule }
story-of-one = This is what one person tells; it is not proof.
story-beside-not-yet = The goal for ‘{ $name }’ has not been reached yet.
story-beside-not-met = The goal for ‘{ $name }’ was not reached.
story-beside-cannot-say = The figure for ‘{ $name }’ does not show whether the goal was reached.
story-beside-too-few = For ‘{ $name }’ there is no figure that we can put beside it.
story-beside-no-data = For ‘{ $name }’ there is no figure that we can put beside it.
story-beside-worse = The figure for ‘{ $name }’ is less good than last year.

## Occasions

occasion-annual-talk = In the annual talk we look together for what explains this.
occasion-annual-talk-question = What do you think explains what we see, and what else could it be?
occasion-grant-application = This report belongs to an application for a grant; it shows what became of earlier agreements.
occasion-grant-application-question = Which goals do you want to achieve with this grant?
occasion-accountability = { $n ->
    [one] This report gives account: of the figure promised for { $period }, { $told ->
        [0] none has
       *[other] one has
      } been delivered.
   *[other] This report gives account: of the { $n } figures promised for { $period }, { $told } have been delivered.
  }
occasion-accountability-question = Does this report deliver what you had asked for?
occasion-budget-debate = You are discussing the budget: the service ‘{ $service }’ costs { $euros } a year.
occasion-budget-debate-unknown = You are discussing the budget; what the service ‘{ $service }’ costs is not in the agreement.
occasion-budget-debate-question = Which services do you want to continue, change or stop?
occasion-new-council = { $library } and { $commissioner } agreed for { $round } what has to change for residents.
occasion-new-council-question = What do you want to achieve with the library in the coming years?
occasion-working-visit = You are coming to see ‘{ $service }’; this is what we see in the figures.
occasion-working-visit-question = What did you see or hear that is not in the figures?
occasion-campaign = Everybody in { $area } is welcome in the library; this is what we saw in { $period }.
occasion-campaign-question = What would you like to learn or read yourself?

## What a reader is asked where the parties ask nothing else

question-council = Are we doing the right things, and what would you like to be different?
question-alderman = Which decision will you take, and what do you still need for it?
question-board = Does what we see fit our mission, and what does that ask of us?
question-team = What do you recognise, and what would you like to try differently?
question-partners = What can you add, and what do you need from others?
