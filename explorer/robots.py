"""What search engines may keep: pages that explain the site and published figures, and no profile or search."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

EXPLAINING = ("home", "how_search_works", "for_candidates", "privacy", "accessibility")
FIGURES = ("editions", "figures_of_quarter", "figures", "figures_file")
PUBLIC = frozenset(() if settings.PROCESS == "staff" else (*EXPLAINING, *FIGURES, "robots", "sitemap"))
"""Names of addresses; every other answer of the site asks not to be listed, kept or followed. So does all of the
staff process, which has the same pages under another host."""
NOT_LISTED = "noindex, nofollow, noarchive"


def ask_not_to_list(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the header counts for whoever comes by a link and never read robots.txt."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        is_search = bool(request.GET)
        if match is None or match.url_name not in PUBLIC or is_search or response.status_code != 200:
            response["X-Robots-Tag"] = NOT_LISTED
        return response

    return answer
