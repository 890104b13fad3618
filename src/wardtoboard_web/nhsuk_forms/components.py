"""From a field with what was entered to what an NHS component needs to draw it.

Works on every field of every Django form, so that pages of other packages look the same. All words
go in as plain text: the components escape them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from wardtoboard_web.nhsuk_forms.dates import PARTS, DatePartsWidget, date_texts

Parts = dict[str, Any]
_TAKEN_CARE_OF = {
    *("type", "name", "value", "id", "autocomplete", "inputmode", "rows"),
    *("class", "style", "cols", "placeholder"),  # the components look and speak for themselves
    *("maxlength", "minlength"),  # a browser would cut off what is pasted without a word
}


def field_group(bound: BoundField) -> SafeString:
    """Render label, hint, error and input of a field; of a hidden one, the input alone."""
    if bound.is_hidden:
        return bound.as_widget()
    template, parts_of = _component(bound.field.widget)
    return _render(template, {**_shared(bound), **parts_of(bound)})


def error_summary(form: BaseForm) -> SafeString:
    """Render the errors of a form, each with a link to its input; nothing when there are none."""
    errors = [{"text": text} for text in map(str, form.non_field_errors())]
    for bound in form:
        href = f"#{_first_input(bound)}"
        errors += [{"text": text, "href": href} for text in map(str, bound.errors)]
    if not errors:
        return SafeString()
    return _render("error-summary", {"heading": "There is a problem", "errorList": errors})


def _render(component: str, parts: Parts) -> SafeString:
    page = render_to_string(f"nhsuk_forms/{component}.jinja", {"parts": parts})
    return mark_safe(page)  # noqa: S308 - a template that escapes what it is given made it


def _first_input(bound: BoundField) -> str:
    """Give the id that a link from the error summary leads to."""
    is_date = isinstance(bound.field.widget, DatePartsWidget)
    return f"{bound.auto_id}_{PARTS[0]}" if is_date else str(bound.auto_id)


def _component(widget: forms.Widget) -> tuple[str, Callable[[BoundField], Parts]]:
    """Choose the template and what to fill it with. The first kind that fits is the nearest."""
    for kind, template, parts_of in _COMPONENTS:
        if isinstance(widget, kind):
            return template, parts_of
    raise TypeError(f"no NHS component is known for {type(widget).__name__}")


def _shared(bound: BoundField) -> Parts:
    """Give what every component has."""
    is_heading = getattr(bound.field, "label_is_heading", False)
    label = {
        "text": str(bound.label),
        "size": "l" if is_heading else "s",
        "isPageHeading": is_heading,
    }
    parts: Parts = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": label,
        "fieldset": {"legend": label},
        "disabled": bound.field.disabled,
    }
    if bound.help_text:
        parts["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        parts["errorMessage"] = {"text": " ".join(map(str, bound.errors))}
    return parts


def _typed(bound: BoundField) -> Parts:
    widget = bound.field.widget
    value = widget.format_value(bound.value())
    return {
        "type": getattr(widget, "input_type", "text"),
        "value": "" if value is None else str(value),
        "width": getattr(bound.field, "width", 0),
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": widget.attrs.get("inputmode"),
        "rows": widget.attrs.get("rows", 5),
        "attributes": _other_attributes(widget),
    }


def _password(bound: BoundField) -> Parts:
    """Never give a password back to the page."""
    return {**_typed(bound), "value": ""}


def _other_attributes(widget: forms.Widget) -> Parts:
    """Give the attributes that a form has set and that the component has no name for."""
    return {
        name: {"value": value if isinstance(value, bool) else str(value), "optional": True}
        for name, value in widget.attrs.items()
        if name not in _TAKEN_CARE_OF
    }


def _date(bound: BoundField) -> Parts:
    texts = date_texts(bound.value())
    items = [
        {
            "name": f"{bound.html_name}_{part}",
            "id": f"{bound.auto_id}_{part}",
            "label": part.capitalize(),
            "value": text,
            "width": 4 if part == "year" else 2,
        }
        for part, text in zip(PARTS, texts, strict=True)
    ]
    return {"items": items}


def _chosen(bound: BoundField) -> Parts:
    """Give the choices, each with its hint and the field it reveals."""
    field, widget = bound.field, bound.field.widget
    hints, reveals = getattr(field, "hints", {}), getattr(field, "reveals", {})
    items = []
    for _, options, _ in widget.optgroups(bound.html_name, widget.format_value(bound.value())):
        for option in options:
            value, chosen = str(option["value"]), bool(option["selected"])
            item: Parts = {
                "value": value,
                "text": str(option["label"]),
                "checked": chosen,
                "selected": chosen,
            }
            if value in hints:
                item["hint"] = {"text": str(hints[value])}
            if value in reveals:
                item["conditional"] = {"html": field_group(bound.form[reveals[value]])}
            items.append(item)
    return {**_named_by_its_inputs(bound), "items": items}


def _ticked(bound: BoundField) -> Parts:
    """Give one box whose label is the field's; there is no group to name."""
    item: Parts = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": str(bound.help_text)}
    return {**_named_by_its_inputs(bound), "items": [item], "fieldset": None, "hint": None}


def _named_by_its_inputs(bound: BoundField) -> Parts:
    """Give the first input the field's id, so that a link to the field leads there."""
    if isinstance(bound.field.widget, forms.Select):
        return {}
    return {"id": None, "idPrefix": bound.auto_id}


def _file(bound: BoundField) -> Parts:
    return {"attributes": _other_attributes(bound.field.widget)}


_COMPONENTS: tuple[tuple[type[forms.Widget], str, Callable[[BoundField], Parts]], ...] = (
    (DatePartsWidget, "date", _date),
    (forms.PasswordInput, "password", _password),
    (forms.FileInput, "file", _file),
    (forms.CheckboxInput, "checkboxes", _ticked),
    (forms.CheckboxSelectMultiple, "checkboxes", _chosen),
    (forms.RadioSelect, "radios", _chosen),
    (forms.Select, "select", _chosen),
    (forms.Textarea, "textarea", _typed),
    (forms.widgets.Input, "input", _typed),
)
