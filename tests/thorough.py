"""How hard to look: every run a little, `HYPOTHESIS_PROFILE=thorough make test` for as long as it takes."""

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def times(usual: int, thorough: int) -> int:
    """How often something that is left to chance is tried in this run."""
    return thorough if THOROUGH else usual
