# What changed since the period before (officer's report, 'impact compare'), and which reports stand out (the overview).
# 'Turned' is said of a verdict and never of the people or the library; nothing here says what something came from.

section-changed = What is different from { $earlier }?

changed-figures = { $n ->
    [0] There are no figures that can be told of both { $earlier } and { $period }.
    [one] There is one figure of both { $earlier } and { $period }; { $moved ->
        [0] it did not clearly move.
       *[other] it moved.
      }
   *[other] There are { $n } figures of both { $earlier } and { $period }; { $moved ->
        [0] none of them clearly moved.
        [one] one of them moved.
       *[other] { $moved } of them moved.
      }
  }
changed-verdicts = { $n ->
    [one] Of one goal the verdict of both years is known; { $turned ->
        [0] it stayed the same.
       *[other] it is another one now.
      }
   *[other] Of { $n } goals the verdict of both years is known; { $turned ->
        [0] all stayed the same.
        [one] one verdict is another now.
       *[other] { $turned } verdicts are others now.
      }
  }

changed-heading-moved = Figures that moved
changed-heading-moved-besides = Other figures that moved
changed-heading-others = Figures that did not clearly move, and figures of one year
changed-heading-verdicts = Verdicts that turned
changed-heading-agreed = Agreements that changed
changed-heading-defined = What was measured or described otherwise

changed-alike = { $n ->
    [one] No difference of importance from { $earlier }, or as many: { $names }.
   *[other] No difference of importance from { $earlier }, or as many ({ $n } figures): { $names }.
  }
changed-unsure = { $n ->
    [one] Whether this figure differs from { $earlier } we cannot say: { $names }.
   *[other] Whether these { $n } figures differ from { $earlier } we cannot say: { $names }.
  }
changed-fresh = { $n ->
    [one] There is no figure of { $earlier } to put beside it: { $names }.
   *[other] There is no figure of { $earlier } to put beside these { $n }: { $names }.
  }
changed-lost-no-data = A figure of { $earlier }, and nothing handed in for { $period }: { $names }.
changed-lost-incomplete = A figure of { $earlier }, and not all handed in for { $period }: { $names }.
changed-lost-protected = A figure of { $earlier }, and of { $period } none that can be shown (too few people, or too many of them gave the same answer): { $names }.

changed-from-not-yet-to-met = The goal on ‘{ $name }’ was not reached yet in { $earlier }, and was in { $period }.
changed-from-not-met-to-met = The goal on ‘{ $name }’ was not reached in { $earlier }, and was in { $period }.
changed-from-cannot-say-to-met = Whether the goal on ‘{ $name }’ was reached in { $earlier } we could not say; in { $period } it was reached.
changed-from-met-to-not-yet = The goal on ‘{ $name }’ was reached in { $earlier } and not in { $period } (there is time until the agreed year).
changed-from-not-met-to-not-yet = The goal on ‘{ $name }’ was not reached in { $earlier } and not yet in { $period }: there is time until the agreed year.
changed-from-cannot-say-to-not-yet = Whether the goal on ‘{ $name }’ was reached in { $earlier } we could not say; in { $period } it was not reached yet.
changed-from-met-to-not-met = The goal on ‘{ $name }’ was reached in { $earlier } and not in { $period }.
changed-from-not-yet-to-not-met = The goal on ‘{ $name }’ was not reached yet in { $earlier }. In { $period } it was not reached: the agreed year has come.
changed-from-cannot-say-to-not-met = Whether the goal on ‘{ $name }’ was reached in { $earlier } we could not say; in { $period } it was not reached.
changed-from-met-to-cannot-say = The goal on ‘{ $name }’ was reached in { $earlier }; of { $period } we cannot say.
changed-from-not-yet-to-cannot-say = The goal on ‘{ $name }’ was not reached yet in { $earlier }; of { $period } we cannot say.
changed-from-not-met-to-cannot-say = The goal on ‘{ $name }’ was not reached in { $earlier }; of { $period } we cannot say.
changed-beside-retargeted = The goal itself is another than in { $earlier } as well: the two verdicts cannot simply be compared.
changed-beside-redefined = It was also measured or described otherwise than in { $earlier }: the two verdicts cannot simply be compared.
changed-beside-revised = The figure of { $earlier } was revised since; the verdict of then was about the figure of then.

