import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0009_kindstand"),
        ("organisaties", "0017_lrk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="kindstand",
            name="kindstand_stand",
        ),
        migrations.AddField(
            model_name="kindstand",
            name="aan_zet",
            field=models.CharField(
                blank=True,
                choices=[("jgz", "Consultatiebureau"), ("gemeente", "Kindregisseur")],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="kindstand",
            name="behandelaar",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="kindstand",
            name="stil",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="kindstand",
            name="uiterlijk",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="kindstand",
            index=models.Index(fields=["gemeente", "stand", "stand_sinds", "kind"], name="kindstand_stand"),
        ),
        migrations.AddIndex(
            model_name="kindstand",
            index=models.Index(
                condition=models.Q(("stap", ""), _negated=True),
                fields=["gemeente", "uiterlijk", "stap_sinds", "kind"],
                include=("dag",),
                name="kindstand_dringend",
            ),
        ),
        migrations.AddIndex(
            model_name="kindstand",
            index=models.Index(
                condition=models.Q(("stap", ""), _negated=True),
                fields=["gemeente", "stap", "uiterlijk", "stap_sinds", "kind"],
                include=("dag",),
                name="kindstand_stap",
            ),
        ),
        migrations.AddIndex(
            model_name="kindstand",
            index=models.Index(
                condition=models.Q(("stap", ""), _negated=True),
                fields=["gemeente", "behandelaar", "uiterlijk"],
                name="kindstand_van",
            ),
        ),
        migrations.AddIndex(
            model_name="kindstand",
            index=models.Index(
                condition=models.Q(("stil", True)), fields=["gemeente", "aan_zet"], name="kindstand_stil"
            ),
        ),
        migrations.RemoveIndex(model_name="zoekwoord", name="zoekwoord_van_gemeente"),
        migrations.AddIndex(
            model_name="zoekwoord",
            index=models.Index(fields=["gemeente", "woord", "kind"], name="zoekwoord_van_gemeente"),
        ),
        # Worked out anew, with the new columns, by who reads first.
        migrations.RunSQL(
            "UPDATE indicaties_kindstand SET dag = NULL, versie = versie + 1", migrations.RunSQL.noop
        ),
    ]
