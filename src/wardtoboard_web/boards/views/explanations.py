"""What the organisation says about a rule: comply or explain."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.findings import Finding
from wardtoboard_web.boards import actions, facts
from wardtoboard_web.boards.forms.explanations import ExplanationForm
from wardtoboard_web.boards.presenters.explanations import ExplainPage, explain_page
from wardtoboard_web.boards.presenters.findings import NOT_ADVICE
from wardtoboard_web.boards.views.asked_day import Asked, asked_day
from wardtoboard_web.layout.words import day_words
from wardtoboard_web.nhsuk_forms import sent
from wardtoboard_web.organisations.access import Visitor, member_page
from wardtoboard_web.organisations.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@member_page(Permission.SEE_BOARD)
def explain(request: HttpRequest, visitor: Visitor, rule: str) -> HttpResponse:
    """Show what is said about a rule, and keep a statement; 404 for a rule that is not ours."""
    asked = asked_day(request)
    if isinstance(asked, HttpResponse):
        return asked
    finding = _finding_or_404(visitor, asked, rule)
    page = explain_page(finding, facts.explanations_of().get(rule, ()))
    form = _form(request, visitor, page)
    if form is not None and form.is_bound and form.is_valid():
        actions.explain(
            by=visitor.person, organisation=visitor.organisation, rule=rule, **form.cleaned_data
        )
        messages.success(request, "Your statement is kept.")
        return redirect("boards:board_explain", code=visitor.organisation.code, rule=rule)
    context = {
        "page": page,
        "form": form,
        "asked": asked,
        "day": day_words(asked.day),
        "code": visitor.organisation.code,
        "advice": NOT_ADVICE,
    }
    return render(request, "boards/explain.jinja", context)


def _form(request: HttpRequest, visitor: Visitor, page: ExplainPage) -> ExplanationForm | None:
    """Give the form to whoever keeps the register, of a rule that leaves room to explain."""
    may_change = visitor.may(Permission.CHANGE_BOARD)
    if request.method == "POST" and not may_change:
        raise PermissionDenied(f"You may not {Permission.CHANGE_BOARD.value}.")
    if request.method == "POST" and not page.may_explain:
        raise Http404
    return ExplanationForm(sent(request)) if may_change and page.may_explain else None


def _finding_or_404(visitor: Visitor, asked: Asked, rule: str) -> Finding:
    board = facts.board_of(visitor)
    found = evaluate(board, asked.day) if board is not None else ()
    for finding in found:
        if finding.rule == rule:
            return finding
    raise Http404
