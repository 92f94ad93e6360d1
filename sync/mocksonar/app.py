"""The mock's HTTP side: a token, the clients page by page, the register, and a sign of life."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sync.mocksonar import questions
from sync.mocksonar.oauth import Gate
from sync.mocksonar.problem import Problem
from sync.mocksonar.questions import Sonar
from sync.mocksonar.register import register

LARGEST_FORM = 8192  # bytes
Body = dict[str, object]


def application(sonar: Sonar, gate: Gate) -> WSGIApplication:
    """The whole feed as one WSGI application."""

    def sign_in(environ: WSGIEnvironment) -> Body:
        return gate.grant(environ.get("HTTP_AUTHORIZATION", ""), _form(environ))

    def clients(environ: WSGIEnvironment) -> Body:
        gate.check(environ.get("HTTP_AUTHORIZATION", ""))
        return _clients(questions.clients(environ.get("QUERY_STRING", ""), sonar))

    def counts(environ: WSGIEnvironment) -> Body:
        gate.check(environ.get("HTTP_AUTHORIZATION", ""))
        return _register(sonar, questions.register_day(environ.get("QUERY_STRING", "")))

    routes: dict[str, tuple[str, Callable[[WSGIEnvironment], Body]]] = {
        "/oauth/token": ("POST", sign_in),
        "/v1/klanten": ("GET", clients),
        "/v1/doelgroepregister": ("GET", counts),
        "/healthz": ("GET", lambda _: {"ok": True}),
    }

    def feed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            handle = _handler(routes, environ)
            return _send(start_response, HTTPStatus.OK, "application/json", handle(environ))
        except Problem as problem:
            content_type = "application/problem+json"
            return _send(start_response, problem.status, content_type, problem.body(), problem.headers)

    return feed


def _handler(
    routes: dict[str, tuple[str, Callable[[WSGIEnvironment], Body]]], environ: WSGIEnvironment
) -> Callable[[WSGIEnvironment], Body]:
    path = environ.get("PATH_INFO", "")
    if path not in routes:
        raise Problem(HTTPStatus.NOT_FOUND, "Dit adres bestaat niet.")
    method, handle = routes[path]
    if environ["REQUEST_METHOD"] != method:
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Hier mag alleen {method}.", headers=(("Allow", method),))
    return handle


def _form(environ: WSGIEnvironment) -> str:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LARGEST_FORM:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Het formulier mag {LARGEST_FORM} bytes zijn.")
    form: bytes = environ["wsgi.input"].read(length)
    return form.decode(errors="replace")


def _clients(question: questions.Question) -> Body:
    selection = question.selection
    page = selection.page(question.start, question.limit)
    return {
        "items": page.items,
        "volgende": None if page.following is None else questions.cursor(selection, page.following),
        "totaal": selection.total(),
        "momentopname": selection.population.snapshot,
    }


def _register(sonar: Sonar, day: int) -> Body:
    counts = register(sonar.now(), day)
    return {
        "peildatum": date.fromordinal(day).isoformat(),
        "regios": [{"regio": region, "aantal": number} for region, number in counts],
    }


def _send(
    start_response: StartResponse,
    status: HTTPStatus,
    content_type: str,
    body: Body,
    headers: tuple[tuple[str, str], ...] = (),
) -> Iterable[bytes]:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    fixed = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
    ]
    start_response(f"{status.value} {status.phrase}", [*fixed, *headers])
    return [content]
