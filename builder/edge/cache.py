"""What need not be built again: the record of an earlier build, compared with the files as they are now."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.codes import CODES
from builder.edge.plain_files import read_file
from builder.edge.workspace import is_plain_name
from builder.media import Assets, Pictures
from builder.model.digest import sha256
from builder.model.findings import BriefdeckError, Finding, Severity, Span
from builder.model.request import Options, Source
from builder.model.scene import Fit
from builder.model.units import pt
from builder.package.record import FORMAT, options_json, tool_json

Json = Mapping[str, object]


class KeptBuild(Struct, frozen=True):
    """An earlier build that still holds."""

    findings: tuple[Finding, ...]
    outputs: tuple[str, ...]
    """Names of its files, the record not among them."""
    rows: tuple[Json, ...]
    """The certificates of both products' boxes as the record has them; `fits` reads them."""

    @property
    def fits(self) -> tuple[tuple[str, Fit], ...]:
        """The certificates, each with the key of its slide or page; read when asked for, since there are many."""
        return tuple((str(row["page"]), _fit(row)) for row in self.rows)


def kept_build(
    source: Source,
    pictures: Pictures,
    assets: Assets,
    folder: Path,
    *,
    options: Options,
    severities: Mapping[str, Severity | None],
) -> KeptBuild | None:
    """Return the build that is in `folder`, or None where it has to be built again.

    It holds where the record can be read and names the same tool, the same wanted, the same bytes of every input, and
    files that are there with the bytes that it names. No clock is asked: only what the files hold counts. A record
    that is torn or was changed by hand costs a build, nothing more.
    """
    stem = source.name.rpartition("/")[2].rpartition(".")[0]
    try:
        record = json.loads(read_file(folder / f"{stem}.build.json"))
        if options.today and (record.get("embargo") or "9999") < options.today.isoformat():
            return None  # a build says that the embargo is over
        if not _holds(record, folder, _wanted(options, severities)) or not _same_inputs(
            record, source, pictures, assets
        ):
            return None
        findings = tuple(_finding(one, source.name) for one in record["findings"])
        names = tuple(str(one["name"]) for one in record["outputs"])
        return KeptBuild(findings, names, (*record["fit"]["deck"], *record["fit"]["handout"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, BriefdeckError):
        # whatever is wrong with an old record or the files that it names, a new build puts it right and reports it
        return None


def still_holds(record: Json, source: Source, pictures: Pictures, assets: Assets) -> bool:
    """Return whether `source` would be built now as `record` says it was, whatever became of the products since."""
    try:
        return record["tool"] == _tool() and _same_inputs(record, source, pictures, assets)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BriefdeckError):
        return False


def _same_inputs(record: Json, source: Source, pictures: Pictures, assets: Assets) -> bool:
    return _same_edits(record, pictures) and all(
        _same_input(one, source, pictures, assets) for one in _rows(record["inputs"])
    )


def _holds(record: Json, folder: Path, wanted: str) -> bool:
    options = dict(record["options"])  # type: ignore[call-overload]  # a TypeError means another form of record
    options.pop("moment", None)
    return (
        record["format"] == FORMAT
        and record["tool"] == _tool()
        and json.dumps(options, sort_keys=True) == wanted
        and all(_same_file(one, folder) for one in _rows(record["outputs"]))
    )


def _same_edits(record: Json, pictures: Pictures) -> bool:
    """Return whether edits are kept beside the source only if they were when it was built."""
    name = f"{record['id']}.edits/edits.json"
    return name not in pictures or any(one["name"] == name for one in _rows(record["inputs"]))


def _rows(value: object) -> list[Json]:
    if not isinstance(value, list) or not value:
        raise TypeError("a record without files")
    return value


def _same_input(row: Json, source: Source, pictures: Pictures, assets: Assets) -> bool:
    name = str(row["name"])
    if row["role"] == "source":
        return name == source.name.rpartition("/")[2] and row["sha256"] == sha256(source.data)
    if row["role"] == "picture":
        return row["sha256"] == sha256(pictures.as_saved(name))
    return row["sha256"] == assets.digest(name)


def _same_file(row: Json, folder: Path) -> bool:
    name = str(row["name"])
    path = folder / name
    return is_plain_name(name) and path.stat().st_size == row["size"] and sha256(read_file(path)) == row["sha256"]


def _wanted(options: Options, severities: Mapping[str, Severity | None]) -> str:
    return json.dumps(options_json(options, severities), sort_keys=True)


@lru_cache(maxsize=1)
def _tool() -> Json:
    return tool_json()


def _finding(row: Json, source: str) -> Finding:
    """Return a finding of the earlier build, at its place in `source`."""
    code = CODES[str(row["code"])]
    severity = Severity(str(row["severity"]))
    line, column, end_line, end_column = (row[key] for key in ("line", "column", "endLine", "endColumn"))
    file = str(row["file"])
    place = source if file == source.rpartition("/")[2] else file
    span = Span(place, line, column, end_line, end_column)  # type: ignore[arg-type]
    hints = tuple(str(one) for one in row["hints"])  # type: ignore[attr-defined]
    return Finding(replace(code, severity=severity), str(row["message"]), span, hints)


def _fit(row: Json) -> Fit:
    """Return a certificate; the record holds sizes in points."""
    ladder = tuple(pt(float(size)) for size in row["ladder"])  # type: ignore[attr-defined]
    lines, used, available = (int(str(row[key])) for key in ("lines", "used", "available"))
    size, rule, measured = pt(float(str(row["size"]))), str(row["rule"]), str(row.get("measured", "twin"))
    return Fit(str(row["box"]), size, ladder, lines, used, available, rule, measured)
