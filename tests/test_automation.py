"""What machines are given to run: the action's steps, the example workflow, the hooks, as files and as commands."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder import __version__
from builder.cli import CONTENT, DONE, USAGE, main
from tests.samples import BAD, GOOD, write_good

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".github/actions/briefdeck"
ACTION: dict[str, Any] = yaml.safe_load((FOLDER / "action.yml").read_text(encoding="utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((FOLDER / "example-workflow.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}


def run_step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the composite action does: bash with `-e`, inputs in the environment that the step names."""
    usual = {key: spec["default"] for key, spec in ACTION["inputs"].items()}
    values = usual | {key.replace("_", "-"): value for key, value in inputs.items()}
    expressions = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
    environment = {
        key: expressions.sub(lambda found: values[found[1]], value).replace("${{ github.action_path }}", str(FOLDER))
        for key, value in STEPS[name]["env"].items()
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    told = {
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "outputs.txt"),
        "RUNNER_TEMP": str(folder / "temp"),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
        cwd=folder,
        env={**os.environ, **environment, "PATH": path, **told},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_step_lets_an_input_into_its_script() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []


def test_its_steps_build_and_verify(tmp_path: Path) -> None:
    write_good(tmp_path / "decks")
    built = run_step("Build", tmp_path)
    assert built.returncode == DONE, built.stderr
    assert (tmp_path / "dist/ports.pptx").is_file()
    verified = run_step("Verify", tmp_path)
    assert verified.returncode == DONE, verified.stdout
    (tmp_path / "dist/ports.pdf").unlink()
    assert "::error" in run_step("Verify", tmp_path).stdout


def test_a_bad_briefing_is_annotated_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/ports.md").write_text(BAD, encoding="utf-8")
    built = run_step("Build", tmp_path)
    assert built.returncode == CONTENT
    assert "::error title=BD105 impossible-date,file=decks/ports.md,line=5," in built.stdout


def test_inputs_reach_the_command(tmp_path: Path) -> None:
    write_good(tmp_path / "a")
    write_good(tmp_path / "b", "other.md")
    built = run_step("Build", tmp_path, paths="a b", out="site", formats="pptx", strict="true")
    assert built.returncode == DONE, built.stderr
    assert sorted(path.name for path in (tmp_path / "site").glob("*.p*")) == ["other.pptx", "ports.pptx"]


def test_paths_stand_on_lines_or_between_spaces(tmp_path: Path) -> None:
    for name in ("north", "south", "east", "west"):
        write_good(tmp_path / name, f"{name}.md")
    paths = "north\n  south\r\n\neast west\n"
    assert run_step("Build", tmp_path, paths=paths, formats="pptx").returncode == DONE
    built = sorted(path.stem for path in (tmp_path / "dist").glob("*.pptx"))
    assert built == ["east", "north", "south", "west"]
    assert run_step("Verify", tmp_path, paths=paths).returncode == DONE


@pytest.mark.parametrize(
    "paths", ["my decks\nother decks", "  my decks \r\n\n'other decks'\n", '"my decks"\nother dec*', "*decks"]
)
def test_a_path_with_spaces_has_a_line_of_its_own_and_patterns_are_those_of_a_shell(paths: str, tmp_path: Path) -> None:
    write_good(tmp_path / "my decks", "mine.md")
    write_good(tmp_path / "other decks", "other.md")
    built = run_step("Build", tmp_path, paths=paths, formats="pptx")
    assert built.returncode == DONE, built.stderr
    assert sorted(path.stem for path in (tmp_path / "dist").glob("*.pptx")) == ["mine", "other"]
    verified = run_step("Verify", tmp_path, paths=paths)
    assert verified.returncode == DONE, verified.stdout


def test_a_pattern_names_briefings_and_not_what_is_beside_them(tmp_path: Path) -> None:
    write_good(tmp_path / "decks")
    for name in ("README.md", "notes.md"):
        (tmp_path / "decks" / name).write_text("# Notes\n\nNothing.\n", encoding="utf-8")
    built = run_step("Build", tmp_path, paths="decks/*.md")
    assert built.returncode == DONE, built.stdout
    assert "decks/notes.md  passed over" in built.stderr
    assert run_step("Verify", tmp_path, paths="decks/*.md").returncode == DONE
    assert run_step("Build", tmp_path, paths="decks/notes.md").returncode == CONTENT


def test_the_products_are_verified_where_a_path_is_missing(tmp_path: Path) -> None:
    write_good(tmp_path / "decks")
    assert run_step("Build", tmp_path, paths="decks\nnowhere").returncode == CONTENT
    verified = run_step("Verify", tmp_path, paths="decks\nnowhere")
    assert verified.returncode == DONE, verified.stderr


def test_what_paths_say_is_never_run_and_is_no_option(tmp_path: Path) -> None:
    write_good(tmp_path / "a")
    for paths in ("$(touch run) `touch run` a", "-o nowhere a", "a\n--help"):
        built = run_step("Build", tmp_path, paths=paths)
        assert built.returncode == CONTENT
        assert "BD124" in built.stdout + built.stderr
    assert run_step("Build", tmp_path, paths="a; touch run").returncode == USAGE
    assert not (tmp_path / "run").exists()
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("paths", ["", " \n "])
def test_no_paths_build_nothing_and_say_so(paths: str, tmp_path: Path) -> None:
    write_good(tmp_path / "a")
    for name in ("Build", "Verify", "Tell what changed"):
        assert run_step(name, tmp_path, paths=paths, compare="0" * 40).returncode == DONE
    assert "nothing was built" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert not (tmp_path / "dist").exists()


def test_one_bad_briefing_fails_the_step_which_says_so_and_the_others_are_built(tmp_path: Path) -> None:
    write_good(tmp_path / "decks", "good.md")
    (tmp_path / "decks/bad.md").write_text(BAD, encoding="utf-8")
    built = run_step("Build", tmp_path)
    assert built.returncode == CONTENT
    assert "1 of 2 sources failed:\n  decks/bad.md  2 errors" in built.stderr
    assert "decks/bad.md:5:7: error[BD105]" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert (tmp_path / "dist/good.pptx").is_file()
    outputs = dict(line.split("=", 1) for line in (tmp_path / "outputs.txt").read_text().splitlines())
    assert all(Path(outputs[name]).stat().st_size for name in ("sarif", "junit"))
    assert all("!cancelled()" in STEPS[name]["if"] for name in ("Verify", "Tell what changed"))
    assert "has no products" in run_step("Verify", tmp_path).stdout
    upload = WORKFLOW["jobs"]["build"]["steps"][-1]
    assert "!cancelled()" in upload["if"]


@pytest.mark.usefixtures("needs_git")
@pytest.mark.parametrize(
    ("base", "words"), [("0" * 40, "first push"), ("feed" * 10, "fetch-depth: 0"), ("-x", "fetch-")]
)
def test_nothing_to_compare_with_is_said_and_fails_nothing(tmp_path: Path, base: str, words: str) -> None:
    subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)
    told = run_step("Tell what changed", tmp_path, compare=base)
    assert told.returncode == DONE, told.stderr
    assert words in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("needs_git")
