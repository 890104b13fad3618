"""`wardtoboard guide`: the framework, its questions, enablers and case studies."""

from __future__ import annotations

from wardtoboard.cli.printing import Format, FormatOption, print_json, print_table, print_text
from wardtoboard.guide import load_guide


def guide(output_format: FormatOption = Format.TEXT) -> None:
    """Print the guide: themes, barriers, key questions, enablers and case studies."""
    framework = load_guide()
    if output_format is Format.JSON:
        print_json(framework.to_dict())
        return
    print_text(f"{framework.edition.name} ({framework.edition.year})")
    for theme in framework.themes:
        print_text()
        print_table(theme.name, ("Barrier", "In words"), [(b.id, b.name) for b in theme.barriers])
        for question in theme.questions:
            print_text(f"  {question.text}")
            for enabler in question.enablers:
                print_text(f"    - {enabler.text}")
    print_text()
    print_table(
        "Case studies (as of 2019)",
        ("Leader", "Role", "Organisation", "Lesson"),
        [(case.leader, case.role, case.organisation, case.lesson) for case in framework.cases],
    )
