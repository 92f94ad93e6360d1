"""All addresses of the site; part of the outside contract. Which of them are there depends on PROCESS."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from explorer.contact import urls as contact
from explorer.following import urls as following
from explorer.views import (
    candidate,
    comparison,
    facet,
    figures,
    lookup,
    metrics,
    plain,
    post,
    region_map,
    robots,
    search,
    shortlist,
    staff,
    words,
)
from explorer.views.accounts import sign_in

admin.site.site_header = admin.site.site_title = _("Kandidatenverkenner: beheer")
admin.site.index_title = _("Overzicht")

handler500 = "explorer.views.errors.failed"

OF_STAFF = [
    path("kandidaat/", candidate.own_card, name="candidate"),
    path("kandidaat/niet-meer-tonen/", candidate.stop_showing, name="stop_showing"),
    path("kandidaat/weer-tonen/", candidate.show_again, name="show_again"),
    path("opzoeken/", lookup.look_up, name="look_up"),
    path("contactverzoeken/wachtrij/", include(contact.QUEUE)),
    path("admin/login/", sign_in.admin_sign_in, name="admin_sign_in"),
    path("admin/", admin.site.urls),
]
"""Pages of staff and advisers: with PROCESS=web they do not exist."""
urlpatterns = [
    *([] if settings.PROCESS == "web" else OF_STAFF),
    path("", staff.home if settings.PROCESS == "staff" else search.home, name="home"),
    path("kandidaten/", search.search, name="search"),
    path("kandidaten/<str:ref>/", search.profile, name="profile"),
    path("filters/<str:key>/", facet.facet, name="facet"),
    path("woorden/", words.type_ahead, name="type_ahead"),
    path("zoekopdrachten/", include(following.SEARCHES)),
    path("berichten/", include(following.MAIL)),
    path("kaart/", region_map.regions, name="region_map"),
    path("vergelijken/", comparison.comparison, name="comparison"),
    path("contactverzoeken/", include(contact.ASKING)),
    path("selectie/", shortlist.shortlist_of, name="shortlist"),
    path("selectie/afdrukken/", shortlist.printed, name="print_shortlist"),
    path("selectie/gezien/", shortlist.forget_departed, name="forget_departed"),
    path("selectie/<uuid:key>/notitie/", shortlist.note, name="note_on_shortlist"),
    path("selectie/<uuid:key>/verplaatsen/", shortlist.move, name="move_on_shortlist"),
    path("selectie/<uuid:key>/verwijderen/", shortlist.remove, name="remove_from_shortlist"),
    path("selectie/<uuid:key>/terugzetten/", shortlist.restore, name="restore_to_shortlist"),
    path("post/", post.post_box, name="post_box"),
    path("transparantie/", figures.editions, name="editions"),
    path("transparantie/<str:quarter>/", figures.quarter, name="figures_of_quarter"),
    path("transparantie/<str:quarter>/<str:region>/", figures.edition, name="figures"),
    path("transparantie/<str:quarter>/<str:region>/<str:name>", figures.file, name="figures_file"),
    path("sitemap.xml", figures.sitemap, name="sitemap"),
    path("zo-werkt-zoeken/", plain.how_search_works, name="how_search_works"),
    path("voor-kandidaten/", plain.for_candidates, name="for_candidates"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security_txt"),
    path("privacy/", plain.privacy, name="privacy"),
    path("toegankelijkheid/", plain.accessibility, name="accessibility"),
    path("", include("explorer.accounts.urls")),
    path("", include("explorer.organisations.urls")),
    path("taal/", include("django.conf.urls.i18n")),
    path("api/v1/", include("explorer.api.urls")),
    path("healthz", plain.healthz, name="healthz"),
    path("readyz", plain.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
