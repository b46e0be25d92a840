"""Arrays come back as they were written, or not at all."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search.errors import Cancelled
from search.files import arrayfile
from search.files.arrayfile import ArrayFile
from search.files.damaged import DamagedFileError

KINDS = st.sampled_from([np.uint8, np.uint16, np.uint32, np.int64, np.bool_, np.float32])
PIECES = st.lists(st.integers(0, 50_000), min_size=1, max_size=3)
FILES = st.dictionaries(
    st.text("ab.", min_size=1, max_size=3), st.tuples(KINDS, PIECES), max_size=4
)


def write(path: Path, content: dict) -> dict[str, np.ndarray]:
    """A file with arrays of so many numbers, in pieces; the arrays."""
    chance = np.random.default_rng(1)
    pieces = {
        name: [chance.integers(0, 2, size).astype(kind) for size in sizes]
        for name, (kind, sizes) in content.items()
    }
    with path.open("wb") as file:
        arrayfile.write(file, pieces.items())
    return {name: np.concatenate(parts) for name, parts in pieces.items()}


@examples(40)
@given(FILES, st.booleans())
def test_what_is_written_is_read(content: dict, mapped: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "file")
        arrays = write(path, content)
        file = ArrayFile(path, mapped=mapped)
        assert file.names() == list(arrays)
        for name, array in arrays.items():
            assert np.array_equal(file.full_array(name), array)
            column = file.column(name, array.dtype.type)
            assert len(column) == len(array)
            low, high = len(array) // 3, len(array) // 2
            assert np.array_equal(column.part(low, high), array[low:high])
        file.check_all()


@examples(60)
@given(FILES, st.integers(0, 10**9), st.integers(1, 255), st.booleans())
def test_a_changed_byte_is_noticed_before_it_is_used(
    content: dict, place: int, change: int, mapped: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "file")
        arrays = write(path, content)
        data = bytearray(path.read_bytes())
        data[place % len(data)] ^= change
        path.write_bytes(data)
        with pytest.raises(DamagedFileError):
            ArrayFile(path, mapped=mapped).check_all()
        try:
            file = ArrayFile(path, mapped=mapped)
        except DamagedFileError:
            return
        for name, array in arrays.items():
            try:
                assert np.array_equal(file.full_array(name), array)
            except DamagedFileError:
                break
        else:
            return  # between two arrays
        with pytest.raises(DamagedFileError):
            file.full_array(name)  # again, as long as it is asked for


@examples(40)
@given(FILES, st.integers(0, 10**9))
def test_a_file_that_was_cut_off_is_noticed_at_the_start(content: dict, length: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "file")
        write(path, content)
        data = path.read_bytes()
        path.write_bytes(data[: length % len(data)])
        with pytest.raises((DamagedFileError, ValueError)):
            ArrayFile(path)


def test_what_was_checked_is_not_checked_again(tmp_path: Path) -> None:
    arrays = write(tmp_path / "file", {"a": (np.uint32, [50_000])})
    file = ArrayFile(tmp_path / "file")
    assert np.array_equal(file.full_array("a"), arrays["a"])
    with (tmp_path / "file").open("r+b") as damaged:
        damaged.write(b"\xff")
    assert file.full_array("a")[0] != arrays["a"][0]  # the map shows it, and nothing is checked
    assert np.array_equal(file.remapped().full_array("a")[1:], arrays["a"][1:])


def test_a_check_of_all_spares_the_next_reading(tmp_path: Path) -> None:
    arrays = write(tmp_path / "file", {"a": (np.uint32, [900_000])})
    file = ArrayFile(tmp_path / "file")
    with pytest.raises(Cancelled):
        file.check_all(lambda: True)
    file.check_all()
    with (tmp_path / "file").open("r+b") as damaged:
        damaged.write(b"\xff")
    assert file.full_array("a")[0] != arrays["a"][0]  # it was checked before
