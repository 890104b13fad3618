"""The Jinja environment of the pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from wardtoboard_web.layout.drawings import drawing
from wardtoboard_web.layout.missing import Missing
from wardtoboard_web.layout.static_files import address_of
from wardtoboard_web.layout.tables import chart_table_markup, table_markup
from wardtoboard_web.nhsuk_forms import error_summary, field_group


def environment(**options: Any) -> Environment:
    """Make the environment: our templates and the NHS components, with escaping on."""
    own = options.pop("loader")
    options["undefined"] = Missing
    made = Environment(  # noqa: S701 - Django's backend passes autoescape
        loader=ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]),
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )
    made.globals |= {
        "static": address_of,
        "url": reverse,
        "drawing": drawing,
        "table_markup": table_markup,
        "chart_table_markup": chart_table_markup,
        "field_group": field_group,
        "error_summary": error_summary,
    }
    return made
