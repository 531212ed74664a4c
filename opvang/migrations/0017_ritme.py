"""A declaration is over a month, quarter, half year or year; those of earlier releases are quarters."""

import django.contrib.postgres.constraints
import django.db.models.expressions
from django.db import migrations, models

import lib.bereik

RITMES = [("maand", "Maand"), ("kwartaal", "Kwartaal"), ("halfjaar", "Halfjaar"), ("jaar", "Jaar")]

# Earlier releases know quarters only: what is another tijdvak has no place there.
_ALLEEN_KWARTALEN = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM opvang_urendeclaratie WHERE ritme <> 'kwartaal') THEN
        RAISE EXCEPTION 'Er zijn declaraties over een maand, een halfjaar of een jaar. Een eerdere uitgave kent alleen'
            ' kwartalen: deze stap kan niet terug.';
    END IF;
END $$
"""


def _maanden() -> models.Case:
    return models.Case(
        models.When(ritme="maand", then=1),
        models.When(ritme="kwartaal", then=3),
        models.When(ritme="halfjaar", then=6),
        models.When(ritme="jaar", then=12),
        output_field=models.IntegerField(),
    )


class Migration(migrations.Migration):
    dependencies = [("opvang", "0016_kindstand")]

    operations = [
        migrations.RemoveConstraint("urendeclaratie", "declaratie_een_per_kwartaal"),
        migrations.RemoveConstraint("urendeclaratie", "declaratie_kwartaal_bestaat"),
        migrations.AlterModelOptions("urendeclaratie", {"ordering": ()}),
        migrations.RenameField("urendeclaratie", "kwartaal", "nummer"),
        migrations.AlterField("urendeclaratie", "nummer", models.PositiveSmallIntegerField()),
        migrations.AddField(
            "urendeclaratie",
            "ritme",
            models.CharField(choices=RITMES, db_default="kwartaal", default="kwartaal", max_length=10),
        ),
        migrations.AddField(
            "urendeclaratie",
            "eerste_maand",
            models.GeneratedField(
                db_persist=True,
                expression=models.F("jaar") * 12 + (models.F("nummer") - 1) * _maanden(),
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AddField(
            "urendeclaratie",
            "laatste_maand",
            models.GeneratedField(
                db_persist=True,
                expression=models.F("jaar") * 12 + models.F("nummer") * _maanden() - 1,
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AlterModelOptions(
            "urendeclaratie",
            {"ordering": ("-laatste_maand", "-eerste_maand", "houder__naam", "-volgnummer")},
        ),
        migrations.AddConstraint(
            "urendeclaratie",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nummer__range", (1, 12)), ("ritme", "maand")),
                    models.Q(("nummer__range", (1, 4)), ("ritme", "kwartaal")),
                    models.Q(("nummer__range", (1, 2)), ("ritme", "halfjaar")),
                    models.Q(("nummer__range", (1, 1)), ("ritme", "jaar")),
                    _connector="OR",
                ),
                name="declaratie_tijdvak_bestaat",
                violation_error_message="Kies een maand van 1 tot en met 12, een kwartaal van 1 tot en met 4, halfjaar 1 of 2, of een heel jaar (1).",
            ),
        ),
        migrations.AddConstraint(
            "urendeclaratie",
            django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (lib.bereik.SameRow("gemeente"), "&&"),
                    (lib.bereik.SameRow("houder"), "&&"),
                    (lib.bereik.SameRow("volgnummer"), "&&"),
                    (lib.bereik.NumberRange("eerste_maand", "laatste_maand"), "&&"),
                ],
                name="declaratie_een_per_tijdvak",
                violation_error_message="Over deze maanden is al een declaratie; maak daarvan een correctie.",
            ),
        ),
        # A correction keeps the provider, the municipality and the tijdvak of what it corrects.
        migrations.RunSQL(
            """
            CREATE UNIQUE INDEX declaratie_tijdvak_van_correctie
                ON opvang_urendeclaratie (id, gemeente_id, houder_id, ritme, jaar, nummer);
            ALTER TABLE opvang_urendeclaratie ADD CONSTRAINT declaratie_correctie_zelfde_tijdvak
                FOREIGN KEY (corrigeert_id, gemeente_id, houder_id, ritme, jaar, nummer)
                REFERENCES opvang_urendeclaratie (id, gemeente_id, houder_id, ritme, jaar, nummer);
            """,
            """
            ALTER TABLE opvang_urendeclaratie DROP CONSTRAINT declaratie_correctie_zelfde_tijdvak;
            DROP INDEX declaratie_tijdvak_van_correctie;
            """,
        ),
        migrations.RemoveConstraint("declaratieregel", "declaratieregel_uren_mogelijk"),
        migrations.RemoveConstraint("declaratieregel", "declaratieregel_dagen_mogelijk"),
        migrations.AddConstraint(
            "declaratieregel",
            models.CheckConstraint(
                condition=models.Q(("uren_honderdsten__gte", 0), ("uren_honderdsten__lte", 439200)),
                name="declaratieregel_uren_mogelijk",
                violation_error_message="Vul 0 tot 4392 uren in; meer past niet in een jaar.",
            ),
        ),
        migrations.AddConstraint(
            "declaratieregel",
            models.CheckConstraint(
                condition=models.Q(("dagen", None), ("dagen__range", (0, 366)), _connector="OR"),
                name="declaratieregel_dagen_mogelijk",
                violation_error_message="Vul 0 tot en met 366 dagen in; meer past niet in een jaar.",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _ALLEEN_KWARTALEN),
    ]
