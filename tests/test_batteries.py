"""The packaged question batteries and count files: each reads all that may stand in it, turns what is reversed, and computes its scores."""

from __future__ import annotations

import csv
import io
import math
import random
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import fmean

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import ImpactError
from impactlib.sources.counted import number_of
from impactlib.sources.layout import DECIMAL_UNITS, NO_OPINION, PACKAGED, AnswerScale, CountsLayout, SurveyLayout, read_layout
from impactlib.sources.scores import ScaleScore
from impactlib.sources.scoring import score_sql
from impactlib.sources.store import fill_store
from impactlib.sources.survey import answered_columns
from impactlib.workspace import Text, Workspace
from tests.small import tiny, write

LAYOUTS = {path.stem: read_layout(path.stem) for path in sorted(PACKAGED.glob("*.yml"))}
SURVEYS = sorted(name for name, layout in LAYOUTS.items() if isinstance(layout, SurveyLayout))
COUNTS = sorted(name for name, layout in LAYOUTS.items() if isinstance(layout, CountsLayout) and layout.file.format == "csv")
SCORED = sorted(name for name in SURVEYS if LAYOUTS[name].scores)
ABOUT = Text(nl="Vaardig", en="Skilled")

QUESTIONS = {
    "learned": (1, 5, False),
    "confidence": (1, 5, True),
    "will_apply": (1, 5, False),
    "aware": (1, 5, False),
    "applied_later": (1, 4, False),
    "new_things": (1, 5, False),
    "used_library_later": (1, 2, False),
    "reading_enjoyment": (1, 4, False),
    "leisure_reading": (1, 5, False),
    "finds_book": (1, 3, False),
    "talks_about_books": (1, 5, False),
    "reading_boring": (1, 5, False),
    "reads_well": (1, 4, False),
    "reading_aloud_days": (0, 7, True),
    "knows_reading_aloud": (1, 5, True),
    "child_asks_book": (1, 5, True),
    "visits_library": (1, 5, True),
    "reading_aloud_duty": (1, 5, False),
    "reads_aloud_frequency": (1, 5, False),
    "free_reading_frequency": (1, 5, False),
    "skill_email": (1, 5, True),
    "skill_files": (1, 5, True),
    "skill_search": (1, 5, True),
    "skill_digid": (1, 5, True),
    "skill_forms": (1, 5, True),
    "skill_appointment": (1, 5, True),
    "skill_fake_message": (1, 5, True),
    "skill_password": (1, 5, True),
    "digital_skills": (1, 5, True),
    "digital_skills_alone": (0, 1, True),
    "afraid": (1, 5, True),
    "digital_confidence": (1, 5, True),
    "arranges_alone": (1, 5, True),
    "digital_attitude": (1, 5, True),
    "ido_helped_card": (1, 3, False),
    "ido_next_time": (1, 3, False),
    "ido_else_where": (1, 3, False),
    "less_help_needed": (1, 5, False),
    "used_digid": (1, 2, False),
    "task_1": (1, 2, False),
    "safe_tasks": (0, 1, False),
    "understands_letters": (1, 5, True),
    "talks_school_doctor": (1, 5, True),
    "counts_money": (1, 5, True),
    "dares_ask_help": (1, 5, True),
    "meets_people": (1, 5, True),
    "ashamed": (1, 5, True),
    "belongs": (1, 5, True),
    "helps_child": (1, 5, True),
    "arranges_affairs": (1, 5, True),
    "social_inclusion": (1, 5, True),
    "step_made": (1, 2, False),
    "language_level": (1, 10, True),
    "next_step_known": (1, 5, True),
    "step_taken": (1, 5, False),
    "welcome": (1, 5, False),
    "met_somebody": (1, 2, False),
    "less_alone": (1, 5, False),
    "other_views": (1, 5, False),
    "inspired": (1, 5, False),
    "knows_neighbours": (1, 5, True),
    "joined_something_new": (1, 2, False),
    "took_part": (1, 2, False),
    "mark": (1, 10, False),
    "recommendation": (0, 10, False),
}
"""The questions that DOMAIN.md, section 3.7, names: the ends of the scale, and whether they are asked about before and now."""

REVERSED = {"reading_boring", "reading_aloud_duty", "afraid", "ashamed"}
"""The items that DOMAIN.md marks as reversed."""

NOMINAL = {"ido_else_where", "step_taken", "administration"}
"""The items whose answers have no order."""

