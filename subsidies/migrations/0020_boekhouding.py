import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# The double entry. Runs as owner: nobody but the database writes in the journal.
JOURNAAL = """
CREATE FUNCTION vve_grootboekrekening(van_gemeente bigint, gevraagde_rol text, gevraagde_bron text)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    rekening bigint;
BEGIN
    SELECT id INTO rekening FROM subsidies_grootboekrekening
     WHERE gemeente_id = van_gemeente AND rol = gevraagde_rol AND bron = gevraagde_bron;
    IF rekening IS NOT NULL THEN
        RETURN rekening;
    END IF;
    INSERT INTO subsidies_grootboekrekening (gemeente_id, rol, bron, code, naam, fcl_code, toelichting)
    SELECT van_gemeente, m.rol, m.bron, m.code, m.naam, '',
           'Aanname: meegeleverd; vul de code van uw eigen rekeningschema in'
      FROM (VALUES
        ('bank', '', '1000', 'Bank of rekening-courant'),
        ('beginstand', '', '0900', 'Stand bij het begin van de administratie'),
        ('te-betalen', '', '1400', 'Te betalen'),
        ('vooruitontvangen', 'goab', '1900', 'Vooruitontvangen specifieke uitkering GOAB'),
        ('lasten', 'goab', '4100', 'Lasten uit de specifieke uitkering GOAB'),
        ('lasten', 'asscher', '4200', 'Lasten uit Asschermiddelen'),
        ('lasten', 'gemeente', '4300', 'Lasten uit gemeentelijke middelen'),
        ('baten', 'goab', '8100', 'Baten uit de specifieke uitkering GOAB'),
        ('baten', 'asscher', '8200', 'Baten uit Asschermiddelen'),
        ('baten', 'gemeente', '8300', 'Baten uit gemeentelijke middelen')
      ) AS m (rol, bron, code, naam)
    ON CONFLICT DO NOTHING;
    SELECT id INTO STRICT rekening FROM subsidies_grootboekrekening
     WHERE gemeente_id = van_gemeente AND rol = gevraagde_rol AND bron = gevraagde_bron;
    RETURN rekening;
END $$;

CREATE FUNCTION vve_journaliseer(b subsidies_boeking) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    nummer bigint;
    saldo_rol text := CASE WHEN b.bron = 'goab' THEN 'vooruitontvangen' ELSE 'baten' END;
    paren text[][];
    paar text[];
BEGIN
    INSERT INTO subsidies_journaalpost (gemeente_id, jaar, datum, boeking_id)
    VALUES (b.gemeente_id, b.jaar, b.datum, b.id) RETURNING id INTO nummer;
    -- Debit role, its source, credit role, its source.
    paren := CASE b.soort
        WHEN 'beginstand' THEN ARRAY[['beginstand', '', saldo_rol, b.bron]]
        WHEN 'ontvangen' THEN ARRAY[['bank', '', saldo_rol, b.bron]]
        WHEN 'terugbetaald' THEN ARRAY[[saldo_rol, b.bron, 'bank', '']]
        ELSE ARRAY[['lasten', b.bron, 'te-betalen', '']]
    END;
    IF b.soort = 'besteed' AND b.bron = 'goab' THEN
        -- The grant becomes income as it is spent (BBV art. 49: what is left stays a liability).
        paren := paren || ARRAY[['vooruitontvangen', 'goab', 'baten', 'goab']];
    END IF;
    IF b.bedrag_centen = 0 THEN
        RETURN;
    END IF;
    FOREACH paar SLICE 1 IN ARRAY paren LOOP
        IF b.bedrag_centen < 0 THEN
            paar := ARRAY[paar[3], paar[4], paar[1], paar[2]];
        END IF;
        INSERT INTO subsidies_journaalregel (post_id, rekening_id, debet_centen, credit_centen) VALUES
            (nummer, vve_grootboekrekening(b.gemeente_id, paar[1], paar[2]), abs(b.bedrag_centen), 0),
            (nummer, vve_grootboekrekening(b.gemeente_id, paar[3], paar[4]), 0, abs(b.bedrag_centen));
    END LOOP;
END $$;

CREATE FUNCTION vve_journaal_van_boeking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM vve_journaliseer(NEW);
    RETURN NULL;
END $$;
CREATE FUNCTION vve_journaalpost_in_evenwicht() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE
    verschil bigint;
BEGIN
    SELECT sum(debet_centen - credit_centen) INTO verschil FROM subsidies_journaalregel WHERE post_id = NEW.post_id;
    IF verschil <> 0 THEN
        RAISE EXCEPTION 'Journaalpost %: debet en credit verschillen % cent.', NEW.post_id, verschil
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

-- What was booked before, in the order in which it was booked.
DO $$
DECLARE
    b subsidies_boeking;
BEGIN
    FOR b IN SELECT * FROM subsidies_boeking ORDER BY id LOOP
        PERFORM vve_journaliseer(b);
    END LOOP;
END $$;

CREATE TRIGGER boeking_journaal AFTER INSERT ON subsidies_boeking
    FOR EACH ROW EXECUTE FUNCTION vve_journaal_van_boeking();
CREATE TRIGGER journaalpost_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_journaalpost
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journaalregel_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_journaalregel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER journaalpost_in_evenwicht AFTER INSERT ON subsidies_journaalregel
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION vve_journaalpost_in_evenwicht();
"""

