"""The marks of Markdown inside running text: which characters are markup and no part of what is said.

Nothing is removed from a text: the offsets given here are passed over when it is tokenised. The patterns are strict
enough for plain text, where a lone asterisk or underscore is an ordinary character. Source: CommonMark 0.31, GFM.
"""

import re

GONE = "\x00"
LINK = re.compile(
    r"!?\[(?P<kept>[^\[\]\n]*)\](?:\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)|\[[^\[\]\n]*\])"
)
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
AUTOLINK = re.compile(r"<(?P<kept>(?:https?://|mailto:)[^<>\s]+)>")
CODE = re.compile(r"(?<!`)(?P<mark>`{1,2})(?!`)(?P<kept>[^`\n]+)(?<!`)(?P=mark)(?!`)")
QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
BOLD = re.compile(r"(?P<mark>\*\*|~~)(?=[^\s*~])(?P<kept>(?:(?!\n\n)[^~])+?)(?<=\S)(?P=mark)")
BOLD_LOW = re.compile(r"(?<!\w)(?P<mark>__)(?=[^\s_])(?P<kept>(?:(?!\n\n).)+?)(?<=\S)(?P=mark)(?!\w)", re.DOTALL)
ITALIC = re.compile(r"(?<![\w*\\])(?P<mark>\*)(?=[^\s*])(?P<kept>(?:(?!\n\n)[^*])+?)(?<=[^\s*])(?P=mark)(?![\w*])")
ITALIC_LOW = re.compile(r"(?<![\w\\])(?P<mark>_)(?=[^\s_])(?P<kept>(?:(?!\n\n)[^_])+?)(?<=[^\s_])(?P=mark)(?!\w)")

# What holds other marks comes first; a pattern sees what the ones before it have taken out as NUL.
PATTERNS = (COMMENT, QUOTE, CODE, LINK, FOOTNOTE, AUTOLINK, BOLD, BOLD_LOW, ITALIC, ITALIC_LOW)
TRIGGERS = frozenset("*_`~[<>")


def hidden(text: str, start: int, end: int) -> frozenset[int]:
    """The offsets in ``text[start:end]`` that are markup: emphasis marks, link targets, quote marks, comments."""
    part = text[start:end]
    if not TRIGGERS & set(part):
        return frozenset()
    marks: set[int] = set()
    for pattern in PATTERNS:
        for match in pattern.finditer(part):
            kept = match.span("kept") if "kept" in pattern.groupindex else (match.end(), match.end())
            marks.update(range(match.start(), kept[0]))
            marks.update(range(kept[1], match.end()))
        part = "".join(GONE if offset in marks else char for offset, char in enumerate(part)) if marks else part
    return frozenset(start + offset for offset in marks)
