"""Mean and standard deviation over seeds: one rule for every table, figure and card."""

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """The ``mean`` of ``n`` values, and their standard ``deviation`` as a sample's; None for a single value."""

    mean: float
    deviation: float | None
    n: int

    def text(self, form: str = ".2%") -> str:
        """``mean ± deviation``, both in the format ``form``; without ± where there is no deviation.

        Example:
            >>> Spread(0.94, 0.0012, 3).text()
            '94.00% ± 0.12%'
        """
        mean = format(self.mean, form)
        return mean if self.deviation is None else f"{mean} ± {format(self.deviation, form)}"


def spread(values: Iterable[float]) -> Spread:
    """The `Spread` of the finite ones among ``values``; of none, its mean is NaN."""
    finite = [value for value in values if math.isfinite(value)]
    mean = statistics.fmean(finite) if finite else math.nan
    return Spread(mean, statistics.stdev(finite) if len(finite) > 1 else None, len(finite))
