"""Addresses below `/contactverzoeken/`: of whoever asks, and of the advisers' queue."""

from django.urls import path

from explorer.views import contact, contact_queue, contact_task

ASKING = [
    path("", contact.requests_of, name="contact_requests"),
    path("nieuw/", contact.ask, name="ask_contact"),
    path("bevestigen/<uuid:key>/", contact.confirm, name="confirm_contact"),
    path("<uuid:key>/", contact.contact_request, name="contact_request"),
]
REQUEST = "<uuid:request_key>/"
TASK = f"{REQUEST}<str:code>/"
QUEUE = [
    path("", contact_queue.contact_queue, name="contact_queue"),
    path("afwezig/", contact_queue.contact_absence, name="contact_absence"),
    path(f"{REQUEST}oppakken/", contact_queue.take_request, name="take_contact"),
    path(TASK, contact_task.contact_task, name="contact_task"),
    path(f"{TASK}stap/", contact_task.contact_step, name="contact_step"),
    path(f"{TASK}persoon/", contact_task.contact_person, name="contact_person"),
]
