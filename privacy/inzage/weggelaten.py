"""What is about a child and stands elsewhere in the file or not in it, with the reason."""

_VERWIJZING = "verwijst binnen het programma; wat daar staat, staat in dit document"
_MEDEWERKER = "de naam van een medewerker; zijn rol en organisatie staan bij wie iets deed of inzag"
_VAN_JGZ = "hoort bij het eigen dossier van het consultatiebureau; daar kunnen de ouders inzage in vragen"
_INHOUD = "staat in woorden onder ‘Wat in een overdracht staat’"
_SCORE = "staat in woorden onder ‘Resultaten per domein’"
_VERSIE = "staat in woorden onder ‘Wat eerder over een plaatsing vastlag’"
_UITGEREKEND = "uitgerekend uit wat in dit document staat, om lijsten snel te maken"
WEGGELATEN = {
    **{
        f"kindstand.{veld}": _UITGEREKEND
        for veld in (
            *("gemeente", "versie", "dag", "stand", "stand_sinds", "stand_reden", "heeft_indicatie"),
            *("indicatie_tot", "antwoord_op_verwijzing", "verwacht", "stap", "stap_sinds"),
            *("behandelaar", "aan_zet", "uiterlijk", "stil"),
        )
    },
    "kind.bsn_index": "alleen om het BSN te vinden; zonder de sleutel zegt het niets, en het BSN zelf staat er",
    "kind.gezin": "staat onder ‘Broertjes en zusjes’",
    "kind.herkomst_bezwaar_door": _MEDEWERKER,
    "adres.kind": _VERWIJZING,
    "ouderschap.kind": _VERWIJZING,
    "ouderschap.ouder": _VERWIJZING,
    "ouderschap.vastgelegd_door": _MEDEWERKER,
    "ouderschap.beeindigd_door": _MEDEWERKER,
    "indicatie.kind": _VERWIJZING,
    "indicatie.afgegeven_door": _MEDEWERKER,
    "indicatie.ingetrokken_door": _MEDEWERKER,
    "indicatiebesluit.kind": _VERWIJZING,
    "indicatiebesluit.indicatie": _VERWIJZING,
    "indicatiebesluit.vervangt": _VERWIJZING,
    "indicatiebesluit.vorige": _VERWIJZING,
    "indicatiebesluit.besloten_door": _MEDEWERKER,
    "indicatiebesluit.bekend_gemaakt_door": _MEDEWERKER,
    "indicatiebesluit.criteriaregel": "hoe de gemeente gronden telt; het gewicht en wat nodig was staan erbij",
    "signaal.kind": _VERWIJZING,
    "signaal.traject": _VERWIJZING,
    "signaal.gegeven_door": _MEDEWERKER,
    "signaal.uitkomst_door": _MEDEWERKER,
    "ondersteuningsvraag.kind": _VERWIJZING,
    "ondersteuningsvraag.gesteld_door": _MEDEWERKER,
    "ondersteuningsvraag.beantwoord_door": _MEDEWERKER,
    "toestemming.kind": _VERWIJZING,
    "toestemming.vastgelegd_door": _MEDEWERKER,
    "toestemming.ingetrokken_door": _MEDEWERKER,
    "startinformatie.toeleiding": _VERWIJZING,
    "startinformatie.gegeven_door": _MEDEWERKER,
    "opmerking.kind": _VAN_JGZ,
    "opmerking.organisatie": _VAN_JGZ,
    "opmerking.tekst": _VAN_JGZ,
    "opmerking.geschreven_op": _VAN_JGZ,
    "opmerking.geschreven_door": _VAN_JGZ,
    "kind.samengevoegd_met": _VERWIJZING,
    **{
        f"zoekwoord.{veld}": "de naam nog een keer, in kale letters, om het kind te kunnen vinden"
        for veld in ("kind", "gemeente", "woord")
    },
    **{
        f"dubbelpaar.{veld}": "een vermoeden over twee dossiers; het andere is van een kind dat misschien een ander is"
        for veld in (
            *("gemeente", "een", "ander", "score", "redenen", "status", "gevonden_op", "besloten_op"),
            "besloten_door",
        )
    },
    "verwijsvraag.gemeente": _VERWIJZING,
    "verwijsvraag.kind": _VERWIJZING,
    "verwijsvraag.gevraagd_door": _MEDEWERKER,
    "verwijsvraag.beantwoord_door": _MEDEWERKER,
    "samenvoeging.blijft": _VERWIJZING,
    "samenvoeging.vervalt": _VERWIJZING,
    "samenvoeging.samengevoegd_door": _MEDEWERKER,
    "samenvoeging.ongedaan_door": _MEDEWERKER,
    "samenvoeging.verhuisd": "nummers van wat verhuisde; wat daar staat, staat in dit document",
    "samenvoeging.stand": "afdrukken waaraan te zien is of er iets wijzigde; zij zeggen niets over het kind",
    "toeleiding.kind": _VERWIJZING,
    "toeleiding.verwezen_door": _MEDEWERKER,
    "toeleiding.afgerond_door": _MEDEWERKER,
    "toeleiding.gestart_door": _MEDEWERKER,
    "toeleidingstap.toeleiding": _VERWIJZING,
    "toeleidingstap.vastgelegd_door": _MEDEWERKER,
    "traject.kind": _VERWIJZING,
    "traject.geopend_door": _MEDEWERKER,
    "traject.besproken_door": _MEDEWERKER,
    "traject.behandelaar": _MEDEWERKER,
    "traject.overgedragen_door": _MEDEWERKER,
    "traject.gesloten_door": _MEDEWERKER,
    "contactmoment.traject": _VERWIJZING,
    "contactmoment.vastgelegd_door": _MEDEWERKER,
    "trajectnotitie.traject": _VERWIJZING,
    "trajectnotitie.geschreven_door": _MEDEWERKER,
    "trajecttaak.traject": _VERWIJZING,
    "trajecttaak.voor": _MEDEWERKER,
    "trajecttaak.gemaakt_door": _MEDEWERKER,
    "trajecttaak.gedaan_door": _MEDEWERKER,
    "behandelaarwissel.traject": _VERWIJZING,
    "behandelaarwissel.van": _MEDEWERKER,
    "behandelaarwissel.naar": _MEDEWERKER,
    "behandelaarwissel.gewisseld_door": _MEDEWERKER,
    "plaatsing.kind": _VERWIJZING,
    "plaatsing.bewijs_gezien_door": _MEDEWERKER,
    "plaatsing.vastgelegd_door": _MEDEWERKER,
    "plaatsing.vervallen_door": _MEDEWERKER,
    "plaatsing.eerste": _VERWIJZING,
    "overdracht.gemeente": _VERWIJZING,
    "overdracht.kind": _VERWIJZING,
    "overdracht.pseudoniem": "staat bij de gegevens van het kind",
    "overdracht.vervangt": _VERWIJZING,
    "overdracht.opgesteld_door": _MEDEWERKER,
    "overdracht.toestemming_door": _MEDEWERKER,
    "overdracht.ingetrokken_door": _MEDEWERKER,
    "overdracht.gezien_door": _MEDEWERKER,
    "overdracht.verzonden_door": _MEDEWERKER,
    "overdracht.opgehaald_door": _MEDEWERKER,
    "overdracht.bso_door": _MEDEWERKER,
    "overdracht.code_afdruk": "alleen om de code te herkennen; de code zelf is niet bewaard",
    "overdracht.terugkoppelen_vanaf": "volgt uit de geboortedatum",
    "overdrachtinhoud.overdracht": _VERWIJZING,
    "overdrachtinhoud.gegevens": _INHOUD,
    "overdrachtinhoud.zienswijze": _INHOUD,
    "overdrachtinhoud.zienswijze_op": _INHOUD,
    "overdrachtinhoud.zienswijze_door": _MEDEWERKER,
    "overdrachtinhoud.verzonden": _INHOUD,
    "overdrachtinhoud.afdruk": "alleen om te zien of de inhoud is veranderd",
    "overdrachtbijlage.overdracht": _VERWIJZING,
    "overdrachtbijlage.omschrijving": _INHOUD,
    "overdrachtbijlage.soort": _INHOUD,
    "overdrachtbijlage.inhoud": "het bestand zelf; de kinderopvang heeft het en geeft het de ouders",
    "overdrachtbijlage.grootte": _INHOUD,
    "overdrachtbijlage.afdruk": "alleen om te zien of het bestand is veranderd",
    "overdrachtbijlage.toegevoegd_op": _INHOUD,
    "overdrachtbijlage.toegevoegd_door": _MEDEWERKER,
    "overdrachtvervolg.overdracht": _VERWIJZING,
    "overdrachtvervolg.ontvangen_door": _MEDEWERKER,
    "overdrachtvervolg.gesprek_door": _MEDEWERKER,
    "overdrachtvervolg.antwoorden": _INHOUD,
    "overdrachtvervolg.teruggekoppeld_door": _MEDEWERKER,
    "resultaatmeting.kind": _VERWIJZING,
    "resultaatmeting.vervangt": _VERWIJZING,
    "resultaatmeting.vastgelegd_door": _MEDEWERKER,
    "resultaatmeting.vervallen_door": _MEDEWERKER,
    "resultaatscore.meting": _VERWIJZING,
    "resultaatscore.domein": _SCORE,
    "resultaatscore.waarde": _SCORE,
    "resultaatscore.niveau": _SCORE,
    "plaatsingsversie.plaatsing": _VERWIJZING,
    "plaatsingsversie.tot": _VERSIE,
    "plaatsingsversie.rij": _VERSIE,
    "declaratieregel.plaatsing": _VERWIJZING,
    "regelbericht.regel": _VERWIJZING,
    "regelbericht.geschreven_door": _MEDEWERKER,
    "berekeningsregel.berekening": _VERWIJZING,
    "berekeningsregel.declaratieregel": _VERWIJZING,
    "herzieningsregel.herziening": _VERWIJZING,
    "herzieningsregel.kind": _VERWIJZING,
    "berekeningsregel.volgorde": "de plaats van de regel op het scherm",
    **{
        f"aanvraagbijlage.{veld}": "bij een aanvraag van ouders worden geen bestanden bewaard"
        for veld in (
            "aanvraag",
            "naam",
            "soort",
            "inhoud",
            "grootte",
            "sha256",
            "toegevoegd_op",
            "toegevoegd_door",
        )
    },
    **{
        f"afschriftregel.{veld}": "wat de bank over een betaling meldde; het gevolg staat bij de betaling"
        for veld in ("afschrift", "boekdag", "bedrag_centen", "kenmerk", "uitkomst", "betaling")
    },
    **{
        f"terugbetaling.{veld}": "wat van een bedrag is terugbetaald; de stand ervan staat in dit document"
        for veld in ("verplichting", "bedrag_centen", "dag", "referentie", "vastgelegd_op", "vastgelegd_door")
    },
    **{
        f"{model}.{veld}": "telt bedragen van alle kinderen van een ontvanger op; wat over dit kind gaat, staat bij de berekeningen, "
        "besluiten en betalingen"
        for model, velden in {
            "boeking": (
                "gemeente",
                "jaar",
                "betreft_jaar",
                "datum",
                "soort",
                "bron",
                "indicator",
                "andere_gemeente",
                "categorie",
                "houder",
                "berekening",
                "locatieberekening",
                "bedragsoort",
                "regeling",
                "begunstigde",
                "factuur",
                "beschikking",
                "bedrag_centen",
                "omschrijving",
                "storneert",
                "geboekt_op",
                "geboekt_door",
            ),
            "journaalpost": (
                "gemeente",
                "jaar",
                "datum",
                "boeking",
            ),
            "journaalregel": (
                "post",
                "rekening",
                "debet_centen",
                "credit_centen",
            ),
            "kolommenstand": (
                "gemeente",
                "organisatie",
                "kind",
                "regelingnaam",
                "jaar",
                "verschuldigd_centen",
                "besloten_centen",
                "betaald_centen",
                "geboekt_centen",
                "verantwoord_centen",
                "status",
                "redenen",
                "sinds",
                "gecontroleerd_op",
            ),
            "trekkingspost": ("trekking", "volgorde", "boeking", "cent", "regel", "treffers"),
            "verantwoordingsregel": (
                "verantwoording",
                "houder",
                "regelingnaam",
                "jaar",
                "berekening",
                "locatieberekening",
                "beschikking",
                "bedrag_centen",
            ),
        }.items()
        for veld in velden
    },
    **{
        f"betaalregel.{veld}": "welk deel van een bedrag een betaling dekt; beide staan in dit document"
        for veld in ("betaling", "verplichting", "bedrag_centen", "stand")
    },
    **{
        f"{model}.{veld}": _VERWIJZING
        for model, velden in {
            "aanvraag": ("dossier", "gemaakt_op"),
            "aanvraagregel": ("aanvraag",),
            "bankrekening": ("gemeente", "organisatie", "kind"),
            "beschikking": ("dossier", "aanvraag", "gemeente", "jaar", "volgnummer", "vervangt"),
            "betaalverplichting": (
                "gemeente",
                "organisatie",
                "kind",
                "regeling",
                "berekening",
                "ontstaan_op",
            ),
            "betaling": ("gemeente", "run", "organisatie", "kind", "bankrekening", "andere_rekening"),
            "bezwaar": ("beschikking", "vastgelegd_op"),
            "gezienbewijs": ("aanvraag",),
            "subsidiedossier": ("gemeente", "houder", "intermediair", "kind", "regeling"),
            "termijnstap": ("aanvraag", "vastgelegd_op"),
            "voorschottermijn": ("beschikking",),
        }.items()
        for veld in velden
    },
    **dict.fromkeys(
        (
            *("aanvraag.gemaakt_door", "aanvraag.ingediend_door", "aanvraag.volledig_door"),
            *("bankrekening.voorgesteld_door", "bankrekening.besloten_door"),
            *("beschikking.voorbereid_door", "beschikking.genomen_door", "beschikking.teruggegeven_door"),
            *("beschikking.bekendgemaakt_door", "betaalverplichting.ontstaan_door"),
            *("betaalverplichting.vervallen_door", "bezwaar.vastgelegd_door", "bezwaar.beslist_door"),
            *("gezienbewijs.gezien_door", "subsidiedossier.geopend_door", "termijnstap.vastgelegd_door"),
        ),
        _MEDEWERKER,
    ),
    **{
        f"beschikking.{veld}": "een voorstel binnen de gemeente; wat ervan werd, staat bij de besluiten"
        for veld in ("voorbereid_op", "teruggegeven_op", "reden_terug")
    },
    **{
        f"bankrekening.{veld}": "wordt van ouders niet bewaard"
        for veld in ("bic", "straat", "huisnummer", "postcode")
    },
    "aanvraag.peilweek": "van een aanbieder die kinderen telt; een aanvraag voor ouders heeft dit niet",
    "aanvraag.op_1_januari": "van een aanbieder die kinderen telt; een aanvraag voor ouders heeft dit niet",
    "aanvraag.verzonden": "de afdruk van de aanvraag; de regels en het bewijs staan in dit document",
    "aanvraagregel.volgorde": "de plaats van de regel op het scherm",
    "aanvraagregel.kinderen": "bij een aanvraag van ouders altijd één",
    "beschikking.onderbouwing": "hoe het bedrag is gevonden; staat in de brief",
    "betaalverplichting.omschrijving": "de regeling en het nummer van het besluit, die er al staan",
    "betaalverplichting.vervallen_op": "staat bij de stand",
}
