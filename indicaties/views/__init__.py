from indicaties.views.adres import adres_change, herkomst_object
from indicaties.views.besluit import (
    besluit_announce,
    besluit_brief,
    besluit_brief_download,
    besluit_correct,
    besluit_detail,
)
from indicaties.views.buurt import buurt_confirm, buurt_list, buurt_upload
from indicaties.views.dubbel import (
    dubbel_decline,
    dubbelen,
    kind_merge,
    merge_undo,
    verwijsvraag_decline,
    verwijsvragen,
)
from indicaties.views.gezin import gezin_link, gezin_unlink
from indicaties.views.indicatie import (
    indicatie_extend,
    indicatie_grant,
    indicatie_refuse,
    indicatie_shorten,
    indicatie_withdraw,
)
from indicaties.views.informatiebrief import informatiebrief_make
from indicaties.views.kind import (
    adres_show,
    bsn_show,
    kind_detail,
    kind_list,
    kind_rectify,
    kind_register,
    kind_search,
)
from indicaties.views.ouder import ouder_add, ouder_change, ouder_end, ouder_link
from indicaties.views.signaal import (
    ondersteuning_answer,
    ondersteuning_ask,
    ondersteuning_wacht,
    opmerking_write,
    signaal_give,
)
from indicaties.views.toeleiding import toeleiding_decline, toeleiding_recall, toeleiding_refer
from indicaties.views.toestemming import toestemming_record, toestemming_withdraw
from indicaties.views.vertrek import vertrek_record, vertrek_undo
from indicaties.views.werkwijze import (
    criteria_edit,
    criteria_start,
    criterium_add,
    criterium_change,
    werkwijze_edit,
)

__all__ = [
    "adres_change",
    "adres_show",
    "besluit_announce",
    "besluit_brief",
    "besluit_brief_download",
    "besluit_correct",
    "besluit_detail",
    "bsn_show",
    "buurt_confirm",
    "buurt_list",
    "buurt_upload",
    "criteria_edit",
    "criteria_start",
    "criterium_add",
    "criterium_change",
    "dubbel_decline",
    "dubbelen",
    "gezin_link",
    "gezin_unlink",
    "herkomst_object",
    "indicatie_extend",
    "indicatie_grant",
    "indicatie_refuse",
    "indicatie_shorten",
    "indicatie_withdraw",
    "informatiebrief_make",
    "kind_detail",
    "kind_list",
    "kind_merge",
    "kind_rectify",
    "kind_register",
    "kind_search",
    "merge_undo",
    "ondersteuning_answer",
    "ondersteuning_ask",
    "ondersteuning_wacht",
    "opmerking_write",
    "ouder_add",
    "ouder_change",
    "ouder_end",
    "ouder_link",
    "signaal_give",
    "toeleiding_decline",
    "toeleiding_recall",
    "toeleiding_refer",
    "toestemming_record",
    "toestemming_withdraw",
    "vertrek_record",
    "vertrek_undo",
    "verwijsvraag_decline",
    "verwijsvragen",
    "werkwijze_edit",
]
