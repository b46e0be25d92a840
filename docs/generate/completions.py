"""The completion scripts for bash, zsh and fish, by shtab from the command line's parser."""

import argparse
import re

import shtab

from docs.generate import commands
from search import ORDERS
from tui.cli.completing import SHELLS
from tui.cli.parser import parser

# What the program itself is asked for, by the metavariable of the argument.
_ASKED = {
    "QUERY": "query",
    "QUERY-OR-ID": "query",
    "TAG": "tags",
    "FEED": "feeds",
    "NAME": "views",
}
_FILES = ("PATH", "FILE", "ID-OR-FILE")
_CHOICES = {"KEY": (*ORDERS, *(f"-{order}" for order in ORDERS)), "DATE": ("1d", "7d", "2w", "1m")}

# The word that is typed, or the value in it behind an option and "=".
_FISH_WORD = "commandline -ct | string replace -r '^--[a-z]+=' ''"

_BASH = r"""
# The words of $1 that begin with $2, which may have an open quote or backslashes.
_broadsheet_ask() {
  local typed=$2 escape= word
  case $typed in
    \"*) typed=${typed:1} escape='["$`\\!]' ;;
    \'*) typed=${typed:1} escape="'" ;;
    *) typed=${typed//\\/} ;;
  esac
  while IFS= read -r word; do
    if [[ ! $escape ]]; then
      printf '%q\n' "$word"
    elif [[ ! $word =~ $escape ]]; then  # what would end the quote, or run, is not offered
      printf '%s\n' "$word"
    fi
  done < <(broadsheet --complete "$1" "$typed" 2>/dev/null)
}
"""
_BASH_END = r"""
# Bash takes words apart at colons, which queries have: put them together as they were typed.
_broadsheet() {
  local line=$COMP_LINE words=() word rest i
  for (( i = 0; i <= COMP_CWORD; i++ )); do
    word=${COMP_WORDS[i]}
    rest=${line#"${line%%[![:space:]]*}"}
    if (( i )) && [[ $rest == "$line" ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    line=${rest#"$word"}
  done
  # An option with its value behind "=" is asked for as two words.
  local last=${words[${#words[@]}-1]} value= option=
  if [[ $last == --*=* ]]; then
    option=${last%%=*} value=${last#*=}
    words[${#words[@]}-1]=$option
    [[ $value == -* ]] && words+=("") || words+=("$value")  # a word with a minus is an option
  fi
  local COMP_WORDS=("${words[@]}") COMP_CWORD=$(( ${#words[@]} - 1 ))
  _shtab_broadsheet "$@"
  if [[ $option ]]; then
    words=()
    [[ $COMP_WORDBREAKS == *=* ]] && option= || option+="="
    for word in "${COMPREPLY[@]}"; do [[ $word == "$value"* ]] && words+=("$option$word"); done
    COMPREPLY=("${words[@]}")
  fi
  [[ ${COMPREPLY[0]-} == *: ]] && compopt -o nospace 2>/dev/null
  # What stands before the last colon is not replaced.
  local typed=${COMP_WORDS[COMP_CWORD]}
  if [[ $COMP_WORDBREAKS == *:* && $typed != [\"\']* && $typed == *:* ]]; then
    local head=${typed%"${typed##*:}"}
    for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"$head"}; done
  fi
  return 0
}
complete -o bashdefault -F _broadsheet broadsheet
"""
_ZSH = """
_broadsheet_ask() {
  local -a found
  found=("${(@f)$(broadsheet --complete $1 ${(Q)PREFIX} 2>/dev/null)}")
  local -a fields=(${(M)found:#*:}) others=(${found:#*:})
  # -U: the program has chosen, and a name with a space begins with a quote that nobody typed.
  (( $#fields )) && compadd -U -i "$IPREFIX" -S '' -- $fields
  (( $#others )) && compadd -U -i "$IPREFIX" -- $others
}
"""
_PREAMBLES = {
    "bash": _BASH
    + "".join(
        f'_broadsheet_{kind.replace("-", "_")}() {{ _broadsheet_ask {kind} "$1"; }}\n'
        for kind in sorted({*_ASKED.values(), "saved-views"})
    ),
    "zsh": _ZSH
    + "".join(
        f"_broadsheet_{kind.replace('-', '_')}() {{ _broadsheet_ask {kind} }}\n"
        for kind in sorted({*_ASKED.values(), "saved-views"})
    ),
    "fish": "",
}


def files() -> dict[str, str]:
    """Each script by its path."""
    top = parser()
    for command in commands.within(top):
        for action in command._actions:
            _complete(command.prog, action)
    # shtab's annotation knows one preamble for all shells; it takes one for each.
    scripts: dict[str, str] = {
        shell: shtab.complete(top, shell, preamble=_PREAMBLES)  # type: ignore[arg-type]  # see above
        for shell in SHELLS
    }
    scripts["bash"] = (
        scripts["bash"]
        .replace("complete -o bashdefault -F _shtab_broadsheet broadsheet\n", "")
        .rstrip()
        + f"\n{_BASH_END}"
    )
    # What takes a value takes it behind "=", too: a sort key with a minus stands nowhere else.
    zsh = re.sub(r'^(  "\*?--[a-z-]+)(\[.*\]:[A-Z])', r"\1=\2", scripts["zsh"], flags=re.M)
    scripts["zsh"] = zsh.replace("{-o,--output}", "{-o+,--output=}")
    scripts["fish"] = scripts["fish"].replace("_path (commandline -ct)", f"_path ({_FISH_WORD})")
    return {f"tui/cli/completion/{SHELLS[shell]}": text for shell, text in scripts.items()}


def _complete(command: str, action: argparse.Action) -> None:
    """Say how an argument is completed, as shtab looks for it."""
    name = str(action.metavar)
    if name in _FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab's own
    elif name in _CHOICES:
        action.choices = _CHOICES[name]
    elif name in _ASKED:
        kind = _ASKED[name]
        if kind == "views" and command.startswith("broadsheet view"):
            kind = "saved-views"
        function = f"_broadsheet_{kind.replace('-', '_')}"
        fish = f"(broadsheet --complete {kind} ({_FISH_WORD} | string unescape) 2>/dev/null)"
        by_shell = {"bash": function, "zsh": function, "fish": fish}
        action.complete = by_shell  # type: ignore[attr-defined]  # shtab's own
