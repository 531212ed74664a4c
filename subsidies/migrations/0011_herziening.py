import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0002_invoer"),
        ("subsidies", "0010_regelingen_naast_elkaar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Herziening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gevonden_op", models.DateTimeField()),
                ("correctie_gevraagd_op", models.DateTimeField(blank=True, null=True)),
                ("vraag", models.CharField(blank=True, max_length=500, verbose_name="vraag aan de houder")),
                (
                    "berekening",
                    models.OneToOneField(
                        error_messages={
                            "unique": "Van deze berekening is al bekend dat zij niet meer klopt."
                        },
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="herziening",
                        to="subsidies.berekening",
                    ),
                ),
                (
                    "correctie_gevraagd_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("gevonden_op", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Herzieningsregel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was_centen", models.BigIntegerField()),
                ("wordt_centen", models.BigIntegerField(null=True)),
                ("uren_was_honderdsten", models.IntegerField()),
                ("uren_wordt_honderdsten", models.IntegerField(null=True)),
                ("redenen", models.JSONField(verbose_name="redenen, in zinnen")),
                (
                    "herziening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regels",
                        to="subsidies.herziening",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="indicaties.kind"
                    ),
                ),
            ],
            options={
                "ordering": ("herziening", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="herziening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("correctie_gevraagd_door", None), ("correctie_gevraagd_op", None), ("vraag", "")
                    ),
                    models.Q(
                        ("correctie_gevraagd_door__isnull", False),
                        ("correctie_gevraagd_op__isnull", False),
                        models.Q(("vraag", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="herziening_vraag_volledig",
                violation_error_message="Schrijf op wat de houder moet corrigeren.",
            ),
        ),
        migrations.AddConstraint(
            model_name="herzieningsregel",
            constraint=models.UniqueConstraint(
                fields=("herziening", "kind"),
                name="herzieningsregel_een_per_kind",
                violation_error_message="Dit kind staat al in deze herziening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="herzieningsregel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("uren_wordt_honderdsten", None), ("wordt_centen", None)),
                    models.Q(("uren_wordt_honderdsten__isnull", False), ("wordt_centen__isnull", False)),
                    _connector="OR",
                ),
                name="herzieningsregel_wordt_volledig",
                violation_error_message="Noem bij het nieuwe bedrag ook de uren.",
            ),
        ),
    ]
