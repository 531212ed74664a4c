import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0018_gemeenten_en_instellingen"),
        ("subsidies", "0022_geldbronnen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kolommenstand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regelingnaam", models.CharField(max_length=120, verbose_name="regeling")),
                ("jaar", models.PositiveSmallIntegerField()),
                ("verschuldigd_centen", models.BigIntegerField(null=True)),
                ("besloten_centen", models.BigIntegerField()),
                ("betaald_centen", models.BigIntegerField()),
                ("geboekt_centen", models.BigIntegerField()),
                ("verantwoord_centen", models.BigIntegerField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("gelijk", "Gelijk"),
                            ("loopt", "Verklaard, loopt nog"),
                            ("te-doen", "Er is iets te doen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("redenen", models.JSONField(blank=True, default=list, verbose_name="redenen, in zinnen")),
                ("sinds", models.DateTimeField(null=True)),
                ("gecontroleerd_op", models.DateTimeField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisaties.gemeente",
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
            ],
            options={
                "ordering": ("-jaar", "houder__naam", "regelingnaam"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "houder", "regelingnaam", "jaar"),
                        name="kolommenstand_een_per_regeling_en_jaar",
                        violation_error_message="Van deze aanbieder, deze regeling en dit jaar is er al een vergelijking.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jaar__range", (2000, 2100))),
                        name="kolommenstand_jaar_bestaat",
                        violation_error_message="Kies een jaar van 2000 tot en met 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sinds__isnull", False), ("status", "te-doen")),
                            models.Q(models.Q(("status", "te-doen"), _negated=True), ("sinds", None)),
                            _connector="OR",
                        ),
                        name="kolommenstand_sinds",
                        violation_error_message="Noem bij een verschil sinds wanneer het er is.",
                    ),
                ],
            },
        ),
    ]
