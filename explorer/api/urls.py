"""Addresses of version 1 of the API; no trailing slash (NL API Design Rules)."""

from django.urls import path

from explorer.api.candidates import Candidate, Candidates

urlpatterns = [
    path("kandidaten", Candidates.as_view(), name="api_candidates"),
    path("kandidaten/<str:ref>", Candidate.as_view(), name="api_candidate"),
]
