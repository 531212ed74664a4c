"""What people do with children, indicaties and referrals: one transaction each, with its line in the record.

The record names a child by pseudoniem and holds no grounds of an indicatie: those say too much about a family.
"""

from indicaties.actions.adres import set_adres, show_adres
from indicaties.actions.bezwaar import record_herkomstbezwaar
from indicaties.actions.buurt import confirm_buurten, put_buurten
from indicaties.actions.gezin import leave_gezin, link_gezin, unlink_gezin
from indicaties.actions.indicatie import grant_indicatie, shorten_indicatie, withdraw_indicatie
from indicaties.actions.kind import rectify_kind, register_kind, show_bsn
from indicaties.actions.ouder import add_ouder, change_ouder, end_ouderschap, link_ouder
from indicaties.actions.toeleiding import complete_toeleiding, decline_toeleiding, refer_kind
from indicaties.actions.traject import mark_overgedragen, open_traject
from indicaties.actions.vertrek import record_vertrek, undo_vertrek

__all__ = [
    "add_ouder",
    "change_ouder",
    "complete_toeleiding",
    "confirm_buurten",
    "decline_toeleiding",
    "end_ouderschap",
    "grant_indicatie",
    "leave_gezin",
    "link_gezin",
    "link_ouder",
    "mark_overgedragen",
    "open_traject",
    "put_buurten",
    "record_herkomstbezwaar",
    "record_vertrek",
    "rectify_kind",
    "refer_kind",
    "register_kind",
    "set_adres",
    "shorten_indicatie",
    "show_adres",
    "show_bsn",
    "undo_vertrek",
    "unlink_gezin",
    "withdraw_indicatie",
]
