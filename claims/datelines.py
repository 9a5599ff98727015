"""Datelines: the place and agency before the first sentence of a report, which are none of what it says."""

import re

MOST = 80
UPPER = r"[^\W\d_a-zçğıöşü][^\W_a-zçğıöşü'’.]*"
PLACE = rf"(?=[^\W\d_]{{5}}|{UPPER}[ /]{UPPER}){UPPER}(?:[ /,]+{UPPER})*"
"""Five letters or two words at the least: fewer are rather the initials of someone ("AB – Türkiye")."""
DAY = r"(?:,[ ]*[^()–—\n]{1,24})?"
AGENCY = r"\([^()\n]{1,40}\)"
DASH = r"[*_ ]*[-–—]{1,2}[*_ ]*\s[*_]*(?=[^\W\d_a-zçğıöşü]|[\"'“‘«\d])"
DATELINE = re.compile(rf"[*_]*(?:{PLACE}{DAY}(?:[ ]*{AGENCY})?|[^()\n.!?]{{0,40}}{AGENCY}){DASH}")
"""Capitals before a dash ("ANKARA –", "LONDON, Nov 24 (Reuters) -"), or an agency in brackets ("Ankara (AA) –")."""


def after_dateline(text: str, start: int, end: int) -> int:
    """Where a sentence begins that has these half-open offsets, behind its dateline where it has one."""
    found = DATELINE.match(text, start, min(end, start + MOST))
    return found.end() if found is not None and found.end() < end else start
