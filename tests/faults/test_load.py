"""A short form of the load that `make load` measures in full."""

import sys

import pytest

from tests.faults.load import measure, quantiles


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_visitors_who_come_at_once_are_all_served_and_the_health_check_does_not_wait():
    found = measure(8, pause=0)
    assert found["failures"] == [] and found["seconds"]["upload_to_answer"]["count"] == 8
    # A tenth of a second where nothing else runs; the container allows five.
    assert found["health_seconds"]["p95"] < 1.0 and found["health_seconds"]["longest"] < 4.0
    # Before, a visit took two seconds of the processor: most of it for collecting garbage and for migrations.
    assert found["processor_seconds_a_visit"] < 1.3


def test_quantiles_are_those_of_the_times():
    assert quantiles([0.5]) == {"p50": 0.5, "p95": 0.5, "p99": 0.5, "longest": 0.5, "count": 1}
    found = quantiles([number / 100 for number in range(100)])
    assert (found["p50"], found["p95"], found["p99"], found["longest"]) == (0.5, 0.95, 0.99, 0.99)
