"""How text becomes tokens."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search.index.terms.analysis import TOKEN, Words, stems


@examples(200)
@given(st.text("abIT1_.-+# ", max_size=20))
def test_ascii_text_has_the_tokens_that_any_text_has(text: str) -> None:
    tokens = Words(stems).tokens(text)
    assert [token.lower() for token in tokens] == TOKEN.findall(text.lower())
    assert Words(stems).tokens(f"{text} \u00e9") == [*tokens, "\u00e9"]
