"""Weights of the logistic rules, in the order of the names in `judgement`.

Learned by `tests/stories/fit.py` from 291 labelled articles of Korean entertainment news, the newsstand's made-up news
in two languages, and English headlines (UCI News Aggregator, first half of two days). `tests/stories/measure.py` gives
the quality that they reach.
"""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, ...]] = {
    "worded": (
        -6.231,  # bias
        -0.396,  # known
        1.009,  # names
        0.526,  # people
        0.896,  # all_names
        1.152,  # drama
        0.692,  # topic
        1.209,  # sharp
        0.777,  # facts
        0.952,  # subject
        1.27,  # figures
        0.0,  # told
        0.0,  # hours
        -0.373,  # size
        -1.416,  # crowd
        0.738,  # headline
        0.447,  # average_headline
        0.78,  # nearest
        4.625,  # text
        4.234,  # average_text
        0.251,  # covered
        2.598,  # back
        2.381,  # covered_both_ways
        1.582,  # headline_and_text
    ),
    "crossed": (
        0.436,  # bias
        0.436,  # known
        0.26,  # names
        0.369,  # people
        0.0,  # all_names
        1.167,  # drama
        1.002,  # topic
        1.297,  # sharp
        0.576,  # facts
        0.0,  # subject
        0.152,  # figures
        0.649,  # told
        -0.335,  # hours
        0.289,  # size
        -1.723,  # crowd
    ),
    "bare": (
        -2.301,  # bias
        0.0,  # headline
        0.0,  # average_headline
        0.0,  # nearest
        0.826,  # covered
        6.13,  # back
        -0.314,  # size
        0.091,  # headline_size
        2.502,  # covered_size
        3.818,  # burst
    ),
}
