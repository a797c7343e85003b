"""A file of patients planned into files, each whole or not there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from attrs import frozen

from regimens.cohort.batches import Asked, Batch, Planner
from regimens.cohort.columns import reject_schema, row_schema
from regimens.cohort.findings import finding_schema
from regimens.cohort.forms import Form
from regimens.cohort.intensities import intensity_schema
from regimens.cohort.reading import PatientFile
from regimens.cohort.settings import Cohort
from regimens.cohort.violations import violation_schema
from regimens.cohort.writing import TableWriter, writer
from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.formats.answers import summary_document
from regimens.formats.files import led_to, replacing
from regimens.regimen import Regimen
from regimens.summaries import Tally

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = [
    "Counts",
    "Output",
    "SummaryOutput",
    "check_apart",
    "finding_output",
    "intensity_output",
    "reject_output",
    "row_output",
    "summary_output",
    "violation_output",
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

    def begun(self, file: IO[bytes]) -> _Written:
        """What writes the table into a file."""
        return _Table(output=self, table=writer(self.form, file, self.schema))


@frozen(kw_only=True)
class SummaryOutput:
    """A summary that a run writes as a document.

    Args:
        name: Its file.
    """

    name: str

    def begun(self, file: IO[bytes]) -> _Written:
        """What writes the summary into a file."""
        return _Summary(file)


class _Written(Protocol):
    """Takes batches, and writes what comes of them into an open file."""

    def write(self, batch: Batch) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


@frozen(kw_only=True)
class _Table:
    """Writes the rows of each batch."""

    output: Output
    table: TableWriter

    def write(self, batch: Batch) -> None:
        for rows in self.output.of(batch):
            self.table.write(rows)

    def close(self) -> None:
        self.table.close()

    def abandon(self) -> None:
        self.table.abandon()


class _Summary:
    """Adds up the counts of each batch, and writes the summary of all."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._tally = Tally()
        self._patients = 0

    def write(self, batch: Batch) -> None:
        self._patients += batch.patients.num_rows
        if batch.tally is not None:
            self._tally += batch.tally

    def close(self) -> None:
        values = {
            **summary_document(self._tally.summary()),
            "patients": self._tally.courses,
            "rejects": self._patients - self._tally.courses,
        }
        self._file.write((json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode())

    def abandon(self) -> None:
        """Nothing waits to be written."""


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


def violation_output(name: str, form: Form) -> Output:
    """The table of rules that plans break."""
    return Output(
        name=name,
        form=form,
        schema=violation_schema(),
        of=lambda batch: (batch.planned.violations,),
    )


def intensity_output(name: str, form: Form, regimen: Regimen) -> Output:
    """The table of relative dose intensities."""
    return Output(
        name=name,
        form=form,
        schema=intensity_schema(regimen),
        of=lambda batch: () if batch.intensities is None else (batch.intensities,),
    )


def finding_output(name: str, form: Form, regimen: Regimen) -> Output:
    """The table of findings."""
    return Output(
        name=name,
        form=form,
        schema=finding_schema(regimen),
        of=lambda batch: () if batch.findings is None else (batch.findings,),
    )


def summary_output(name: str) -> SummaryOutput:
    """The summary, as a JSON document.

    Raises:
        DocumentError: for a name that does not end so.
    """
    if Path(name).suffix.casefold() != ".json":
        raise DocumentError(
            "its name does not say that it is a summary",
            where=name if name and name.isprintable() else shown(name),
            mend="let it end in .json",
        )
    return SummaryOutput(name=name)


@frozen(kw_only=True)
class Counts:
    """How many there were.

    Args:
        patients: Read.
        rows: Planned.
        rejects: Patients who could not be planned.
        violated: Patients whose plan breaks a rule.
    """

    patients: int = 0
    rows: int = 0
    rejects: int = 0
    violated: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            patients=self.patients + other.patients,
            rows=self.rows + other.rows,
            rejects=self.rejects + other.rejects,
            violated=self.violated + other.violated,
        )

    @classmethod
    def of(cls, batch: Batch) -> Counts:
        """Those of a batch."""
        return cls(
            patients=batch.patients.num_rows,
            rows=batch.planned.rows.num_rows,
            rejects=batch.planned.rejects.num_rows,
            violated=len(batch.planned.violations.column("row").unique()),
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
            place = led_to(name)
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
    patients: PatientFile,
    cohort: Cohort,
    outputs: Sequence[Output | SummaryOutput],
    asked: Asked,
) -> Iterator[Batch]:
    """Plan patients into files that take their names when all are planned.

    Args:
        patients: Opened.
        cohort: How all are planned.
        outputs: The tables, and the summary where it is asked for.
        asked: What is worked out besides rows.

    Returns:
        Each batch once it is written; whoever does not take them all leaves no file.

    Raises:
        DocumentError: for what cannot be read or written.
    """
    planner, row = Planner(cohort, asked), 1
    with written(outputs) as write:
        for read in patients.batches():
            for batch in planner.plan(read, row):
                write(batch)
                yield batch
            row += read.num_rows


@contextmanager
def written(outputs: Sequence[Output | SummaryOutput]) -> Iterator[Callable[[Batch], None]]:
    """What writes batches into all tables, whose files are there when all went well.

    Args:
        outputs: The tables.

    Raises:
        DocumentError: for what cannot be written.
    """
    with replacing([one.name for one in outputs]) as files:
        begun: list[tuple[str, _Written]] = []

        def write(batch: Batch) -> None:
            for name, one in begun:
                with _told(name):
                    one.write(batch)

        try:
            for output, file in zip(outputs, files, strict=True):
                with _told(output.name):
                    begun.append((output.name, output.begun(file)))
            yield write
            for name, one in begun:
                with _told(name):
                    one.close()
        except BaseException:
            for _, one in begun:
                one.abandon()
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
