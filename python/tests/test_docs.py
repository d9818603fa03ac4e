"""Examples in docstrings run, and types are as the stubs say."""

import doctest
import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import tickmark

PACKAGE = Path(tickmark.__file__).parent
DOCUMENTED = {"tickmark": tickmark.__doc__} | {name: getattr(tickmark, name).__doc__ for name in tickmark.__all__ if name != "__version__"}
WITHOUT_EXAMPLES = {"ArrowStream", "tables"}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_examples_run(name: str) -> None:
    text = DOCUMENTED[name]
    assert text
    test = doctest.DocTestParser().get_doctest(text, dict(vars(tickmark)), name, None, 0)
    assert test.examples or name in WITHOUT_EXAMPLES
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_the_lines_of_the_readme(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    section = (ROOT / "README.md").read_text().split("## From Python, from Spark")[1]
    lines = section.split("```python\n")[1].split("```")[0]
    assert len(lines.splitlines()) == 5
    monkeypatch.chdir(ROOT)
    exec(lines, {})  # noqa: S102
    assert "$431 million" in capsys.readouterr().out


def test_all_that_is_public_is_documented() -> None:
    for kind in (tickmark.Table, tickmark.Extraction, tickmark.Checked):
        for name, member in vars(kind).items():
            if not name.startswith("_"):
                assert inspect.getdoc(member), f"{kind.__name__}.{name}"


def test_types(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="skipped: mypy is not installed")
    # Beside its neighbours in site-packages, mypy takes them for modules of ours.
    copy = shutil.copytree(PACKAGE, tmp_path / "tickmark")
    line = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", str(copy)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_stubs_are_of_this_module() -> None:
    pytest.importorskip("mypy", reason="skipped: mypy is not installed")
    line = [sys.executable, "-m", "mypy.stubtest", "tickmark._tickmark", "--ignore-missing-stub"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
