"""TeX in titles and abstracts, as it is shown."""

import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.tex.readable import readable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"$\alpha$-fair and $4\times$ faster", "α-fair and 4× faster"),
        (r"$\Lambda$ and $\lambda$", "Λ and λ"),
        (r"$\ell_2$ and $L_{\infty}$ norms", "ℓ₂ and L_∞ norms"),
        (r"$O(n \log n)$ and $O(n\log n)$", "O(n log n) and O(n log n)"),
        (r"$O(log log n)$", "O(log log n)"),
        (r"$10^{-3}$, $10^5$, $2^n$, $2^{2^n}$", "10⁻³, 10⁵, 2ⁿ, 2^{2ⁿ}"),
        (r"$\mathbb{R}^d$, $\mathbb R$, $\R^n$", "ℝᵈ, ℝ, ℝⁿ"),
        (r"$\mathcal{O}(1)$, ${\cal O}(1)$, $\cal O(1)$", "𝒪(1), 𝒪(1), 𝒪(1)"),
        (r"$\mathrm{KL}(p\|q)$, $\mathbf{BERT}$, $\mathbf{x}$", "KL(p‖q), BERT, 𝐱"),
        (r"$\sim$90\% of $\sim700$", "∼90% of ∼700"),
        (r"$5-10\%$ of $300-400$", "5–10% of 300–400"),
        (r"$x-y$ is $-1$", "x − y is −1"),
        (r"$\frac{1}{N}\sum_{i=1}^{N}\|x_i-\hat x_i\|_2^2$", "(1/N) ∑ᵢ₌₁ᴺ ‖xᵢ − x̂ᵢ‖₂²"),
        (r"$\frac12$, ${a \over b+c}$", "1/2, a/(b + c)"),
        (r"$\sqrt{2}$, $\sqrt[3]{x+1}$", "√2, √[3](x + 1)"),
        (r"$\binom{n}{k}$ is ${n \choose k}$", "(n choose k) is (n choose k)"),
        (r"$\left(\frac{a}{b}\right)^2$, $\left. x \right|_{0}$", "(a/b)², x|₀"),
        (r"$x\in\{0,1\}^n$, $\lceil n/2 \rceil$", "x ∈ {0, 1}ⁿ, ⌈n/2⌉"),
        (r"$p(y \mid x)$, $f: X \to Y$", "p(y | x), f: X → Y"),
        (r"$f'(x)$, $f''$, $x_1,...,x_n$", "f′(x), f′′, x₁, …, xₙ"),
        (r"$\tilde O(n)$, $\bar{x}$, $\overline{AB}$", "Õ(n), x̄, (AB)^¯"),
        (r"$\arg\max_x f$, $\operatorname{arg\,max}_x f$", "arg maxₓ f, argmaxₓ f"),
        (r"$LSTM_t$, $ab_t$, $top$-$K$", "LSTMₜ, a bₜ, top-K"),
        (r"H$_2$O, 10$^{-3}$, 45$^{\circ}$", "H₂O, 10⁻³, 45°"),
        (r"$a <= b$, $x := y$, $||x||_2$", "a <= b, x := y, ‖x‖₂"),
        (r"$a \bmod n$, $\pmod n$", "a mod n, (mod n)"),
        (r"$\not\in$, $\not=$, $\text{if } x$", "∉, ≠, if x"),
        (r"$14$\,K, $131\,\mathrm{V}$", "14 K, 131 V"),
        (r"$\begin{pmatrix}a & b\\c & d\end{pmatrix}$", "(a, b; c, d)"),
        (r"$\begin{cases}1 & \text{if so}\\0\end{cases}$", "{1 if so; 0}"),
        (r"\(x^2\) and \[x_1\] and $$x$$", "x² and x₁ and x"),
        (r"$\stackrel{d}{=}$ $\underset{x}{\min} f$", "=ᵈ minₓ f"),
    ],
)  # fmt: skip
def test_a_formula_is_shown_as_it_reads(written: str, shown: str) -> None:
    assert readable(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"90\% \& more_here\_too", "90% & more_here_too"),
        (r"\textbf{bold} \emph{and $x^2$} {\em more}", "bold and x² more"),
        (r"{\bf Abstract.} \it text", "Abstract. text"),
        (r"\textbf{Mo}di \textbf{Net}work", "Modi Network"),
        (r"\url{https://a.example/b\_c}", "https://a.example/b_c"),
        (r"\href{https://a.example}{here}", "here (https://a.example)"),
        (r"\href{https://a.example}{https://a.example}", "https://a.example"),
        (r"Andr\'e, Erd\H{o}s, G{\"o}del, na\"{\i}ve", "André, Erdős, Gödel, naïve"),
        (r"Fran\c{c}ois, Hlin\v{e}n\'y, zawarto\'s\'c", "François, Hliněný, zawartość"),
        (r"{\L}ukasz, Stra\ss e, \AA rhus", "Łukasz, Straße, Århus"),
        (r"c~3.97, O~(n), Pizza~\&~Chili", "c~3.97, O~(n), Pizza & Chili"),
        (r"3/2\log_2(n) and 10\times", "3/2 log_2(n) and 10×"),
        (r"see \cite{a,b} and~\citep[p.~1]{c}", "see [a, b] and [c]"),
        (r"a -- b, 1--2, this---that, --flag, a --> b", "a – b, 1–2, this—that, --flag, a --> b"),
        (r"``quoted'' and `single' text", "“quoted” and ‘single’ text"),
        (r"et~al., Fig.~2, ~90, 3~5, https://a.example/x~y", "et al., Fig. 2, ~90, 3~5, https://a.example/x~y"),
        (r"\alpha-stable, O(\sqrt{n}), 10\times", "α-stable, O(√n), 10×"),
        (r"x\textsuperscript{2}, CO\textsubscript{2}", "x², CO₂"),
        (r"{B}ayesian {GPU}s", "Bayesian GPUs"),
        (r"\S 2, \ldots, \LaTeX{}", "§ 2, …, LaTeX"),
    ],
)  # fmt: skip
def test_text_is_shown_as_it_reads(written: str, shown: str) -> None:
    assert readable(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        r"$\unknown{x}$, $x_{1$, $\frac{1}$, $x^2^3$",
        r"\unknown{GPU} \ref{fig} \begin{itemize} \item",
        "It costs $5 and $10, or US$100 million to US$200 million.",
        "from $67 in a naive implementation to about $3, without",
        "at least $1.3M for one and $116K for another",
        r"one \$ at $5 for many and $10",
        r"it\'s, we\'re, don\'t, the \"best\" way",
        "for all x in {0,1} and {A} and {a, b}",
        "https://a.example/{Name} and x_{A}",
        "https://a.example/a--b",
        "an - b ----",
        r"C:\path\to\file"[:2],
        "$ $ and $",
        r"e\.g\. and \O(n)",
        "a `code` b",
    ],
)
def test_what_is_not_known_stays_as_written(text: str) -> None:
    assert readable(text) == text.replace(r"one \$", "one $")


