"""Answers of the mock as a feed in trouble gives them: another status, other bytes, or too late."""

from collections.abc import Callable

Answer = tuple[str, list[tuple[str, str]], bytes]
"""Status line, headers and body."""


def _busy(status: str) -> Callable[[str], Answer]:
    def answer(seconds: str) -> Answer:
        return status, [("Retry-After", seconds or "0")], b""

    return answer


def _bare(status: str) -> Callable[[str], Answer]:
    return lambda _: (status, [], b"")


INSTEAD: dict[str, Callable[[str], Answer]] = {
    "5xx": _busy("503 Service Unavailable"),
    "429": _busy("429 Too Many Requests"),
    "401": _bare("401 Unauthorized"),
    "403": _bare("403 Forbidden"),
    "redirect": lambda host: ("302 Found", [("Location", f"http://{host or 'elsewhere.invalid'}/v1/klanten")], b""),
}
"""Sent in place of an answer. The value of 5xx and 429 is Retry-After in seconds, of redirect the host."""


def _accented(body: bytes) -> bytes:
    """The same text with something that only the other encoding writes so."""
    return body.decode().replace('"adres":"', '"adres":"é').encode("latin-1", errors="replace")


BYTES: dict[str, Callable[[bytes, str], bytes]] = {
    "truncate": lambda body, at: body[: int(at or len(body) // 2)],
    "garbage": lambda _, __: b"<html><body>Storing</body></html>",
    "latin1": lambda body, _: _accented(body),
    "utf16": lambda body, _: body.decode().encode("utf-16"),
    "bom": lambda body, _: b"\xef\xbb\xbf" + body,
    "oversized": lambda body, size: body + b" " * int(size or 32_000_000),
}
"""What becomes of the body. The value of truncate is a number of bytes, of oversized how many blanks follow."""

PAUSES: dict[str, float] = {"slow": 1, "hang": 3600, "trickle": 0.05}
"""Seconds before the answer, or between its bytes, unless a value is given."""
