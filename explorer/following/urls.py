"""Addresses of saved searches and of the links in mail about them."""

from django.urls import path

from explorer.views import mail_consent, saved_searches, search_changes

SEARCHES = [
    path("", saved_searches.saved_list, name="saved_searches"),
    path("<uuid:key>/", search_changes.changes, name="search_changes"),
    path("<uuid:key>/gezien/", search_changes.looked, name="search_looked"),
    path("<uuid:key>/instellen/", saved_searches.adjust, name="adjust_saved_search"),
    path("<uuid:key>/kopie/", saved_searches.duplicate, name="duplicate_saved_search"),
    path("<uuid:key>/verwijderen/", saved_searches.throw_away, name="delete_saved_search"),
    path("<uuid:key>/terug/", saved_searches.take_back, name="take_back_saved_search"),
]
MAIL = [
    path("bevestigen/<uuid:key>/", mail_consent.confirm, name="confirm_mail"),
    path("stoppen/<uuid:key>/", mail_consent.stop, name="stop_mail"),
]
