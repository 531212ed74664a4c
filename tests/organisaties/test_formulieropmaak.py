import re
from collections.abc import Mapping

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template


class KindFormulier(forms.Form):
    naam = forms.CharField(label="Naam")
    postcode = forms.CharField(label="Postcode", required=False, help_text="Bijvoorbeeld 3881 AB.")
    uren = forms.DecimalField(
        label="Uren", min_value=0, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    soort = forms.ChoiceField(
        label="Soort", widget=forms.RadioSelect, choices=[("vve", "VVE-indicatie"), ("smi", "SMI")]
    )
    kot = forms.BooleanField(label="Kinderopvangtoeslag", required=False)

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.add_input(Submit("opslaan", "Opslaan"))


def render(data: Mapping[str, str] | None = None) -> str:
    return str(render_crispy_form(KindFormulier(data)))


def ids(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_field_has_a_label_that_points_at_it() -> None:
    html = render()
    for naam in ("id_naam", "id_postcode", "id_uren", "id_soort_0", "id_soort_1", "id_kot"):
        assert f'for="{naam}"' in html
        assert naam in ids(html)


def test_choices_stand_in_a_fieldset_with_the_label_as_legend() -> None:
    assert re.search(r"<fieldset[^>]*>\s*<legend>Soort</legend>", render())


def test_only_an_optional_field_says_so() -> None:
    html = render()
    assert html.count("(niet verplicht)") == 1
    assert re.search(r"Postcode\s*<span[^>]*>\(niet verplicht\)", html)


def test_an_error_and_the_help_are_tied_to_their_field() -> None:
    html = render({"naam": "", "postcode": "x", "uren": "-4"})
    assert re.search(
        r'<input[^>]*name="naam"[^>]*aria-invalid="true"[^>]*aria-describedby="id_naam_error"', html
    )
    assert re.search(r'<input[^>]*name="postcode"[^>]*aria-describedby="id_postcode_helptext"', html)
    assert re.search(r'<fieldset[^>]*aria-describedby="id_soort_error"', html)
    assert {"id_naam_error", "id_postcode_helptext", "id_uren_error", "id_soort_error"} <= set(ids(html))


def test_the_summary_links_to_each_field_that_is_wrong() -> None:
    html = render({"naam": "", "uren": "-4"})
    assert re.findall(r'<a href="#([^"]+)"', html) == ["id_naam", "id_uren", "id_soort_0"]


def test_a_form_without_errors_has_no_summary() -> None:
    assert 'role="alert"' not in render()
    assert 'role="alert"' not in render({"naam": "Noor", "uren": "16", "soort": "vve"})


def test_what_was_typed_and_chosen_stays() -> None:
    html = render({"naam": "", "uren": "abc", "soort": "smi", "kot": "on"})
    assert 'value="abc"' in html
    assert re.search(r'value="smi"\s+id="id_soort_1"\s+checked', html)
    assert re.search(r'name="kot"[^>]*checked', html)


def test_the_markup_needs_no_inline_style_or_script_and_repeats_no_id() -> None:
    html = render({"naam": "", "uren": "-4"})
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script", html)
    assert len(ids(html)) == len(set(ids(html)))


@pytest.mark.parametrize(
    ("klasse", "variant"),
    [
        ("", "primary-action"),
        ("tweede", "secondary-action"),
        ("gevaar", "primary-action utrecht-button--danger"),
    ],
)
def test_a_button_shows_its_weight(klasse: str, variant: str) -> None:
    formulier = KindFormulier()
    formulier.helper.inputs = [Submit("doen", "Doen", css_class=klasse)]
    assert f'class="utrecht-button utrecht-button--{variant}"' in str(render_crispy_form(formulier))


class UrenFormulier(forms.Form):
    uren = forms.DecimalField(
        label="Uren", min_value=0, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )


def test_hours_are_entered_in_one_table_with_a_row_per_child() -> None:
    reeks = forms.formset_factory(UrenFormulier, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-uren": "16", "form-1-uren": "-1"}
    )
    for formulier, kind in zip(reeks.forms, ("Noor", "Sem"), strict=True):
        formulier.rijkop = kind  # type: ignore[attr-defined]  # as the template reads it
    helper = FormHelper()
    helper.template = "nlds/table_inline_formset.html"
    sjabloon = Template("{% load crispy_forms_tags %}{% crispy reeks helper %}")
    html = sjabloon.render(Context({"reeks": reeks, "helper": helper}))
    assert re.findall(r'<th scope="row">(\w+)', html) == ["Noor", "Sem"]
    assert html.count("<form ") == 1
    assert 'name="form-TOTAL_FORMS"' in html
    assert re.findall(r'<a href="#([^"]+)"', html) == ["id_form-1-uren"]
