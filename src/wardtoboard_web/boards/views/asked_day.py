"""Which day a page is asked about: today, or the one in its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from wardtoboard_web.boards.forms.day import DayForm

TYPED = ("on_day", "on_month", "on_year")
FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
"""The days that may be asked about: from before the first rule on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, whether it is today, and the form that asks for another."""

    day: date
    is_today: bool
    form: DayForm

    @property
    def query(self) -> str:
        """Give what keeps the day in an address; nothing where it is today."""
        return "" if self.is_today else f"?{urlencode({'on': self.day.isoformat()})}"


def asked_day(request: HttpRequest) -> Asked | HttpResponse:
    """Give the day asked about, or lead to the address that has the day typed in the form.

    A day that was typed wrong leaves today, with what is wrong. Raises Http404 where the address
    itself has no day.
    """
    today = localdate()
    if any(name in request.GET for name in TYPED):
        form = DayForm(request.GET)
        if form.is_valid() and _may_be_asked(form):
            return redirect(f"{request.path}?{urlencode({'on': form.cleaned_data['on']})}")
        return Asked(today, True, form)
    day = day_in_address(request)
    return Asked(day, day == today, DayForm(initial={"on": day}))


def day_in_address(request: HttpRequest) -> date:
    """Give the day in an address; today where it has none. Raises Http404 for what is no day."""
    text = request.GET.get("on")
    if not text:
        return localdate()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not FIRST <= day <= LAST:
        raise Http404
    return day


def _may_be_asked(form: DayForm) -> bool:
    if FIRST <= form.cleaned_data["on"] <= LAST:
        return True
    form.add_error("on", f"Day must be from {FIRST.year} to {LAST.year}")
    return False
