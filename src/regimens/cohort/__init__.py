"""Many patients at once: the rows of a cohort, in Arrow columns.

The same plan as :class:`regimens.Course`, for a table of patients. Needs the extra ``cohort``.
"""

from regimens.cohort.planning import Planned, plan_batch, planned
from regimens.cohort.settings import Cohort

__all__ = ["Cohort", "Planned", "plan_batch", "planned"]
