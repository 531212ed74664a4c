"""What the record says of the year of a scheme."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    SUBSIDIEDOSSIER_OPEN = "subsidiedossier.open", "Subsidiedossier geopend"
    AANVRAAG_START = "aanvraag.start", "Subsidieaanvraag begonnen"
    AANVRAAG_SAVE = "aanvraag.save", "Subsidieaanvraag ingevuld"
    AANVRAAG_EXPORT = "aanvraag.export", "Subsidieaanvraag als werkboek opgehaald"
    AANVRAAG_SUBMIT = "aanvraag.submit", "Subsidieaanvraag ingediend"
    AANVRAAG_WITHDRAW = "aanvraag.withdraw", "Subsidieaanvraag ingetrokken"
    AANVRAAG_COMPLETE = "aanvraag.complete", "Subsidieaanvraag volledig bevonden"
    AANVRAAGBIJLAGE_ATTACH = "aanvraagbijlage.attach", "Bijlage bij subsidieaanvraag gevoegd"
    AANVRAAGBIJLAGE_DETACH = "aanvraagbijlage.detach", "Bijlage bij subsidieaanvraag weggehaald"
    AANVRAAGBIJLAGE_EXPORT = "aanvraagbijlage.export", "Bijlage bij subsidieaanvraag opgehaald"
    BEWIJS_SEE = "bewijs.see", "Bewijs van ouders gezien"
    TERMIJNSTAP_RECORD = "termijnstap.record", "Beslistermijn gewijzigd"
    BESCHIKKING_PREPARE = "beschikking.prepare", "Subsidiebesluit voorbereid"
    BESCHIKKING_TAKE = "beschikking.take", "Subsidiebesluit genomen"
    BESCHIKKING_RETURN = "beschikking.return", "Subsidiebesluit teruggegeven"
    BESCHIKKING_ANNOUNCE = "beschikking.announce", "Subsidiebesluit bekendgemaakt"
    SUBSIDIEBRIEF_EXPORT = "subsidiebrief.export", "Brief over subsidie opgehaald"
    LOTING_DRAW = "loting.draw", "Volgorde van aanvragen geloot"
    SUBSIDIELIJST_EXPORT = "subsidielijst.export", "Lijst over subsidie opgehaald"
    BEZWAAR_RECORD = "bezwaar.record", "Bezwaar vastgelegd"
    BEZWAAR_DECIDE = "bezwaar.decide", "Uitkomst van bezwaar vastgelegd"
