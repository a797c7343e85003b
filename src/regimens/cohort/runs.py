"""A file of patients planned into files, each whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.cohort.batches import Batch, Planner
from regimens.cohort.columns import reject_schema, row_schema
from regimens.cohort.forms import Form
from regimens.cohort.reading import PatientFile
from regimens.cohort.settings import Cohort
from regimens.cohort.writing import writer
from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.formats.files import replacing
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = [
    "Counts",
    "Output",
    "check_apart",
    "reject_output",
    "row_output",
    "write_files",
    "written",
]


@frozen(kw_only=True)
class Output:
    """A table that a run writes.

    Args:
        name: Its file.
        form: How it stands there.
        schema: Of all of its batches.
        of: What a batch of patients adds to it.
    """

    name: str
    form: Form
    schema: pa.Schema
    of: Callable[[Batch], Iterable[pa.RecordBatch]]


def row_output(name: str, form: Form, regimen: Regimen) -> Output:
    """The table of planned rows."""
    return Output(
        name=name, form=form, schema=row_schema(regimen), of=lambda batch: (batch.planned.rows,)
    )


def reject_output(name: str, form: Form) -> Output:
    """The table of patients who could not be planned."""
    return Output(
        name=name, form=form, schema=reject_schema(), of=lambda batch: (batch.planned.rejects,)
    )


@frozen(kw_only=True)
class Counts:
    """How many there were.

    Args:
        patients: Read.
        rows: Planned.
        rejects: Patients who could not be planned.
    """

    patients: int = 0
    rows: int = 0
    rejects: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            patients=self.patients + other.patients,
            rows=self.rows + other.rows,
            rejects=self.rejects + other.rejects,
        )

    @classmethod
    def of(cls, batch: Batch) -> Counts:
        """Those of a batch."""
        return cls(
            patients=batch.patients.num_rows,
            rows=batch.planned.rows.num_rows,
            rejects=batch.planned.rejects.num_rows,
        )


def check_apart(names: Sequence[str]) -> None:
    """Refuse to write over what is read, or into one file twice.

    Args:
        names: All files of a run.

    Raises:
        DocumentError: naming two that are one.
    """
    seen: list[tuple[str, Path]] = []
    for name in names:
        try:
            place = Path(name).resolve()
            same = [
                other
                for other, known in seen
                if place == known or (known.exists() and place.exists() and known.samefile(place))
            ]
        except (OSError, ValueError):
            continue  # it is refused where it is opened, with the reason
        if same:
            raise DocumentError(
                f"is the same file as {shown(same[0])}", where=name, mend="name another"
            )
        seen.append((name, place))


def write_files(
    patients: PatientFile, cohort: Cohort, outputs: Sequence[Output]
) -> Iterator[Batch]:
    """Plan patients into files that take their names when all are planned.

    Args:
        patients: Opened.
        cohort: How all are planned.
        outputs: The tables.

    Returns:
        Each batch once it is written; whoever does not take them all leaves no file.

    Raises:
        DocumentError: for what cannot be read or written.
    """
    planner, row = Planner(cohort), 1
    with written(outputs) as write:
        for read in patients.batches():
            for batch in planner.plan(read, row):
                write(batch)
                yield batch
            row += read.num_rows


@contextmanager
def written(outputs: Sequence[Output]) -> Iterator[Callable[[Batch], None]]:
    """What writes batches into all tables, whose files are there when all went well.

    Args:
        outputs: The tables.

    Raises:
        DocumentError: for what cannot be written.
    """
    with replacing([one.name for one in outputs]) as files:
        tables = []
        for output, file in zip(outputs, files, strict=True):
            with _told(output.name):
                tables.append((output, writer(output.form, file, output.schema)))

        def write(batch: Batch) -> None:
            for output, table in tables:
                with _told(output.name):
                    for rows in output.of(batch):
                        table.write(rows)

        try:
            yield write
            for output, table in tables:
                with _told(output.name):
                    table.close()
        except BaseException:
            for _, table in tables:
                table.abandon()
            raise


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the system says of a file that is written, in one line that names it."""
    try:
        yield
    except OSError as error:
        raise DocumentError(
            f"cannot be written ({error.strerror or error})", where=name, mend="make room for it"
        ) from None
