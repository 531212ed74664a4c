"""What the record says of letters, messages and copies."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    BRIEF_LIST = "brief.list", "Brief in lijst bekeken"
    BRIEF_VIEW = "brief.view", "Brief bekeken"
    BRIEF_EXPORT = "brief.export", "Brief opgehaald"
    BRIEF_MAKE = "brief.make", "Brief gemaakt"
    BRIEF_ANNOUNCE = "brief.announce", "Brief bekendgemaakt"
    BRIEF_DESTROY = "brief.destroy", "Inhoud van brief vernietigd"
    BERICHT_PLACE = "bericht.place", "Bericht geplaatst"
    BERICHT_READ = "bericht.read", "Bericht gelezen"
    BERICHT_SETTING = "bericht.setting", "Keuze voor mail over berichten vastgelegd"
    KENNISGEVING_LIST = "kennisgeving.list", "Kennisgevingen bekeken"
    KENNISGEVING_VIEW = "kennisgeving.view", "Kennisgeving bekeken"
    KENNISGEVING_RESEND = "kennisgeving.resend", "Kennisgeving opnieuw verstuurd"
    KENNISGEVING_TELL = "kennisgeving.tell", "Bericht anders meegedeeld"
    ADRES_BOUNCE = "adres.bounce", "E-mailadres onbereikbaar"
    ADRES_RESTORE = "adres.restore", "E-mailadres weer bereikbaar"
    BEREIKBAARHEID_RECORD = "bereikbaarheid.record", "Elektronische bereikbaarheid vastgelegd"
    BEREIKBAARHEID_WITHDRAW = "bereikbaarheid.withdraw", "Elektronische bereikbaarheid ingetrokken"
    HUISSTIJL_SET = "huisstijl.set", "Huisstijl vastgelegd"
    AFSCHRIFT_EXPORT = "afschrift.export", "Afschrift opgehaald"
    OUDERBIJEENKOMST_PLAN = "ouderbijeenkomst.plan", "Ouderbijeenkomst gepland"
    OUDERBIJEENKOMST_EXPORT = "ouderbijeenkomst.export", "Lijst van genodigden opgehaald"
    TAALTEKST_SET = "taaltekst.set", "Adres van een oudertekst vastgelegd"
    TAALTEKST_CHECK = "taaltekst.check", "Oudertekst nagekeken"
