"""Sets of keys for people who come from another program: what differs from the table of commands.

`newsboat` follows its default keys wherever Broadsheet has the command. `emacs` follows Emacs,
and the readers inside it, in what one key can do.
"""

from collections.abc import Mapping

DEFAULT = "default"

PRESETS: Mapping[str, Mapping[str, str]] = {
    DEFAULT: {},
    "newsboat": {
        "move.down": "down,j,J",
        "move.up": "up,k,K",
        "move.first": "home",
        "move.last": "end",
        "paper.down": "right_curly_bracket",
        "paper.up": "left_curly_bracket",
        "pane.in": "enter,right",
        "paper.read": "i",
        "search.filter": "f,F",
        "search.order": "g",
        "search.turn-round": "G",
        "escape": "escape,ctrl+f",
        "view.2": "2,l",
        "mark.read": "N",
        "mark.bookmark": "ctrl+b,b",
        "mark.tags": "t,ctrl+e",
        "undo": "U",
        "copy.menu": "y,u",
        "open.page": "o,O",
        "open.pdf": "P",
        "export": "s",
        "sync": "r,R",
        "palette": "colon,ctrl+p",
        "quit": "q,Q",
    },
    "emacs": {
        "move.down": "n,ctrl+n,down",
        "move.up": "p,ctrl+p,up",
        "move.page-down": "ctrl+v,pagedown",
        "move.page-up": "alt+v,pageup",
        "move.first": "less_than_sign,alt+less_than_sign,home",
        "move.last": "greater_than_sign,alt+greater_than_sign,end",
        "move.next-unread": "alt+n",
        "move.previous-unread": "alt+p",
        "paper.down": "space",
        "paper.up": "backspace",
        "pane.in": "enter,ctrl+f,right",
        "paper.read": "alt+r",
        "pane.out": "ctrl+b,left",
        "search": "ctrl+s,slash",
        "escape": "escape,ctrl+g",
        "mark.read": "r",
        "select.toggle": "m",
        "select.all": "M",
        "undo": "ctrl+underscore,u",
        "redo": "U",
        "copy.menu": "alt+w,y",
        "sync": "g",
        "palette": "alt+x,colon",
        "help": "question_mark,f1",
    },
}
