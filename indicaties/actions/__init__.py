"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from indicaties.actions.adres import set_adres, show_adres
from indicaties.actions.besluit import announce_besluit, correct_besluit
from indicaties.actions.besluitbrief import make_besluitbrief
from indicaties.actions.bezwaar import record_herkomstbezwaar
from indicaties.actions.buurt import confirm_buurten, put_buurten
from indicaties.actions.gezin import leave_gezin, link_gezin, unlink_gezin
from indicaties.actions.indicatie import (
    extend_indicatie,
    grant_indicatie,
    refuse_indicatie,
    shorten_indicatie,
    withdraw_indicatie,
)
from indicaties.actions.informatiebrief import make_informatiebrief
from indicaties.actions.kind import rectify_kind, register_kind, show_bsn
from indicaties.actions.ondersteuning import answer_ondersteuning, ask_ondersteuning, write_opmerking
from indicaties.actions.ouder import add_ouder, change_ouder, end_ouderschap, link_ouder
from indicaties.actions.signaal import aanleidingen_voor, answer_signalen, give_signaal, knows_kind
from indicaties.actions.toeleiding import (
    answer_toeleiding,
    complete_toeleiding,
    decline_toeleiding,
    miss_toeleiding,
    recall_toeleiding,
    refer_kind,
    start_toeleiding,
)
from indicaties.actions.toestemming import (
    check_toestemming,
    give_startinformatie,
    needed_omvang,
    record_toestemming,
    withdraw_toestemming,
)
from indicaties.actions.traject import mark_overgedragen, open_traject
from indicaties.actions.vertrek import record_vertrek, undo_vertrek
from indicaties.actions.werkwijze import add_criterium, change_criterium, set_werkwijze, start_criteria

__all__ = [
    "aanleidingen_voor",
    "add_criterium",
    "add_ouder",
    "announce_besluit",
    "answer_ondersteuning",
    "answer_signalen",
    "answer_toeleiding",
    "ask_ondersteuning",
    "change_criterium",
    "change_ouder",
    "check_toestemming",
    "complete_toeleiding",
    "confirm_buurten",
    "correct_besluit",
    "decline_toeleiding",
    "end_ouderschap",
    "extend_indicatie",
    "give_signaal",
    "give_startinformatie",
    "grant_indicatie",
    "knows_kind",
    "leave_gezin",
    "link_gezin",
    "link_ouder",
    "make_besluitbrief",
    "make_informatiebrief",
    "mark_overgedragen",
    "miss_toeleiding",
    "needed_omvang",
    "open_traject",
    "put_buurten",
    "recall_toeleiding",
    "record_herkomstbezwaar",
    "record_toestemming",
    "record_vertrek",
    "rectify_kind",
    "refer_kind",
    "refuse_indicatie",
    "register_kind",
    "set_adres",
    "set_werkwijze",
    "shorten_indicatie",
    "show_adres",
    "show_bsn",
    "start_criteria",
    "start_toeleiding",
    "undo_vertrek",
    "unlink_gezin",
    "withdraw_indicatie",
    "withdraw_toestemming",
    "write_opmerking",
]
