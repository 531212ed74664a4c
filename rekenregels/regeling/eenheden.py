"""The integer units of the engine: exact for everything that a policy can ask.

Rounding itself is in one place for the whole product: `lib.geld`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Kolom = NDArray[np.int64]
Masker = NDArray[np.bool_]

EENHEDEN_PER_UUR: Final = 66_000  # 100 hundredths x 660: a 10th, 11th and 12th of a year are exact too
EENHEDEN_PER_HONDERDSTE: Final = EENHEDEN_PER_UUR // 100
MILLICENT: Final = 1_000  # prices are kept in 1/1.000 cent: a tenth of a percent of a cent is exact
