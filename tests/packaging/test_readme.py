"""The README says what the program does."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables", ROOT / "screenshots" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_readme_are_the_programs_own() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert tables().written(readme) == readme


def test_every_picture_of_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures = [
        part.split(")")[0] for part in readme.split("](")[1:] if part.split(")")[0].endswith(".svg")
    ]
    assert pictures
    assert all((ROOT / picture).exists() for picture in pictures)


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    """As a script of its own, without a main guard; it prints what its comments say."""
    readme = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.+?)```", readme, re.DOTALL)
    (tmp_path / "script.py").write_text(code, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", str(tmp_path / "script.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    (said,) = re.findall(r"print\(step\.what\)  # (.+)", code)
    assert (ran.stdout, ran.stderr) == (f"2401.00001 Counting sheep\n{said}\n", "")
