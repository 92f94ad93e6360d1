"""A proxy between the client and a feed that does to answers whatever can happen to them on the way."""

import http.client
import socket
import struct
import threading
import time
from collections.abc import Callable
from socketserver import StreamRequestHandler, ThreadingTCPServer

Harm = Callable[[socket.socket, bytes], None]
"""Gets the line to the client and the whole answer, head and all, and sends what is left of it."""
CLIENTS = "/v1/klanten"


def whole(line: socket.socket, answer: bytes) -> None:
    line.sendall(answer)


def cut(at: float) -> Harm:
    """Only this share of the answer arrives, and the line is closed."""
    return lambda line, answer: line.sendall(answer[: int(len(answer) * at)])


def reset(line: socket.socket, answer: bytes) -> None:
    """Half of the answer, then a reset."""
    line.sendall(answer[: len(answer) // 2])
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(line: socket.socket, _: bytes) -> None:
    """Nothing, for longer than anyone waits in these tests."""
    line.settimeout(5)
    try:
        line.recv(1)
    except OSError:
        return


def trickle(line: socket.socket, answer: bytes) -> None:
    """A byte now and then: every single read is in time."""
    try:
        for at in range(200):
            line.sendall(answer[at : at + 1])
            time.sleep(0.02)
    except OSError:
        return


def instead(status: int, *headers: str, body: bytes = b"") -> Harm:
    """Another answer; a status, headers as `Name: value`, and a body."""
    head = [f"HTTP/1.1 {status} {http.client.responses[status]}", f"Content-Length: {len(body)}", *headers]
    return lambda line, _: line.sendall("\r\n".join([*head, "", ""]).encode() + body)


def body(change: Callable[[bytes], bytes]) -> Harm:
    """The same status with another body."""

    def harm(line: socket.socket, answer: bytes) -> None:
        changed = change(answer.partition(b"\r\n\r\n")[2])
        instead(200, body=changed)(line, answer)

    return harm


class Proxy(ThreadingTCPServer):
    """Hands every request on to the feed. `harms` holds what happens to which page, counted from 1, and is used up;
    `always` happens to every page that is asked."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = upstream.removeprefix("http://")
        self.harms: dict[int, Harm] = {}
        self.always: Harm | None = None
        self.asked: list[str] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def harm_of(self, path: str) -> Harm:
        """What happens to the answer to this request."""
        if not path.startswith(CLIENTS):
            return whole
        with self._lock:
            self.asked.append(path)
            return self.always or self.harms.pop(len(self.asked), whole)

    def __enter__(self) -> "Proxy":
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(StreamRequestHandler):
    """One request a connection, so that a harm never meets another answer."""

    server: Proxy

    def handle(self) -> None:
        method, path, _ = self.rfile.readline().decode().split()
        headers = http.client.parse_headers(self.rfile)
        sent = self.rfile.read(int(headers.get("Content-Length") or 0))
        try:
            answer = _asked(self.server.upstream, method, path, dict(headers.items()), sent)
            self.server.harm_of(path)(self.connection, answer)
        except OSError:  # either side is gone, which is what these tests are about
            return


def _asked(upstream: str, method: str, path: str, headers: dict[str, str], sent: bytes) -> bytes:
    line = http.client.HTTPConnection(upstream, timeout=20)
    try:
        line.request(method, path, sent, headers)
        answer = line.getresponse()
        content = answer.read()
    finally:
        line.close()
    kept = {"Content-Length": str(len(content)), "Connection": "close", "Content-Type": "application/json"}
    head = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in kept.items())]
    return "\r\n".join([*head, "", ""]).encode() + content
