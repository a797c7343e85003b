"""Programs of others that read a calendar file, each in a home of its own."""
# ruff: noqa: S603

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
_FIELD, _END = "\x1f", "\x1e"
Event = dict[str, Any]
_DAY = r"(\d\d/\d\d/\d{4})"
_TIME = r"(\d\d/\d\d/\d{4} @ \d\d:\d\d)"
_CALCURSE_DAY = re.compile(rf"{_DAY} \[\d+\] ?>(\w+) (.*)")
_CALCURSE_TIMED = re.compile(rf"{_TIME} -> {_TIME}>(\w+) [!|](.*)")


def with_node(library: str, file: Path, *, zone: str) -> list[Event]:
    """What ical.js or node-ical reads, on a machine in a zone."""
    command = ["node", str(HERE / "read.mjs"), library, str(file)]
    found = json.loads(_run(command, {**os.environ, "TZ": zone}))
    return [{"calendar": found["name"], **event} for event in found["events"]]


def khal_home(home: Path, zone: str) -> Path:
    """A khal of its own with one empty calendar; its settings."""
    (home / "calendar").mkdir(parents=True)
    settings = home / "khal.conf"
    settings.write_text(
        f"""[calendars]
[[treatment]]
path = {home / "calendar"}
type = calendar
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home / "khal.db"}
""",
        encoding="utf-8",
    )
    return settings


def with_khal(file: Path, settings: Path, *, zone: str) -> list[Event]:
    """What a khal holds once a file is imported into what it has already."""
    surroundings = _surroundings(settings.parent, zone)
    khal = ["khal", "-c", str(settings)]
    _run([*khal, "import", "--batch", "-a", "treatment", str(file)], surroundings)
    names = (
        "uid",
        "start-date",
        "start-time",
        "end-date",
        "end-time",
        "status",
        "title",
        "description",
    )
    form = _FIELD.join(f"{{{name}}}" for name in names) + _END
    # From the first day there is on to the last; in steps, as khal walks every single day.
    listed = _run(
        [*khal, "list", "2025-12-01", "900d", "--once", "--day-format", "", "--format", form],
        surroundings,
    )
    return [
        _of_khal(dict(zip(names, one.lstrip("\n").split(_FIELD), strict=True)), zone)
        for one in listed.split(_END)
        if one.strip()
    ]


def _of_khal(read: Mapping[str, str], zone: str) -> Event:
    if read["start-time"]:
        begins = _instant(f"{read['start-date']} {read['start-time']}", zone)
        ends = _instant(f"{read['end-date']} {read['end-time']}", zone)
    else:  # khal shows the last day that is still part of it
        begins = read["start-date"]
        ends = str(date.fromisoformat(read["end-date"]) + timedelta(days=1))
    return {
        "uid": read["uid"],
        "start": begins,
        "end": ends,
        "status": read["status"].strip(),
        "summary": read["title"],
        "description": read["description"],
    }


def with_calcurse(file: Path, home: Path, *, zone: str) -> list[Event]:
    """What a new calcurse holds once a file is imported; it knows no UIDs and no status."""
    data = home / "calcurse"
    data.mkdir(parents=True)
    command = ["calcurse", "-D", str(data), "-C", str(data), "-i", str(file)]
    said = _run(command, _surroundings(home, zone))
    if " 0 skipped" not in said:
        raise SystemExit(f"calcurse skipped entries of {file}: {said}")
    return [_of_calcurse(line, data / "notes", zone) for line in _lines(data / "apts")]


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line]


def _of_calcurse(line: str, notes: Path, zone: str) -> Event:
    """One of its two kinds of line, as it keeps them."""
    day = _CALCURSE_DAY.fullmatch(line)
    if day is not None:
        on, note, summary = day.groups()
        first = datetime.strptime(on, "%m/%d/%Y").date()  # noqa: DTZ007
        start, end = str(first), str(first + timedelta(days=1))
    else:
        timed = _CALCURSE_TIMED.fullmatch(line)
        if timed is None:
            return {"start": line}
        begins, ends, note, summary = timed.groups()
        start, end = (
            _instant(str(datetime.strptime(one, "%m/%d/%Y @ %H:%M")), zone)  # noqa: DTZ007
            for one in (begins, ends)
        )
    # It ends every note with a line break.
    text = (notes / note).read_text(encoding="utf-8").removesuffix("\n")
    return {"start": start, "end": end, "summary": summary, "description": text}


def _instant(local: str, zone: str) -> str:
    there = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(ZoneInfo("UTC")).isoformat()


def _surroundings(home: Path, zone: str) -> dict[str, str]:
    """Nothing of the machine's own settings, so that nobody's calendar is read or written."""
    own = {name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    own |= {name: str(home / name.lower()) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    path = os.environ["PATH"]
    return {
        "HOME": str(home),
        "TZ": zone,
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PATH": path,
        **own,
    }


def _run(command: list[str], surroundings: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, env=dict(surroundings), capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:200]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + (done.stderr if command[0] == "calcurse" else "")
