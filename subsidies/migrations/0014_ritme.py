"""A run of calculations is over the tijdvak of the declarations that it calculates."""

from django.db import migrations, models

RITMES = [("maand", "Maand"), ("kwartaal", "Kwartaal"), ("halfjaar", "Halfjaar"), ("jaar", "Jaar")]
_ALLEEN_KWARTALEN = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM subsidies_rekenopdracht WHERE ritme <> 'kwartaal') THEN
        RAISE EXCEPTION 'Er is subsidie berekend over een maand, een halfjaar of een jaar. Een eerdere uitgave kent alleen'
            ' kwartalen: deze stap kan niet terug.';
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("opvang", "0017_ritme"), ("subsidies", "0013_boeking_per_regeling")]

    operations = [
        migrations.RemoveConstraint("rekenopdracht", "rekenopdracht_een_tegelijk"),
        migrations.RenameField("rekenopdracht", "kwartaal", "nummer"),
        migrations.AddField(
            "rekenopdracht",
            "ritme",
            models.CharField(choices=RITMES, db_default="kwartaal", default="kwartaal", max_length=10),
        ),
        migrations.AddConstraint(
            "rekenopdracht",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nummer__range", (1, 12)), ("ritme", "maand")),
                    models.Q(("nummer__range", (1, 4)), ("ritme", "kwartaal")),
                    models.Q(("nummer__range", (1, 2)), ("ritme", "halfjaar")),
                    models.Q(("nummer__range", (1, 1)), ("ritme", "jaar")),
                    _connector="OR",
                ),
                name="rekenopdracht_tijdvak_bestaat",
                violation_error_message="Kies een maand van 1 tot en met 12, een kwartaal van 1 tot en met 4, halfjaar 1 of 2, of een heel jaar (1).",
            ),
        ),
        migrations.AddConstraint(
            "rekenopdracht",
            models.UniqueConstraint(
                condition=models.Q(("klaar_op", None)),
                fields=("gemeente", "jaar", "ritme", "nummer"),
                name="rekenopdracht_een_tegelijk",
                violation_error_message="De subsidie over dit tijdvak wordt al berekend.",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _ALLEEN_KWARTALEN),
    ]
