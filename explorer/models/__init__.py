"""Tables of the website: organisations, what they keep, and what they were shown."""

from explorer.models.api_token import ApiToken
from explorer.models.client_folder import ClientFolder
from explorer.models.contact import Absence, ContactCandidate, ContactRequest, SonarDoubt
from explorer.models.following import ProfileNumber, SearchChange, SearchState
from explorer.models.identity import ExternalIdentity
from explorer.models.invitation import Invitation
from explorer.models.kept_answer import KeptAnswer
from explorer.models.mail_consent import MailConsent
from explorer.models.organisation import Membership, Organisation
from explorer.models.outgoing_mail import OutgoingMail
from explorer.models.reference import ProfileReference
from explorer.models.saved_search import SavedSearch
from explorer.models.session import AccountSession
from explorer.models.shortlist import ShortlistEntry
from explorer.models.sign_up import MailRequest, SignUp

__all__ = [
    "Absence",
    "AccountSession",
    "ApiToken",
    "ClientFolder",
    "ContactCandidate",
    "ContactRequest",
    "ExternalIdentity",
    "Invitation",
    "KeptAnswer",
    "MailConsent",
    "MailRequest",
    "Membership",
    "Organisation",
    "OutgoingMail",
    "ProfileNumber",
    "ProfileReference",
    "SavedSearch",
    "SearchChange",
    "SearchState",
    "ShortlistEntry",
    "SignUp",
    "SonarDoubt",
]
