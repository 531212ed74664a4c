"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from indicaties.actions.besluit import announce_besluit, correct_besluit, remove_herkomst
from indicaties.actions.besluitbrief import make_besluitbrief
from indicaties.actions.indicatie import (
    extend_indicatie,
    grant_indicatie,
    refuse_indicatie,
    shorten_indicatie,
    withdraw_indicatie,
)
from indicaties.actions.kind import rectify_kind, register_kind, show_bsn
from indicaties.actions.ondersteuning import answer_ondersteuning, ask_ondersteuning, write_opmerking
from indicaties.actions.signaal import aanleidingen_voor, discuss_traject, give_signaal, knows_kind
from indicaties.actions.toeleiding import complete_toeleiding, decline_toeleiding, refer_kind
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
    "announce_besluit",
    "answer_ondersteuning",
    "ask_ondersteuning",
    "change_criterium",
    "check_toestemming",
    "complete_toeleiding",
    "correct_besluit",
    "decline_toeleiding",
    "discuss_traject",
    "extend_indicatie",
    "give_signaal",
    "give_startinformatie",
    "grant_indicatie",
    "knows_kind",
    "make_besluitbrief",
    "mark_overgedragen",
    "needed_omvang",
    "open_traject",
    "record_toestemming",
    "record_vertrek",
    "rectify_kind",
    "refer_kind",
    "refuse_indicatie",
    "register_kind",
    "remove_herkomst",
    "set_werkwijze",
    "shorten_indicatie",
    "show_bsn",
    "start_criteria",
    "undo_vertrek",
    "withdraw_indicatie",
    "withdraw_toestemming",
    "write_opmerking",
]
