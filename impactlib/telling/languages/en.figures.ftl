### Words in and beside the figures.

chart-break = different from { $period } on
chart-break-why = From { $period } on the figures cannot be compared with those of before: { $why }.

## All goals together

section-goals-picture = How do the goals stand?
chart-difference = { $amount } ({ $value })
caption-goals = All goals in { $period }. The dot is the figure, the line is the margin (95%) and the diamond is the target. Each goal has a scale of its own.
    .plain = All goals in { $period }. The dot is the figure. The line is the margin (95%). The diamond is the target.
alt-goals = { $n ->
    [one] One goal with its figure, target and verdict.
   *[other] Overview of { $n } goals, each with its figure, target and verdict.
}
alt-goal = { $name }: { $value }; { $verdict }.
alt-goal-target = { $name }: { $value }, target { $target } by { $by }; { $verdict }.

## Beside comparable municipalities

chart-others = { $n } comparable { $places } together
chart-together = { $others }: { $benchmark }
chart-near-usual = usual differences (95%)
chart-near-chance = chance (95%)
chart-far = 99.8%
chart-size-inhabitants = inhabitants
chart-size-answers = answers
chart-size-worth = answers, counted as if everyone came alone
chart-size-whole = size of the whole group
caption-beside = { $name } in { $period }, beside { $others }.
caption-funnel = { $name } in { $period }, beside { $others }. Each open dot is one of these areas, from small to large.
caption-limits-usual = Between the lines lie 95 (and 99.8) per cent of the usual differences between these { $places }.
caption-limits-chance = Between the lines lie 95 (and 99.8) per cent of what chance alone gives.
caption-answers-of = { $n } answers.
caption-source = Source: { $source }.
alt-beside = Dot chart. { $area }: { $value }. { $others }: { $benchmark }. The limits of 95 per cent are { $low } and { $high }.
alt-funnel = Funnel plot by size ({ $size }). { $area }: { $value }. { $others }: { $benchmark }. For an area of this size the limits of 95 per cent are { $low } and { $high }.