def test_what_changed_goes_to_the_summary(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True, cwd=tmp_path)

    git("init", "-q")
    for text in (GOOD, GOOD.replace("a winter", "two winters")):
        (tmp_path / "decks").mkdir(exist_ok=True)
        (tmp_path / "decks/ports.md").write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-q", "-m", "words")
    told = run_step("Tell what changed", tmp_path, compare="HEAD~1")
    assert told.returncode == DONE, told.stderr
    assert "two winters" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("needs_git")
def test_a_bad_briefing_that_was_corrected_fails_no_comparison(tmp_path: Path) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    (tmp_path / "decks").mkdir()
    subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)
    for text in (BAD, GOOD):
        (tmp_path / "decks/ports.md").write_text(text, encoding="utf-8")
        for command in (["add", "-A"], ["commit", "-q", "-m", "words"]):
            subprocess.run(["git", *who, *command], check=True, capture_output=True, cwd=tmp_path)
    told = run_step("Tell what changed", tmp_path, compare="HEAD~1")
    assert told.returncode == DONE, told.stderr
    assert "BD105" in told.stderr
    assert "not compared" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_the_example_workflow_uses_the_action_with_inputs_that_it_has() -> None:
    (step,) = (one for one in WORKFLOW["jobs"]["build"]["steps"] if "briefdeck" in one.get("uses", ""))
    assert step["uses"].endswith(f"/.github/actions/briefdeck@v{__version__}")
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert WORKFLOW["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_on_the_files_that_it_names(
    hook: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_good(Path("decks"))
    assert re.search(hook["files"], path.as_posix())
    assert not re.search(hook["files"], "README.md")
    command, *arguments = shlex.split(hook["entry"])
    assert command == "briefdeck"
    assert main([*arguments, path.as_posix()]) == DONE
    path.write_text(BAD, encoding="utf-8")
    assert main([*arguments, path.as_posix()]) == CONTENT


def test_the_readme_shows_what_is_there() -> None:
    shown = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)]
    (repos,) = (one["repos"] for one in shown if isinstance(one, dict) and "repos" in one)
    assert {hook["id"] for hook in repos[0]["hooks"]} <= {hook["id"] for hook in HOOKS}
    (steps,) = (one for one in shown if isinstance(one, list))
    assert all(set(step["with"]) <= set(ACTION["inputs"]) for step in steps if "briefdeck" in step["uses"])
