"""Scenarios: what would change the answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from wardtoboard.base.errors import FaultyTableError
from wardtoboard_web.boards import actions, facts
from wardtoboard_web.boards.forms.register import refuse
from wardtoboard_web.boards.forms.scenarios import ScenarioForm
from wardtoboard_web.boards.models import Scenario
from wardtoboard_web.boards.presenters.scenarios import scenarios_page
from wardtoboard_web.boards.views.board_page import Here, around_board, board_page
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@board_page
def scenarios(request: HttpRequest, here: Here) -> HttpResponse:
    """Show every scenario beside the board as it is."""
    page = scenarios_page(here.board, here.asked.day, facts.scenarios_of())
    return render(request, "boards/scenarios.jinja", here.context(page=page))


@require_http_methods(["GET", "HEAD", "POST"])
@member_page(Permission.CHANGE_BOARD)
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask what happens, and keep it as a scenario."""
    organisation = visitor.organisation
    board = facts.board_of(visitor)
    if board is None or not board.bodies:
        return redirect("boards:board", code=organisation.code)
    taken = [one.name for one in facts.scenarios_of()]
    form = ScenarioForm(board, localdate(), taken, sent(request), request.FILES or None)
    if form.is_valid():
        try:
            actions.keep_scenario(
                by=visitor.person,
                organisation=organisation,
                name=form.cleaned_data["name"],
                changes=form.changes,
            )
        except FaultyTableError as error:
            refuse(form, error)
        else:
            messages.success(request, "The scenario is kept.")
            return redirect("boards:board_scenarios", code=organisation.code)
    return render(request, "boards/scenario_add.jinja", {**around_board(visitor), "form": form})


@require_POST
@member_page(Permission.CHANGE_BOARD)
def drop(request: HttpRequest, visitor: Visitor, scenario_id: UUID) -> HttpResponse:
    """Delete a scenario; 404 where there is none."""
    try:
        actions.drop_scenario(
            by=visitor.person, organisation=visitor.organisation, scenario_id=scenario_id
        )
    except Scenario.DoesNotExist:
        raise Http404 from None
    messages.success(request, "The scenario is deleted.")
    return redirect("boards:board_scenarios", code=visitor.organisation.code)
