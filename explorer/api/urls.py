"""Addresses of version 1 of the API; no trailing slash (NL API Design Rules)."""

from django.urls import path, re_path

from explorer.api import document
from explorer.api.candidates import Candidate, CandidateAsVum, Candidates, CandidatesByBody, Counts
from explorer.api.figures import Figures
from explorer.api.versioned import Unknown
from explorer.api.vocabularies import OneVocabulary, Regions, Vocabularies

urlpatterns = [
    path("", document.explained, name="api_explained"),
    path("openapi.json", document.openapi, name="api_document"),
    path("kandidaten", Candidates.as_view(), name="api_candidates"),
    path("kandidaten/_zoek", CandidatesByBody.as_view(), name="api_candidates_by_body"),
    path("kandidaten/_tellingen", Counts.as_view(), name="api_counts"),
    path("kandidaten/<str:ref>", Candidate.as_view(), name="api_candidate"),
    path("kandidaten/<str:ref>/vum", CandidateAsVum.as_view(), name="api_candidate_as_vum"),
    path("vocabulaires", Vocabularies.as_view(), name="api_vocabularies"),
    path("vocabulaires/<str:naam>", OneVocabulary.as_view(), name="api_vocabulary"),
    path("regios", Regions.as_view(), name="api_regions"),
    path("transparantie/<str:kwartaal>", Figures.as_view(), name="api_figures"),
    re_path(r"^.+$", Unknown.as_view(), name="api_unknown"),
]
