"""`python -m explorer.bench TASK`: one step of a benchmark in a fresh process; a JSON object in, one out."""

import dataclasses
import json
import os
import sys
from collections.abc import Callable

import django


def main(task: dict[str, object]) -> object:
    """What a step answers. Imports after set-up, because models need it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")
    django.setup()
    from explorer.bench.crowd import make_crowd
    from explorer.bench.following import followed
    from explorer.bench.load import empty, load
    from explorer.bench.measure import build, measured
    from explorer.bench.pages import timed_pages

    steps: dict[object, Callable[..., object]] = {
        "tables": empty,
        "load": load,
        "build": build,
        "measure": measured,
        "pages": timed_pages,
        "follow": followed,
        "crowd": make_crowd,
    }
    return steps[task.pop("step")](**task)


if __name__ == "__main__":
    json.dump(main(json.loads(sys.argv[1])), sys.stdout, default=dataclasses.asdict)
