"""What the record says of children, their indicaties and referrals."""

from organisaties.loghandeling import LogHandeling


class Handeling(LogHandeling):
    KIND_LIST = "kind.list", "Kind in lijst bekeken"
    KIND_VIEW = "kind.view", "Kind bekeken"
    KIND_REGISTER = "kind.register", "Kind ingeschreven"
    KIND_RECTIFY = "kind.rectify", "Kind gegevens hersteld"
    KIND_DEPART = "kind.depart", "Vertrek van kind vastgelegd"
    KIND_RETURN = "kind.return", "Vertrek van kind ongedaan gemaakt"
    KIND_BSN_SEARCH = "kind.bsn_search", "Kind gezocht op BSN"
    KIND_BSN_VIEW = "kind.bsn_view", "Kind BSN getoond"
    BSN_ROTATE = "bsn.rotate", "BSN's onder een nieuwe sleutel gezet"
    INDICATIE_VIEW = "indicatie.view", "Indicatie bekeken"
    INDICATIE_GRANT = "indicatie.grant", "Indicatie afgegeven"
    INDICATIE_WITHDRAW = "indicatie.withdraw", "Indicatie ingetrokken"
    TOELEIDING_VIEW = "toeleiding.view", "Verwijzing bekeken"
    TOELEIDING_REFER = "toeleiding.refer", "Verwijzing vastgelegd"
    TOELEIDING_PLACE = "toeleiding.place", "Verwijzing geplaatst"
    TOELEIDING_DECLINE = "toeleiding.decline", "Verwijzing gaat niet door"
    TRAJECT_OPEN = "traject.open", "Traject geopend"
    TRAJECT_HAND_OVER = "traject.hand_over", "Traject overgedragen aan de school"
