"""What this room asks."""

from __future__ import annotations

from wardtoboard_web.ceilings.models import Audience
from wardtoboard_web.nhsuk_forms import ChoiceField, Form


class AudienceForm(Form):
    """Asks who may see a release."""

    audience = ChoiceField(
        label="Who should see these figures?",
        missing="Select who should see these figures",
        choices=Audience.choices,
        hints={
            Audience.ORGANISATION: "Board members, administrators, facilitators and profession "
            "leads here",
            Audience.SYSTEM: "Also the people of your system, your region or nationally to whom "
            "an administrator here has given the role",
        },
    )
