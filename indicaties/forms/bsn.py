from django import forms
from django.db import models


class RedenBsn(models.TextChoices):
    """Why somebody looks at a BSN; stored in the record."""

    COMPARE = "vergelijken", "Gegevens vergelijken met een ander dossier"
    IDENTIFY = "vaststellen", "Vaststellen om welk kind het gaat"
    CORRECT = "herstellen", "Een fout in de gegevens herstellen"
    PARENTS = "ouders", "Vraag van de ouders"


class BsnForm(forms.Form):
    reden = forms.ChoiceField(
        label="Waarom hebt u het BSN nodig?",
        choices=[("", "Kies een reden"), *RedenBsn.choices],
        error_messages={"required": "Kies waarom u het BSN nodig hebt."},
    )
