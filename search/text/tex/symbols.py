"""The commands of TeX that stand for one sign, a name or a font."""

_SIGNS = r"""
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eps ε zeta ζ eta η theta θ vartheta ϑ iota ι
kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς
tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ
infty ∞ emptyset ∅ varnothing ∅ nabla ∇ partial ∂ top ⊤ bot ⊥ angle ∠ degree ° prime ′ square □
Box □ Diamond ◇ triangle △ checkmark ✓ sharp ♯ flat ♭ natural ♮ complement ∁ eth ð mho ℧
ldots … dots … dotsc … dotsb ⋯ cdots ⋯ vdots ⋮ ddots ⋱ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬
R ℝ N ℕ Z ℤ Q ℚ RR ℝ NN ℕ ZZ ℤ QQ ℚ reals ℝ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
"""
_OPERATORS = r"""
times × pm ± mp ∓ div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘
odot ⊙ cup ∪ cap ∩ uplus ⊎ sqcup ⊔ sqcap ⊓ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖
backslash \ amalg ⨿ dagger † ddagger ‡ wr ≀ ltimes ⋉ rtimes ⋊ bowtie ⋈ boxtimes ⊠ boxplus ⊞
le ≤ leq ≤ leqslant ⩽ leqq ≦ ge ≥ geq ≥ geqslant ⩾ geqq ≧ ne ≠ neq ≠ ll ≪ gg ≫ lesssim ≲
gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ asymp ≍ doteq ≐ propto ∝
varpropto ∝ triangleq ≜ coloneqq ≔ eqqcolon ≕ prec ≺ preceq ⪯ succ ≻ succeq ⪰ in ∈ ni ∋ notin ∉
subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ perp ⊥
vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ nmid ∤ parallel ∥ to → gets ← rightarrow → leftarrow ←
leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸
longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸
Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓
updownarrow ↕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightsquigarrow ⇝ leadsto ⇝ rightharpoonup ⇀
rightleftharpoons ⇌ twoheadrightarrow ↠ rightarrowtail ↣ diamond ⋄ lhd ⊲ rhd ⊳ trianglelefteq ⊴
nsubseteq ⊈ nsupseteq ⊉ ngeq ≱ nleq ≰ nless ≮ ngtr ≯ nsim ≁ ncong ≇
nrightarrow ↛ nprec ⊀ nparallel ∦
textgreater > textless < textbar | precsim ≾ succsim ≿ curlyvee ⋎ curlywedge ⋏ dotplus ∔
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
bigotimes ⨂ bigodot ⨀ bigsqcup ⨆ biguplus ⨄ langle ⟨ rangle ⟩ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋
lbrace { rbrace } lbrack [ rbrack ] lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ colon : slash /
llbracket ⟦ rrbracket ⟧ surd √ because ∵ therefore ∴ lt < gt >
"""
_NAMES = """
arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup
ln log max min Pr sec sin sinh sup tan tanh argmax argmin injlim projlim poly polylog rank sgn sign
diag tr Tr softmax
"""
_ACCENTS = """
hat ^ widehat ^ check ˇ tilde ~ widetilde ~ bar ¯ overline ¯ vec → overrightarrow → dot ˙ ddot ¨
breve ˘ acute ´ grave ` mathring ˚ overbrace ⏞ overleftarrow ←
"""


def _table(pairs: str) -> dict[str, str]:
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SIGNS = _table(_SIGNS)  # letters and what stands like one
OPERATORS = _table(_OPERATORS)
NAMES = frozenset(_NAMES.split())
ACCENTS = _table(_ACCENTS)
UNDER = {"underline": "¯", "underbrace": "⏟", "underbar": "¯"}

# In em; those that only help the setting have none.
SPACES = {
    "quad": 1.0, "qquad": 2.0, "enspace": 0.5, "enskip": 0.5, "thinspace": 0.17, ",": 0.17,
    ":": 0.22, ">": 0.22, ";": 0.28, "!": 0.0, " ": 0.33, "/": 0.0, "medspace": 0.22,
    "thickspace": 0.28, "limits": 0.0, "nolimits": 0.0, "displaystyle": 0.0, "textstyle": 0.0,
    "scriptstyle": 0.0, "scriptscriptstyle": 0.0, "mathstrut": 0.0, "strut": 0.0, "left": 0.0,
    "right": 0.0, "middle": 0.0, "big": 0.0, "Big": 0.0, "bigg": 0.0, "Bigg": 0.0, "bigl": 0.0,
    "bigr": 0.0, "Bigl": 0.0, "Bigr": 0.0, "biggl": 0.0, "biggr": 0.0, "Biggl": 0.0, "Biggr": 0.0,
    "bigm": 0.0, "Bigm": 0.0, "noindent": 0.0, "nonumber": 0.0,
}  # fmt: skip

# Commands with an argument, and the alphabet of it ("" for the plain one).
FONTS = {
    "mathbb": "double-struck", "mathds": "double-struck", "mathbbm": "double-struck",
    "Bbb": "double-struck", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur",
    "frak": "fraktur", "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold",
    "mathrm": "", "mathit": "", "mathsf": "", "mathtt": "", "mathnormal": "", "operatorname": "",
    "mathop": "", "mathrel": "", "mathbin": "", "mathord": "", "ensuremath": "", "mathstrut": "",
    "mathup": "", "symbf": "bold",
}  # fmt: skip
# Switches that hold to the end of their group.
SWITCHES = {
    "bf": "bold", "cal": "script", "rm": "", "it": "", "sf": "", "tt": "", "sl": "", "sc": "",
    "em": "", "bfseries": "bold", "itshape": "", "normalfont": "", "mit": "", "bb": "double-struck",
}  # fmt: skip
# Text within a formula, or in another font within text.
TEXT_FONTS = frozenset(
    """text textrm textit textbf textsc textsf texttt textsl textup textmd textnormal emph mbox
    hbox fbox""".split()  # noqa: SIM905  a table of words
)
