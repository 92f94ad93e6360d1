"""Who may come where: one line for each address of the site, written apart from the code that decides."""

from dataclasses import dataclass

from explorer.access import Action


@dataclass(frozen=True)
class Rule:
    """What an address asks of whoever comes: nothing, an account, an action of the table of roles, or a permission.

    What hangs on a mailed link, on a setting or on a half-finished sign-in ("link", "demo") has tests of its own.
    `of` names the kind of thing in the address; somebody else's must look exactly as one that does not exist.
    """

    needs: str | Action = "nothing"
    of: str = ""
    reads: bool = True
    """Whether one can look (GET) without changing anything."""


OPEN, ACCOUNT = Rule(), Rule("account")
CHANGE = Rule("account", reads=False)
SEARCH, CARDS = Rule(Action.SEARCH), Rule(Action.SEE_CARDS)

SITE: dict[str, Rule] = {
    "home": OPEN,
    "search": SEARCH,
    "facet": SEARCH,
    "region_map": SEARCH,
    "type_ahead": OPEN,
    "profile": Rule(Action.SEE_CARDS, of="card"),
    "comparison": CARDS,
    "saved_searches": Rule("role"),
    "search_changes": Rule("account", of="search"),
    "search_looked": Rule("account", of="search", reads=False),
    "adjust_saved_search": Rule("account", of="search"),
    "duplicate_saved_search": Rule("account", of="search", reads=False),
    "delete_saved_search": Rule("account", of="search", reads=False),
    "take_back_saved_search": Rule("account", of="search", reads=False),
    "confirm_mail": Rule(of="mail"),
    "stop_mail": Rule(of="mail"),
    "contact_requests": Rule("role"),
    "ask_contact": CARDS,
    "confirm_contact": Rule(of="mail"),
    "contact_request": Rule("account", of="request"),
    "contact_queue": Rule(Action.HANDLE_CONTACT),
    "contact_absence": Rule(Action.HANDLE_CONTACT, reads=False),
    "take_contact": Rule(Action.HANDLE_CONTACT, of="task", reads=False),
    "contact_task": Rule(Action.HANDLE_CONTACT, of="task"),
    "contact_step": Rule(Action.HANDLE_CONTACT, of="task", reads=False),
    "contact_person": Rule(Action.HANDLE_CONTACT, of="task", reads=False),
    "shortlist": CARDS,
    "print_shortlist": CARDS,
    "forget_departed": Rule(reads=False),
    "note_on_shortlist": Rule(of="entry", reads=False),
    "move_on_shortlist": Rule(of="entry", reads=False),
    "remove_from_shortlist": Rule(of="entry", reads=False),
    "restore_to_shortlist": Rule(of="entry", reads=False),
    "candidate": Rule(Action.HELP_CANDIDATES),
    "stop_showing": Rule(Action.HELP_CANDIDATES, reads=False),
    "show_again": Rule(Action.HELP_CANDIDATES, reads=False),
    "look_up": Rule(Action.LOOK_UP),
    "post_box": Rule("demo"),
    "editions": OPEN,
    "figures_of_quarter": Rule(of="quarter"),
    "figures": Rule(of="quarter"),
    "figures_file": Rule(of="quarter"),
    "sitemap": OPEN,
    "how_search_works": OPEN,
    "for_candidates": OPEN,
    "robots": OPEN,
    "security_txt": Rule("link"),
    "privacy": OPEN,
    "accessibility": OPEN,
    "sign_up": OPEN,
    "confirm_sign_up": Rule("link"),
    "sign_in": OPEN,
    "second_step": Rule("link"),
    "sign_in_elsewhere": Rule("demo"),
    "oidc_callback": Rule("demo"),
    "sign_out": Rule(reads=False),
    "admin_sign_in": Rule("link"),
    "forgotten_password": OPEN,
    "new_password": Rule("link"),
    "account": ACCOUNT,
    "change_password": ACCOUNT,
    "change_address": ACCOUNT,
    "confirm_address": Rule("link"),
    "second_factor": ACCOUNT,
    "recovery_codes": ACCOUNT,
    "take_away_factor": ACCOUNT,
    "sign_out_everywhere": CHANGE,
    "own_tokens": Rule(Action.USE_TOKENS),
    "withdraw_token": Rule(Action.USE_TOKENS, of="token", reads=False),
    "remove_account": ACCOUNT,
    "organisation": Rule("role"),
    "set_owner": Rule("owner", of="member", reads=False),
    "remove_member": Rule("owner", of="member"),
    "leave_organisation": Rule("role"),
    "invite": Rule("owner", reads=False),
    "send_invitation_again": Rule("owner", of="invitation", reads=False),
    "withdraw_invitation": Rule("owner", of="invitation", reads=False),
    "switch_organisation": Rule("role"),
    "invitation": Rule("link"),
    "clients": Rule(Action.KEEP_FOLDERS),
    "client": Rule(Action.KEEP_FOLDERS, of="folder"),
    "remove_client": Rule(Action.KEEP_FOLDERS, of="folder"),
    "set_language": Rule(reads=False),
    "healthz": OPEN,
    "readyz": OPEN,
    "metrics": Rule("link"),
}
API: dict[str, Rule] = {
    "api_explained": OPEN,
    "api_document": OPEN,
    "api_candidates": CARDS,
    "api_candidates_by_body": Rule(Action.SEE_CARDS, reads=False),
    "api_counts": SEARCH,
    "api_candidate": Rule(Action.SEE_CARDS, of="card"),
    "api_candidate_as_vum": Rule(Action.SEE_CARDS, of="card"),
    "api_saved_searches": Rule(Action.KEEP),
    "api_saved_search": Rule(Action.KEEP, of="search"),
    "api_shortlist": Rule(Action.KEEP),
    "api_shortlist_entry": Rule(Action.KEEP, of="entry"),
    "api_contact_requests": Rule(Action.KEEP),
    "api_contact_request": Rule(Action.KEEP, of="request"),
    "api_vocabularies": OPEN,
    "api_vocabulary": OPEN,
    "api_regions": OPEN,
    "api_figures": Rule(of="quarter"),
    "api_unknown": Rule("link"),
}
SIGN_IN_TO_ADMIN = frozenset({"index", "login", "logout", "password_change", "password_change_done", "jsi18n"})
"""Of the admin, what is there for everybody who may enter it at all."""
ADMIN: dict[str, str] = {
    "audit_report": "profiles.view_auditevent",
    "figures_answer": "profiles.view_edition",
    "figures_compare": "profiles.view_edition",
    "figures_do": "profiles.add_edition",
    "profiles_quartercount_report": "profiles.view_quartercount",
    "profiles_quartercount_report_file": "profiles.view_quartercount",
    "sync_fetch_again": "sync.add_syncrun",
    "sync_start": "sync.add_syncrun",
    "sync_retry": "sync.add_syncrun",
    "sync_approve": "sync.approve_syncrun",
    "sync_refuse": "sync.approve_syncrun",
}
"""Pages of the admin beside those that every table has, and the permission that each asks for."""
WHOLE_COUNTRY = ("profiles_figureevent",)
"""Tables that tell of the whole country, so nothing to whoever is bound to regions."""
NOT_FOR_EVERYONE = frozenset({"autocomplete", "view_on_site", "app_list", "None", "auth_user_password_change"})
NOT_FOR_EVERYONE |= {"otp_totp_totpdevice_config", "otp_totp_totpdevice_qrcode"}
"""Django's own pages that ask for a permission that depends on what they are asked."""
