import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brieven", "0003_herinnering"),
        ("organisaties", "0018_gemeenten_en_instellingen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verklaring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "functionaris",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="functionaris gegevensbescherming"
                    ),
                ),
                (
                    "beheerder",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="wie het programma voor de gemeente beheert"
                    ),
                ),
                (
                    "grondslag_gezondheid",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="grondslag voor gegevens over gezondheid"
                    ),
                ),
                ("opslag", models.CharField(blank=True, max_length=200, verbose_name="land en leverancier")),
                (
                    "naleving",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A: voldoet volledig"),
                            ("B", "B: voldoet gedeeltelijk"),
                            ("C", "C: eerste maatregelen genomen"),
                            ("D", "D: voldoet niet"),
                            ("E", "E: geen toegankelijkheidsverklaring"),
                        ],
                        max_length=1,
                        verbose_name="nalevingsstatus",
                    ),
                ),
                (
                    "registratie",
                    models.URLField(blank=True, max_length=300, verbose_name="verklaring in het register"),
                ),
                ("gewijzigd_op", models.DateTimeField()),
                (
                    "gemeente",
                    models.OneToOneField(
                        error_messages={"unique": "Deze gemeente heeft al een verklaring. Wijzig die."},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.gemeente",
                    ),
                ),
                (
                    "gewijzigd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
