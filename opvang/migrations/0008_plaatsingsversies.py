import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import lib.bereik

KEEP_VERSIONS = """
CREATE FUNCTION keep_plaatsingsversie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO opvang_plaatsingsversie (plaatsing_id, tot, rij) VALUES (OLD.id, clock_timestamp(), to_jsonb(OLD));
    RETURN NULL;
END $$;
CREATE TRIGGER plaatsing_versies AFTER UPDATE ON opvang_plaatsing
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_plaatsingsversie();
"""
FORGET_VERSIONS = """
DROP TRIGGER plaatsing_versies ON opvang_plaatsing;
DROP FUNCTION keep_plaatsingsversie();
"""
_OVERLAP = {
    "name": "plaatsing_overlapt_niet",
    "expressions": [
        (lib.bereik.SameRow("kind"), "&&"),
        (lib.bereik.SameRow("locatie"), "&&"),
        (lib.bereik.DateRange("startdatum", "einddatum"), "&&"),
    ],
    "violation_error_message": "Dit kind is in (een deel van) deze periode al op deze locatie geplaatst.",
}


class Migration(migrations.Migration):
    dependencies = [("opvang", "0007_afspraken_herstellen")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE opvang_declaratieregel ENABLE TRIGGER declaratieregel_bevroren", "SELECT 1"
        ),
        migrations.AlterField("declaratieregel", "van", models.DateField()),
        migrations.AlterField("declaratieregel", "tot_en_met", models.DateField()),
        migrations.AddConstraint(
            "declaratieregel",
            models.CheckConstraint(
                condition=models.Q(tot_en_met__gte=models.F("van")),
                name="declaratieregel_eindigt_na_begin",
                violation_error_message="De dagen van een regel eindigen voordat zij beginnen.",
            ),
        ),
        migrations.AddConstraint(
            "plaatsing",
            models.CheckConstraint(
                condition=models.Q(vervallen_op=None, vervallen_door=None)
                | models.Q(vervallen_op__isnull=False, vervallen_door__isnull=False)
                & ~models.Q(reden_herstel=""),
                name="plaatsing_verval_volledig",
                violation_error_message="Leg vast waarom, wanneer en door wie de plaatsing is vervallen.",
            ),
        ),
        migrations.RemoveConstraint("plaatsing", "plaatsing_overlapt_niet"),
        migrations.AddConstraint(
            "plaatsing",
            django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(vervallen_op=None), **_OVERLAP
            ),
        ),
        migrations.CreateModel(
            "Plaatsingsversie",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tot", models.DateTimeField()),
                ("rij", models.JSONField(verbose_name="de rij zoals zij was")),
                (
                    "plaatsing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versies",
                        to="opvang.plaatsing",
                    ),
                ),
            ],
            options={"ordering": ("-tot", "-pk")},
        ),
        migrations.RunSQL(KEEP_VERSIONS, FORGET_VERSIONS),
    ]
