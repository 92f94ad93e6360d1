"""How gunicorn serves the site: `gunicorn --config python:explorer.server explorer.wsgi`."""

from gunicorn.http import message

message.MAX_REQUEST_LINE = limit_request_line = 64 * 1024
"""Longest address in bytes. The library allows 8 kB at most, or no bound at all. Past it a request is refused in a
line of English; whoever pasted a whole vacancy into the word box should get the page that says how long it may be."""