JOURNAAL_TERUG = """
DROP TRIGGER boeking_journaal ON subsidies_boeking;
DROP TRIGGER journaalpost_in_evenwicht ON subsidies_journaalregel;
DROP TRIGGER journaalregel_alleen_toevoegen ON subsidies_journaalregel;
DROP TRIGGER journaalpost_alleen_toevoegen ON subsidies_journaalpost;
DROP FUNCTION vve_journaal_van_boeking();
DROP FUNCTION vve_journaalpost_in_evenwicht();
DROP FUNCTION vve_journaliseer(subsidies_boeking);
DROP FUNCTION vve_grootboekrekening(bigint, text, text);
"""

AFSLUITING = """
CREATE FUNCTION vve_boekjaar_is_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    -- Who is closing a year waits for this booking, or this booking for the closing.
    PERFORM 1 FROM subsidies_jaarafsluiting
      WHERE gemeente_id = NEW.gemeente_id AND jaar >= NEW.jaar
        AND status IN ('voorgesteld', 'gesloten', 'heropening-gevraagd') FOR SHARE;
    IF EXISTS (SELECT 1 FROM subsidies_jaarafsluiting
                WHERE gemeente_id = NEW.gemeente_id AND jaar >= NEW.jaar
                  AND status IN ('gesloten', 'heropening-gevraagd')) THEN
        RAISE EXCEPTION 'De boeken van % zijn afgesloten; boek in een jaar dat open is.', NEW.jaar
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER boeking_in_een_open_jaar BEFORE INSERT ON subsidies_boeking
    FOR EACH ROW EXECUTE FUNCTION vve_boekjaar_is_open();

CREATE FUNCTION vve_afsluiting_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'De afsluiting van een jaar wordt nooit verwijderd.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.gesloten_op IS NOT NULL AND (
        (NEW.gemeente_id, NEW.jaar, NEW.voorgesteld_op, NEW.voorgesteld_door_id, NEW.gesloten_op, NEW.gesloten_door_id,
         NEW.cijfers, NEW.sha256)
        IS DISTINCT FROM
        (OLD.gemeente_id, OLD.jaar, OLD.voorgesteld_op, OLD.voorgesteld_door_id, OLD.gesloten_op, OLD.gesloten_door_id,
         OLD.cijfers, OLD.sha256)
        OR OLD.status = 'heropend'
    ) THEN
        RAISE EXCEPTION 'De cijfers van een afgesloten jaar liggen vast.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER afsluiting_bevroren BEFORE UPDATE OR DELETE ON subsidies_jaarafsluiting
    FOR EACH ROW EXECUTE FUNCTION vve_afsluiting_bevroren();
"""

