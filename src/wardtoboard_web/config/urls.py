"""Every address of the site, by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("wardtoboard_web.organisations.urls")),
    path("", include("wardtoboard_web.barriers.urls")),
    path("", include("wardtoboard_web.boards.urls")),
    path("", include("wardtoboard_web.ceilings.urls")),
    path("", include("wardtoboard_web.staff.urls")),
    path("", include("wardtoboard_web.accounts.urls")),
    path("", include("wardtoboard_web.accounts.sign_in_urls")),
    path("", include("wardtoboard_web.api.urls")),
    path("", include("wardtoboard_web.running.urls")),
]
handler400 = "wardtoboard_web.layout.errors.bad_request"
handler403 = "wardtoboard_web.layout.errors.forbidden"
handler404 = "wardtoboard_web.layout.errors.not_found"
handler500 = "wardtoboard_web.layout.errors.broken"
handler429 = "wardtoboard_web.layout.errors.too_many_tries"  # allauth asks for it
