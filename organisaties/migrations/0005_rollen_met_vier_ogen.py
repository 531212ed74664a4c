import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import organisaties.rolregels


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0004_opdracht"),
    ]

    operations = [
        migrations.CreateModel(
            name="Roluitzondering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("jgz-medewerker", "JGZ-medewerker"),
                            ("kindregisseur", "Kindregisseur"),
                            ("houder-medewerker", "Medewerker kinderopvang"),
                            ("houder-beheerder", "Beheerder kinderopvang"),
                            ("ib-er", "Intern begeleider (school)"),
                            ("subsidiemedewerker", "Subsidiemedewerker"),
                            ("budgethouder", "Budgethouder"),
                            ("beleidsmedewerker", "Beleidsmedewerker"),
                            ("functioneel-beheerder", "Functioneel beheerder"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=30,
                    ),
                ),
                ("geldig_van", models.DateField()),
                ("geldig_tot_en_met", models.DateField()),
                ("reden", models.CharField(max_length=500)),
                ("besloten_namens", models.CharField(max_length=120, verbose_name="besloten door")),
            ],
            options={
                "ordering": ("gebruiker__naam", "geldig_van"),
            },
        ),
        migrations.AddField(
            model_name="toekenning",
            name="besloten_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="toekenning",
            name="besloten_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="toekenning",
            name="gegeven_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="toekenning",
            name="reden_weigering",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="toekenning",
            name="status",
            field=models.CharField(
                choices=[("wacht", "Wacht op instemming"), ("geldt", "Geldt"), ("geweigerd", "Geweigerd")],
                default="geldt",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gegeven_door", None),
                    models.Q(("gegeven_door", models.F("gebruiker")), _negated=True),
                    _connector="OR",
                ),
                name="toekenning_niet_aan_zichzelf",
                violation_error_message="U kunt uzelf geen rol geven. Vraag een andere functioneel beheerder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("besloten_door", None),
                    models.Q(
                        models.Q(("besloten_door", models.F("gebruiker")), _negated=True),
                        models.Q(
                            ("gegeven_door", None),
                            models.Q(("besloten_door", models.F("gegeven_door")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="toekenning_besluit_van_een_ander",
                violation_error_message="Wie de rol gaf of krijgt, beslist er niet zelf over. Vraag een andere functioneel beheerder.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "geldt"), _negated=True),
                    ("gegeven_door", None),
                    ("besloten_op__isnull", False),
                    models.Q(
                        (
                            "rol__in",
                            [
                                "auditor",
                                "beleidsmedewerker",
                                "budgethouder",
                                "functioneel-beheerder",
                                "houder-beheerder",
                                "houder-medewerker",
                                "jgz-medewerker",
                                "kindregisseur",
                                "subsidiemedewerker",
                            ],
                        ),
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="toekenning_geldt_na_instemming",
                violation_error_message="Deze rol gaat pas in als een tweede functioneel beheerder instemt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("besloten_door__isnull", False),
                        ("besloten_op__isnull", False),
                        ("status", "geweigerd"),
                        models.Q(("reden_weigering", ""), _negated=True),
                    ),
                    models.Q(models.Q(("status", "geweigerd"), _negated=True), ("reden_weigering", "")),
                    _connector="OR",
                ),
                name="toekenning_weigering_met_reden",
                violation_error_message="Geef een reden bij het weigeren van een rol, en alleen daarbij.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "wacht"), _negated=True),
                    models.Q(("besloten_door", None), ("besloten_op", None)),
                    _connector="OR",
                ),
                name="toekenning_wacht_zonder_besluit",
                violation_error_message="Een rol die wacht, heeft nog geen besluit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="toekenning",
            constraint=organisaties.rolregels.NietSamen(
                name="toekenning_niet_samen",
                paren=[
                    ["auditor", "functioneel-beheerder"],
                    ["beleidsmedewerker", "functioneel-beheerder"],
                    ["budgethouder", "functioneel-beheerder"],
                    ["budgethouder", "houder-beheerder"],
                    ["budgethouder", "houder-medewerker"],
                    ["budgethouder", "subsidiemedewerker"],
                    ["functioneel-beheerder", "houder-beheerder"],
                    ["functioneel-beheerder", "houder-medewerker"],
                    ["functioneel-beheerder", "jgz-medewerker"],
                    ["functioneel-beheerder", "kindregisseur"],
                    ["functioneel-beheerder", "subsidiemedewerker"],
                    ["houder-beheerder", "subsidiemedewerker"],
                    ["houder-medewerker", "subsidiemedewerker"],
                ],
                uitzonderbaar=[
                    ["auditor", "functioneel-beheerder"],
                    ["beleidsmedewerker", "functioneel-beheerder"],
                    ["budgethouder", "functioneel-beheerder"],
                    ["functioneel-beheerder", "houder-beheerder"],
                    ["functioneel-beheerder", "houder-medewerker"],
                    ["functioneel-beheerder", "jgz-medewerker"],
                    ["functioneel-beheerder", "kindregisseur"],
                    ["functioneel-beheerder", "subsidiemedewerker"],
                ],
                violation_error_message="Deze rol mag niet samengaan met een andere rol die deze persoon in de gemeente heeft.",
            ),
        ),
        migrations.AddField(
            model_name="roluitzondering",
            name="gebruiker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="roluitzonderingen",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roluitzondering",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="roluitzonderingen",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddConstraint(
            model_name="roluitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rol__in",
                        [
                            "auditor",
                            "beleidsmedewerker",
                            "budgethouder",
                            "houder-beheerder",
                            "houder-medewerker",
                            "jgz-medewerker",
                            "kindregisseur",
                            "subsidiemedewerker",
                        ],
                    )
                ),
                name="roluitzondering_bij_beheer",
                violation_error_message="Een uitzondering kan alleen bij een rol die niet samengaat met functioneel beheer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roluitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(("geldig_tot_en_met__gte", models.F("geldig_van"))),
                name="roluitzondering_eindigt_na_begin",
                violation_error_message="De uitzondering eindigt voordat zij begint.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roluitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "geldig_tot_en_met__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("geldig_van"), "+", models.Value(datetime.timedelta(days=366))
                        ),
                    )
                ),
                name="roluitzondering_hoogstens_een_jaar",
                violation_error_message="Een uitzondering duurt hoogstens een jaar. Daarna besluit de gemeente opnieuw.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roluitzondering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reden", ""), _negated=True), models.Q(("besloten_namens", ""), _negated=True)
                ),
                name="roluitzondering_met_reden",
                violation_error_message="Geef bij een uitzondering de reden, en wie haar besloot.",
            ),
        ),
    ]