Cells = Mapping[str, str]


def as_csv(rows: Sequence[Cells], columns: Sequence[str], encoding: str = "windows-1252") -> bytes:
    """The rows as a Dutch Excel writes them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def coded(folder: Path, name: str, content: bytes) -> list[dict[str, object]]:
    """The coded table of a file that is read under a packaged layout."""
    tiny(folder)
    write(folder / "data/answers.csv", content)
    path = folder / "parameters/workspace.yml"
    line = f"sources: {{answers: {{path: data/answers.csv, layout: {name}}}, "
    path.write_text(path.read_text(encoding="utf-8").replace("sources: {", line), encoding="utf-8")
    source = fill_store(Workspace.open(folder))[1][0]
    return pq.read_table(source.parquet).to_pylist()


def refusal(folder: Path, name: str, content: bytes) -> str:
    """The message with which a file is refused."""
    with pytest.raises(ImpactError) as refused:
        coded(folder, name, content)
    return str(refused.value)


def meanings(layout: SurveyLayout) -> dict[str, list[tuple[str, float | None]]]:
    """For each coded column everything that may stand in it, with the code it must get; worked out from the layout's text alone."""
    found = {}
    for item, asked in layout.items.items():
        scale = layout.scales[asked.scale]
        if isinstance(scale, AnswerScale):
            given = {text: float(code) for text, code in scale.answers.items()}
        else:
            given = {f"{number:g}": float(number) for number in range(int(scale.lowest), int(scale.highest) + 1)}
            given[f"{scale.highest - 0.5}".replace(".", ",")] = scale.highest - 0.5
        codes = list(given.values()) if isinstance(scale, AnswerScale) else [scale.lowest, scale.highest]
        turned = {text: min(codes) + max(codes) - code if asked.reversed else code for text, code in given.items()}
        answers = [*turned.items(), *((text, -1.0) for text in scale.no_opinion), ("", None), ("  ", None)]
        for moment in ("before", "now") if asked.before is not None else ("now",):
            found[f"{item}.{moment}"] = answers
    return found


def header(layout: SurveyLayout) -> list[str]:
    """The columns of a file: those that are needed, and the open questions."""
    return [*layout.columns(), *layout.free_text]


def respondent(layout: SurveyLayout, number: int, answers: Cells) -> dict[str, str]:
    """One row: who and when, and these answers by coded column."""
    cells = {"Gemeente": "Aburg", "Datum ingevuld": "01-03-2025"}
    if layout.area.column == "Gemeente" and layout.person:
        cells[layout.person] = f"r{number}"
    if layout.cluster:
        cells[layout.cluster] = f"c{number % 3}"
    column_of = {each.coded: each.column for each in answered_columns(layout)}
    return cells | {column_of[name]: text for name, text in answers.items()} | dict.fromkeys(layout.free_text, 'Vrij; met één "woord"')


