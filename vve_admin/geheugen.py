"""How Python looks for memory to free. What was loaded at the start stays as long as the process does."""

import gc

# By default after every 700 new objects; a page or a calculation makes that many in a moment, and keeps them.
NIEUWE_OBJECTEN = 50_000


def keep_what_is_loaded() -> None:
    """Leave the code and models of the site out of every search, and search less often (docs/adr/0101)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NIEUWE_OBJECTEN, *gc.get_threshold()[1:])
