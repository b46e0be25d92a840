r"""TeX to letters: `Bal\'azs` to "Balázs"."""

from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from strategies import examples

from search.text.tex.read import readable

PLAIN = (*"a ,.-'`(1:/é羊{}~", "Zo", "$x$")
ACCENTS = (r"\'e", r"\`{a}", r"\^{\i}", r"\~n", r"\"{u}", r"\=o", r"\c{c}", r"{\v{s}}", r"{\'e}")
LETTERS = (r"{\o}", r"{\ss}", r"\AA{}", r"{\L}")
SIGNS = (r"\%", r"\&", r"\_", r"\#", r"\$")
TEX = st.lists(st.sampled_from(PLAIN + ACCENTS + LETTERS + SIGNS), min_size=1, max_size=8)


@given(TEX.map("".join).filter(lambda text: "\\" in text and text.count("{") == text.count("}")))
@examples(150)
def test_accents_and_signs_are_read_as_the_converter_of_tex_reads_them(written: str) -> None:
    converter = LatexNodes2Text(math_mode="verbatim", keep_comments=True)

    assert readable(written) == converter.latex_to_text(written)
