"""A page for tests, about an invented trust."""

from __future__ import annotations

from builders import pictures
from wardtoboard.charts import contributions_chart, heat_map, ladder_chart
from wardtoboard.papers.page import (
    Banner,
    Bullets,
    Callout,
    Details,
    Figure,
    Page,
    Paragraph,
    Section,
    Table,
)


def ceilings_page() -> Page:
    """A page as the ceilings of an organisation have it, with every kind of block."""
    return Page(
        title="Where our clinicians’ careers stop",
        lead="Allied health professionals appear to stop at Band 8a (grade C).",
        banners=(
            Banner("Raw figures: not for sharing", "warning"),
            Banner("Fictional demonstration data: Northmoor University Hospitals NHS Trust (X1ZZ)"),
        ),
        sections=(
            Section(
                "What we found",
                (
                    Paragraph("Firm findings come first, then possible ones."),
                    Bullets(
                        (
                            "Allied health professionals stop at Band 8a: odds 0.23 times theirs.",
                            "Healthcare scientists may stop at Band 8a.",
                        )
                    ),
                    Callout("Not a ranking", "A profession with no mark may still have a ceiling."),
                    Figure(heat_map(pictures.headcounts())),
                ),
            ),
            Section(
                "Allied health professionals stop at Band 8a",
                (
                    Figure(ladder_chart(pictures.ladder())),
                    Figure(ladder_chart(pictures.ladder_for_sharing())),
                    Figure(ladder_chart(pictures.ladder_partly_withheld())),
                ),
            ),
            Section(
                "Which step costs most",
                (
                    Figure(contributions_chart(pictures.contributions())),
                    Figure(contributions_chart(pictures.contributions_for_sharing())),
                ),
            ),
            Section(
                "Who could not be placed",
                (
                    Table(
                        "People not placed, and why",
                        ("Found in the table", "Why", "What would place them", "People"),
                        (
                            (
                                "Senior managers, Band 9",
                                "Manager codes do not say which profession a person trained in",
                                "Registration, or the occupation code before the move",
                                "31",
                            ),
                            ("Other, Band 5", "Unknown code", "The code’s meaning", "1,204"),
                        ),
                        note="People are counted once.",
                    ),
                    Details("How the figures are made", (Paragraph("From one headcount table."),)),
                ),
            ),
        ),
        footer="Made with Ward to Board from headcounts at 31 March 2026.",
    )
