import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0019_intermediair"),
        ("rapportage", "0005_sisa_en_controle"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Periodiekverslag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        choices=[("kwartaal", "Kwartaalrapport"), ("evaluatie", "Jaarlijkse evaluatie")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField()),
                ("kwartaal", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("aangevraagd_op", models.DateTimeField()),
                ("klaar_op", models.DateTimeField(blank=True, null=True)),
                ("fout", models.CharField(blank=True, max_length=500)),
                ("cijfers", models.JSONField(blank=True, null=True)),
                ("pdf", models.BinaryField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ("-aangevraagd_op", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Verslagopmerking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vervallen", models.BooleanField(default=False)),
                ("vastgelegd_op", models.DateTimeField()),
                ("jaar", models.PositiveSmallIntegerField()),
                ("hoofdstuk", models.CharField(max_length=20)),
                ("tekst", models.CharField(blank=True, max_length=2000, verbose_name="opmerking")),
            ],
            options={
                "ordering": ("jaar", "hoofdstuk", "pk"),
            },
        ),
        migrations.RenameField(
            model_name="verantwoording",
            old_name="definitief",
            new_name="na_afsluiting",
        ),
        migrations.AddField(
            model_name="verantwoording",
            name="definitief_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="verantwoording",
            name="definitief_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="verantwoording",
            name="verzonden_aan",
            field=models.CharField(blank=True, max_length=200, verbose_name="verzonden aan"),
        ),
        migrations.AddField(
            model_name="verantwoording",
            name="verzonden_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="verantwoording",
            name="verzonden_op",
            field=models.DateField(blank=True, null=True, verbose_name="verzonden op"),
        ),
        migrations.AddField(
            model_name="periodiekverslag",
            name="aangevraagd_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="periodiekverslag",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="verslagopmerking",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="verslagopmerking",
            name="vastgelegd_door",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="verslagopmerking",
            name="vervangt",
            field=models.OneToOneField(
                blank=True,
                error_messages={
                    "unique": "Een collega heeft dit net al gewijzigd. Open het opnieuw om te zien wat er nu staat."
                },
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opvolger",
                to="rapportage.verslagopmerking",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodiekverslag",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="periodiekverslag_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodiekverslag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document", "kwartaal"), ("kwartaal__isnull", False), ("kwartaal__range", (1, 4))
                    ),
                    models.Q(("document", "evaluatie"), ("kwartaal", None)),
                    _connector="OR",
                ),
                name="periodiekverslag_kwartaal_bij_soort",
                violation_error_message="Een kwartaalrapport gaat over een kwartaal, een evaluatie over een jaar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodiekverslag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("aangevraagd_door", None)),
                fields=("gemeente", "document", "jaar", "kwartaal"),
                name="periodiekverslag_een_keer_vanzelf",
                nulls_distinct=False,
                violation_error_message="Dit verslag is al vanzelf gemaakt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodiekverslag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("klaar_op", None), ("pdf", None), ("sha256", "")),
                    models.Q(
                        ("klaar_op__isnull", False),
                        ("pdf__isnull", False),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="periodiekverslag_klaar_heeft_bestand",
                violation_error_message="Een verslag dat klaar is, heeft een bestand.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verslagopmerking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("vervangt", None)),
                fields=("gemeente", "jaar", "hoofdstuk"),
                name="verslagopmerking_een_begin",
                violation_error_message="Een collega heeft hier net al een opmerking geschreven. Open het hoofdstuk opnieuw.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verslagopmerking",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="verslagopmerking_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verslagopmerking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("tekst", ""), _negated=True), ("vervallen", False)),
                    models.Q(("tekst", ""), ("vervallen", True)),
                    _connector="OR",
                ),
                name="verslagopmerking_tekst_of_vervallen",
                violation_error_message="Een opmerking heeft een tekst, of zij is vervallen.",
            ),
        ),
    ]
