"""How soon web and worker hosts and PostgreSQL notice that the other lost its power or its cable.

Nobody says goodbye then. PostgreSQL would keep the transaction of a dead host, with all its locks, for the two hours
after which an operating system asks whether the other end is still there; and whoever needs the same row would wait.
"""

IDLE, BETWEEN, TIMES = 2, 1, 2
"""Seconds of silence, and between the questions that follow; so many without an answer are the end. That is sooner
than a page stops waiting for a lock (DATABASE_LOCK_SECONDS): no page fails because another host died."""
UNCONFIRMED, UNTAKEN = 4_000, 30_000
"""Milliseconds that PostgreSQL waits for a host to confirm what it was sent; and that a host waits for PostgreSQL,
which may be busy writing and take nothing for a while."""

_SERVER = {
    "tcp_keepalives_idle": IDLE,
    "tcp_keepalives_interval": BETWEEN,
    "tcp_keepalives_count": TIMES,
    "tcp_user_timeout": UNCONFIRMED,
}

ENDS_OF_HOSTS: dict[str, str | int] = {
    "connect_timeout": 5,
    "keepalives_idle": IDLE,
    "keepalives_interval": BETWEEN,
    "keepalives_count": TIMES,
    "tcp_user_timeout": UNTAKEN,
    "options": " ".join(f"-c {name}={value}" for name, value in _SERVER.items()),
}
"""Options of a connection to PostgreSQL, for this end and, by `options`, for the server's; what the
query of DATABASE_URL says goes before them."""
