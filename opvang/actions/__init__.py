"""What people do in this room. Keyword-only, in one transaction, signed (`door=`) and recorded."""

from opvang.actions.beoordeling import (
    accept_declaratie,
    answer_signaal,
    reopen_declaratie,
    return_declaratie,
    return_regels,
)
from opvang.actions.declaratie import (
    correct_declaratie,
    discard_declaratie,
    refresh_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.actions.groep import add_groep, change_groep, end_groep
from opvang.actions.herinneringsregel import set_herinneringsregel
from opvang.actions.herstel import change_afspraken, move_start, void_plaatsing
from opvang.actions.inlezen import confirm_inlezing, keep_kolommen, put_inlezing
from opvang.actions.locatie import set_kern
from opvang.actions.plaatsing import (
    Afspraken,
    end_plaatsing,
    enrol_peuter,
    place_kind,
)
from opvang.actions.verwijzing import answer_verwijzing, confirm_start, refuse_verwijzing, report_absence

__all__ = [
    "Afspraken",
    "accept_declaratie",
    "add_groep",
    "answer_signaal",
    "answer_verwijzing",
    "change_afspraken",
    "change_groep",
    "confirm_inlezing",
    "confirm_start",
    "correct_declaratie",
    "discard_declaratie",
    "end_groep",
    "end_plaatsing",
    "enrol_peuter",
    "keep_kolommen",
    "move_start",
    "place_kind",
    "put_inlezing",
    "refresh_declaratie",
    "refuse_verwijzing",
    "reopen_declaratie",
    "report_absence",
    "return_declaratie",
    "return_regels",
    "save_uren",
    "set_herinneringsregel",
    "set_kern",
    "start_declaratie",
    "submit_declaratie",
    "void_plaatsing",
]
