"""The labels of both products in the document's language."""

import tomllib
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date

from builder.codes import NO_LABELS
from builder.model.brief import Fields
from builder.model.findings import Report
from builder.model.locales import locale_of
from builder.model.outline import reference_of

FALLBACK = "en"
"""The language of labels where the document's own has none."""

_WRITTEN = {"no": "nb"}
"""The usual written form of a language whose tag leaves it open."""


def labels_for(fields: Fields, assets: Mapping[str, bytes], report: Report) -> dict[str, str]:
    """Return the labels by key, with the document's own reference line under `reference` and date under `dated`.

    Add `no-labels` where the language has none and English is taken.
    """
    lang = written_form(fields.lang)
    name = f"labels/{lang}.toml"
    if name not in assets:
        message = f"there are no labels in `{fields.lang}`; English ones are used"
        known = ", ".join(sorted(Path(path).stem for path in assets if fnmatch(path, "labels/*.toml")))
        hint = f"the languages with labels are {known}; for `{lang}`, add `assets/{name}` to a checkout"
        report.add(NO_LABELS, fields.span("lang"), message, hint)
        name = f"labels/{FALLBACK}.toml"
    labels = dict(_labels_in(assets[name]))
    labels["dated"] = long_date(fields.date, fields.lang) if fields.date else ""
    labels["numbered"] = f"{labels['no']} {fields.number}" if fields.number else ""
    labels["reference"] = "".join(text for text, _ in reference_of(fields, labels["numbered"], labels["dated"]))
    return labels


def written_form(lang: str) -> str:
    """Return the language of a tag such as `no-NO` as labels and examples are named after it."""
    plain = lang.split("-", maxsplit=1)[0].lower()
    return _WRITTEN.get(plain, plain)


@lru_cache(maxsize=16)
def _labels_in(data: bytes) -> Mapping[str, str]:
    """Return the labels of a file; one a language is read in a process."""
    labels: Mapping[str, str] = tomllib.loads(data.decode("utf-8"))["labels"]
    return labels


def long_date(day: date, lang: str) -> str:
    """Return `day` with the month spelt out as CLDR writes it in `lang` (BCP 47): `4 September 2025`."""
    return str(format_date(day, format="long", locale=locale_of(lang)))
