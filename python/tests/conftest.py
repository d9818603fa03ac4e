"""Where the example calls are, and the tables that the command writes of them."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def command() -> Path:
    """The program to compare with: TICKMARK, else the release build."""
    return Path(os.environ.get("TICKMARK", ROOT / "target/release/tickmark"))


@pytest.fixture(scope="session")
def tickmark_command() -> Path:
    if not command().is_file():
        pytest.skip(f"skipped: {command()} is not there, build it with cargo build --release")
    return command()


@pytest.fixture(scope="session")
def written(tickmark_command: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Parquet tables of the examples, by the command."""
    out = tmp_path_factory.mktemp("written")
    extract(tickmark_command, out, "examples")
    return out


def extract(program: Path, out: Path, *inputs: str) -> None:
    """Runs the command where the names of the examples are short. Inputs that it cannot read are no failure."""
    line = [program, "extract", "--quiet", "--format", "parquet", "--out", out, *inputs]
    done = subprocess.run([str(word) for word in line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
