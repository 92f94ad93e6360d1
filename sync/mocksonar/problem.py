"""What can be wrong with a question, as problem+json (RFC 9457) tells it."""

from http import HTTPStatus


class Problem(Exception):
    """An answer other than 200. The detail says what was wrong and names the parameter, in the feed's language."""

    def __init__(self, status: HTTPStatus, detail: str, *, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers

    def body(self) -> dict[str, object]:
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }


def bad_value(name: str, value: str, expected: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, f"Parameter {name}: '{value[:60]}' is niet goed; verwacht {expected}.")
