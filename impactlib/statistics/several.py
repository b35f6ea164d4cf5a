"""Several comparisons at once: how surprising each still is among the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from statsmodels.stats.multitest import multipletests

from impactlib.errors import InputError


def benjamini_hochberg(p: Mapping[str, float], *, exempt: Collection[str] = ()) -> Mapping[str, float]:
    """P-values adjusted for how many there are, so that of what is then called a finding few are chance.

    Parameters
    ----------
    p : mapping of str to float
        The p-value of each comparison of one declared family, such as all of one report about one municipality.
    exempt : collection of str
        Comparisons declared beforehand as primary: they keep their own p-value, and are no part of the family.

    Returns
    -------
    mapping of str to float
        The adjusted p-values, in the order of `p`. Those at most q have a false discovery rate of at most q.

    Raises
    ------
    InputError
        When a p-value is not between 0 and 1, or an exempt comparison has none.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289-300,
    doi:10.1111/j.2517-6161.1995.tb02031.x. Computed by statsmodels.

    Examples
    --------
    >>> benjamini_hochberg({"loans": 0.01, "visits": 0.04, "courses": 0.03}, exempt=["loans"])
    {'loans': 0.01, 'visits': 0.04, 'courses': 0.04}
    """
    where = "benjamini_hochberg"
    for name, value in p.items():
        if not 0 <= value <= 1:
            raise InputError(where, f"the p-value of {name} is {value:g}", "a p-value lies between 0 and 1")
    unknown = sorted(set(exempt) - set(p))
    if unknown:
        raise InputError(where, f"{', '.join(unknown)} is exempt but has no p-value", "exempt only comparisons that were made")
    family = [name for name in p if name not in exempt]
    if not family:
        return dict(p)
    adjusted = multipletests([p[name] for name in family], method="fdr_bh")[1]
    return {**p, **dict(zip(family, map(float, adjusted), strict=True))}
