"""Many patients at once: the rows of a cohort, in Arrow columns, and what is worked out of them.

The same plan as :class:`regimens.Course`, for a table of patients. Needs the extra ``cohort``.
"""

from regimens.cohort.answers import Answers
from regimens.cohort.findings import findings
from regimens.cohort.intensities import intensities
from regimens.cohort.planning import Planned, plan_batch, planned
from regimens.cohort.settings import Cohort
from regimens.cohort.summaries import Counted, counted

__all__ = [
    "Answers",
    "Cohort",
    "Counted",
    "Planned",
    "counted",
    "findings",
    "intensities",
    "plan_batch",
    "planned",
]
