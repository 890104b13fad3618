"""Reference pages made from the content in the package: framework, professions, ladders."""

from __future__ import annotations

from datetime import date

from markup import code, page, table
from wardtoboard.guide import Framework, Question, load_guide
from wardtoboard.professions import REASONS, Ladder, load_ladder, load_professions
from wardtoboard.staff.placed import REASONS_HERE

AS_ON = date(2026, 3, 31)
CITED = "Each entry says where it comes from and whether anyone has checked it there."


def framework_page() -> str:
    """Give the guide in our own words, with its ids."""
    guide = load_guide()
    edition = guide.edition
    ties = (
        "Which barrier a question, enabler or case belongs to is our reading, not the guide's."
        if guide.ties_are_ours
        else ""
    )
    return page(
        "The framework",
        f"*{edition.name}* ({', '.join(edition.publishers)}, {edition.year}) in our own words. "
        f"{edition.caveat} {ties}".strip(),
        *(_theme(guide, number) for number in range(len(guide.themes))),
        "## Case studies\n\nPublished facts, true in the year shown.",
        table(
            (
                *("id", "leader", "role", "organisation", "profession", "year", "lesson"),
                *("barriers", "found by"),
            ),
            [
                (
                    code(case.id),
                    case.leader,
                    case.role,
                    case.organisation,
                    case.profession,
                    case.as_of,
                    case.lesson,
                    _ids(case.barriers),
                    _ids((*case.route_kinds, *([case.role_kind] if case.role_kind else []))),
                )
                for case in guide.cases
            ],
        ),
        "## What case studies are found by",
        table(
            ("id", "kind of route or role"),
            [(code(one.id), one.name) for one in guide.route_kinds]
            + [(code(one.id), one.name) for one in guide.role_kinds],
        ),
        "## Resources",
        table(
            ("id", "name", "provider", "for", "what it is", "barriers", "address"),
            [
                (
                    code(one.id),
                    one.name,
                    one.provider,
                    ", ".join(one.professions),
                    one.text,
                    _ids(one.barriers),
                    f"{one.link.url} ({one.link.leads_to})" if one.link else "none printed",
                )
                for one in guide.resources
            ],
        ),
        "## What evidence points to\n\nBarriers that a kind of evidence makes worth asking about.",
        table(
            ("id", "evidence", "barrier", "why", "source"),
            [
                (code(one.id), one.evidence, code(one.barrier), one.reason, one.citation)
                for one in guide.pointers
            ],
        ),
        "## Next steps",
        table(
            ("id", "step", "in words", "door"),
            [(code(step.id), step.name, step.text, step.door) for step in guide.next_steps],
        ),
    )


def _theme(guide: Framework, number: int) -> str:
    theme = guide.themes[number]
    barriers = table(
        ("barrier", "name", "in words", "what helps", "source"),
        [(code(one.id), one.name, one.text, one.helps, one.citation) for one in theme.barriers],
    )
    questions = "\n\n".join(_question(question) for question in theme.questions)
    return f"## {theme.name}\n\nTheme {code(theme.id)}. {theme.text}\n\n{barriers}\n\n{questions}"


def _question(question: Question) -> str:
    lines = [f"### {question.name}", "", f"Key question {code(question.id)}. {question.text}"]
    lines += ["", f"Barriers: {_ids(question.barriers)}. Source: {question.citation}.", ""]
    lines += [f"* {code(one.id)}: {one.text} ({_ids(one.barriers)})" for one in question.enablers]
    return "\n".join(lines)


def professions_page() -> str:
    """Give the professions, who regulates them and where they start."""
    professions = load_professions(AS_ON)
    return page(
        "Professions",
        f"Who counts as a clinician, as held on {AS_ON:%-d %B %Y}. {CITED}",
        table(
            ("id", "name", "family", "regulator", "register", "by law", "entry level"),
            [
                (
                    code(one.id),
                    one.label,
                    one.family,
                    one.regulator,
                    one.register,
                    "yes" if one.statutory else "no",
                    one.entry_level,
                )
                for one in professions
            ],
        ),
        "## Other names that are understood",
        table(
            ("id", "also"),
            [(code(one.id), ", ".join(one.aliases)) for one in professions if one.aliases],
        ),
        "## Sources",
        table(
            ("id", "profession", "registration", "entry level"),
            [
                (code(one.id), one.citation, one.registration_citation, one.entry_citation)
                for one in professions
            ],
        ),
        "## Why someone could not be placed",
        table(
            ("reason", "in words"),
            [(code(key), text) for key, text in {**REASONS, **REASONS_HERE}.items()],
        ),
    )


def ladders_page() -> str:
    """Give the levels in order, the names they go by, and where doctors' grades stand."""
    scope, medical = load_ladder("scope", AS_ON), load_ladder("medical", AS_ON)
    views = [scope, load_ladder("pay", AS_ON), load_ladder("afc", AS_ON)]
    return page(
        "Ladders",
        f"Levels from the lowest, as held on {AS_ON:%-d %B %Y}. {CITED}",
        "## Levels",
        _levels(scope),
        "## Grades of doctors and dentists",
        _levels(medical),
        "## Where each view puts a doctor's or dentist's grade",
        "The scope view is the default. A dash means that the view does not compare the grade.",
        table(
            ("grade", *(view.label for view in views)),
            [
                (level.id, *(view.comparison_level(level.id) or "–" for view in views))
                for level in (*medical.levels, *medical.pooled)
            ],
        ),
        table(("view", "source"), [(code(one.id), one.citation) for one in views]),
    )


def _levels(ladder: Ladder) -> str:
    return table(
        ("level", "group", "other names that are understood", "stands for"),
        [
            (
                level.id,
                level.group.replace("_", " "),
                ", ".join(level.aliases),
                ", ".join(level.pools),
            )
            for level in (*ladder.levels, *ladder.pooled)
        ],
    )


def _ids(ids: tuple[str, ...]) -> str:
    return ", ".join(code(each) for each in ids)
