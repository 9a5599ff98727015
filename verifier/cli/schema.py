"""verify schema: what other programs need to read or show what verify writes."""

import click

from verifier.formats import label_studio

NAMES = ("report", "draft", "label-studio")


@click.command("schema", short_help="Print a JSON schema, or the configuration for Label Studio.")
@click.argument("name", type=click.Choice(NAMES))
def command(name: str) -> int:
    """Print the JSON schema of a report or of the verdicts on a draft, or the configuration for Label Studio."""
    if name == "label-studio":
        click.echo(label_studio.CONFIG, nl=False)
    else:
        from verifier.schema import written

        click.echo(written(name), nl=False)
    return 0
