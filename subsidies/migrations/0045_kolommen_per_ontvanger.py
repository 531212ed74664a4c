import django.db.models.deletion
from django.db import migrations, models


def drop_parents(apps, schema_editor):
    """The lines of parents have no provider; the next check works the others out anew."""
    apps.get_model("subsidies", "Kolommenstand").objects.filter(organisatie=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0010_kindstand_dossier"),
        ("subsidies", "0021_aanvraag_telling"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="boeking", name="boeking_een_per_vaststelling"),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("beschikking__isnull", False), ("storneert", None)),
                fields=("beschikking", "houder", "categorie", "bron", "indicator", "begunstigde"),
                name="boeking_een_per_vaststelling",
                violation_error_message="Deze vaststelling staat al in het grootboek.",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="kolommenstand", name="kolommenstand_een_per_regeling_en_jaar"
        ),
        migrations.RenameField(model_name="kolommenstand", old_name="houder", new_name="organisatie"),
        migrations.AlterField(
            model_name="kolommenstand",
            name="organisatie",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisaties.organisatie",
            ),
        ),
        migrations.AddField(
            model_name="kolommenstand",
            name="kind",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="indicaties.kind",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_parents),
        migrations.AlterModelOptions(
            name="kolommenstand", options={"ordering": ("-jaar", "organisatie__naam", "regelingnaam", "pk")}
        ),
        migrations.AddConstraint(
            model_name="kolommenstand",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "organisatie", "kind", "regelingnaam", "jaar"),
                name="kolommenstand_een_per_regeling_en_jaar",
                nulls_distinct=False,
                violation_error_message="Van deze ontvanger, deze regeling en dit jaar is er al een vergelijking.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kolommenstand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", None), ("organisatie__isnull", False)),
                    models.Q(("kind__isnull", False), ("organisatie", None)),
                    _connector="OR",
                ),
                name="kolommenstand_een_ontvanger",
                violation_error_message="Noem één ontvanger: een organisatie, of de ouders van een kind.",
            ),
        ),
    ]
