"""Write every generated file: `python -m docs.generate`."""

from docs.generate.everything import ROOT, files

for name, text in files().items():
    (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / name).write_text(text, "utf-8")
