"""The public pages with published editions: every quarter, one edition, and its files as they were stored."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from explorer.robots import EXPLAINING
from profiles.models import Edition, EditionFile, Region
from profiles.quarters import NotAQuarterError, Quarter
from profiles.transparency.charts.of_report import charts_of
from profiles.transparency.lines import known_in, lines, province_lines
from profiles.transparency.publish import UnknownRegionError
from profiles.transparency.report import Report
from profiles.transparency.stored import file_of, report_of

COUNTRY = "nederland"


@dataclass(frozen=True)
class Entry:
    """A quarter in the list: its newest edition and where it is read."""

    edition: Edition
    address: str


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """Every published quarter, newest first."""
    current = Edition.objects.current().without_content().order_by("-quarter")
    entries = [Entry(edition, _address(edition.quarter)) for edition in current]
    newest = report_of(entries[0].edition) if entries else None
    return render(
        request, "explorer/figures/editions.html", {"entries": entries, **(_about(newest) if newest else {})}
    )


@require_safe
def quarter(_request: HttpRequest, quarter: str) -> HttpResponse:
    """A quarter without an area is that of the country."""
    return redirect("figures", quarter, COUNTRY)


@require_safe
def edition(request: HttpRequest, quarter: str, region: str) -> HttpResponse:
    """One edition of one region or the country; 404 when it is not published."""
    found, number = _edition(request, quarter), _region(region)
    try:
        report = report_of(found, number)
    except UnknownRegionError:
        raise Http404 from None
    published = Edition.objects.published().without_content().filter(quarter=quarter).order_by("-number")
    context = {
        "edition": found,
        "files": found.files.filter(region=number or 0).defer("content").order_by("pk"),
        "others": [other for other in published if other.pk != found.pk],
        "is_newest": published[0].pk == found.pk,
        "quarters": Edition.objects.current().order_by("quarter").values_list("quarter", flat=True),
        "here": region,
    }
    charts = charts_of(report)
    return render(request, "explorer/figures/edition.html", {**context, **_about(report), "charts": charts})


def _file_tag(request: HttpRequest, quarter: str, region: str, name: str) -> str | None:
    stored = _stored(request, quarter, region, name)
    return f'"{stored.checksum}"' if stored else None


@require_safe
@condition(etag_func=_file_tag)
def file(request: HttpRequest, quarter: str, region: str, name: str) -> HttpResponse:
    """A file of an edition, byte for byte as it was published."""
    stored = _stored(request, quarter, region, name)
    if stored is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{stored.name}"', "Access-Control-Allow-Origin": "*"}
    return HttpResponse(bytes(stored.content), content_type=stored.media_type, headers=headers)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The pages that search engines may list: those of the editions, and what explains the site."""
    addresses = [reverse(name) for name in (*EXPLAINING, "editions")]
    areas = (COUNTRY, *map(str, Region.objects.served().order_by("number").values_list("number", flat=True)))
    quarters = Edition.objects.current().order_by("quarter").values_list("quarter", flat=True)
    addresses += [_address(name, area) for name in quarters for area in areas]
    urls = "".join(f"<url><loc>{request.build_absolute_uri(address)}</loc></url>" for address in addresses)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}'
    return HttpResponse(f"{body}</urlset>", content_type="application/xml")


def _about(report: Report) -> dict[str, object]:
    """What a page prints of a report; every figure comes from `profiles/transparency/lines.py`."""
    *rows, total = lines(report)
    return {
        "report": report,
        "rows": rows,
        "total": total,
        "provinces": province_lines(report),
        "known": known_in(report),
        "regions": [(region, known_in(report, region)) for region in report.regions] if report.national else [],
    }


def _edition(request: HttpRequest, quarter: str) -> Edition:
    """The newest published edition, or the one that `?editie=` names."""
    number = request.GET.get("editie", "")
    try:
        wanted = Edition.objects.published().filter(quarter=str(Quarter.parse(quarter)))
    except NotAQuarterError:
        raise Http404 from None
    if number:
        wanted = wanted.filter(number=int(number)) if number.isdecimal() and len(number) < 4 else wanted.none()
    found = wanted.order_by("number").last()
    if found is None:
        raise Http404
    return found


def _region(region: str) -> int | None:
    if region == COUNTRY:
        return None
    if region.isdecimal() and region.isascii() and 0 < int(region) < 36:
        return int(region)
    raise Http404


def _stored(request: HttpRequest, quarter: str, region: str, name: str) -> EditionFile | None:
    kind = name.rpartition(".")[2]
    stored = file_of(_edition(request, quarter), _region(region), kind)
    return stored if stored and stored.name == name else None


def _address(quarter: str, area: str = COUNTRY) -> str:
    return reverse("figures", args=[quarter, area])
