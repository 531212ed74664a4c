"""Where the workers look for the jobs of this room."""

from opvang.overdracht.tasks import expire_overdrachten_nightly as expire_overdrachten_nightly
