"""Forms that render as components of the NHS design system, with errors that lead to the field."""

from wardtoboard_web.nhsuk_forms.components import error_summary, field_group
from wardtoboard_web.nhsuk_forms.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    EmailField,
    FileField,
    FilesField,
    HiddenField,
    LongTextField,
    MultipleChoiceField,
    NumberField,
    PasswordField,
    TextField,
)
from wardtoboard_web.nhsuk_forms.forms import Form, NhsukRenderer, sent

__all__ = [
    "Form",
    "TextField",
    "LongTextField",
    "EmailField",
    "PasswordField",
    "NumberField",
    "DateField",
    "ChoiceField",
    "MultipleChoiceField",
    "BooleanField",
    "FileField",
    "FilesField",
    "HiddenField",
    "NhsukRenderer",
    "field_group",
    "error_summary",
    "sent",
]