AFSLUITING_TERUG = """
DROP TRIGGER boeking_in_een_open_jaar ON subsidies_boeking;
DROP TRIGGER afsluiting_bevroren ON subsidies_jaarafsluiting;
DROP FUNCTION vve_boekjaar_is_open();
DROP FUNCTION vve_afsluiting_bevroren();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0018_gemeenten_en_instellingen"),
        ("subsidies", "0019_locatiegeld"),
        ("organisaties", "0002_logboek_alleen_toevoegen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activiteit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=80)),
                (
                    "bron",
                    models.CharField(
                        choices=[
                            ("goab", "Specifieke uitkering onderwijsachterstanden (GOAB)"),
                            ("asscher", "Asschermiddelen"),
                            ("gemeente", "Gemeentelijke middelen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("indicator", models.CharField(blank=True, max_length=10, verbose_name="SiSa-indicator")),
                ("fcl_code", models.CharField(blank=True, max_length=20, verbose_name="FCL-code")),
                ("toelichting", models.CharField(max_length=200)),
                ("in_gebruik", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ("naam", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Controleuitslag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("naam", models.CharField(max_length=100)),
                ("zin", models.CharField(max_length=200)),
                ("aantal", models.PositiveIntegerField()),
                ("zinnen", models.JSONField(blank=True, default=list)),
                ("gecontroleerd_op", models.DateTimeField()),
            ],
            options={
                "ordering": ("-aantal", "zin"),
            },
        ),
        migrations.CreateModel(
            name="Factuur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="verantwoordingsjaar")),
                ("crediteur", models.CharField(max_length=120)),
                ("nummer", models.CharField(max_length=40, verbose_name="factuurnummer")),
                ("factuurdatum", models.DateField()),
                ("bedrag_centen", models.BigIntegerField()),
                ("omschrijving", models.CharField(blank=True, max_length=150)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorbereid", "Wacht op akkoord"),
                            ("akkoord", "Akkoord en geboekt"),
                            ("afgewezen", "Niet akkoord"),
                            ("gestorneerd", "Gestorneerd"),
                        ],
                        default="voorbereid",
                        max_length=15,
                    ),
                ),
                ("voorbereid_op", models.DateTimeField()),
                ("besloten_op", models.DateTimeField(blank=True, null=True)),
                ("reden_afwijzing", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ("-factuurdatum", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Grootboekrekening",
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
                            ("bank", "Bank of rekening-courant"),
                            ("te-betalen", "Te betalen"),
                            ("beginstand", "Stand bij het begin van de administratie"),
                            ("vooruitontvangen", "Vooruitontvangen uitkering (overlopende passiva)"),
                            ("lasten", "Lasten"),
                            ("baten", "Baten"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "bron",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goab", "Specifieke uitkering onderwijsachterstanden (GOAB)"),
                            ("asscher", "Asschermiddelen"),
                            ("gemeente", "Gemeentelijke middelen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("naam", models.CharField(max_length=80)),
                ("fcl_code", models.CharField(blank=True, max_length=20, verbose_name="FCL-code")),
                ("toelichting", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("code", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Jaarafsluiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "Voorgesteld om af te sluiten"),
                            ("gesloten", "Afgesloten"),
                            ("heropening-gevraagd", "Afgesloten; heropenen is gevraagd"),
                            ("ingetrokken", "Voorstel ingetrokken"),
                            ("heropend", "Heropend"),
                        ],
                        default="voorgesteld",
                        max_length=20,
                    ),
                ),
                ("voorgesteld_op", models.DateTimeField()),
                ("gesloten_op", models.DateTimeField(blank=True, null=True)),
                ("cijfers", models.JSONField(blank=True, default=dict)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("reden_heropening", models.CharField(blank=True, max_length=500)),
                ("heropening_gevraagd_op", models.DateTimeField(blank=True, null=True)),
                ("heropend_op", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-jaar", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Journaalpost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jaar", models.PositiveSmallIntegerField(verbose_name="verantwoordingsjaar")),
                ("datum", models.DateField()),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Journaalregel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("debet_centen", models.BigIntegerField(default=0)),
                ("credit_centen", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ("post", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="boeking",
            name="boeking_storno_is_negatief",
        ),
        migrations.AddField(
            model_name="boeking",
            name="betreft_jaar",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="gaat over"),
        ),
        migrations.AddField(
            model_name="activiteit",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activiteiten",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="controleuitslag",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisaties.gemeente"
            ),
        ),
        migrations.AddField(
            model_name="factuur",
            name="activiteit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facturen",
                to="subsidies.activiteit",
            ),
        ),
        migrations.AddField(
            model_name="factuur",
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
            model_name="factuur",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="facturen",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="factuur",
            name="voorbereid_door",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boeking",
            name="factuur",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="boekingen",
                to="subsidies.factuur",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("betreft_jaar", None), ("betreft_jaar__lt", models.F("jaar")), _connector="OR"
                ),
                name="boeking_betreft_een_eerder_jaar",
                violation_error_message="Een correctie in een later jaar gaat over een jaar daarvoor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bedrag_centen__gte", 0), ("storneert", None)),
                    models.Q(("bedrag_centen__lte", 0), ("storneert__isnull", False)),
                    ("factuur__isnull", False),
                    _connector="OR",
                ),
                name="boeking_storno_is_negatief",
                violation_error_message="Een boeking is positief; alleen een storno of een creditnota is negatief.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("factuur__isnull", False), ("storneert", None)),
                fields=("factuur",),
                name="boeking_een_per_factuur",
                violation_error_message="Deze factuur staat al in het grootboek.",
            ),
        ),
        migrations.AddField(
            model_name="grootboekrekening",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="grootboekrekeningen",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="jaarafsluiting",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jaarafsluitingen",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="jaarafsluiting",
            name="gesloten_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jaarafsluiting",
            name="heropend_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jaarafsluiting",
            name="heropening_gevraagd_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jaarafsluiting",
            name="voorgesteld_door",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="journaalpost",
            name="boeking",
            field=models.OneToOneField(
                error_messages={"unique": "Deze boeking heeft al een journaalpost."},
                on_delete=django.db.models.deletion.PROTECT,
                related_name="journaalpost",
                to="subsidies.boeking",
            ),
        ),
        migrations.AddField(
            model_name="journaalpost",
            name="gemeente",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="journaalposten",
                to="organisaties.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="journaalregel",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="regels",
                to="subsidies.journaalpost",
            ),
        ),
        migrations.AddField(
            model_name="journaalregel",
            name="rekening",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="regels",
                to="subsidies.grootboekrekening",
            ),
        ),
        migrations.AddConstraint(
            model_name="activiteit",
            constraint=models.UniqueConstraint(
                models.F("gemeente"),
                django.db.models.functions.text.Upper("naam"),
                name="activiteit_naam_een_keer",
                violation_error_message="Er is al een activiteit met deze naam. Wijzig die, of kies een andere naam.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activiteit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bron", "goab"), _negated=True),
                    models.Q(("indicator", ""), _negated=True),
                    _connector="OR",
                ),
                name="activiteit_goab_heeft_indicator",
                violation_error_message="Kies de SiSa-indicator van een activiteit die uit GOAB wordt betaald.",
            ),
        ),
        migrations.AddConstraint(
            model_name="activiteit",
            constraint=models.CheckConstraint(
                condition=models.Q(("bron", "goab"), ("indicator", ""), _connector="OR"),
                name="activiteit_indicator_alleen_goab",
                violation_error_message="Een SiSa-indicator hoort alleen bij geld uit GOAB. Kies ‘Geen’.",
            ),
        ),
        migrations.AddConstraint(
            model_name="controleuitslag",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "naam"),
                name="controleuitslag_een_per_regel",
                violation_error_message="Van deze regel is er al een uitslag.",
            ),
        ),
        migrations.AddIndex(
            model_name="factuur",
            index=models.Index(fields=["gemeente", "jaar"], name="factuur_jaar"),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.UniqueConstraint(
                models.F("gemeente"),
                django.db.models.functions.text.Upper("crediteur"),
                django.db.models.functions.text.Upper("nummer"),
                condition=models.Q(("status__in", ("voorbereid", "akkoord"))),
                name="factuur_een_keer",
                violation_error_message="Van deze crediteur staat dit factuurnummer er al. Een factuur telt één keer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="factuur_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(("bedrag_centen", 0), _negated=True),
                name="factuur_heeft_bedrag",
                violation_error_message="Een factuur heeft een bedrag. Een creditnota heeft een bedrag onder nul.",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("besloten_door", None),
                    models.Q(("besloten_door", models.F("voorbereid_door")), _negated=True),
                    _connector="OR",
                ),
                name="factuur_vier_ogen",
                violation_error_message="Wie de factuur voorbereidde, gaat er niet zelf mee akkoord (vier ogen).",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("besloten_door", None), ("besloten_op", None), ("status", "voorbereid")),
                    models.Q(
                        models.Q(("status", "voorbereid"), _negated=True),
                        ("besloten_door__isnull", False),
                        ("besloten_op__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="factuur_besluit_volledig",
                violation_error_message="Leg bij het besluit over een factuur vast wanneer en door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="factuur",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "afgewezen"), _negated=True),
                    models.Q(("reden_afwijzing", ""), _negated=True),
                    _connector="OR",
                ),
                name="factuur_reden_bij_afwijzing",
                violation_error_message="Geef een reden als u niet akkoord gaat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grootboekrekening",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "rol", "bron"),
                name="grootboekrekening_een_per_rol",
                violation_error_message="Voor dit doel en dit geld is er al een rekening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grootboekrekening",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "code"),
                name="grootboekrekening_code_een_keer",
                violation_error_message="Een andere rekening heeft deze code al. Kies een andere code.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jaarafsluiting",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="jaarafsluiting_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jaarafsluiting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("voorgesteld", "gesloten", "heropening-gevraagd"))),
                fields=("gemeente", "jaar"),
                name="jaarafsluiting_een_per_jaar",
                violation_error_message="Dit jaar is al afgesloten, of iemand stelde dat net voor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="jaarafsluiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gesloten_door", None),
                    models.Q(("gesloten_door", models.F("voorgesteld_door")), _negated=True),
                    _connector="OR",
                ),
                name="jaarafsluiting_vier_ogen",
                violation_error_message="Wie voorstelt het jaar af te sluiten, sluit het niet zelf af (vier ogen).",
            ),
        ),
        migrations.AddConstraint(
            model_name="jaarafsluiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heropend_door", None),
                    models.Q(("heropend_door", models.F("heropening_gevraagd_door")), _negated=True),
                    _connector="OR",
                ),
                name="jaarafsluiting_heropenen_vier_ogen",
                violation_error_message="Wie vraagt het jaar te heropenen, heropent het niet zelf (vier ogen).",
            ),
        ),
        migrations.AddConstraint(
            model_name="jaarafsluiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("gesloten_op", None), ("sha256", ""), ("status__in", ("voorgesteld", "ingetrokken"))
                    ),
                    models.Q(
                        ("gesloten_op__isnull", False),
                        ("status__in", ("gesloten", "heropening-gevraagd", "heropend")),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="jaarafsluiting_gesloten_volledig",
                violation_error_message="Leg bij het afsluiten vast wanneer, door wie en met welke cijfers.",
            ),
        ),
        migrations.AddIndex(
            model_name="journaalpost",
            index=models.Index(fields=["gemeente", "jaar"], name="journaalpost_jaar"),
        ),
        migrations.AddConstraint(
            model_name="journaalpost",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__range", (2000, 2100))),
                name="journaalpost_jaar_bestaat",
                violation_error_message="Kies een jaar van 2000 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="journaalregel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credit_centen", 0), ("debet_centen__gt", 0)),
                    models.Q(("credit_centen__gt", 0), ("debet_centen", 0)),
                    _connector="OR",
                ),
                name="journaalregel_debet_of_credit",
                violation_error_message="Een journaalregel is debet of credit, met een bedrag boven nul.",
            ),
        ),
        migrations.RunSQL(JOURNAAL, JOURNAAL_TERUG),
        migrations.RunSQL(AFSLUITING, AFSLUITING_TERUG),
    ]
