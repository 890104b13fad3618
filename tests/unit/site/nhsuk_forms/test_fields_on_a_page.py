"""What does each field look like on a page, empty, filled in and wrong?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from builders.site.gallery import Everything
from wardtoboard_web.nhsuk_forms import (
    BooleanField,
    ChoiceField,
    DateField,
    FilesField,
    Form,
    HiddenField,
    MultipleChoiceField,
    NumberField,
    PasswordField,
    TextField,
    error_summary,
    field_group,
)

TYPED = "correct horse battery"
RUDE = "\"><script>alert('x')</script>"


def _data(**given: Any) -> MultiValueDict[str, Any]:
    return MultiValueDict({name: [value] for name, value in given.items()})


def _attribute(html: str, tag: str, name: str) -> list[str]:
    tags = re.findall(rf"<{tag}\b[^>]*>", html)
    return [found[1] for one in tags if (found := re.search(rf'\b{name}="([^"]*)"', one))]


def test_a_text_field_has_its_label_hint_and_input_tied_together() -> None:
    html = Everything()["name"].as_field_group()
    assert _attribute(html, "label", "for") == ["id_name"]
    assert _attribute(html, "input", "id") == ["id_name"]
    assert _attribute(html, "input", "aria-describedby") == ["id_name-hint"]
    assert 'id="id_name-hint"' in html


def test_an_error_is_said_beside_the_field_and_tied_to_it() -> None:
    html = Everything(_data())["name"].as_field_group()
    assert "Enter the name of the committee" in html
    assert _attribute(html, "input", "aria-describedby") == ["id_name-hint id_name-error"]


@pytest.mark.parametrize("name", ["name", "email", "notes", "which", "people"])
def test_what_was_typed_comes_back_escaped(name: str) -> None:
    form = Everything(_data(**{name: RUDE}))
    html = form[name].as_field_group()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_words_of_labels_hints_choices_and_errors_are_escaped() -> None:
    class Rude(Form):
        one = TextField(label=RUDE, hint=RUDE, missing=RUDE)
        two = ChoiceField(label=RUDE, choices=[(RUDE, RUDE)], hints={RUDE: RUDE}, missing=RUDE)
        three = ChoiceField(label=RUDE, choices=[(RUDE, RUDE)], shown_as="select", missing=RUDE)
        four = BooleanField(label=RUDE, missing=RUDE)
        five = DateField(label=RUDE, missing=RUDE)

    form = Rude(_data())
    html = "".join(bound.as_field_group() for bound in form) + form.error_summary()
    assert html.count("&lt;script&gt;") >= 20
    assert "<script" not in html


def test_a_password_is_never_sent_back() -> None:
    html = Everything(_data(password=TYPED))["password"].as_field_group()
    assert TYPED not in html
    assert _attribute(html, "input", "autocomplete") == ["current-password"]
    assert _attribute(html, "input", "type") == ["password"]


def test_spaces_of_a_password_are_kept() -> None:
    field = PasswordField(label="Password", autocomplete="new-password")
    assert field.clean("  a b ") == "  a b "


def test_a_long_text_has_its_rows() -> None:
    assert _attribute(Everything()["notes"].as_field_group(), "textarea", "rows") == ["5"]


def test_a_number_is_typed_with_number_keys() -> None:
    html = Everything()["people"].as_field_group()
    assert _attribute(html, "input", "inputmode") == ["numeric"]
    assert _attribute(html, "input", "type") == ["text"]
    assert "nhsuk-input--width-4" in html


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("eight", "Enter a whole number, such as 8"),
        ("0", "Number of people must be 1 or more"),
    ],
)
def test_a_wrong_number_is_said_in_words(given: str, said: str) -> None:
    assert Everything(_data(people=given)).errors["people"] == [said]


def test_too_long_a_text_is_said_in_words_and_not_cut_off() -> None:
    form = Everything(_data(name="x" * 21))
    assert form.errors["name"] == ["Name of the committee must be 20 characters or fewer"]
    assert "maxlength" not in form["name"].as_field_group()


def test_radios_are_one_group_whose_first_input_has_the_fields_id() -> None:
    html = Everything(_data(chair="medical"))["chair"].as_field_group()
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert _attribute(html, "input", "id") == ["id_chair", "id_chair-2"]
    assert re.findall(r'value="(\w+)" checked', html) == ["medical"]
    assert _attribute(html, "input", "aria-describedby") == ["id_chair-item-hint"]


def test_checkboxes_keep_what_was_ticked_and_reveal_a_field() -> None:
    form = Everything(MultiValueDict({"evidence": ["other"], "which": ["Letters"]}))
    html = form["evidence"].as_field_group()
    assert re.findall(r'value="(\w+)" checked', html) == ["other"]
    assert _attribute(html, "input", "data-aria-controls") == ["conditional-id_evidence-2"]
    assert 'value="Letters"' in html


def test_no_id_is_given_twice() -> None:
    form = Everything(_data())
    html = "".join(bound.as_field_group() for bound in form if bound.name != "which")
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_a_select_keeps_what_was_chosen() -> None:
    html = Everything(_data(site="n"))["site"].as_field_group()
    assert re.findall(r'<option value="(\w*)" selected', html) == ["n"]


def test_one_box_to_tick_has_no_group_and_keeps_its_tick() -> None:
    html = Everything(_data(agreed="on"))["agreed"].as_field_group()
    assert "<fieldset" not in html
    assert " checked" in html


def test_a_file_says_which_kinds_it_takes() -> None:
    html = Everything()["file"].as_field_group()
    assert _attribute(html, "input", "accept") == [".csv,.xlsx"]


class TestFiles:
    class Asks(Form):
        tables = FilesField(label="Choose files", missing="Choose one file or more")

    def sent(self, *files: SimpleUploadedFile) -> Form:
        return self.Asks(MultiValueDict(), MultiValueDict({"tables": list(files)}))

    def test_several_can_be_chosen(self) -> None:
        assert re.search(r"<input\b[^>]* multiple\b", self.Asks()["tables"].as_field_group())
        form = self.sent(SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("b.csv", b"b"))
        assert form.is_valid()
        assert [file.name for file in form.cleaned_data["tables"]] == ["a.csv", "b.csv"]

    def test_one_at_least_must_be(self) -> None:
        assert self.sent().errors == {"tables": ["Choose one file or more"]}

    def test_each_must_have_something_in_it(self) -> None:
        form = self.sent(SimpleUploadedFile("a.csv", b"a"), SimpleUploadedFile("b.csv", b""))
        assert "The file is empty" in str(form.errors)


def test_a_hidden_field_is_the_input_alone() -> None:
    html = Everything()["ticket"].as_field_group()
    assert html == '<input type="hidden" name="ticket" value="42" id="id_ticket">'


def test_a_label_can_be_the_heading_of_the_page() -> None:
    class Asks(Form):
        typed = TextField(label="What is it called?", label_is_heading=True)
        chosen = ChoiceField(label="Which?", choices=[("a", "A")], label_is_heading=True)

    form = Asks()
    assert form["typed"].as_field_group().count("<h1") == 1
    assert form["chosen"].as_field_group().count("<h1") == 1


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Name of the committee", "Enter name of the committee"),
        ("NHS number", "Enter NHS number"),
        ("How many?", "Enter how many"),
    ],
)
def test_what_is_missing_is_said_from_the_label(label: str, said: str) -> None:
    class Asks(Form):
        one = TextField(label=label)

    assert Asks(_data()).errors["one"] == [said]


def test_the_error_summary_leads_to_the_first_input_of_each_field() -> None:
    summary = Everything(_data()).error_summary()
    assert re.findall(r'href="#([^"]*)"', summary) == [
        "id_name",
        "id_email",
        "id_password",
        "id_review_day",
        "id_chair",
        "id_evidence",
        "id_site",
        "id_file",
        "id_agreed",
        "id_ticket",
    ]


def test_the_error_summary_has_errors_of_the_whole_form_first() -> None:
    class Pair(Form):
        one = TextField(label="One")

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("They do <b>not</b> fit together")

    summary = Pair(_data()).error_summary()
    assert summary.index("They do &lt;b&gt;not") < summary.index("Enter one")


def test_there_is_no_summary_without_errors() -> None:
    assert Everything().error_summary() == ""


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("", "", ""), "Enter date of review"),
        (("27", "", "2026"), "Date of review must include a month"),
        (("", "", "2026"), "Date of review must include a day and a month"),
        (("31", "2", "2026"), "Date of review must be a real date"),
        (("1", "1", "0000"), "Date of review must be a real date"),
        (("one", "2", "2026"), "Date of review must be in numbers, such as 27 3 2026"),
        (("١", "2", "2026"), "Date of review must be in numbers, such as 27 3 2026"),
        (("-1", "2", "2026"), "Date of review must be in numbers, such as 27 3 2026"),
        (("1", "2", "26"), "Date of review must have a year of 4 numbers"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(texts: tuple[str, str, str], said: str) -> None:
    day, month, year = texts
    form = Everything(_data(review_day=day, review_month=month, review_year=year))
    assert form.errors["review"] == [said]
    html = form["review"].as_field_group()
    assert _attribute(html, "input", "value") == list(texts)


def test_a_date_is_read_and_shown_again() -> None:
    class Asks(Form):
        day = DateField(label="Day", required=False)

    form = Asks(_data(day_day=" 27", day_month="03", day_year="2026"))
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 27)
    html = Asks(initial={"day": date(2026, 3, 27)})["day"].as_field_group()
    assert _attribute(html, "input", "value") == ["27", "3", "2026"]
    assert _attribute(html, "input", "id") == ["id_day_day", "id_day_month", "id_day_year"]


def test_a_date_may_be_left_out() -> None:
    class Asks(Form):
        day = DateField(label="Day", required=False)

    form = Asks(_data())
    assert form.is_valid()
    assert form.cleaned_data["day"] is None


def test_a_date_knows_whether_it_was_changed() -> None:
    class Asks(Form):
        day = DateField(label="Day")

    same = _data(day_day="27", day_month="3", day_year="2026")
    assert not Asks(same, initial={"day": date(2026, 3, 27)}).has_changed()
    assert Asks(same, initial={"day": date(2026, 3, 28)}).has_changed()


def test_forms_of_other_packages_look_the_same() -> None:
    form = LoginForm({}, request=RequestFactory().get("/"))
    for bound in form:
        html = bound.as_field_group()
        assert html == field_group(bound)
        assert "nhsuk-" in html
        assert "placeholder" not in html
    assert "#id_login" in error_summary(form)


def test_lazy_words_are_words() -> None:
    class Plain(forms.Form):
        one = forms.CharField(label=gettext_lazy("Email"), help_text=gettext_lazy("Password"))

    html = Plain()["one"].as_field_group()
    assert "Email" in html
    assert "Password" in html


def test_a_widget_that_no_component_draws_is_refused() -> None:
    class Odd(forms.Form):
        one = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        Odd()["one"].as_field_group()


def test_choices_outside_the_page_are_refused_in_words() -> None:
    class Asks(Form):
        one = ChoiceField(label="One", choices=[("a", "A")])
        some = MultipleChoiceField(label="Some", choices=[("a", "A")])
        few = NumberField(label="Few", max_value=8)
        unseen = HiddenField()

    errors = Asks(_data(one="z", some="z", few="9", unseen="1")).errors
    assert errors == {
        "one": ["Select one of the choices on the page"],
        "some": ["Select from the choices on the page"],
        "few": ["Few must be 8 or less"],
    }
