"""What a demonstration tells: lines for people, figures for programs, and claims that hold or do not."""

import sys
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Story:
    """Told while it happens."""

    figures: dict[str, Any] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def part(self, title: str) -> None:
        self._tell(f"\n{title}")

    def say(self, words: str) -> None:
        self._tell(f"  {words}")

    def claim(self, words: str, holds: bool) -> None:
        """Something that must be so."""
        self._tell(f"  {'holds' if holds else 'BROKEN'}: {words}")
        if not holds:
            self.broken.append(words)

    def note(self, name: str, figure: Any) -> None:
        self.figures[name] = figure

    def result(self) -> dict[str, Any]:
        return {"ok": not self.broken, "broken": self.broken, "seconds": round(self.seconds), **self.figures}

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun

    def _tell(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
