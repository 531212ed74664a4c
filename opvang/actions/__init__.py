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
from opvang.actions.herstel import change_afspraken, move_start, void_plaatsing
from opvang.actions.inlezen import confirm_inlezing, keep_kolommen, put_inlezing
from opvang.actions.locatie import set_kern
from opvang.actions.plaatsing import (
    Afspraken,
    end_plaatsing,
    enrol_peuter,
    place_kind,
)

__all__ = [
    "Afspraken",
    "accept_declaratie",
    "answer_signaal",
    "change_afspraken",
    "confirm_inlezing",
    "correct_declaratie",
    "discard_declaratie",
    "end_plaatsing",
    "enrol_peuter",
    "keep_kolommen",
    "move_start",
    "place_kind",
    "put_inlezing",
    "refresh_declaratie",
    "reopen_declaratie",
    "return_declaratie",
    "return_regels",
    "save_uren",
    "set_kern",
    "start_declaratie",
    "submit_declaratie",
    "void_plaatsing",
]
