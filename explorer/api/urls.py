"""Addresses of version 1 of the API; no trailing slash (NL API Design Rules)."""

from django.urls import path, re_path

from explorer.api import document
from explorer.api.candidates import Candidate, CandidateAsVum, Candidates, CandidatesByBody, Counts
from explorer.api.contact import ContactRequests, OneContactRequest
from explorer.api.figures import Figures
from explorer.api.searches import OneSavedSearch, SavedSearches
from explorer.api.shortlist import OneEntry, Shortlist
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
    path("zoekopdrachten", SavedSearches.as_view(), name="api_saved_searches"),
    path("zoekopdrachten/<str:sleutel>", OneSavedSearch.as_view(), name="api_saved_search"),
    path("selectie", Shortlist.as_view(), name="api_shortlist"),
    path("selectie/<str:sleutel>", OneEntry.as_view(), name="api_shortlist_entry"),
    path("contactverzoeken", ContactRequests.as_view(), name="api_contact_requests"),
    path("contactverzoeken/<str:sleutel>", OneContactRequest.as_view(), name="api_contact_request"),
    path("vocabulaires", Vocabularies.as_view(), name="api_vocabularies"),
    path("vocabulaires/<str:naam>", OneVocabulary.as_view(), name="api_vocabulary"),
    path("regios", Regions.as_view(), name="api_regions"),
    path("transparantie/<str:kwartaal>", Figures.as_view(), name="api_figures"),
    re_path(r"^.+$", Unknown.as_view(), name="api_unknown"),
]
