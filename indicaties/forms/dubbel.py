"""The question whether a child is one that is known: never a dead end, and nothing that was typed is lost."""

from django import forms

ANDER_KIND = "Dit is een ander kind"


def ask_ander_kind(form: forms.Form) -> None:
    """Show the box by which one goes on, with the question."""
    form.fields["is_ander_kind"].widget = forms.CheckboxInput()
    form.add_error(
        "is_ander_kind",
        "Kijk of het hetzelfde kind is. Is het een ander kind? Zet dan hier een vinkje en verstuur het nog een keer.",
    )
