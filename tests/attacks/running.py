"""Runs a scene of this folder as a process of its own, with a database and a folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def scene(name: str, folder: Path, *arguments: object, database: str = "") -> dict[str, Any]:
    """The one JSON object that the scene prints; `database` is an address, else SQLite in the folder."""
    (folder / "static").mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "SEARCH_ENGINE": "orm",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database or f"sqlite:///{folder}/db.sqlite3",
    }
    command = [sys.executable, "-m", f"tests.attacks.{name}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
