"""What several tests draw at random, and how much of it."""

from hypothesis import settings

_LONG = 25  # times as many examples in the profile "long"


def examples(count: int) -> settings:
    """Settings with `count` examples, and many times as many with --hypothesis-profile=long."""
    long = settings.get_current_profile_name() == "long"
    return settings(max_examples=count * _LONG if long else count)
