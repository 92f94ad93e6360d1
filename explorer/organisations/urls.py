"""Addresses of one's organisation; included by `explorer/urls.py`."""

from django.urls import path

from explorer.views.organisation import clients, invitations, joining, page, switch

urlpatterns = [
    path("organisatie/", page.organisation, name="organisation"),
    path("organisatie/leden/<int:member>/eigenaar/", page.set_owner, name="set_owner"),
    path("organisatie/leden/<int:member>/verwijderen/", page.remove, name="remove_member"),
    path("organisatie/verlaten/", page.leave, name="leave_organisation"),
    path("organisatie/uitnodigen/", invitations.invite, name="invite"),
    path("organisatie/uitnodigingen/<uuid:key>/opnieuw/", invitations.send_again, name="send_invitation_again"),
    path("organisatie/uitnodigingen/<uuid:key>/intrekken/", invitations.withdraw, name="withdraw_invitation"),
    path("organisatie/wisselen/", switch.switch, name="switch_organisation"),
    path("uitnodiging/", joining.join, name="invitation"),
    path("opdrachtgevers/", clients.all_clients, name="clients"),
    path("opdrachtgevers/<uuid:key>/", clients.client, name="client"),
    path("opdrachtgevers/<uuid:key>/verwijderen/", clients.remove, name="remove_client"),
]
