"""Every indicator of the catalogue for docs/methods.md, by theme."""

from __future__ import annotations

from collections.abc import Iterator

from impactlib.indicators.figure import Figure
from impactlib.indicators.indicator import Indicator, themes
from impactlib.workspace import Text

EVIDENCE = {"inferred": "inferred from use", "solicited": "solicited from people", "observed": "observed"}
DIRECTION = {"up": "more is better", "down": "less is better", "none": "neither more nor less is better"}
CALENDAR = {"either": "", "year": "only calendar years", "school-year": "only school years"}


def indicators() -> Iterator[str]:
    """A list of the indicators for each theme."""
    total = sum(len(theme.indicators) for theme in themes())
    yield from (
        f"The {total} indicators that come with impactlib, with their Dutch names. `tellen` is counted, `meten` is asked of people, and",
        "`context` is a figure of the surroundings for which nobody here is judged. Evidence is that of ISO 16439, the",
        "dimension that of the Impact Management Project.",
    )
    for theme in themes():
        yield from ("", f"### {theme.name.nl} – {theme.name.en}")
        for indicator in theme.indicators:
            yield from ("", f"#### {indicator.id} {indicator.name.nl}", "", f"*{indicator.name.en}.* {_flat(indicator.definition.en)}", "")
            yield from (f"- {name}: {told}" for name, told in _facts(indicator).items() if told)


def _facts(indicator: Indicator) -> dict[str, str]:
    design = ", ".join(f"`{each}`" for each in indicator.design) or "any"
    relevant = f"; the smallest change that matters is {indicator.relevant:g}" if indicator.relevant is not None else ""
    return {
        "kind and unit": f"`{indicator.kind}`, {indicator.unit}; {DIRECTION[indicator.direction]}{relevant}",
        "figure": _figure(indicator.figure),
        "also": "; ".join(f"{name}: {_figure(figure)}" for name, figure in indicator.also.items()),
        "numerator": _text(indicator.numerator),
        "denominator": _text(indicator.denominator),
        "scale": _text(indicator.scale),
        "design": design,
        "evidence and dimension": f"{EVIDENCE[indicator.evidence]}, {indicator.dimension or 'no dimension'}",
        "source": _text(indicator.source),
        "frequency and reference": ", ".join(
            part
            for part in (
                indicator.frequency or "",
                _text(indicator.reference),
                CALENDAR[indicator.calendar],
            )
            if part
        ),
        "breaks": "; ".join(f"{each.period}: {_flat(each.why.en)}" for each in indicator.breaks),
    }


def _figure(figure: Figure) -> str:
    made = {name: value for name, value in figure.model_dump().items() if name != "type" and value not in (None, "", ())}
    return f"`{figure.type}` ({', '.join(f'{name} {_shown(value)}' for name, value in made.items())})"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(text: Text | None) -> str:
    return _flat(text.en) if text is not None else ""


def _flat(text: str) -> str:
    return " ".join(text.split())
