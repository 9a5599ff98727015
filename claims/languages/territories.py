"""Write tr-en/territories.tsv: names of countries, languages, months and weekdays in both languages, from CLDR.

Run ``python -m claims.languages.territories > claims/languages/tr-en/territories.tsv`` after a new Babel release;
a test holds the committed file against Babel, so that the engine itself never has to import it.
"""

from collections.abc import Iterator


def rows() -> Iterator[tuple[str, str, str]]:
    """Turkish name, English name and part of speech, in CLDR's order; names that are codes or groups left out."""
    from babel import Locale

    turkish, english = Locale("tr"), Locale("en")
    for code in sorted(turkish.territories):
        if len(code) == 2 and code.isalpha() and code not in ("EZ", "QO", "XA", "XB", "ZZ"):
            yield turkish.territories[code].split(" (")[0], english.territories[code].split(" (")[0], "name"
    for code in sorted(turkish.languages):
        if len(code) == 2 and code in english.languages:
            yield turkish.languages[code], english.languages[code], "name"
    for width in (turkish.months, turkish.days):
        other = english.months if width is turkish.months else english.days
        for key, name in width["stand-alone"]["wide"].items():
            yield name, other["stand-alone"]["wide"][key], "time"


def main() -> None:
    """Print the table."""
    print(
        "# Names of countries, languages, months and weekdays: CLDR through Babel (Unicode licence); "
        "generated, see territories.py"
    )
    for row in dict.fromkeys(rows()):
        print("\t".join(row))


if __name__ == "__main__":
    main()
