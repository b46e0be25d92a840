"""Single papers: from arXiv's API by id, and from whoever registered a DOI, as CSL-JSON.

ARXIV_ENDPOINT and DOI_ENDPOINT name other servers in the place of export.arxiv.org and doi.org.
A DOI is asked for by content negotiation (https://citation.doi.org/docs.html).
"""

import io
import os
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from search.errors import SourceError
from search.model.record import Record, Skipped
from search.sources.formats import csl, feed
from search.sources.live.arxiv import GAP_S, endpoint
from search.sources.live.client import Client, UnansweredError

_CSL = "application/vnd.citationstyles.csl+json"
_DOI = "doi:"


def fetch(client: Client, name: str) -> Record:
    """The record of the paper with an arXiv id, or with "doi:" and a DOI.

    Raises SourceError where there is no such paper, or nobody answers; Cancelled.
    """
    found = _doi(client, name.removeprefix(_DOI)) if name.startswith(_DOI) else _arxiv(client, name)
    problem = ""
    for piece in found:
        if isinstance(piece, Record):
            return piece
        problem = f": {piece.reason}"
    raise SourceError(f"{name} was not found{problem}; check the id")


def _arxiv(client: Client, name: str) -> Iterator[Record | Skipped]:
    address = f"{endpoint('export')}/api/query?{urlencode({'id_list': name, 'max_results': 1})}"
    answer = client.get(address, gap_s=GAP_S)
    assert answer is not None  # nothing is known that it could be the same as
    return feed.read(io.BytesIO(answer.body), address)


def _doi(client: Client, doi: str) -> Iterator[Record | Skipped]:
    server = os.environ.get("DOI_ENDPOINT", "").rstrip("/") or "https://doi.org"
    address = f"{server}/{quote(doi)}"
    try:
        answer = client.get(address, accept=_CSL)
    except UnansweredError as error:
        if error.status == 404:
            return iter(())
        raise
    assert answer is not None  # as above
    return csl.read(io.BytesIO(answer.body), address)
