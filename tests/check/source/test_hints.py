"""What a finding advises where it can see what was meant."""

from pathlib import Path

import pytest
from PIL import Image

from builder.cli import main

HEAD = "---\ntitle: T\nlang: en\nactors:\n  ecb: {name: ECB, flag: eu}\n---\n\n## What does the ECB do? {actor=ecb}\n\n"


@pytest.mark.parametrize(
    ("source", "told", "advice"),
    [
        (HEAD.replace("flag: eu", "flag: uk"), "there is no flag `uk`", "write `gb`, or leave"),
        (HEAD.replace("flag: eu", "flag: France"), "there is no flag", "write `fr`, or leave"),
        (HEAD.replace("flag: eu", "flag: atlantis"), "there is no flag", "ISO 3166-1 code such as `pl`"),
        (HEAD.replace("lang: en", "lang: English"), "`English` is not a language tag", "help: write `en`\n"),
        (HEAD.replace("lang: en", "lang: deutsch"), "`deutsch` is not a language tag", "help: write `de`\n"),
        (HEAD.replace("lang: en", "lang: en_US"), "`en_US` is not a language tag", "help: write `en-US`\n"),
        (HEAD.replace("lang: en", "lang: Atlantean"), "is not a language tag", "write a language tag such as"),
        (f"{HEAD}[Wort]{{lang=German}} ", "`German` is not a language tag", "help: write `de`\n"),
        (HEAD.replace("lang: en", "lang: xx"), "no labels in `xx`", "the languages with labels are ar, bg, cs,"),
        (HEAD.replace("lang: en", "lang: en\ntheme: harbour"), "unknown key `theme`", "build with `--theme`, or set"),
        (HEAD.replace("lang: en", "lang: en\nlogo: a.png"), "unknown key `logo`", "put it below `brand:`"),
        (HEAD.replace("## ", "**").replace("? {actor=ecb}", "?**"), "this line is none", "`## What does the ECB do?`"),
        (HEAD.replace("## ", "**Who is it?**\n\n## "), "this question is bold text", "write `## Who is it?`"),
        (HEAD.replace("## ", "The ==lead==.\n\n## "), "its highlights have no effect", "move the words under a quest"),
        (f"{HEAD}![A](my%20chart.png)\n\n", "there is no picture", "write `<my chart.png>`, which is there"),
        (f"{HEAD}![A](<MY CHART.PNG>)\n\n", "there is no picture", "write `<my chart.png>`, which is there"),
        (HEAD.replace("flag: eu", "flag: 🇵🇱"), "there is no flag", "write `pl`, or leave"),
        (HEAD.replace("{actor=ecb}", "{actor=ECB}"), "the actor `ECB` is not declared", "did you mean `ecb`?"),
        (HEAD.replace(" {actor=ecb}", " actor=ecb"), "attributes are written in braces", "write `{actor=…}`"),
        (f"{HEAD}![A](gro\u0308ße.png)\n\n", "there is no picture", "write `größe.png`, which is there"),
        (f"{HEAD}![A]('größe.png')\n\n", "there is no picture", "write `größe.png`, which is there"),
        (f"{HEAD}![A](grösse.png)\n\n", "there is no picture", "write `größe.png`, which is there"),
        (f"{HEAD}![A](my chrt.png)\n\n".replace(" c", "%20c"), "there is no picture", "`<my chart.png>`, which is"),
        (f"{HEAD}![A](größe)\n\n", "there is no picture", "write `größe.png`, which is there"),
        (f"{HEAD}```chart\nkind: bar\ntitle: T\n| | n |\n| a | 1,234 |\n```\n\n", "not a number", "write it as `1234`"),
        (f"{HEAD}```chart\nkind: pie\ntitle: T\n| | n |\n| a | 40 % |\n```\n\n", "not a number", "`40`, and `unit: %`"),
        (f"{HEAD}![A](pics\\\\a.png)\n\n", "there is no picture", "write `pics/a.png`"),
        (f"{HEAD}::: slide\nOne\n:::\n\n::: slide\nTwo\n:::\n\n", "a second `::: slide` block", "put all points into"),
        (f"{HEAD}> Open.\n\n— Ann Ry, mayor\n\n", "whose words the quotation", "`> — Ann Ry, mayor`"),
        (f"{HEAD}> Open.\n> - Bob Ry, clerk\n\n", "whose words the quotation", "`> — Bob Ry, clerk`"),
        (f"{HEAD}> Open.\n\n- Bob Ry, clerk\n\n", "whose words the quotation", "`> — Bob Ry, clerk`"),
        (f"{HEAD}- One\n\n  > Open.\n\n  – the clerk\n\n", "whose words the quotation", "`> — the clerk`"),
        (HEAD.replace(" {actor=ecb}", "").replace("the ECB", "ECB"), "(conf", "`{actor=ecb}` after the question\n"),
        (HEAD.replace("lang: en", "lang: en\nbrand: {logo: x.png, accent: re}"), "not a", "give an SVG, PNG or"),
    ],
)  # fmt: skip
def test_what_was_meant_is_advised(
    source: str, told: str, advice: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "my chart.png")
    Image.new("RGB", (40, 30)).save(tmp_path / "größe.png")
    (tmp_path / "pics").mkdir()
    Image.new("RGB", (40, 30)).save(tmp_path / "pics" / "a.png")
    (tmp_path / "a.md").write_text(f"{source}==The ECB holds.== It said so.\n", encoding="utf-8")
    main(["check", str(tmp_path / "a.md")])
    shown = "".join(capsys.readouterr())
    assert told in shown
    assert advice in shown


@pytest.mark.parametrize(
    "behind",
    ["> Open.\n> — Ann Ry", "> Open.\n\n— but not always.", "> Open.\n\n- Lower prices", "> Open.\n\n- Ann Ry\n- Bo"],
)
def test_what_names_no_speaker_behind_a_quotation_is_left_alone(
    behind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(f"{HEAD}==The ECB holds.== It said so.\n\n{behind}\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.md")]) == 0
    assert "whose words" not in "".join(capsys.readouterr())
