### The figures of a report as data: the words of the spreadsheet and of the JSON file.

fact-about = About this file
fact-how-to-read = How to read this
fact-sources = Sources
fact-made = How this file was made
fact-definitions = Definitions
fact-other-theme = Own figures
fact-id = Id
fact-theme = Theme
fact-indicator = Indicator
fact-name = Figure
fact-definition = What it means
fact-period = Period
fact-value = Value
fact-unit = Unit
fact-lower = Margin from
fact-upper = Margin to
fact-before = Before
fact-now = Now
fact-n = Number (n)
fact-invited = Asked
fact-absent = Why there is no value
fact-design = Design
fact-evidence = Evidence level
fact-precision = Certainty of the difference
fact-flags = Please note
fact-caveat = Caveat
fact-goal = Goal
fact-target = Target
fact-by = By
fact-verdict = Verdict on the goal
fact-previous = Earlier value
fact-previous-period = Earlier period
fact-previous-verdict = Beside the earlier value
fact-source = Source
fact-kind = Kind

fact-about-area = Area
fact-about-period = Period
fact-about-audience = Made for
fact-about-date = As of

fact-reading-released = This file holds only figures that were released and that stand in the report as well.
fact-reading-empty = An empty value is not nought: the column ‘Why there is no value’ says why there is no figure.
fact-reading-margin = The margin runs from ‘Margin from’ to ‘Margin to’ (95% confidence). A complete count has no margin.
fact-reading-evidence = The evidence level runs from 0 (counted) to 4. The lower the level, the more careful you are with the figure.
fact-reading-cause = None of these figures shows the cause of a difference. Always give the number, the period and the caveat with a figure.
fact-reading-rounding = The values are not rounded; what you see is rounded as in the report. A figure with several goals stands more than once: count it once.

fact-kind-tellen = counted
fact-kind-meten = measured
fact-kind-context = background

fact-design-register = counted
fact-design-post-only = asked once, afterwards
fact-design-retrospective = asked afterwards about then and now
fact-design-paired = asked of the same people before and after

fact-evidence-0 = 0: counted
fact-evidence-1 = 1: asked once
fact-evidence-2 = 2: looked back themselves
fact-evidence-3 = 3: before and after
fact-evidence-4 = 4: with grounds for the contribution

fact-precision-clear = a clear difference
fact-precision-some = some difference
fact-precision-open = we cannot say
fact-precision-none-of-note = no difference of note

fact-flag-few-answers = few answers
fact-flag-low-response = low response
fact-flag-response-unknown = response unknown
fact-flag-one-course = all from one group
fact-flag-lopsided = answers lie at one end
fact-flag-unlinked = other people than a year earlier
fact-flag-courses-unknown = groups unknown
fact-flag-chosen-afterwards = goal chosen afterwards
fact-flag-one-of-many = one of many comparisons
fact-flag-incomplete = not all libraries
fact-flag-wider-area = about a wider area
fact-flag-years-together = two periods together

fact-unit-share = per cent
fact-unit-points = percentage points
fact-unit-point = points
fact-unit-scale = points (scale { $low } to { $high })
fact-unit-rate = { $per ->
    [1] { $unit } per inhabitant
   *[other] { $unit } per { $per } inhabitants
}
fact-unit-average = { $unit }, on average
fact-unit-person = persons
fact-unit-participation = participations
fact-unit-contact = contacts
fact-unit-question = questions
fact-unit-loan = loans
fact-unit-visit = visits
fact-unit-activity = activities
fact-unit-school = schools
fact-unit-pupil = pupils
fact-unit-story = stories
fact-unit-inhabitant = inhabitants
fact-unit-baby = babies
fact-unit-household = households
fact-unit-organisation = organisations
fact-unit-use = uses
fact-unit-hour = hours
fact-unit-euro = euros
fact-unit-percent = per cent
fact-unit-kilometre = kilometres
