from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit


def helper(knop: str, *velden: Any, soort: str = "") -> FormHelper:
    helper = FormHelper()
    helper.form_class = "vve-formulier"
    helper.layout = Layout(*velden)
    helper.add_input(Submit("opslaan", knop, css_class=soort))
    return helper