def test_known_formulas_are_shown_beside_unknown_ones() -> None:
    assert readable(r"$O(n^2)$ and $\unknown$ of $n$") == r"O(n²) and $\unknown$ of n"


PIECES = st.sampled_from(
    [*r"$\{}~`'-^_&%#[]().,|/ xA1", "\\frac", "\\textbf", "\\left", "\\begin", "\\end", "{pmatrix}",
     "\\\\", "\\sqrt", "\\cal", "\\hat", "\\cite", "\\href", "\\over", "\\not", "\\text", "é"]
)  # fmt: skip


@given(st.lists(PIECES | st.characters(), max_size=30).map("".join))
def test_no_text_does_harm(text: str) -> None:
    shown = readable(text)
    assert not {char for char in shown if unicodedata.category(char) == "Cc"} - set(text)
    if not set(text) & set("\\$~`-{"):
        assert shown == text


@pytest.mark.parametrize(
    "text",
    [
        *("{" * 49_000, "$" * 49_000, "\\" * 49_000, "`" * 49_000, "~" * 49_000, "-" * 49_000),
        *("\\textbf{" * 6_000, "{\\em " * 9_000, "\\frac" * 9_000, "$x" * 20_000, '\\"a' * 15_000),
        *("${" + "{" * 1_900 + "$", "$" + "x^{" * 600 + "$", "$" + "\\hat" * 400 + "x$"),
        *("a~" * 24_000, "\\a[" * 16_000, "\\(" * 20_000, "``''" * 12_000, "`a' " * 12_000),
        "$" + "(" * 900 + ")" * 900 + "$",
        "$" + "\\sqrt" * 300 + "x$",
        "$x$" * 400_000,
    ],
)  # fmt: skip
def test_hostile_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    assert readable(text)
    assert time.process_time() - start < 2


def test_nothing_of_pylatexenc_is_loaded_to_show_text() -> None:
    script = (
        "import sys; from search.text.tex.readable import readable; "
        r"assert readable(r'Andr\'e $x^2$') == 'André x²'; print('pylatexenc' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("False", "")
