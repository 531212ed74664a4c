from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models
from django.db.models import Q


def to_honderdsten(model: str, veld: str, was: str, nieuw: models.Field) -> list:
    """Hours become whole hundredths under a name that says so; no digit is lost, and the way back is exact."""
    tabel, kolom = f"opvang_{model}", f"{veld}_honderdsten"
    return [
        migrations.RenameField(model, veld, kolom),
        migrations.RunSQL(
            f"ALTER TABLE {tabel} ALTER COLUMN {kolom} TYPE integer USING round({kolom} * 100)::integer",
            f"ALTER TABLE {tabel} ALTER COLUMN {kolom} TYPE {was} USING {kolom} / 100.0",
            state_operations=[migrations.AlterField(model, kolom, nieuw)],
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("opvang", "0005_bewerkers_uit_logboek")]

    operations = [
        migrations.RemoveConstraint("plaatsing", "plaatsing_uren_redelijk"),
        migrations.RemoveConstraint("declaratieregel", "declaratieregel_uren_mogelijk"),
        *to_honderdsten(
            "plaatsing",
            "uren_per_week",
            "numeric(4, 2)",
            models.IntegerField(
                "uren per week",
                validators=[
                    MinValueValidator(25, "Vul minstens 0,25 uur per week in."),
                    MaxValueValidator(60_00, "Meer dan 60 uur per week kan niet."),
                ],
            ),
        ),
        *to_honderdsten("declaratieregel", "uren", "numeric(6, 2)", models.IntegerField("uren")),
        migrations.AddConstraint(
            "plaatsing",
            models.CheckConstraint(
                name="plaatsing_uren_redelijk",
                condition=Q(uren_per_week_honderdsten__gt=0, uren_per_week_honderdsten__lte=60_00),
                violation_error_message="Het aantal uren per week moet tussen 0 en 60 liggen.",
            ),
        ),
        migrations.AddConstraint(
            "declaratieregel",
            models.CheckConstraint(
                name="declaratieregel_uren_mogelijk",
                condition=Q(uren_honderdsten__gte=0, uren_honderdsten__lte=1104_00),
                violation_error_message="Vul 0 tot 1104 uren in; meer past niet in een kwartaal.",
            ),
        ),
    ]
