"""Who may come in at which address: **one line for each address**, by its name in `urls.py`.

A new address fails `test_matrix.py` until it has its line here. `get` and `post` are each one of

- an `Action`: whoever may do that by `explorer/access.py:MAY`, and nobody else;
- `OPEN`: everyone, signed in or not;
- `SIGNED_IN`: whoever has an account;
- `OWN`: with an `Action` beside it in `may`: only who owns the row that is named; for others it is not there;
- `STAFF`: whoever may enter the admin;
- `NEVER`: nobody, it is refused (405 on the site, 403 in the admin).

`args` fill in the address; a string "saved", "kept" … is taken from `rows.py`. All other methods must be refused.
"""

from dataclasses import dataclass
from enum import Enum

from explorer.access import Action


class Gate(Enum):
    """What is not decided by an action."""

    OPEN = "open"
    SIGNED_IN = "signed in"
    OWN = "own"
    STAFF = "staff"
    NEVER = "never"


OPEN, SIGNED_IN, OWN, STAFF, NEVER = Gate
Who = Gate | Action
NOWHERE = "00000000-0000-4000-8000-000000000000"
"""A key that no row has."""


@dataclass(frozen=True)
class Line:
    """What the table says of one address."""

    get: Who
    post: Who = NEVER
    args: tuple[str | int, ...] = ()
    may: Action | None = None
    """Beside `OWN`: without this action it is refused before anything is looked up."""
    national: bool = False
    """Whoever is bound to regions may not."""
    there: bool = True
    """False: the address names something that does not exist here, so whoever may come in gets a 404."""


LINES: dict[str, Line] = {
    "home": Line(OPEN),
    "search": Line(Action.SEARCH),
    "profile": Line(Action.SEE_CARDS, args=("D7K-4MPQ",), there=False),
    "facet": Line(Action.SEARCH, args=("sector",)),
    "type_ahead": Line(OPEN),
    "saved_searches": Line(Action.KEEP, Action.KEEP),
    "search_changes": Line(OWN, args=("saved",), may=Action.KEEP),
    "search_looked": Line(NEVER, OWN, args=("saved",), may=Action.KEEP),
    "adjust_saved_search": Line(NEVER, OWN, args=("saved",), may=Action.KEEP),
    "duplicate_saved_search": Line(NEVER, OWN, args=("saved",), may=Action.KEEP),
    "delete_saved_search": Line(NEVER, OWN, args=("saved",), may=Action.KEEP),
    "take_back_saved_search": Line(NEVER, OWN, args=("saved",), may=Action.KEEP),
    "confirm_mail": Line(OPEN, OPEN, args=(NOWHERE,), there=False),
    "stop_mail": Line(OPEN, OPEN, args=(NOWHERE,), there=False),
    "shortlist": Line(OPEN, OPEN),
    "print_shortlist": Line(OPEN),
    "forget_departed": Line(NEVER, OPEN),
    "note_on_shortlist": Line(NEVER, OPEN, args=(NOWHERE,), there=False),
    "move_on_shortlist": Line(NEVER, OPEN, args=(NOWHERE,), there=False),
    "remove_from_shortlist": Line(NEVER, OPEN, args=(NOWHERE,), there=False),
    "restore_to_shortlist": Line(NEVER, OPEN, args=(NOWHERE,), there=False),
    "candidate": Line(Action.HELP_CANDIDATES, Action.HELP_CANDIDATES),
    "stop_showing": Line(NEVER, Action.HELP_CANDIDATES),
    "show_again": Line(NEVER, Action.HELP_CANDIDATES),
    "look_up": Line(Action.LOOK_UP, Action.LOOK_UP),
    "post_box": Line(OPEN, there=False),
    "editions": Line(OPEN),
    "figures_of_quarter": Line(OPEN, args=("2020-Q4",), there=False),
    "figures": Line(OPEN, args=("2020-Q4", "nederland"), there=False),
    "figures_file": Line(OPEN, args=("2020-Q4", "nederland", "cijfers.csv"), there=False),
    "sitemap": Line(OPEN),
    "privacy": Line(OPEN),
    "accessibility": Line(OPEN),
    "sign_in": Line(OPEN, OPEN),
    "sign_out": Line(NEVER, OPEN),
    "set_language": Line(OPEN, OPEN),
    "healthz": Line(OPEN),
    "readyz": Line(OPEN),
    "api_explained": Line(OPEN),
    "api_document": Line(OPEN),
    "api_candidates": Line(Action.SEE_CARDS),
    "api_candidates_by_body": Line(NEVER, Action.SEE_CARDS),
    "api_counts": Line(Action.SEARCH),
    "api_candidate": Line(Action.SEE_CARDS, args=("D7K-4MPQ",), there=False),
    "api_candidate_as_vum": Line(Action.SEE_CARDS, args=("D7K-4MPQ",), there=False),
    "api_vocabularies": Line(OPEN),
    "api_vocabulary": Line(OPEN, args=("sector",)),
    "api_regions": Line(OPEN),
    "admin:index": Line(STAFF, STAFF),
    "admin:sync_start": Line(NEVER, Action.RUN_SYNC, national=True),
    "admin:sync_approve": Line(NEVER, Action.APPROVE_SYNC, args=("run",), national=True),
    "admin:sync_refuse": Line(NEVER, Action.APPROVE_SYNC, args=("run",), national=True),
    "admin:sync_retry": Line(NEVER, Action.RUN_SYNC, args=("run",), national=True),
    "admin:sync_fetch_again": Line(NEVER, Action.RUN_SYNC, national=True),
    "admin:profiles_quartercount_report": Line(Action.SEE_REPORTS),
    "admin:profiles_quartercount_report_csv": Line(Action.SEE_REPORTS),
    "admin:audit_report": Line(NEVER, Action.SEE_AUDIT),
}
"""Add a line here for a new address. Keep the order of `urls.py`."""

MODELS: dict[str, Action | None] = {
    "profiles_generation": Action.SEE_SYNC,
    "profiles_term": Action.SEE_VOCABULARIES,
    "profiles_label": Action.SEE_VOCABULARIES,
    "profiles_region": Action.SEE_VOCABULARIES,
    "profiles_subregion": None,
    "profiles_municipality": Action.SEE_VOCABULARIES,
    "profiles_quartercount": Action.SEE_REPORTS,
    "profiles_auditevent": Action.SEE_AUDIT,
    "profiles_alarm": Action.SEE_AUDIT,
    "profiles_emptyfieldcount": Action.SEE_REPORTS,
    "sync_rejection": Action.SEE_SYNC,
    "sync_syncrun": Action.SEE_SYNC,
    "explorer_organisation": None,
    "auth_group": None,
    "auth_user": None,
}
"""Models in the admin: who may look at their rows; None is for superusers only. Nobody else adds or deletes."""

DJANGOS_OWN = {
    "admin:login",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
    "admin:autocomplete",
    "admin:jsi18n",
    "admin:view_on_site",
    "admin:app_list",
    "admin:auth_user_password_change",
    "admin:None",
    "api_unknown",
}
"""Addresses of Django's admin that guard themselves, and whatever is no address: both answer nothing of ours."""
