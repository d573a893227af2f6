"""Weights of the logistic rules, in the order of the names in `judgement`. Learned by `tests/stories/fit.py`
from labelled Korean entertainment news, made-up news in two languages, and English headlines (UCI News Aggregator,
first half). B-cubed figures and how to measure them again: `tests/stories/measure.py`."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, ...]] = {
    "worded": (
        -8.214,  # bias
        0.468,  # known
        1.45,  # names
        0.0,  # people
        0.693,  # all_names
        1.614,  # drama
        1.145,  # topic
        0.0,  # sharp
        1.536,  # facts
        1.018,  # subject
        1.49,  # figures
        0.0,  # told
        0.0,  # hours
        0.034,  # size
        -1.732,  # crowd
        0.0,  # headline
        1.023,  # average_headline
        0.804,  # nearest
        5.746,  # text
        6.514,  # average_text
        0.075,  # covered
        2.175,  # back
        3.597,  # covered_both_ways
        1.893,  # headline_and_text
    ),
    "crossed": (
        1.027,  # bias
        1.027,  # known
        0.371,  # names
        0.0,  # people
        0.0,  # all_names
        1.555,  # drama
        1.41,  # topic
        0.0,  # sharp
        1.301,  # facts
        0.0,  # subject
        0.522,  # figures
        1.199,  # told
        -1.151,  # hours
        0.66,  # size
        -2.488,  # crowd
    ),
    "bare": (
        -2.0,  # bias
        0.0,  # headline
        0.0,  # average_headline
        0.0,  # nearest
        0.0,  # covered
        7.889,  # back
        0.049,  # size
        -0.664,  # headline_size
        2.869,  # covered_size
        0.0,  # burst
    ),
}
