import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0014_ve_van_dag_tot_dag"),
        ("subsidies", "0012_zonder_ve"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="boeking",
            name="boeking_een_per_berekening_categorie_en_bron",
        ),
        migrations.AddField(
            model_name="boeking",
            name="begunstigde",
            field=models.CharField(
                blank=True,
                choices=[("houder", "Houder"), ("ouder", "Ouder"), ("intermediair", "Intermediair")],
                max_length=15,
            ),
        ),
        migrations.AddField(
            model_name="boeking",
            name="regeling",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="subsidies.subsidieregeling",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("berekening__isnull", False), ("storneert", None)),
                fields=("berekening", "regeling", "categorie", "bron"),
                name="boeking_een_per_regeling_categorie_en_bron",
                nulls_distinct=False,
                violation_error_message="Deze berekening staat al in het grootboek.",
            ),
        ),
    ]
