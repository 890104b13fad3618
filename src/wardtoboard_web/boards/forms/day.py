"""The day that a board is asked about."""

from __future__ import annotations

from wardtoboard_web.nhsuk_forms import DateField, Form


class DayForm(Form):
    """Asks for a day, past or to come."""

    on = DateField(
        label="Day",
        hint="Any day, past or to come. For example, 1 4 2027",
        missing="Enter a day",
    )
