import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opvang", "0024_resultaten_geteld"),
        ("organisaties", "0019_intermediair"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Kwaliteitsblad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField()),
                ("volgnummer", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("concept", "Concept"),
                            ("ingediend", "Ingediend"),
                            ("teruggestuurd", "Teruggestuurd"),
                            ("akkoord", "Akkoord"),
                            ("vervangen", "Vervangen door een nieuw blad"),
                        ],
                        default="concept",
                        max_length=15,
                    ),
                ),
                ("dagen_per_week", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "uren_per_week_honderdsten",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="uren per week"),
                ),
                ("weken_per_jaar", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "opleidingsplan",
                    models.DateField(blank=True, null=True, verbose_name="opleidingsplan vastgesteld"),
                ),
                (
                    "opleidingsplan_evaluatie",
                    models.DateField(blank=True, null=True, verbose_name="opleidingsplan geëvalueerd"),
                ),
                (
                    "beleidsplan",
                    models.DateField(
                        blank=True, null=True, verbose_name="pedagogisch beleidsplan vastgesteld"
                    ),
                ),
                (
                    "beleidsplan_evaluatie",
                    models.DateField(
                        blank=True, null=True, verbose_name="pedagogisch beleidsplan geëvalueerd"
                    ),
                ),
                (
                    "pbm_uren_honderdsten",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="uren van de beleidsmedewerker"
                    ),
                ),
                ("toelichting", models.CharField(blank=True, max_length=1000)),
                ("programma", models.CharField(blank=True, max_length=40)),
                ("doelgroepkinderen", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("opgesteld_op", models.DateTimeField()),
                ("ingediend_op", models.DateTimeField(blank=True, null=True)),
                ("beoordeeld_op", models.DateTimeField(blank=True, null=True)),
                ("reden_terugsturen", models.CharField(blank=True, max_length=500)),
                (
                    "beoordeeld_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.gemeente",
                    ),
                ),
                (
                    "ingediend_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kwaliteitsbladen",
                        to="organisaties.locatie",
                    ),
                ),
                (
                    "opgesteld_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-jaar", "locatie__naam", "-volgnummer", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Kwaliteitsgroep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=80)),
                ("plaatsen", models.PositiveSmallIntegerField()),
                ("beroepskrachten", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "tegelijk",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="tegelijk op de groep"
                    ),
                ),
                (
                    "met_taal",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="met taalniveau"),
                ),
                (
                    "met_scholing",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="met VE-scholing"),
                ),
                (
                    "blad",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groepen",
                        to="opvang.kwaliteitsblad",
                    ),
                ),
            ],
            options={
                "ordering": ("blad", "naam", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Ggdinspectie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("datum", models.DateField(verbose_name="dag van de inspectie")),
                (
                    "uitkomst",
                    models.CharField(
                        choices=[
                            ("geen-tekortkoming", "Geen tekortkomingen"),
                            ("hersteld", "Tekortkoming die tijdens het onderzoek is hersteld"),
                            ("tekortkoming", "Tekortkoming"),
                        ],
                        max_length=20,
                    ),
                ),
                ("bevindingen", models.CharField(blank=True, max_length=1000)),
                (
                    "opvolging",
                    models.CharField(blank=True, max_length=1000, verbose_name="wat de gemeente doet"),
                ),
                ("opvolging_uiterlijk", models.DateField(blank=True, null=True)),
                ("opgevolgd", models.DateField(blank=True, null=True, verbose_name="afgerond")),
                ("vervallen", models.BooleanField(default=False)),
                ("vastgelegd_op", models.DateTimeField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.gemeente",
                    ),
                ),
                (
                    "locatie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ggdinspecties",
                        to="organisaties.locatie",
                    ),
                ),
                (
                    "vastgelegd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervangt",
                    models.OneToOneField(
                        blank=True,
                        error_messages={
                            "unique": "Een collega heeft dit net al gewijzigd. Open het opnieuw om te zien wat er nu staat."
                        },
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opvolger",
                        to="opvang.ggdinspectie",
                    ),
                ),
            ],
            options={
                "ordering": ("-datum", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uitkomst", "tekortkoming"), _negated=True),
                            models.Q(
                                models.Q(("bevindingen", ""), _negated=True),
                                models.Q(("opvolging", ""), _negated=True),
                                ("opvolging_uiterlijk__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ggdinspectie_tekortkoming_heeft_opvolging",
                        violation_error_message="Vul bij een tekortkoming in wat de GGD vond, wat de gemeente doet en wanneer dat uiterlijk klaar is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("opvolging_uiterlijk", None),
                                ("opvolging_uiterlijk__gte", models.F("datum")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("opgevolgd", None),
                                models.Q(
                                    ("opgevolgd__gte", models.F("datum")),
                                    ("opvolging_uiterlijk__isnull", False),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="ggdinspectie_opvolging_na_inspectie",
                        violation_error_message="De opvolging heeft een uiterste dag, en die dag en de dag waarop zij klaar is, liggen niet voor de inspectie.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="kwaliteitsblad_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.UniqueConstraint(
                fields=("locatie", "jaar", "volgnummer"),
                name="kwaliteitsblad_volgnummer_een_keer",
                violation_error_message="Een collega maakte net al een nieuw blad. Open de locatie opnieuw.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "concept")),
                fields=("locatie", "jaar"),
                name="kwaliteitsblad_een_concept",
                violation_error_message="Van deze locatie is over dit jaar al een concept.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("ingediend", "teruggestuurd", "akkoord"))),
                fields=("locatie", "jaar"),
                name="kwaliteitsblad_een_geldend",
                violation_error_message="Van deze locatie geldt over dit jaar al een blad.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ingediend_door", None), ("ingediend_op", None), ("status", "concept")),
                    models.Q(
                        models.Q(("status", "concept"), _negated=True),
                        ("ingediend_door__isnull", False),
                        ("ingediend_op__isnull", False),
                        ("dagen_per_week__isnull", False),
                        ("doelgroepkinderen__isnull", False),
                        ("pbm_uren_honderdsten__isnull", False),
                        ("uren_per_week_honderdsten__isnull", False),
                        ("weken_per_jaar__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="kwaliteitsblad_ingediend_is_compleet",
                violation_error_message="Vul eerst alle velden in over de uren, de weken en de beleidsmedewerker.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("beoordeeld_door", None),
                        ("beoordeeld_op", None),
                        ("status__in", ("concept", "ingediend", "vervangen")),
                    ),
                    models.Q(
                        ("beoordeeld_door__isnull", False),
                        ("beoordeeld_op__isnull", False),
                        ("status__in", ("teruggestuurd", "akkoord", "vervangen")),
                    ),
                    _connector="OR",
                ),
                name="kwaliteitsblad_oordeel_volledig",
                violation_error_message="Leg bij een oordeel vast wanneer en door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "teruggestuurd"), _negated=True),
                    models.Q(("reden_terugsturen", ""), _negated=True),
                    _connector="OR",
                ),
                name="kwaliteitsblad_terug_met_reden",
                violation_error_message="Geef een reden. De aanbieder leest wat er anders moet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsblad",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dagen_per_week", None), ("dagen_per_week__range", (1, 7)), _connector="OR"),
                    models.Q(
                        ("uren_per_week_honderdsten", None),
                        ("uren_per_week_honderdsten__range", (1, 6000)),
                        _connector="OR",
                    ),
                    models.Q(("weken_per_jaar", None), ("weken_per_jaar__range", (1, 53)), _connector="OR"),
                    models.Q(
                        ("pbm_uren_honderdsten", None), ("pbm_uren_honderdsten__lte", 999900), _connector="OR"
                    ),
                ),
                name="kwaliteitsblad_getallen_mogelijk",
                violation_error_message="Een van de getallen op het blad is te groot of te klein.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsgroep",
            constraint=models.UniqueConstraint(
                fields=("blad", "naam"),
                name="kwaliteitsgroep_een_keer_op_het_blad",
                violation_error_message="Deze groep staat al op het blad.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsgroep",
            constraint=models.CheckConstraint(
                condition=models.Q(("plaatsen__range", (1, 60))),
                name="kwaliteitsgroep_plaatsen_mogelijk",
                violation_error_message="Een groep heeft 1 tot en met 60 plaatsen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kwaliteitsgroep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("beroepskrachten", None), ("beroepskrachten__range", (1, 99)), _connector="OR"),
                    models.Q(
                        ("tegelijk", None),
                        models.Q(("tegelijk__gte", 1), ("tegelijk__lte", models.F("beroepskrachten"))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("met_taal", None), ("met_taal__lte", models.F("beroepskrachten")), _connector="OR"
                    ),
                    models.Q(
                        ("met_scholing", None),
                        ("met_scholing__lte", models.F("beroepskrachten")),
                        _connector="OR",
                    ),
                ),
                name="kwaliteitsgroep_niet_meer_dan_er_zijn",
                violation_error_message="Van een groep kunnen niet meer beroepskrachten iets hebben dan er zijn.",
            ),
        ),
    ]
