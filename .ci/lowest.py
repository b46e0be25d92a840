"""Print the lowest versions that a pyproject.toml allows of its dependencies, for pip."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))["project"]
for requirement in project["dependencies"]:
    name, _, version = re.match(r"([\w.-]+)(>=|==)([\w.]+)", requirement).groups()
    print(f"{name}=={version}")
