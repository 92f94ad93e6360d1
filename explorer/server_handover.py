"""Who takes over from whom when a web server starts its processes anew: gunicorn ends the old ones at once.

The folder holds empty files whose names end in the age of a process, which gunicorn counts upward: `begun-7` says
that processes up to the seventh are to be replaced, `ready-9` that the ninth can serve.
"""

from pathlib import Path


def begin(folder: Path, youngest: int) -> None:
    """Notes that every process up to this one is to be replaced."""
    (folder / f"begun-{youngest}").touch()


def note_ready(folder: Path, age: int) -> None:
    (folder / f"ready-{age}").touch()


def note_gone(folder: Path, age: int) -> None:
    (folder / f"ready-{age}").unlink(missing_ok=True)


def may_leave(folder: Path, age: int, wanted: int) -> bool:
    """Whether a process that is told to end may do so: nobody was to replace it, or as many as wanted now can."""
    replaced = max(_ages(folder, "begun"), default=0)
    return age > replaced or sum(younger > replaced for younger in _ages(folder, "ready")) >= wanted


def _ages(folder: Path, what: str) -> list[int]:
    return [int(path.name.removeprefix(f"{what}-")) for path in folder.glob(f"{what}-*")]
