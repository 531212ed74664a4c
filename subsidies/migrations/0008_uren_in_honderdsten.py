from django.db import migrations, models
from django.db.models import Q

KOLOM = "uren_honderdsten"


class Migration(migrations.Migration):
    """Hours become whole hundredths under a name that says so; no digit is lost, and the way back is exact."""

    dependencies = [("subsidies", "0007_vier_ogen_over_de_keten")]

    operations = [
        migrations.RemoveConstraint("berekeningsregel", "berekeningsregel_niet_negatief"),
        migrations.RenameField("berekeningsregel", "uren", KOLOM),
        migrations.RunSQL(
            f"ALTER TABLE subsidies_berekeningsregel ALTER COLUMN {KOLOM} TYPE integer"
            f" USING round({KOLOM} * 100)::integer",
            f"ALTER TABLE subsidies_berekeningsregel ALTER COLUMN {KOLOM} TYPE numeric(7, 2)"
            f" USING {KOLOM} / 100.0",
            state_operations=[
                migrations.AlterField("berekeningsregel", KOLOM, models.IntegerField("gesubsidieerde uren"))
            ],
        ),
        migrations.AddConstraint(
            "berekeningsregel",
            models.CheckConstraint(
                name="berekeningsregel_niet_negatief",
                condition=Q(subsidie_centen__gte=0, uren_honderdsten__gte=0),
                violation_error_message="Een subsidiebedrag of aantal uren kan niet negatief zijn.",
            ),
        ),
    ]
