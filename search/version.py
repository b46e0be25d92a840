"""The version of the program; the build, too, takes it from here."""

VERSION = "0.1.0"
