"""The analyst's view: frames equal to a store made by hand, a model equal to statsmodels', and a sentence wherever there is nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import papermill
import pytest
import statsmodels.api as sm
from bs4 import BeautifulSoup
from nbconvert.exporters import export
from PIL import Image
from scipy import stats

from impactlib import open_analysis
from impactlib.errors import InputError, UnknownNameError
from impactlib.example import write_example
from impactlib.exploring.analysis import Analysis
from impactlib.exploring.model import FEWEST_COURSES, FEWEST_PAIRS, TERMS
from impactlib.exploring.shown import MOST_ROWS, Said
from impactlib.exploring.words import ABSENCES, COLUMNS, FLAGS, METHODS, unit_of
from impactlib.indicators.finding import Absence, Flag
from impactlib.indicators.indicator import catalogue
from impactlib.publishing.html import AnalysisExporter
from tests.small import ANSWERS, SURVEY_LAYOUT, Row, counted, people, tiny

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks/analysis.ipynb"


def moved(n: int, before: int, now: int, *, area: str = "A1", course: str = "a", year: str = "2025") -> list[Row]:
    """The rows of `n` people of one course who went from one code to another."""
    answers = {"eerst": ANSWERS[before - 1], "nu": ANSWERS[now - 1], "geleerd": "vaak", "cijfer": "8"}
    return [{**row, "cursus": f"{area}-{course}", "nummer": f"{row['nummer']}-{course}"} for row in people(n, area, year, **answers)]


def survey() -> list[Row]:
    """Six courses in Aburg and six in Bedorp, in which people begin and change unlike; one person of Aburg without a course."""
    found: list[Row] = []
    for number in range(6):
        found += moved(2 + number % 2, 2, 3 + number % 2, area="A1", course=str(number))
        found += moved(1, 3 + number % 2, 4, area="A1", course=str(number))
        found += moved(3, 1 + number % 3, 3, area="B2", course=str(number))
        found += moved(1, 4, 4 - number % 2, area="B2", course=str(number))
    return [*found, {**moved(1, 2, 5)[0], "cursus": "", "nummer": "alone"}]


ELSEWHERE = moved(3, 2, 3, area="B2", course="z")
NOBODY, FEW = ELSEWHERE, [*moved(FEWEST_PAIRS - 1, 2, 3), *ELSEWHERE]
ALIKE = [row for area in ("A1", "B2") for k in range(FEWEST_COURSES) for row in moved(3, 2, 3, area=area, course=f"{k}")]
APART = [row for k in range(6) for row in (*moved(2, 2, 2 + k % 3, course=f"{k}"), *moved(2, 1, 1 + k % 3, area="B2", course=f"{k}"))]
"""Answers that no model can be made of: nobody here, few here, all the same change, and each side with a beginning of its own."""


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A workspace of three areas: Cestad handed in nothing for 2025."""
    folder = tmp_path_factory.mktemp("small")
    tiny(
        folder,
        survey=[*survey(), *moved(4, 2, 3, area="C3", year="2024"), *people(2, "A1", "2025", eerst="weet niet", nu="vaak")],
        counts=[counted("A1", cursisten=50, leden=500), counted("A1", "2024", cursisten=40, leden=480), counted("C3", "2024", cursisten=8)],
        more="notice: {nl: Verzonnen., en: Invented.}\n",
    )
    return folder


@pytest.fixture(scope="module")
def aburg(small) -> Analysis:
    """The analysis of the area with data."""
    return open_analysis(small, "A1")


@pytest.fixture(scope="module")
def cestad(small) -> Analysis:
    """The analysis of the area without data of this period."""
    return open_analysis(small, "C3")


def test_the_overview_tells_answers_courses_and_response(aburg):
    """24 people of 50 invited: 23 in six courses, and one whose course is not on record."""
    row = aburg.overview().query("source == 'Vragen' and period == '2025'").iloc[0]
    assert (row["rows"], row["courses"], row["invited"], row["response"]) == (24, 6, 50, 0.48)


def test_a_period_without_answers_has_its_row_in_the_overview(cestad):
    """Absence is shown, with 0 rows and no response."""
    row = cestad.overview().query("source == 'Vragen' and period == '2025'").iloc[0]
    assert (row["rows"], bool(pd.isna(row["response"]))) == (0, True)


