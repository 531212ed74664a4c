"""Earlier releases called a report definitive when it was made after the books were closed: it stays so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0009_verslagen")]

    operations = [
        migrations.RunSQL(
            "UPDATE rapportage_verantwoording SET definitief_op = klaar_op, definitief_door_id = aangevraagd_door_id"
            " WHERE na_afsluiting AND status = 'klaar'",
            migrations.RunSQL.noop,
        )
    ]
