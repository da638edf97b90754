"""Examples for the style guide: look-up, comparison and side effects, made of the guide's invented medicine."""

from medications.projections.chosen_medicines import Chosen, Medicine, Unclear
from medications.projections.comparison import Asked, Column, Comparison, GroupRow, Shared
from medications.projections.look_up import LookUp, Trouble
from medications.projections.look_up_answer import Entry, EntryGroup, MedicineAnswer, NumberedSource
from medications.projections.medication_page import MedicationPage
from medications.projections.naming_medicines import NamingGroup, NamingLine
from medications.projections.recent_changes import Choice
from medications.projections.side_effect_index import Line
from medications.projections.symptom_side_effects import SideEffectLine


def context(page: MedicationPage) -> dict:
    medicine = Medicine("example", "orbelazine", "Orbelazine", "#medicine_choice", ("orbelazine", "Quietrane"))
    other = Medicine("other", "testamine", "Testamine", "#medicine_choice", ("testamine",))
    unclear = (
        Unclear("orbalazin", "No medicine here is called “orbalazin”. Choose the one you mean, if it is here.", (other,)),
        Unclear("whatever", "No medicine here is called “whatever”. Check the name on the package."),
    )
    trouble = Trouble("fatigue", "Fatigue", "#look_up_answer", is_symptom=True)
    columns = [Column(title, "#comparison", page, False, [], []) for title in ("Orbelazine", "Testamine")]
    return {
        "choice": Chosen((medicine,), unclear),
        "look_up": LookUp("fatigue", trouble, Chosen((medicine,), ())),
        "look_up_choices": [("Symptoms of MS", [("fatigue", "Fatigue"), ("tremor", "Tremor")])],
        "compared": Asked(Chosen((medicine,), ()), [], [other]),
        "names": ["orbelazine", "Quietrane"],
        "trouble": trouble,
        "entry": _entry(page),
        "answer": _answer(page, [_group("emergency", page), _group("usually_settles", page)]),
        "empty_answer": _answer(page, []),
        "comparison": Comparison(
            columns,
            [GroupRow(part.heading, part.group, [(columns[0], part), (columns[1], None)]) for part in page.side_effects],
            [Shared("Tiredness", "#side_effect_lines", [("Orbelazine", ["Usually settle"]), ("Testamine", ["Usually settle"])])],
        ),
        "naming": [
            NamingGroup(
                part.group, part.when, part.heading, [NamingLine("Orbelazine", "#", "deep sleepiness", "at first", True, "")]
            )
            for part in page.side_effects[:2]
        ],
        "side_effect_lines": [Line("Drowsiness", "#", 12, "sleepiness"), Line("Rash", "#", 1), Line("Yawning", "#", 0)],
        "months": [Choice("2026-03", "March 2026", selected=True), Choice("2026-02", "February 2026", selected=False)],
        "month_pages": [Choice("medicines", "Medicines", selected=False)],
        "symptom_side_effects": [SideEffectLine("Drowsiness", "#", 12, True), SideEffectLine("Weakness", "#", 1)],
    }


def _entry(page: MedicationPage) -> Entry:
    return Entry(
        wording="Tiredness",
        qualifier="at first",
        frequency="9 in 100 people, 4 in 100 on placebo",
        look_alike=True,
        means=["Can be taken for fatigue, and may make it worse."],
        heading="Usually settle",
        sources=[NumberedSource(1, "source-example-1", page.record.sources[0])],
    )


def _group(group: str, page: MedicationPage) -> EntryGroup:
    part = next(each for each in page.side_effects if (each.group, each.when) == (group, "any"))
    return EntryGroup(group, "any", part.heading, part.lead, "#look_up_answer", [_entry(page)])


def _answer(page: MedicationPage, groups: list[EntryGroup]) -> MedicineAnswer:
    return MedicineAnswer(
        title="Orbelazine",
        url="#look_up_answer",
        facts=page.facts,
        groups=groups,
        worsening=[_entry(page)] if groups else [],
        starred=[],
        footnote=page.footnote if groups else "",
        sources=_entry(page).sources if groups else [],
        is_used_for_it=False,
        notices=[],
        safety_notices=[],
    )