def test_the_figures_are_the_exact_findings(aburg):
    """Every number of the frame is that of the finding, unrounded."""
    found = {each.indicator: each for each in aburg.findings if each.period == "2025" and each.estimate}
    frame = aburg.figures("2025").dropna(subset="value").set_index("indicator")
    expected = {name: (each.estimate.value, each.estimate.n) for name, each in found.items()}
    assert expected == {name: (row["value"], row["n"]) for name, row in frame.iterrows()}
    assert {"DI05", "DI07", "BR01", "BR08", "LO04"} <= set(expected)


def test_a_figure_of_few_people_is_there_since_this_is_internal(small):
    """Four answers are told to the analyst, with a warning."""
    row = open_analysis(small, "C3").figures("2024").set_index("indicator").loc["DI07"]
    assert (row["value"], row["n"], "weinig antwoorden" in row["flags"]) == (1.0, 4, True)


def test_an_absent_figure_says_why(cestad):
    """A row without a value holds the reason in words."""
    row = cestad.figures("2025").set_index("indicator").loc["DI07"]
    assert (bool(pd.isna(row["value"])), row["absent"], row["unit"]) == (True, "niets aangeleverd", "verschil, schaal 1–5")


def test_a_distribution_holds_every_answer_and_no_opinion_beside(aburg):
    """Nobody is lost, an answer that nobody gave is 0, and shares are of those with an answer on the scale."""
    here = aburg.distribution("digital_skills").query("here and period == '2025' and moment == 'vóór'")
    assert dict(zip(here["label"], here["n"], strict=True)) == {
        "nooit": 0, "soms": 16, "vaak": 3, "meestal": 3, "altijd": 0, "geen mening": 2, "niet ingevuld": 0,
    }  # fmt: skip
    assert here["share"].sum() == pytest.approx(1.0)


def test_elsewhere_is_all_other_areas(aburg, small):
    """What is elsewhere for Aburg is here for Bedorp, since Cestad handed in nothing."""
    kept = ["moment", "label", "n", "share"]
    elsewhere = aburg.distribution("digital_skills").query("not here and period == '2025'")[kept].reset_index(drop=True)
    bedorp = open_analysis(small, "B2").distribution("digital_skills").query("here and period == '2025'")[kept].reset_index(drop=True)
    pd.testing.assert_frame_equal(elsewhere, bedorp)


def test_a_reversed_item_has_its_labels_turned_with_its_codes(tmp_path):
    """The label of an answer stays what people ticked."""
    layout = SURVEY_LAYOUT.replace("{column: geleerd, scale: often,", "{column: geleerd, scale: often, reversed: true,")
    tiny(tmp_path, survey=people(3, geleerd="nooit"), layouts={"tiny-survey": layout})
    found = open_analysis(tmp_path, "A1").distribution("learned").query("here and n > 0").iloc[0]
    assert (found["label"], found["answer"], found["n"]) == ("nooit", 5.0, 3)


def test_changes_hold_each_person_with_both_answers(aburg):
    """22 people here and 24 elsewhere; who had no opinion about before is left out, and nobody's change is off."""
    found = aburg.changes("digital_skills")
    assert found["here"].value_counts().to_dict() == {True: 22, False: 24}
    assert list(found.columns) == ["area", "here", "course", "before", "now", "change"]
    assert (found["change"] == found["now"] - found["before"]).all()
    assert found["course"].isna().sum() == 1


def test_the_model_equals_statsmodels_by_hand(aburg):
    """The same coefficients and errors as OLS with clustered errors; t on the fewer courses of the two sides minus one."""
    people_ = aburg.changes("digital_skills")
    design = pd.DataFrame({"one": 1.0, "before": people_["before"] - people_["before"].mean(), "here": people_["here"].astype(float)})
    groups = pd.factorize(people_["course"].fillna("alone"))[0]
    fit = sm.OLS(people_["change"], design).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    half = stats.t.ppf(0.975, 6 - 1) * fit.bse
    expected = np.column_stack([fit.params, fit.params - half, fit.params + half, 2 * stats.t.sf(abs(fit.params / fit.bse), 6 - 1)])
    model = aburg.model("digital_skills")
    np.testing.assert_allclose(model.frame[["estimate", "lower", "upper", "p"]].to_numpy(), expected, rtol=1e-9)
    assert list(model.frame["term"]) == list(TERMS)
    assert model.frame[["n", "clusters"]].to_numpy().tolist() == [[46, 13]] * 3


