from typing import Any

from lib.verbinding import base
from vve_admin.embedded import servers


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        data_dir = self.settings_dict["OPTIONS"]["embedded_data_dir"]
        params: dict[str, Any] = super().get_connection_params()
        params.pop("embedded_data_dir")
        params["host"] = servers.start_postgres(data_dir)
        return params
