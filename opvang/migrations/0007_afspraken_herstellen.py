import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The days of a line: those of its placement in the quarter; the whole quarter where the placement lies outside it.
FILL_DAYS = """
ALTER TABLE opvang_declaratieregel DISABLE TRIGGER declaratieregel_bevroren;
UPDATE opvang_declaratieregel r SET van = dagen.van, tot_en_met = dagen.tot
FROM (
    SELECT r.id,
           CASE WHEN buiten THEN q.van ELSE greatest(p.startdatum, q.van) END AS van,
           CASE WHEN buiten THEN q.tot ELSE least(coalesce(p.einddatum, q.tot), q.tot) END AS tot
    FROM opvang_declaratieregel r
    JOIN opvang_plaatsing p ON p.id = r.plaatsing_id
    JOIN opvang_urendeclaratie d ON d.id = r.declaratie_id
    CROSS JOIN LATERAL (
        SELECT make_date(d.jaar, d.kwartaal * 3 - 2, 1) AS van,
               (make_date(d.jaar, d.kwartaal * 3 - 2, 1) + interval '3 months - 1 day')::date AS tot
    ) q
    CROSS JOIN LATERAL (
        SELECT p.startdatum > q.tot OR coalesce(p.einddatum, q.tot) < q.van AS buiten
    ) b
) dagen
WHERE dagen.id = r.id;
"""

# Rows that follow each other day by day at one location are one stay, named by the first of them.
LINK_STAYS = """
WITH RECURSIVE verblijf AS (
    SELECT p.id, p.id AS eerste, p.kind_id, p.locatie_id, p.einddatum
    FROM opvang_plaatsing p
    WHERE NOT EXISTS (
        SELECT 1 FROM opvang_plaatsing v
        WHERE v.kind_id = p.kind_id AND v.locatie_id = p.locatie_id AND v.einddatum + 1 = p.startdatum)
    UNION ALL
    SELECT n.id, v.eerste, n.kind_id, n.locatie_id, n.einddatum
    FROM verblijf v
    JOIN opvang_plaatsing n
      ON n.kind_id = v.kind_id AND n.locatie_id = v.locatie_id AND n.startdatum = v.einddatum + 1
)
UPDATE opvang_plaatsing p SET eerste_id = verblijf.eerste
FROM verblijf WHERE verblijf.id = p.id AND verblijf.id <> verblijf.eerste;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("opvang", "0006_uren_in_honderdsten"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("declaratieregel", "van", models.DateField(null=True)),
        migrations.AddField("declaratieregel", "tot_en_met", models.DateField(null=True)),
        migrations.AddField(
            "plaatsing",
            "eerste",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="vervolgen",
                to="opvang.plaatsing",
            ),
        ),
        migrations.AddField(
            "plaatsing",
            "reden_herstel",
            models.CharField(
                blank=True,
                choices=[
                    ("later-bekend", "Pas later bekend geworden"),
                    ("verkeerd-ingevuld", "Verkeerd ingevuld"),
                    ("bewijs", "Uit het bewijs bleek iets anders"),
                    ("verkeerd-kind", "Verkeerd kind geplaatst"),
                    ("dubbel", "Dubbel vastgelegd"),
                    ("niet-gestart", "Het kind is nooit gekomen"),
                ],
                max_length=20,
                verbose_name="reden van het herstel",
            ),
        ),
        migrations.AddField("plaatsing", "vervallen_op", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "plaatsing",
            "vervallen_door",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(
            FILL_DAYS, "ALTER TABLE opvang_declaratieregel ENABLE TRIGGER declaratieregel_bevroren"
        ),
        migrations.RunSQL(LINK_STAYS, migrations.RunSQL.noop),
    ]
