"""What an organisation says about a rule: comply or explain."""

from __future__ import annotations

from wardtoboard_web.boards.forms.answers import DayField
from wardtoboard_web.nhsuk_forms import Form, LongTextField

MOST_LETTERS = 4000


class ExplanationForm(Form):
    """Asks for a statement, and for the day to look at it again."""

    text = LongTextField(
        label="Our statement",
        hint="Say what you do instead, why that is right for you, and until when. Your annual "
        "report can carry these words.",
        missing="Enter your statement",
        rows=8,
        max_length=MOST_LETTERS,
    )
    review_on = DayField(
        label="Look at it again on",
        hint="You may leave this empty. For example, 1 4 2027",
        required=False,
    )