def test_the_model_says_what_it_does_not_say(aburg):
    """The sentence names both sides, and leaves the cause open."""
    sentence = aburg.model("digital_skills").sentence
    assert "in Aburg 22 uit 7 cursussen, elders 24 uit 6 cursussen" in sentence
    assert "het zegt niet waar een verschil vandaan komt" in sentence
    assert "terugblik" in sentence


@pytest.mark.parametrize(("rows", "said"), [(NOBODY, "Aburg 0 uit 0"), (FEW, "Aburg 9 uit 1"), (ALIKE, "te weinig"), (APART, "te weinig")])
def test_a_model_without_enough_to_go_on_says_so(tmp_path, rows, said):
    """Too few or too alike gives a sentence and a frame without rows, not an error or a warning."""
    tiny(tmp_path, survey=rows)
    model = open_analysis(tmp_path, "A1").model("digital_skills")
    assert (len(model.frame), said in model.sentence) == (0, True), model.sentence


def test_pictures_have_bytes_a_caption_and_an_alternative_text_with_their_numbers(aburg):
    """Each picture is a PNG whose alternative text holds what it shows."""
    drawn = [aburg.draw_before_now(), aburg.draw_distribution(), aburg.draw_distribution("mark"), aburg.draw_series("DI05")]
    texts = [
        "Van de 22 deelnemers antwoordden er 19 over nu hoger, 3 gelijk en 0 lager",
        "Hier (n = 22): nooit: 0%",
        "8: 100%",
        "2024: 40; 2025: 50.",
    ]
    for each, text in zip(drawn, texts, strict=True):
        assert (text in each.alt, "Aburg" in each.caption, Image.open(io.BytesIO(each.png)).format) == (True, True, "PNG"), each.alt


def test_the_same_figures_give_the_same_picture(small, aburg):
    """Nothing in a picture depends on the moment."""
    assert open_analysis(small, "A1").draw_before_now() == aburg.draw_before_now()


def test_drawing_leaves_nothing_behind(aburg):
    """No figure of pyplot stays open, and no setting of matplotlib is changed."""
    aburg.draw_series("DI05")  # the first import of seaborn is allowed to register its colours
    before = dict(mpl.rcParams)
    for draw in (aburg.draw_before_now, aburg.draw_distribution, lambda: aburg.draw_series("DI07")):
        draw()
    assert (plt.get_fignums(), dict(mpl.rcParams) == before) == ([], True)


def test_an_area_without_data_gets_sentences_in_the_place_of_pictures(cestad):
    """The sentence names the area and the period."""
    drawn = [cestad.draw_before_now(), cestad.draw_distribution(), cestad.draw_series("DI06")]
    assert all(isinstance(each, Said) and "Cestad" in each.text for each in drawn)


def test_a_year_without_a_figure_is_told(cestad):
    """Cestad counted participants in 2024 only."""
    assert cestad.draw_series("DI05").alt == "Lijn over de perioden: 2024: 8; 2025: geen cijfer."


def test_a_workspace_without_a_survey_is_no_error(tmp_path):
    """Every frame is empty with its columns, every picture and the model a sentence."""
    tiny(tmp_path, counts=[counted(leden=10)])
    found = open_analysis(tmp_path, "A1")
    assert (len(found.distribution()), len(found.changes()), len(found.questions())) == (0, 0, 0)
    assert all(isinstance(each, Said) for each in (found.draw_before_now(), found.draw_distribution()))
    assert "geen vraag" in found.model().sentence


def test_the_example_is_an_area_only_where_figures_are_invented(small, tmp_path):
    """Without the notice nobody's town is the default."""
    assert open_analysis(small, "example").area.code == "A1"
    tiny(tmp_path, survey=people(3, geleerd="vaak"))
    with pytest.raises(InputError, match="this workspace is no example"):
        open_analysis(tmp_path, "example")


def test_unknown_names_are_refused_with_the_nearest(small, aburg):
    """An area, a question, an indicator; and a question that was asked once has no change."""
    for call, nearest in (
        (lambda: open_analysis(small, "Aburgh"), "did you mean 'Aburg'"),
        (lambda: open_analysis(small, "P1"), "known: A1"),
        (lambda: aburg.distribution("digital_skill"), "did you mean 'digital_skills'"),
        (lambda: aburg.draw_series("DI5"), "did you mean 'DI0?5'"),
    ):
        with pytest.raises(UnknownNameError, match=nearest):
            call()
    with pytest.raises(InputError, match="asked twice: digital_skills"):
        aburg.model("learned")


