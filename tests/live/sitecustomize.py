"""Python reads this where `make` runs chapters: a warning that our own code calls for is an error.

The cells of a chapter are `__main__`. Warnings of other packages about one another stay what they
are: nobody here could mend them. (PYTHONWARNINGS would not do: it takes a module's whole name, and
`widgets` has a hundred.)
"""

import warnings

warnings.filterwarnings("error", module=r"(widgets|__main__)(\.|$)")
