"""A file of patients planned into a folder of parts, so that a broken run can go on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from regimens.cohort.batches import Asked, Planner
from regimens.cohort.forms import Form
from regimens.cohort.held import LOCK, held
from regimens.cohort.reading import PatientFile
from regimens.cohort.runs import Counts, Output, written
from regimens.cohort.settings import Cohort
from regimens.errors import DocumentError
from regimens.formats.courses import policy_document
from regimens.formats.files import MARK, in_one_line, replacing

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Folder", "write_parts"]

_RUN = "_run.json"
_DONE = "_SUCCESS"
_COUNTS = "_parts"


@frozen(kw_only=True)
class Folder:
    """A folder that a cohort is planned into.

    Args:
        name: The folder; it is made where it is not there.
        form: Of its files.
        patients: How many of them one file has.
        outputs: The tables, each named by the folder inside where its parts stand; the rows stand
            in the folder itself, whose name there is empty.
    """

    name: str
    form: Form
    patients: int
    outputs: Sequence[Output]

    def of_part(self, number: int) -> list[Output]:
        """The tables with the files of a part."""
        file = f"part-{number:05}.{self.form.value}"
        return [
            attrs.evolve(one, name=str(Path(self.name, one.name, file))) for one in self.outputs
        ]


@frozen(kw_only=True)
class _Piece:
    """Patients of one part."""

    part: int
    first_row: int
    rows: pa.RecordBatch


def write_parts(patients: PatientFile, cohort: Cohort, folder: Folder) -> Iterator[Counts]:
    """Plan patients into a folder, or go on where the same run broke off.

    Each part has so many patients, in the order of the file. A part that is whole stays as it is;
    any other is written anew, and comes out the same however often a run broke off.

    Args:
        patients: Opened.
        cohort: How all are planned.
        folder: Where to.

    Returns:
        The counts of each batch that was planned, and of each part that was there.

    Raises:
        DocumentError: for a folder with something else in it, and for what cannot be read or
            written.
    """
    run = _run(patients, cohort, folder)
    done = _earlier(folder, run)
    if done is not None:
        yield done
        return
    pieces = _pieces(patients, folder.patients)
    first = list(islice(pieces, 1))  # what cannot be read at all leaves no folder
    with held(folder.name):
        # Asked again: another run may have come and gone since.
        done = _earlier(folder, run)
        if done is not None:
            yield done
            return
        _begin(folder, run)
        yield from _written_parts(chain(first, pieces), cohort, folder, run)


def _written_parts(
    pieces: Iterator[_Piece], cohort: Cohort, folder: Folder, run: dict[str, Any]
) -> Iterator[Counts]:
    """Plan what is not there yet, and say that all is when it is."""
    planner, total, read = Planner(cohort, Asked()), Counts(), 0
    for number, of_part in groupby(pieces, key=lambda one: one.part):
        outputs = folder.of_part(number)
        counts = _kept(folder, number, run)
        if counts is not None:
            read += sum(piece.rows.num_rows for piece in of_part)
            yield counts
        else:
            counts = Counts()
            with written(outputs) as write:
                for piece in of_part:
                    read += piece.rows.num_rows
                    for batch in planner.plan(piece.rows, piece.first_row):
                        write(batch)
                        counts += Counts.of(batch)
                        yield Counts.of(batch)
            # What says that a part is whole is written last.
            whole = {**attrs.asdict(counts), "files": _sizes(outputs), "run": _digest(run)}
            _write(_counts_of(folder, number), whole)
        total += counts
    if total.patients != read:
        raise DocumentError(
            f"{_COUNTS} counts {total.patients} patients, and {read} were read",
            where=folder.name,
            mend="begin anew in another folder",
        )
    _write(Path(folder.name, _DONE), attrs.asdict(total))


def _pieces(patients: PatientFile, size: int) -> Iterator[_Piece]:
    """The patients, cut where a part ends."""
    row = 0
    for batch in patients.batches():
        start = 0
        while start < batch.num_rows:
            part = batch.slice(start, size - row % size)
            yield _Piece(part=row // size, first_row=row + 1, rows=part)
            start += part.num_rows
            row += part.num_rows


def _run(patients: PatientFile, cohort: Cohort, folder: Folder) -> dict[str, Any]:
    """What makes a run the same as another: its parts can be put together."""
    return {
        "library": version("regimens"),
        "regimen": {
            "id": cohort.regimen.id,
            "revision": cohort.regimen.revision,
            "digest": cohort.regimen.digest,
        },
        "policy": policy_document(cohort.policy),
        "choices": dict(cohort.choices),
        "until": None if cohort.until is None else cohort.until.isoformat(),
        "cycles": cohort.cycles,
        "allow_unverified": cohort.allow_unverified,
        "patients": patients.digest(),
        "patients_per_file": folder.patients,
        "format": folder.form.value,
        "tables": [one.name for one in folder.outputs],
    }


def _earlier(folder: Folder, run: dict[str, Any]) -> Counts | None:
    """What a run counted that came to its end; None where there is something to do.

    Raises:
        DocumentError: for a folder with something else in it.
    """
    place = Path(folder.name)
    if not place.exists():
        return None
    if not place.is_dir():
        raise DocumentError("is no folder", where=folder.name, mend="name a folder")
    found = _read(place / _RUN)
    if not found:
        if any(one.name != LOCK and not one.name.startswith(MARK) for one in place.iterdir()):
            raise DocumentError(
                f"has files in it and no {_RUN}",
                where=folder.name,
                mend="name a folder that is empty or new",
            )
        return None
    others = [name for name in run if found.get(name) != run[name]]
    if others:
        raise DocumentError(
            f"has another run in it, which differs in {', '.join(others)}",
            where=folder.name,
            mend="name another folder, or go on with what that run was begun with",
        )
    done = _counts(_read(place / _DONE))
    return done if done is not None and _is_whole(folder, done, run) else None


def _is_whole(folder: Folder, done: Counts, run: dict[str, Any]) -> bool:
    """Whether all parts are there of a run that came to its end: one may have been lost since."""
    total = Counts()
    for number in range(-(-done.patients // folder.patients)):
        counts = _kept(folder, number, run)
        if counts is None:
            return False
        total += counts
    return total == done


def _begin(folder: Folder, run: dict[str, Any]) -> None:
    """Make the folders; what a killed run left unfinished is thrown away."""
    for name in ("", _COUNTS, *(one.name for one in folder.outputs)):
        place = Path(folder.name, name)
        with in_one_line(str(place)):
            place.mkdir(parents=True, exist_ok=True)
            for left in place.glob(f"{MARK}*"):
                left.unlink()
    with in_one_line(folder.name):
        Path(folder.name, _DONE).unlink(missing_ok=True)
    _write(Path(folder.name, _RUN), run)


def _counts_of(folder: Folder, number: int) -> Path:
    return Path(folder.name, _COUNTS, f"part-{number:05}.json")


def _kept(folder: Folder, number: int, run: dict[str, Any]) -> Counts | None:
    """What this run counted of a part whose files are all there, as long as they were."""
    found = _read(_counts_of(folder, number))
    if found.get("run") != _digest(run):
        return None
    try:
        sizes = _sizes(folder.of_part(number))
    except OSError:
        return None
    return _counts(found) if found.get("files") == sizes else None


def _sizes(outputs: Sequence[Output]) -> list[int]:
    """How long the files of a part are, in bytes."""
    return [Path(one.name).stat().st_size for one in outputs]


def _digest(run: dict[str, Any]) -> str:
    """What tells a run from any other."""
    text = json.dumps(run, ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _counts(values: dict[str, Any]) -> Counts | None:
    try:
        return Counts(**{name: int(values[name]) for name in attrs.fields_dict(Counts)})
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _read(place: Path) -> dict[str, Any]:
    """The values of a file that a run has written; none where it is not there, or another."""
    try:
        values = json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _write(place: Path, values: dict[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    with replacing([str(place)]) as (file,), in_one_line(str(place)):
        file.write(text.encode())
