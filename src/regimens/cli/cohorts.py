"""The cohort command: a table of patients into a table of administrations."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from attrs import define, field

from regimens.cli.arguments import count_of
from regimens.cli.courses import by_option, horizon_of, is_document, policy_of, protocol_of
from regimens.cli.plans import Result, as_json
from regimens.cli.progress import measured
from regimens.cli.writing import say
from regimens.errors import RegimensError
from regimens.summaries import check_counted

if TYPE_CHECKING:
    from regimens.cohort.batches import Asked, Batch
    from regimens.cohort.reading import PatientFile
    from regimens.cohort.runs import Counts, Output, SummaryOutput
    from regimens.cohort.settings import Cohort

__all__ = ["OUTPUT_FORMATS", "cohort"]

OUTPUT_FORMATS = ("parquet", "csv", "arrow")
_TOLD = 5  # rejects, and violations, told on standard error
_BESIDES = ("intensity", "findings", "summary")
_PER_FILE = "100000"


@define
class _Told:
    """The first rejects and the first violations, as lines."""

    rejects: list[str] = field(factory=list)
    violations: list[str] = field(factory=list)
    broken: int = 0

    def of(self, batch: Batch) -> None:
        """Keep what there is room for."""
        found = batch.planned
        self.broken += found.violations.num_rows
        for one in found.rejects.slice(0, _TOLD - len(self.rejects)).to_pylist():
            self.rejects.append(f"row {one['row']}: {one['patient_id']}: {one['message']}")
        for one in found.violations.slice(0, _TOLD - len(self.violations)).to_pylist():
            self.violations.append(
                f"row {one['row']}: {one['patient_id']}: violation: {one['message']}"
            )


def cohort(options: argparse.Namespace) -> Result:
    """Plan a table of patients.

    Raises:
        RegimensError: for bad input, such as a DocumentError; then nothing is written.
    """
    # Loaded when it is asked for: no other command needs it.
    from regimens.cohort.reading import opened  # noqa: PLC0415

    is_folder = options.place.endswith(("/", os.sep)) or _is_folder(options.place)
    _check_options(options, is_folder=is_folder)
    found = _cohort(options)
    with opened(options.patients, sys.stdin.buffer if sys.stdin else None) as patients:
        into = _into_folder if is_folder else _into_file
        counts = into(patients, found, options)
    code = int(counts.rejects > 0 or counts.violated > 0)
    if options.format == "json":
        return as_json(attrs.asdict(counts)), code
    line = (
        f"{_many(counts.patients, 'patient')}, {_many(counts.rows, 'row')} in {options.place}, "
        f"{_many(counts.rejects, 'reject')}"
    )
    if counts.violated:
        line += f", {_many(counts.violated, 'patient')} with a violation"
        line += f" (in {options.place.rstrip('/')}/_violations)" if is_folder else ""
    say(line)
    return "", code


def _is_folder(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _check_options(options: argparse.Namespace, *, is_folder: bool) -> None:
    names = {
        "rejects": (True, "leave it out: they go to _rejects in the folder"),
        **dict.fromkeys(_BESIDES, (True, "name a file with --output")),
        "patients_per_file": (False, "end --output in /"),
        "output_format": (False, "end --output in /, or the file in its form"),
    }
    for name, (of_file, mend) in names.items():
        if getattr(options, name) is not None and of_file is is_folder:
            kind = "file" if of_file else "folder"
            raise RegimensError(
                f"--{name.replace('_', '-')} belongs to one that is a {kind}",
                where="--output",
                mend=mend,
            )
    _check_asked(options)


def _check_asked(options: argparse.Namespace) -> None:
    """Refuse what says how to work out something that is not asked for, and what lacks it."""
    if options.as_planned and options.intensity is None:
        raise RegimensError(
            "says which doses --intensity counts",
            where="--as-planned",
            mend="name a file with --intensity, or leave it out",
        )
    for name in ("phase", "group"):
        if (getattr(options, name) is None) is not (options.summary is None):
            raise RegimensError(
                f"--summary and --{name} go together",
                where="command line",
                mend="give --summary with --phase and --group, or leave out all three",
            )


def _asked(options: argparse.Namespace) -> Asked:
    """What is worked out besides the rows."""
    from regimens.cohort.batches import Asked  # noqa: PLC0415 - as above

    return Asked(
        intensities=options.intensity is not None,
        as_planned=options.as_planned,
        findings=options.findings is not None,
        summary=None if options.summary is None else (options.phase, options.group),
    )


def _besides(found: Cohort, options: argparse.Namespace) -> list[Output | SummaryOutput]:
    """Where what is worked out besides the rows goes."""
    from regimens.cohort import runs  # noqa: PLC0415 - as above
    from regimens.cohort.forms import form_of  # noqa: PLC0415

    outputs: list[Output | SummaryOutput] = []
    if options.intensity is not None:
        form = form_of(options.intensity)
        outputs.append(runs.intensity_output(options.intensity, form, found.regimen))
    if options.findings is not None:
        form = form_of(options.findings)
        outputs.append(runs.finding_output(options.findings, form, found.regimen))
    if options.summary is not None:
        check_counted(found.regimen, phase=options.phase, group=options.group)
        outputs.append(runs.summary_output(options.summary))
    return outputs


def _cohort(options: argparse.Namespace) -> Cohort:
    """What all patients have in common."""
    from regimens.cohort.settings import Cohort  # noqa: PLC0415 - as above

    regimen, policy, horizon = protocol_of(options.regimen), policy_of(options), horizon_of(options)
    try:
        return Cohort(
            regimen=regimen, policy=policy, allow_unverified=options.allow_unverified, **horizon
        )
    except RegimensError as error:
        raise by_option(error) from None


def _into_file(patients: PatientFile, found: Cohort, options: argparse.Namespace) -> Counts:
    """Plan into one file, and into others that are named."""
    from regimens.cohort import runs  # noqa: PLC0415 - as above
    from regimens.cohort.forms import Form, form_of  # noqa: PLC0415

    outputs = [
        *_besides(found, options),
        runs.row_output(options.place, form_of(options.place), found.regimen),
    ]
    if options.rejects is not None:
        outputs.insert(
            0, runs.reject_output(options.rejects, form_of(options.rejects, tuple(Form)))
        )
    read = [options.regimen] if is_document(options.regimen) else []
    runs.check_apart([*read, options.patients, *(one.name for one in outputs)])
    total, told = runs.Counts(), _Told()
    steps = runs.write_files(patients, found, outputs, _asked(options))
    for batch in _counted(patients, steps):
        total += runs.Counts.of(batch)
        told.of(batch)
    if options.rejects is None:
        for line in told.rejects:
            say(line)
        more = total.rejects - len(told.rejects)
        if more:
            say(f"{_many(more, 'more reject')}; name a file for them with --rejects")
    if options.findings is None:
        for line in told.violations:
            say(line)
        more = told.broken - len(told.violations)
        if more:
            say(f"{_many(more, 'more violation')}; name a file for all with --findings")
    return total


def _into_folder(patients: PatientFile, found: Cohort, options: argparse.Namespace) -> Counts:
    """Plan into the parts of a folder."""
    from regimens.cohort import runs  # noqa: PLC0415 - as above
    from regimens.cohort.forms import Form  # noqa: PLC0415
    from regimens.cohort.parts import Folder, write_parts  # noqa: PLC0415

    form = Form(options.output_format or OUTPUT_FORMATS[0])
    size = count_of(options.patients_per_file or _PER_FILE, "--patients-per-file")
    if not size:
        raise RegimensError("no patients", where="--patients-per-file", mend="give at least 1")
    outputs: Sequence[Output] = (
        runs.reject_output("_rejects", form),
        runs.violation_output("_violations", form),
        runs.row_output("", form, found.regimen),
    )
    folder = Folder(name=options.place, form=form, patients=size, outputs=outputs)
    total = runs.Counts()
    for counts in _counted(patients, write_parts(patients, found, folder)):
        total += counts
    return total


def _counted(patients: PatientFile, steps: Any) -> Iterator[Any]:
    """What is done step by step, with a bar on a terminal."""
    before = 0
    with closing(steps), measured(patients.total, patients.unit) as advance:
        for one in steps:
            yield one
            advance(patients.done - before)
            before = patients.done


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