changed-target = { $target } by { $by }
changed-no-target = no target value
changed-goal-new = New since { $earlier } is the goal on ‘{ $name }’: { $target }.
changed-goal-dropped = The goal on ‘{ $name }’ of { $earlier } ({ $target }) is no longer there.
changed-goal-target = The goal on ‘{ $name }’ was { $was } in { $earlier }, and is { $now } now.

changed-part-worded = Of ‘{ $name }’ { $part } is another than in { $earlier }. Then: ‘{ $was }’. Now: ‘{ $now }’.
changed-part-figure = ‘{ $name }’ is worked out otherwise than in { $earlier }.
changed-part-direction = Of ‘{ $name }’ another direction is the good one than in { $earlier }.
changed-word-name = the name
changed-word-definition = the description
changed-word-numerator = what is counted
changed-word-denominator = what it is a part of
changed-word-scale = the scale
changed-word-reference = the day or the time it is about
changed-word-source = where it usually comes from
changed-word-from = the source
changed-word-owner = who keeps the source
changed-word-asked = who got the question
changed-word-design = the way of measuring
changed-word-question = the question
changed-word-answers = the list of answers
changed-design-register = counted
changed-design-post-only = asked once, afterwards
changed-design-retrospective = asked afterwards about before and now
changed-design-paired = the same people asked before and after
changed-nothing = nothing on record

changed-with-release = Compared with the release of { $earlier } ({ $id }). Figures and margins come from the present release alone.
changed-no-definitions = That release does not say what its figures meant: whether a description is another cannot be looked up.
changed-no-release = There is no release of { $earlier }. What the verdict was then, and what was agreed and described then, can therefore not be said.

## Which reports stand out

signal-failed = { $n ->
    [one] A report failed.
   *[other] { $n } reports failed.
  }
signal-turned = { $n ->
    [one] A verdict turned since { $earlier }: { $names }.
   *[other] Verdicts turned since { $earlier }: { $names }.
  }
signal-missing = { $n ->
    [one] A promised figure is not there: { $names }.
   *[other] Promised figures are not there: { $names }.
  }
signal-hidden = { $n } of the { $of } figures ({ $share }) cannot be shown.
signal-empty-goals = No goals were set down.
signal-empty-figures = Of none of the goals a figure can be told.
signal-unmet = { $n ->
    [one] One of the { $of } goals was not reached, or not yet.
   *[other] { $n } of the { $of } goals were not reached, or not yet.
  }
signal-peers = { $n ->
    [one] One figure clearly differs from that of comparable { $places }: { $names }.
   *[other] Figures clearly differ from those of comparable { $places }: { $names }.
  }
signal-response = { $n ->
    [one] Of one figure the response is low or unknown: { $names }.
   *[other] Of these figures the response is low or unknown: { $names }.
  }
signal-story = There is no story that can be told.

signal-kind-failed = failed
signal-kind-turned = a verdict turned
signal-kind-missing = promised figure missing
signal-kind-hidden = much cannot be shown
signal-kind-empty = empty part
signal-kind-unmet = goals not reached
signal-kind-peers = differs from comparable ones
signal-kind-response = low or unknown response
signal-kind-story = no story

triage-heading = Look here first
triage-rule = These are at most { $most } reports, those with the most to look at. A report that failed counts three times; a verdict that turned and a promised figure that is missing count twice. With as much, it goes from A to Z.
triage-no-ranking = The order says nothing of how well a library or { $place } does.
triage-usual = What holds for more than half is not counted: { $names }.
triage-more = { $n ->
    [one] One more report has as many reasons as the last one here.
   *[other] { $n } more reports have as many reasons as the last one here.
  }
triage-none = No report stands out.
triage-filter = Show only
triage-all = all
triage-reasons = Reasons to look at { $name }
triage-filter-reason = { $kind } ({ $n })
