"""The body of an answer, unpacked as it comes and never beyond a limit."""

import zlib

from search.errors import SourceError

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS  # which of them, the first bytes say
PACKINGS = "gzip, deflate"


class Body:
    """Takes pieces of a body, packed as Content-Encoding says, up to `limit` bytes unpacked.

    httpx2 would unpack a piece as a whole, and 64 KB of a gzip bomb are 64 MB.
    Raises SourceError for a packing not asked for and beyond the limit, zlib.error for damage.
    """

    def __init__(self, packing: str, limit: int) -> None:
        if packing and packing not in ("identity", "gzip", "x-gzip", "deflate"):
            raise SourceError(f"unexpected content encoding {packing}")
        self._packed = packing not in ("", "identity")
        self._unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._limit = limit
        self._taken = bytearray()

    def take(self, piece: bytes) -> None:
        """The next bytes from the network."""
        if not self._packed:
            self._keep(piece)
        while self._packed and piece:
            if self._unpacker.eof:  # one gzip member may follow another
                self._unpacker = zlib.decompressobj(_GZIP_OR_ZLIB)
            self._keep(self._unpacker.decompress(piece, self._limit - len(self._taken) + 1))
            piece = self._unpacker.unused_data

    def content(self) -> bytes:
        """All of it, after the last piece."""
        if self._packed and self._taken and not self._unpacker.eof:
            raise zlib.error("the compressed answer is truncated")
        return bytes(self._taken)

    def _keep(self, piece: bytes) -> None:
        self._taken += piece
        if len(self._taken) > self._limit:
            raise SourceError(f"the answer is longer than {self._limit / 2**20:g} MB")
