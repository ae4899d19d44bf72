"""The arrays that go through the words and the aligner."""

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
# Of large arrays in which four bytes are exact enough: half of what goes through the cache.
SingleArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]