def filled(layout: SurveyLayout) -> tuple[list[dict[str, str]], dict[str, list[float | None]]]:
    """Rows in which every answer of every scale stands, and the codes by column, in their order. No row is blank altogether."""
    possible = meanings(layout)
    longest = max(len(answers) for answers in possible.values())
    rows, codes = [], {name: [] for name in possible}
    for number in range(longest * 2):
        picked = {name: answers[(number + number // longest * at) % len(answers)] for at, (name, answers) in enumerate(possible.items())}
        if not any(text.strip() for text, _ in picked.values()):
            continue
        rows.append(respondent(layout, number, {name: text for name, (text, _) in picked.items()}))
        for name, (_, code) in picked.items():
            codes[name].append(code)
    return rows, codes


def survey_of(name: str) -> SurveyLayout:
    """A packaged survey."""
    layout = LAYOUTS[name]
    assert isinstance(layout, SurveyLayout)
    return layout


@pytest.mark.parametrize("name", SURVEYS)
def test_a_battery_reads_every_answer_of_every_scale(tmp_path, name):
    """Answers, marks, no opinion and blanks get their codes, and those of reversed items are turned; nobody is lost."""
    layout = survey_of(name)
    rows, codes = filled(layout)
    found = coded(tmp_path, name, as_csv(rows, header(layout)))
    assert {(row["area"], row["period"]) for row in found} == {("A1", "2025")}
    expected = sorted(zip(*codes.values(), strict=True), key=str)
    got = [tuple(None if row[column] is None else float(row[column]) for column in codes) for row in found]
    assert sorted(got, key=str) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_battery_finds_out_the_encoding(tmp_path, encoding):
    """Excel and web forms write different bytes for 'Vóór'."""
    rows, _ = filled(survey_of("core"))
    assert len(coded(tmp_path, "core", as_csv(rows, header(survey_of("core")), encoding))) == len(rows)


@pytest.mark.parametrize("name", SURVEYS)
def test_an_answer_on_no_scale_is_refused_with_its_row(tmp_path, name):
    """In whichever column: the first and the last are tried."""
    layout = survey_of(name)
    columns = answered_columns(layout)
    for number, answered in enumerate((columns[0], columns[-1])):
        rows, _ = filled(layout)
        rows[2] = rows[2] | {answered.column: "zoiets"}
        message = refusal(tmp_path / str(number), name, as_csv(rows, header(layout), layout.file.encoding or "utf-8"))
        assert message.startswith(f"data/answers.csv: row 4: column {answered.column!r}: 'zoiets' is no")


def test_every_question_of_the_domain_is_asked_in_one_battery():
    """With the ends of its scale and the moments that DOMAIN.md gives it."""
    asked = {name: question for layout in SURVEYS for name, question in survey_of(layout).questions.items()}
    found = {name: (asked[name].lowest, asked[name].highest, asked[name].twice) for name in QUESTIONS if name in asked}
    assert found == QUESTIONS


def test_the_items_that_the_domain_reverses_are_reversed():
    """And no others."""
    assert {name for layout in SURVEYS for name, item in survey_of(layout).items.items() if item.reversed} == REVERSED


def test_answers_without_an_order_are_known_as_such():
    """Where somebody would have gone is no more and no less than elsewhere."""
    questions = {name: question for layout in SURVEYS for name, question in survey_of(layout).questions.items()}
    assert {name for name, question in questions.items() if not question.ordered} == NOMINAL
    assert [questions["ido_else_where"].answers[3], questions["step_taken"].answers[1]] == ["nergens", "nog niet"]


def test_no_two_batteries_ask_the_same_question():
    """All of them fit one workspace; only the course of the example puts questions of several batteries on one form."""
    names = [question for layout in SURVEYS if layout != "digital-course" for question in survey_of(layout).questions]
    assert len(names) == len(set(names))


def test_a_question_shows_its_answers_as_they_are_stored():
    """Of a reversed item the highest code is the full disagreement; numbers and scores have no answer texts."""
    children = survey_of("reading-children").questions
    assert next(iter(children["reading_enjoyment"].answers.items())) == (1.0, "helemaal niet leuk")
    assert list(children["reading_boring"].answers.items())[-1] == (5.0, "helemaal niet mee eens")
    assert dict(survey_of("visitors").questions["recommendation"].answers) == {}
    assert survey_of("digital-skills").questions["digital_skills_alone"].ends == (0, 1)


SKILLS = [name for name in survey_of("digital-skills").items if name.startswith("skill_")]


def skills(answered: int, text: str = "alleen", rest: str = "", moment: str = "now") -> dict[str, str]:
    """Answers to the eight skills: the first ones `text`, the others `rest`."""
    return {f"{name}.{moment}": text if number < answered else rest for number, name in enumerate(SKILLS)}


@pytest.mark.parametrize("rest", ["", "weet niet", "niet van toepassing"])
@pytest.mark.parametrize(("answered", "expected"), [(5, None), (6, 4.0), (8, 4.0)])
def test_a_score_needs_two_thirds_of_its_items(tmp_path, answered, expected, rest):
    """Of eight skills five are too few and six are enough, and 'no opinion' is no answer; it never pulls a mean down."""
    layout = survey_of("digital-skills")
    found = coded(tmp_path, layout.layout, as_csv([respondent(layout, 1, skills(answered, rest=rest))], header(layout)))
    assert (found[0]["digital_skills.now"], found[0]["digital_skills.before"]) == (expected, None)
    assert found[0]["digital_skills_alone.now"] == (None if expected is None else 1.0)


def test_who_has_no_opinion_on_any_item_has_none_on_the_score(tmp_path):
    """-1, as for an item; one blank among them makes it blank."""
    layout = survey_of("digital-skills")
    people = [respondent(layout, 1, skills(8, "weet niet")), respondent(layout, 2, skills(7, "weet niet"))]
    found = coded(tmp_path, layout.layout, as_csv(people, header(layout)))
    assert sorted((row["digital_skills.now"] for row in found), key=str) == [NO_OPINION, None]


def test_a_score_of_items_asked_twice_has_before_and_now(tmp_path):
    """Of the items that were answered at both moments; a reversed item counts as turned."""
    layout = survey_of("digital-skills")
    before = {"afraid.before": "helemaal mee eens", "digital_confidence.before": "niet mee eens", "arranges_alone.before": "mee eens"}
    now = {"afraid.now": "helemaal niet mee eens", "digital_confidence.now": "mee eens", "arranges_alone.now": "weet niet"}
    mixed = {**skills(8, "met veel hulp", moment="before"), **skills(2, "alleen", "met een beetje hulp")}
    row = coded(tmp_path, layout.layout, as_csv([respondent(layout, 1, {**before, **now, **mixed})], header(layout)))[0]
    assert [round(row[f"digital_attitude.{moment}"], 4) for moment in ("before", "now")] == [1.5, 4.5]
    assert [row[f"digital_skills.{moment}"] for moment in ("before", "now")] == [2.0, 3.25]
    assert [row[f"digital_skills_alone.{moment}"] for moment in ("before", "now")] == [0.0, 0.25]


def test_a_score_of_items_asked_once_has_now_alone(tmp_path):
    """Six tasks, of which the ones not come to are left out of the share."""
    layout = survey_of("safe-online")
    answers = {"task_1.now": "goed", "task_2.now": "fout", "task_3.now": "goed", "task_4.now": "goed"}
    row = coded(tmp_path, layout.layout, as_csv([respondent(layout, 1, answers)], header(layout)))[0]
    assert row["safe_tasks.now"] == 0.75
    assert "safe_tasks.before" not in row


def is_answer(answer: float | None) -> bool:
    """Whether an answer is one on the scale."""
    return answer is not None and answer != NO_OPINION


def expected_score(answers: Sequence[float | None], score: ScaleScore, beside: Sequence[float | None] | None = None) -> float | None:
    """The rule of DOMAIN.md, section 3.7, in plain Python; with answers of the other moment, over what was answered at both."""
    if all(answer == NO_OPINION for answer in answers):
        return NO_OPINION
    needed = math.ceil(round(len(answers) * 2 / 3, 9))
    valid = [answer for answer in answers if is_answer(answer)]
    if len(valid) < needed:
        return None
    if beside is not None and sum(map(is_answer, beside)) >= needed:
        valid = [answer for answer, other in zip(answers, beside, strict=True) if is_answer(answer) and is_answer(other)]
        if len(valid) < needed:
            return None
    return fmean(valid) if score.method == "mean" else fmean(answer >= score.at_least for answer in valid)


@pytest.mark.parametrize("name", SCORED)
def test_a_batterys_scores_are_those_of_its_coded_answers(tmp_path, name):
    """Every score of every person at every moment, computed again outside the database."""
    layout = survey_of(name)
    rows, _ = filled(layout)
    for row in coded(tmp_path, name, as_csv(rows, header(layout))):
        for each, score in layout.scores.items():
            twice = layout.questions[each].twice
            for moment, other in (("before", "now"), ("now", "before")) if twice else (("now", ""),):
                answers = [row[f"{item}.{moment}"] for item in score.items]
                beside = [row[f"{item}.{other}"] for item in score.items] if twice else None
                assert row[f"{each}.{moment}"] == (pytest.approx(expected_score(answers, score, beside), abs=6e-5))


ANSWER = st.one_of(st.none(), st.just(float(NO_OPINION)), st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]))


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 9).flatmap(lambda n: st.lists(st.lists(ANSWER, min_size=n, max_size=n), min_size=1, max_size=12)), st.booleans())
def test_a_score_is_the_mean_or_share_of_what_was_answered(people, as_mean):
    """Whatever people left out; it lies between the ends of its scale, and turning the items round changes nothing."""
    names = [f"item_{number}" for number in range(len(people[0]))]
    score = ScaleScore(text=ABOUT, items=names, method="mean" if as_mean else "share", at_least=None if as_mean else 4)
    backwards = score.model_copy(update={"items": names[::-1]})
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE people ({', '.join(f'{name} FLOAT' for name in names)})")
        connection.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(names))})", people)
        both = f"SELECT {score_sql(score, names)}, {score_sql(backwards, names[::-1])} FROM people"
        for answers, (found, other) in zip(people, connection.execute(both).fetchall(), strict=True):
            assert found == other == (pytest.approx(expected_score(answers, score), abs=6e-5))
            assert found in (None, NO_OPINION) or (1 <= found <= 5 if as_mean else 0 <= found <= 1)


