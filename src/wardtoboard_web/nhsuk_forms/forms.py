"""The form of every page, and the renderer that makes any Django form look like one."""

from __future__ import annotations

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from wardtoboard_web.nhsuk_forms.components import error_summary, field_group


def sent(request: HttpRequest) -> QueryDict | None:
    """Give what a form was sent with, even if that is nothing; None when none was sent."""
    return request.POST if request.method == "POST" else None


class NhsukBoundField(forms.BoundField):
    """A field of a form with what was entered."""

    def as_field_group(self) -> SafeString:
        """Render label, hint, error and input as an NHS component."""
        return field_group(self)


class NhsukRenderer(DjangoTemplates):
    """Renders the field groups of any form as NHS components."""

    bound_field_class = NhsukBoundField


class Form(forms.Form):
    """A form whose fields render as NHS components."""

    default_renderer = NhsukRenderer
    use_required_attribute = False  # we say what is missing in our own words

    def error_summary(self) -> SafeString:
        """Render every error with a link to its field; nothing when there is no error."""
        return error_summary(self)
