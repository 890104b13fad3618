"""One page with every component of the site, and one of each error page, for tests to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from builders import pictures
from wardtoboard.charts import heat_map, ladder_chart
from wardtoboard_web.layout import errors
from wardtoboard_web.layout.downloads import DownloadLink, table_response
from wardtoboard_web.layout.progress import Progress
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.nhsuk_forms import (
    BooleanField,
    ChoiceField,
    DateField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    LongTextField,
    MultipleChoiceField,
    NumberField,
    PasswordField,
    TextField,
)

LONG_NAME = "Northmoor and the Long Dales University Hospitals and Community NHS Foundation Trust"
NARROW = DataTable(
    name="staff-by-level",
    caption="Staff by level",
    headers=("Level", "People", "Odds of being above"),
    rows=(("Band 7", 1324, 0.5512), ("Band 8a <i>", 40, "c"), ("=1+1", 4, -0.5)),
    note="c: any number from 0 up, withheld so that no one can be picked out.",
)
WIDE = DataTable(
    name="professions-by-level",
    caption="Professions by level",
    headers=("Profession", *(f"Band {band}" for band in ("5", "6", "7", "8a", "8b", "8c", "8d"))),
    rows=(
        ("Allied health professionals", 100, 120, 80, 40, 4, "c", "c"),
        ("Nurses and midwives", 1900, 1200, 700, 200, 60, 20, 10),
    ),
)


class Everything(Form):
    """A field of every kind."""

    name = TextField(
        label="Name of the committee",
        hint="For example, Quality <b>Committee</b>",
        missing="Enter the name of the committee",
        max_length=20,
    )
    email = EmailField(label="Email address", autocomplete="email")
    password = PasswordField(label="Password", autocomplete="current-password")
    people = NumberField(label="Number of people", width=4, min_value=1, required=False)
    notes = LongTextField(label="Notes", required=False)
    review = DateField(label="Date of review", hint="For example, 27 3 2026")
    chair = ChoiceField(
        label="Which profession chairs it?",
        choices=[("nursing", "Nursing"), ("medical", "Medical")],
        hints={"nursing": "Nurses and midwives"},
        missing="Select the profession of the chair",
    )
    which = TextField(label="What else is held", required=False)
    evidence = MultipleChoiceField(
        label="Evidence held",
        choices=[("minutes", "Minutes"), ("other", "Something else")],
        reveals={"other": "which"},
    )
    site = ChoiceField(
        label="Site", choices=[("", "Choose a site"), ("n", "North")], shown_as="select"
    )
    file = FileField(label="Staff table", accept=".csv,.xlsx", missing="Choose a staff table")
    agreed = BooleanField(
        label="I have read the guide", missing="Tick the box when you have read it"
    )
    ticket = HiddenField(initial="42")


@dataclass
class Organisation:
    code: str = "X1ZZ"
    name: str = LONG_NAME
    is_demonstration: bool = True
    shows_nhs_logo: bool = False


@dataclass
class Person:
    name: str = "Dr Ŵyn Featherstonehaugh"
    is_authenticated: bool = True


@dataclass
class Visitor:
    organisation: Organisation = field(default_factory=Organisation)

    def may(self, permission: Any) -> bool:
        return permission != "never"


def gallery(request: HttpRequest) -> HttpResponse:
    organisation = Organisation(shows_nhs_logo="logo" in request.GET)
    request.visitor = Visitor(organisation)
    request.user = Person()
    form = Everything(request.POST) if request.method == "POST" else Everything()
    if "told" in request.GET:
        messages.success(request, "The committee <b>was</b> saved")
        messages.warning(request, "Two people could not be placed")
    context = {
        "form": form,
        "narrow": NARROW,
        "wide": WIDE,
        "links": (
            DownloadLink(NARROW.caption, "csv", "/o/X1ZZ/staff-by-level.csv"),
            DownloadLink(NARROW.caption, "xlsx", "/o/X1ZZ/staff-by-level.xlsx"),
        ),
        "ladder": ladder_chart(pictures.ladder()),
        "map": heat_map(pictures.headcounts()),
        "status": Progress("Placing row 1,200 of 12,431", 10, "/o/X1ZZ/progress"),
    }
    return render(request, "gallery.jinja", context)


def progress(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery_progress.jinja", {"status": Progress("Counting", 60, "")})


def download(request: HttpRequest, kind: Any) -> HttpResponse:
    return table_response(NARROW, kind)


def fail(request: HttpRequest, how: str) -> HttpResponse:
    match how:
        case "400":
            raise SuspiciousOperation("secret detail")
        case "403":
            raise PermissionDenied("To see figures, you need one of these roles: people analyst.")
        case "404":
            raise Http404("secret detail")
        case "429":
            return errors.too_many_tries(request)
        case _:
            raise RuntimeError("secret detail")


def _allowing(permission: str) -> Any:
    def view(request: HttpRequest, code: str) -> HttpResponse:
        return render(request, "gallery.jinja")

    view.permission = permission
    return view


def _rooms(app: str, pages: dict[str, tuple[str, str]], *others: Any) -> Any:
    made = [
        path(f"o/<code>/{where}", _allowing(needs), name=name)
        for name, (where, needs) in pages.items()
    ]
    return include(([*made, *others], app))


ORGANISATION = {
    "people": ("people/", "see"),
    "settings": ("settings/", "see"),
    "audit": ("audit/", "see"),
}
CHOOSE = path("organisations/", gallery, name="choose")
CEILINGS = {"organisation": ("ceilings/", "see"), "releases": ("releases/", "never")}
urlpatterns = [
    path("o/X1ZZ/ceilings/gallery/", gallery),
    path("o/X1ZZ/progress", progress),
    path("o/X1ZZ/staff-by-level.<str:kind>", download),
    path("fail/<str:how>/", fail),
    path("", _rooms("barriers", {"map": ("", "see"), "library": ("library/", "see")})),
    path("", _rooms("ceilings", CEILINGS)),
    path("", _rooms("boards", {"board": ("board/", "never")})),
    path("", _rooms("staff", {"imports": ("imports/", "see")})),
    path("", _rooms("organisations", ORGANISATION, CHOOSE)),
    path("", _rooms("api", {"tokens": ("tokens/", "never")})),
    path("", include(([path("account/", gallery, name="account")], "accounts"))),
    path("account/logout/", gallery, name="account_logout"),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
