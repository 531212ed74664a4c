from brieven.actions.bericht import place_bericht
from brieven.actions.brief import announce_brief, destroy_brieven, make_brief, mark_gelezen
from brieven.actions.brieftekst import save_brieftekst
from brieven.actions.herinnering import send_herinneringen
from brieven.actions.huisstijl import record_bereikbaarheid, set_huisstijl, withdraw_bereikbaarheid
from brieven.actions.kennisgeving import (
    read_bericht,
    resend_kennisgeving,
    restore_adres,
    set_instelling,
    tell_otherwise,
)
from brieven.actions.ouders import check_taaltekst, set_taaltekst_url
from brieven.actions.verklaring import set_verklaring

__all__ = [
    "announce_brief",
    "check_taaltekst",
    "destroy_brieven",
    "make_brief",
    "mark_gelezen",
    "place_bericht",
    "read_bericht",
    "record_bereikbaarheid",
    "resend_kennisgeving",
    "restore_adres",
    "save_brieftekst",
    "send_herinneringen",
    "set_huisstijl",
    "set_instelling",
    "set_taaltekst_url",
    "set_verklaring",
    "tell_otherwise",
    "withdraw_bereikbaarheid",
]
