"""`python -m explorer.bench TASK`: one step of the benchmark in a fresh process; a JSON object in, one out."""

import dataclasses
import json
import os
import sys

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

    step = task.pop("step")
    if step == "follow":
        return followed(**task)  # type: ignore[arg-type] # the conductor is the only caller
    if step == "crowd":
        return make_crowd(**task)  # type: ignore[arg-type] # as above
    if step == "tables":
        empty()
        return None
    if step == "load":
        return load(**task)  # type: ignore[arg-type] # the conductor is the only caller
    if step == "pages":
        return dataclasses.asdict(timed_pages(**task))  # type: ignore[arg-type] # as above
    return build(**task) if step == "build" else dataclasses.asdict(measured(**task))  # type: ignore[arg-type]


if __name__ == "__main__":
    json.dump(main(json.loads(sys.argv[1])), sys.stdout)
