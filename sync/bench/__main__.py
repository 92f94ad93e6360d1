"""`python -m sync.bench STEP [NUMBER]`: one step of the benchmark in a fresh process; a JSON object out."""

import json
import os
import sys
from collections.abc import Callable

import django


def main(step: str, *numbers: str) -> object:
    """What a step answers. Imports after set-up, because models need it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")
    django.setup()
    from sync.bench import census, steps, write_path

    known: dict[str, Callable[..., object]] = {
        "census": census.counted,
        "drain": steps.drain,
        "forget": steps.forget,
        "release": steps.release_timed,
        "write": write_path.compared,
    }
    return known[step](*map(int, numbers))


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
