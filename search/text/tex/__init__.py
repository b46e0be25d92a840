"""TeX: shown as signs, read from files, written into files."""
