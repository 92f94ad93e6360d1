"""Every package that production runs has a licence that fits ours."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_licence_fits() -> None:
    done = subprocess.run([sys.executable, ".ci/licences.py"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-300:] + done.stderr
    assert "| django | BSD-3-Clause |" in done.stdout
