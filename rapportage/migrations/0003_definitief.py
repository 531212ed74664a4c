import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0018_gemeenten_en_instellingen"),
        ("rapportage", "0003_goab"),
        ("subsidies", "0025_vijf_kolommen"),
    ]

    operations = [
        migrations.AddField(
            model_name="verantwoording",
            name="definitief",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Verantwoordingsregel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regelingnaam", models.CharField(blank=True, max_length=120, verbose_name="regeling")),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="gaat over")),
                ("bedrag_centen", models.BigIntegerField()),
                (
                    "berekening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="subsidies.berekening",
                    ),
                ),
                (
                    "houder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.organisatie",
                    ),
                ),
                (
                    "locatieberekening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="subsidies.locatieberekening",
                    ),
                ),
                (
                    "verantwoording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regels",
                        to="rapportage.verantwoording",
                    ),
                ),
            ],
            options={
                "ordering": ("verantwoording", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "verantwoording",
                            "houder",
                            "regelingnaam",
                            "jaar",
                            "berekening",
                            "locatieberekening",
                        ),
                        name="verantwoordingsregel_een_per_berekening",
                        nulls_distinct=False,
                        violation_error_message="Deze berekening staat al in de verantwoording.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jaar__range", (2000, 2100))),
                        name="verantwoordingsregel_jaar_bestaat",
                        violation_error_message="Kies een jaar van 2000 tot en met 2100.",
                    ),
                ],
            },
        ),
    ]
