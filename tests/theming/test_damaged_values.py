"""Values that no template should have are a finding or are read as usual ones: never a crash, never a broken theme."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder.cli import main
from builder.edge.template_import import TemplateChoices, import_template
from builder.model.findings import BriefdeckError, Report
from tests.template_files import corporate
from tests.template_imports import built_on, no_office

LAYOUTS, MASTER, DECK, THEME = r"slideLayout[12]\.xml$", r"slideMaster1\.xml$", r"presentation\.xml$", r"theme1\.xml$"
SIZE = b'<p:sldSz cx="0" cy="0"/>'


def _changed(part: str, pattern: bytes, words: bytes, folder: Path) -> Path:
    path, out = folder / "acme.pptx", BytesIO()
    with zipfile.ZipFile(BytesIO(corporate())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, re.sub(pattern, words, data) if re.search(part, name) else data)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("part", "pattern", "words", "why"),
    [
        (DECK, rb"<p:sldSz [^>]*>", SIZE, "not the shape of a slide"),
        (DECK, rb"<p:sldSz [^>]*/>", b"", "not the shape of a slide"),
        (LAYOUTS, rb'<a:off x="\d+"', b'<a:off x="abc"', "values in it are damaged"),
        (MASTER, rb'sz="\d+"', b'sz="abc"', "values in it are damaged"),
        (LAYOUTS, rb'type="(ctrTitle|title)"', b'type="nonsense"', "values in it are damaged"),
    ],
)
def test_a_value_that_is_none_refuses_the_template(
    part: str, pattern: bytes, words: bytes, why: str, tmp_path: Path
) -> None:
    path = _changed(part, pattern, words, tmp_path)
    with no_office(), pytest.raises(BriefdeckError, match=why):
        import_template(path, "acme", TemplateChoices(), Report())
    assert main(["theme", "inspect", str(path)]) == 1


@pytest.mark.parametrize(
    ("part", "pattern", "words"),
    [
        (THEME, rb'srgbClr val="\w+"', b'srgbClr val="zzzzzz"'),
        (THEME, rb"<a:sysClr [^>]*>", b'<a:sysClr val="windowText"/>'),
        (LAYOUTS, rb'<p:cSld name="[^"]*"', '<p:cSld name="Two&#10;lines = \u202e&#127;"'.encode()),
    ],
)  # fmt: skip
def test_odd_colours_and_names_are_read_as_usual_ones(part: str, pattern: bytes, words: bytes, tmp_path: Path) -> None:
    path = _changed(part, pattern, words, tmp_path)
    with no_office():
        made = import_template(path, "acme", TemplateChoices(), Report())
    assert built_on(made)
