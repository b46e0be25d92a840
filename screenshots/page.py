"""An invented paper in the shape of arXiv's HTML, for the pictures of the full text."""

TITLE = "How Often Can a Sheet of Paper Be Folded?"


def _math(tree: str, tex: str, *, display: bool = False) -> str:
    kind = "block" if display else "inline"
    return (
        f'<math class="ltx_Math" alttext="{tex}" display="{kind}"><semantics>{tree}'
        f'<annotation encoding="application/x-tex">{tex}</annotation></semantics></math>'
    )


def _equation(number: int, tree: str, tex: str) -> str:
    return (
        f'<table class="ltx_equation ltx_eqn_table" id="S2.E{number}"><tbody><tr class='
        f'"ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell">{_math(tree, tex, display=True)}</td>'
        '<td class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag ltx_tag_equation">'
        f"({number})</span></td></tr></tbody></table>"
    )


def _section(name: str, number: str, title: str, content: str) -> str:
    return (
        f'<section class="ltx_section" id="{name}"><h2 class="ltx_title ltx_title_section">'
        f'<span class="ltx_tag ltx_tag_section">{number} </span>{title}</h2>{content}</section>'
    )


def _paragraph(text: str) -> str:
    return f'<div class="ltx_para"><p class="ltx_p">{text}</p></div>'


def _cite(number: int) -> str:
    return (
        f'<cite class="ltx_cite">[<a class="ltx_ref" href="#bib.bib{number}">{number}</a>]</cite>'
    )


def _row(*cells: str, head: bool = False) -> str:
    kind = "th" if head else "td"
    made = "".join(f'<{kind} class="ltx_{kind} ltx_align_right">{cell}</{kind}>' for cell in cells)
    return f'<tr class="ltx_tr">{made}</tr>'


_N = _math("<mi>n</mi>", "n")
_T = _math("<mi>t</mi>", "t")
_LENGTH = (
    "<mrow><msub><mi>L</mi><mi>n</mi></msub><mo>=</mo><mfrac><mrow><mi>π</mi><mi>t</mi></mrow>"
    "<mn>6</mn></mfrac><mo>(</mo><msup><mn>2</mn><mi>n</mi></msup><mo>+</mo><mn>4</mn><mo>)</mo>"
    "<mo>(</mo><msup><mn>2</mn><mi>n</mi></msup><mo>−</mo><mn>1</mn><mo>)</mo></mrow>"
)
_LOSS = (
    '<mrow><mi>S</mi><mo>=</mo><munderover><mo movablelimits="false">∑</mo><mrow><mi>i</mi>'
    "<mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mfrac><mrow><mi>π</mi><mi>t</mi><msup>"
    "<mn>2</mn><mi>i</mi></msup></mrow><mrow><mn>2</mn><msqrt><mrow><mn>1</mn><mo>+</mo><mi>i</mi>"
    "</mrow></msqrt></mrow></mfrac></mrow>"
)

PAGE = (
    '<!DOCTYPE html><html><body><article class="ltx_document">'
    f'<h1 class="ltx_title ltx_title_document">{TITLE}</h1>'
    '<div class="ltx_authors"><span class="ltx_creator ltx_role_author"><span class='
    '"ltx_personname">Ada Crease</span></span></div>'
    '<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6><p class='
    '"ltx_p">A sheet that is folded in half again and again becomes thick so quickly that it soon '
    "bends no more. We measure where that happens for six kinds of paper, and compare it with a "
    "bound that needs only the thickness of the sheet.</p></div>"
    + _section(
        "S1", "1", "Introduction",
        _paragraph(
            "Seven folds are the most that an office sheet allows, as everybody is told at school. "
            f"A long strip allows more {_cite(1)}, for each fold uses up some of the length"
            '<span class="ltx_note ltx_role_footnote" id="footnote1"><sup class="ltx_note_mark">1'
            '</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class='
            '"ltx_note_mark">1</sup>The round edge of a fold is counted, too.'
            "</span></span></span>. "
            'We ask how much, see Section <a class="ltx_ref" href="#S2">2</a>, and test the '
            f"answer on paper that a printer would use {_cite(2)}."
        ),
    )
    + _section(
        "S2", "2", "A bound on the length",
        _paragraph(
            f"Let {_T} be the thickness of the sheet and {_N} the number of folds, all in one "
            "direction. The layers of a fold are half circles, one around the other, so that a "
            "strip has to be at least as long as"
        )
        + _equation(1, _LENGTH, r"L_n=\frac{\pi t}{6}(2^n+4)(2^n-1)")
        + _paragraph("What is lost in the round edges alone, where air lies between, is")
        + _equation(2, _LOSS, r"S=\sum_{i=1}^{n}\frac{\pi t2^i}{2\sqrt{1+i}}")
        + _paragraph(
            'Equation (<a class="ltx_ref" href="#S2.E1">1</a>) grows with the square of the '
            "layers: one more fold needs four times the length."
        ),
    )
    + _section(
        "S3", "3", "Six kinds of paper",
        _paragraph(
            "Each sheet was folded by hand until it sprang open. Newsprint came closest to the "
            "bound."
        )
        + '<figure class="ltx_table" id="S3.T1"><figcaption class="ltx_caption"><span class='
        '"ltx_tag ltx_tag_table">Table 1: </span>Folds that a sheet of 60 cm took, and the bound.'
        '</figcaption><table class="ltx_tabular"><thead class="ltx_thead">'
        + _row("paper", "thickness, mm", "folds", "bound", head=True)
        + '</thead><tbody class="ltx_tbody">'
        + _row("office", "0.10", "6", "6.8")
        + _row("newsprint", "0.07", "7", "7.1")
        + _row("card", "0.30", "5", "6.0")
        + "</tbody></table></figure>",
    )
    + '<section class="ltx_bibliography" id="bib"><h2 class="ltx_title">References</h2>'
    '<ul class="ltx_biblist"><li class="ltx_bibitem" id="bib.bib1"><span class="ltx_tag '
    'ltx_tag_bibitem">[1]</span><span class="ltx_bibblock">B. Strip. Long sheets, many folds. '
    "Journal of Invented Results, 2019.</span></li>"
    '<li class="ltx_bibitem" id="bib.bib2"><span class="ltx_tag ltx_tag_bibitem">[2]</span><span '
    'class="ltx_bibblock">C. Ream. What printers fold. Invented Press, 2021.</span></li></ul>'
    "</section></article></body></html>"
)  # fmt: skip
