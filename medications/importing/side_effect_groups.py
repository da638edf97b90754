"""What the lead sentence of a group of side effects asks the reader to do, under any wording."""

import re

from medications.content.choices import SideEffectGroup, When

Kind = tuple[SideEffectGroup, When]

# "Side effects that ...: drowsiness; trembling." and, without the colon, "Side effects that ... include drowsiness; trembling."
_LEAD = re.compile(r"(?P<lead>[^:*;]{10,400}):(?= |$)")
_INCLUDING = re.compile(r"(?P<lead>[^:*;]{10,300}?\b(?:include|includes|including|such as|are)),? (?=[^;]{2,100};)")

_FEWEST_WORDS = 3
_SPEAKS_OF_EFFECTS = re.compile(
    r"effects|symptoms|signs|following|these|\b(if|when|call|tell|contact|seek|get|report|check)\b", re.I
)

_OVERDOSE = re.compile(r"overdos|(taken|taking) too much|too (large|high) a dose")
_SETTLES = re.compile(
    r"\b(go(es|ing)? away|disappear|subside|wear(s|ing)? off|fade|resolve|lessen|diminish|improve with time|adjusts?\b"
    r"|gets? used to|(pass|get better|decrease) (with|in|over|as|after|within)|temporary)"
)
_NOT = re.compile(r"(\bnot|n['’]t|\bnever|\bfails? to|\bwithout)( \w+)?[ -]$")
_NO_HELP_NEEDED = re.compile(
    r"(\bnot|n['’]t|\brarely|\bseldom) (usually |generally |normally |typically )?(require|need)\b"
    r"|\b(require|need)s? no\b|\bneed not\b|\bno need\b|\bwithout (medical )?(treatment|attention)"
)
_EMERGENCY = re.compile(
    r"immediate|emergenc|right away|at once|ambulance|\b911\b|\burgent|hospital|without delay|life-threatening"
)
# "Discuss with your physician without delay": soon, and with whom, but no emergency.
_TALK = re.compile(r"\bdiscuss")
_RESCUE = re.compile(r"emergenc|ambulance|\b911\b|hospital|life-threatening|medical (attention|help|care)")
_TELL = re.compile(
    r"physician|doctor|nurse|clinician|health ?care|pharmacist|neurologist|provider|prescriber|medical attention|\breport|discuss"
)


def group_of(lead: str) -> Kind | None:
    """The group a lead sentence opens; None if it asks for nothing, and so is no lead.

    The order matters: a lead on overdose asks for immediate help too, and "does not require immediate attention" speaks of it.
    """
    lowered = lead.casefold()
    if _OVERDOSE.search(lowered):
        return SideEffectGroup.EMERGENCY, When.OVERDOSE
    if _NO_HELP_NEEDED.search(lowered) or any(_is_affirmed(match) for match in _SETTLES.finditer(lowered)):
        return SideEffectGroup.USUALLY_SETTLES, When.ANY
    if _EMERGENCY.search(lowered) and not (_TALK.search(lowered) and not _RESCUE.search(lowered)):
        return SideEffectGroup.EMERGENCY, When.ANY
    return (SideEffectGroup.TELL_CLINICIAN, When.ANY) if _TELL.search(lowered) else None


def lead_in(text: str) -> re.Match[str] | None:
    """The lead sentence that `text` begins with: `match["lead"]`, and after the match its rows. None if it opens no group."""
    for pattern in (_LEAD, _INCLUDING):
        match = pattern.match(text)
        if match:
            return match if group_of(match["lead"]) else None
    return None


def is_bare_lead(text: str) -> bool:
    """Whether a line among rows is a lead without its colon: "Get emergency help if any of these occur"."""
    return (
        text[:1].isupper()
        and text.count(" ") >= _FEWEST_WORDS
        and bool(_SPEAKS_OF_EFFECTS.search(text))
        and group_of(text) is not None
    )


def opens_group(text: str) -> bool:
    return lead_in(text) is not None


def _is_affirmed(match: re.Match[str]) -> bool:
    """Not so in "if they do not go away", "that don't usually disappear"."""
    return not _NOT.search(match.string[max(match.start() - 30, 0) : match.start()])