@settings(max_examples=3, deadline=None)
@given(st.sampled_from(SCORED), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(name, chance: random.Random):
    """The same people in another order, their answers in other columns."""
    layout = survey_of(name)
    rows, _ = filled(layout)
    shuffled, columns = chance.sample(rows, len(rows)), header(layout)
    with tempfile.TemporaryDirectory() as folder:
        plain = coded(Path(folder) / "plain", name, as_csv(rows, columns))
        other = coded(Path(folder) / "other", name, as_csv(shuffled, chance.sample(columns, len(columns))))
    assert sorted(map(str, plain)) == sorted(map(str, other))


def counts_file(name: str, value_of: Mapping[str, str]) -> bytes:
    """A file of counts with one row, in which each measure has the text that `value_of` gives its unit."""
    layout = LAYOUTS[name]
    assert isinstance(layout, CountsLayout)
    cells = dict.fromkeys(layout.columns(), "x")
    cells |= {str(layout.area.column): "A1", str(layout.period.column): "2025"}
    cells |= {measure.column: value_of.get(measure.unit, value_of[""]) for measure in layout.measures.values()}
    return as_csv([cells], list(cells), "utf-8")


DECIMALS = {"percent": "12,5", "kilometre": "1,4", "euro": "1.250.000,50", "hour": "32,5"}


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_file_reads_whole_numbers_and_decimals(tmp_path, name):
    """Euros, hours, kilometres and percentages to the cent; everything else whole."""
    layout = LAYOUTS[name]
    expected = {"percent": "12.5", "kilometre": "1.4", "euro": "1250000.5", "hour": "32.5"}
    found = {row["measure"]: row["value"] for row in coded(tmp_path, name, counts_file(name, {**DECIMALS, "": "1200"}))}
    assert found == {each: Decimal(expected.get(measure.unit, "1200")) for each, measure in layout.measures.items()}


@pytest.mark.parametrize("name", COUNTS)
def test_half_a_person_is_refused(tmp_path, name):
    """What comes in whole ones only is never rounded, in whichever file."""
    layout = LAYOUTS[name]
    whole = [measure for measure in layout.measures.values() if measure.unit not in DECIMAL_UNITS]
    text = "1,5" if layout.file.decimal == "," else "1.5"
    message = refusal(tmp_path, name, counts_file(name, {**DECIMALS, "": text}))
    assert f"column {whole[0].column!r} holds {text!r}, which is no whole number" in message


@pytest.mark.parametrize(
    ("text", "unit", "decimal", "expected"),
    [
        ("12,5", "percent", ",", "12.5"),
        ("12.345", "percent", ".", "12.345"),
        ("100", "percent", ",", "100"),
        ("0", "euro", ",", "0"),
        ("1.250.000,50", "euro", ",", "1250000.5"),
        ("1,250,000.5", "euro", ".", "1250000.5"),
        ("1.200", "hour", ",", "1200"),
        ("0.125", "hour", ".", "0.125"),
        ("0.30000000000000004", "kilometre", ".", "0.3"),
    ],
)
def test_an_amount_is_read_with_its_decimals(text, unit, decimal, expected):
    """With the layout's decimal sign, and rounded to four decimals where a workbook computed it."""
    assert number_of(text, unit, decimal, "here", "x") == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "unit", "what"),
    [
        ("1,5", "person", "'1,5', which is no whole number"),
        ("1,5", "household", "'1,5', which is no whole number"),
        ("100,1", "percent", "'100,1'; a percentage is at most 100"),
        ("12.5", "percent", "'12.5', which is no number with a decimal ','"),
        ("1.200", "kilometre", "'1.200', which is no number with a decimal ','"),
        ("1,250", "euro", "'1,250', which may be a thousand or a decimal"),
        ("-3,5", "hour", "'-3,5', under 0"),
        ("nan", "euro", "'nan', which is no number"),
        ("1e3", "euro", "'1e3', which is no number"),
        ("9" * 15, "euro", f"'{'9' * 15}'; an amount has at most 14 digits"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(text, unit, what):
    """With its column and value."""
    with pytest.raises(ImpactError, match=r"here: column 'x' holds") as refused:
        number_of(text, unit, ",", "here", "x")
    assert what in str(refused.value)
