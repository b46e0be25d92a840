"""How things are put in words."""

from tui.appearance import wording


def test_progress_says_how_far_how_quick_and_how_long() -> None:
    shown = wording.progress(2_500, 10_000, 0.5)
    assert shown == "##-------- 2,500 of 10,000 papers · 5,000/s · 2 s left"


def test_progress_of_nothing_says_no_time() -> None:
    assert wording.progress(0, 1, 0.0) == "---------- 0 of 1 paper"


def test_a_long_time_is_reported_in_minutes() -> None:
    assert wording.duration(45) == "45 s"
    assert wording.duration(180) == "3 min"