def test_every_flag_absence_and_column_has_its_dutch_words(aburg):
    """What the analysis may meet has a name, and so has every column it makes."""
    frames = (aburg.overview(), aburg.figures(), aburg.questions(), aburg.distribution(), aburg.changes(), aburg.model().frame)
    assert (set(FLAGS), set(ABSENCES)) == (set(Flag), set(Absence))
    assert {name for frame in frames for name in frame.columns} <= set(COLUMNS)
    assert {each.estimate.method for each in aburg.findings if each.estimate} <= set(METHODS)


def test_a_table_is_shown_in_dutch(aburg):
    """Headings, percentages and decimals are as Dutch readers write them; the table has a caption and can be cut."""
    shown = aburg.show(pd.DataFrame({"name": ["x"] * (MOST_ROWS + 1), "unit": "aandeel", "value": 0.125, "own": -0.5}), "Wat")
    page = BeautifulSoup(shown._repr_html_(), "html.parser")
    assert [cell.text for cell in page.select("thead th")] == ["indicator", "eenheid", "waarde", "own"]
    assert [cell.text for cell in page.select("tbody tr")[0].find_all(["th", "td"])] == ["x", "aandeel", "12,5%", "−0,50"]
    assert (page.caption.text, page.p.text) == ("Wat", f"Dit zijn de eerste {MOST_ROWS} van {MOST_ROWS + 1} rijen.")


def test_the_notebook_is_committed_without_outputs_and_says_it_is_internal_first():
    """No output, no count, the kernel kept, the two parameters typed, and the first words in bold."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    words = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert set(papermill.inspect_notebook(str(NOTEBOOK))) == {"workspace", "municipality"}
    assert words[0]["source"][0].startswith("**Intern: ")


def test_the_notebook_has_more_words_than_code():
    """At least eight words of prose to a line of code, and one call a cell."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    lines = [line for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines() if line.strip()]
    words = [word for cell in cells if cell.cell_type == "markdown" for word in cell.source.split()]
    assert len(words) >= 8 * len(lines)
    assert all(cell.source.count("\n") <= 3 for cell in cells if cell.cell_type == "code")


@pytest.mark.slow
@pytest.mark.parametrize(("municipality", "pictures"), [("GM0200", 3), ("GM0277", 3), ("GM0246", 1)])
def test_the_notebook_runs_and_becomes_a_page_in_which_every_picture_speaks(tmp_path, municipality, pictures):
    """For a large, a tiny and an absent municipality; the page says first that it is internal, and names no folder of this machine."""
    write_example(tmp_path / "ws")
    given = {"workspace": str(tmp_path / "ws"), "municipality": municipality}
    done = papermill.execute_notebook(NOTEBOOK, tmp_path / "out.ipynb", given, kernel_name="python3", progress_bar=False)
    shown = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    images = [output for output in shown if "image/png" in output.get("data", {})]
    assert [bool(image.metadata["image/png"]["alt"]) for image in images] == [True] * pictures
    page, _ = export(AnalysisExporter, done)
    assert (str(tmp_path) in page, page.index("Intern: hier staan exacte cijfers") < page.index("<h1")) == (False, True)


GIVEN = (
    *("wilson", "wilson-clusters", "t", "t-clusters", "bonett-price", "complete-count", "published"),
    *("newcombe", "welch", "quasi-poisson", "quasi-poisson-expected", "cochran-armitage", "ols", "ols-hac"),
    *(f"funnel-{name}{wider}" for name in ("binomial", "poisson", "normal") for wider in ("", "-overdispersed")),
)
"""Every method that a finding, its trend or its comparison can have."""


def test_every_method_flag_and_absence_has_a_dutch_name():
    """A new one without a name would be seen first by whoever explores."""
    assert set(GIVEN) <= set(METHODS)
    assert set(Flag) == set(FLAGS)
    assert set(Absence) == set(ABSENCES)


def test_every_figure_of_the_catalogue_has_a_unit():
    """A percentage that others published is no share of ours, and a rate says of whom."""
    units = {name: unit_of(each, None) for name, each in catalogue().items()}
    assert all(units.values())
    expected = {
        "LB01": "aantal", "LB03": "voor elk van de inwoners van 0 tot en met 17 jaar", "BR04": "aantal", "BR06": "kilometer", "BR05": "uur",
        "LO03": "gemiddelde", "LO10": "procent", "LB10": "verschil van aandelen", "BV06": "aandeel", "LO04": "aandeel",
    }  # fmt: skip
    assert expected == {name: units[name] for name in expected}
