"""Which licence every package of production has, and whether it fits the EUPL-1.2; puts them into the SBOM as well.

`python .ci/licences.py [SBOM.json]` prints a table in Markdown; exit status 1 when one does not fit or is unknown.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIT = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "EUPL-1.2",
    "GPL-2.0-or-later",
    "GPL-3.0-or-later",
    "ISC",
    "LGPL-2.1-or-later",
    "LGPL-3.0",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MPL-1.1",
    "MPL-2.0",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
    "ZPL-2.1",
    "Zlib",
}
"""Permissive ones, and those that the appendix of the EUPL-1.2 names or that bind only the library itself."""
SPOKEN = {
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "The MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "GNU General Public License (GPL)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "New BSD": "BSD-3-Clause",
    "BSD-3-Clause License": "BSD-3-Clause",
    "Zope Public License": "ZPL-2.1",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-2.1-or-later",
}
FOREIGN = re.compile(r"^[a-z0-9.-]+==\S+ ; .*(sys_platform|platform_system|platform_python_implementation|python_)")


def locked() -> dict[str, bool]:
    """Every package of the lock; whether it is only for some platforms or versions, so it may be missing here."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {line.partition("==")[0]: bool(FOREIGN.match(line)) for line in lines if re.match(r"[a-z0-9]", line)}


def licence_of(package: str) -> str:
    """By the package's own word: an SPDX expression, else its classifiers, else its free text."""
    about = metadata(package)
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [str(one) for one in about.get_all("Classifier") or []]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    told = [SPOKEN.get(one, one) for one in named if one != "OSI Approved"]
    text = str(about.get("License", "")).strip().partition("\n")[0][:60]
    return " AND ".join(told) or SPOKEN.get(text, text)


def fits(licence: str) -> bool:
    """Of alternatives one is enough, of parts all must fit."""
    return all(
        any(part.strip("() ").partition(" WITH ")[0] in FIT for part in re.split(r"\s+OR\s+", each))
        for each in re.split(r"\s+AND\s+", licence.strip("()"))
    )


def main(sbom: Path | None) -> int:
    found = {}
    for package, is_foreign in locked().items():
        try:
            found[package] = licence_of(package)
        except PackageNotFoundError:
            if not is_foreign:
                raise
    bad = {package: licence for package, licence in found.items() if not fits(licence)}
    print("| package | licence |\n| --- | --- |")
    print("\n".join(f"| {package} | {licence} |" for package, licence in found.items()))
    print(f"\n{len(found)} packages; {len(bad)} with a licence that does not fit: {bad or 'none'}.")
    print(f"Not installed on this platform: {', '.join(sorted(set(locked()) - set(found))) or 'none'}.")
    if sbom:
        _complete(sbom, found)
    return 1 if bad else 0


def _complete(path: Path, found: dict[str, str]) -> None:
    """Writes the licences into a CycloneDX file that was made of the lock."""
    document = json.loads(path.read_text(encoding="utf-8"))
    for component in document["components"]:
        if licence := found.get(component["name"]):
            component["licenses"] = [{"expression": licence} if " " in licence else {"license": {"name": licence}}]
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
