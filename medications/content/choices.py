"""Closed vocabularies. Each value is stored and published as it stands here; each label is what staff and readers see.

Stored values never change their meaning: a new meaning is a new value. Labels stay English here, where they are weighed, compared
and kept; pages for readers translate them (projections/wording.label).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class DocumentKind(TextChoices):
    MEDICATION = "medication", "medication"
    SYMPTOM = "symptom", "symptom"
    SIDE_EFFECT = "side_effect", "side effect"
    DRUG_CLASS = "drug_class", "drug class"
    SOURCE = "source", "source"
    PAGE = "page", "page"


class Basis(TextChoices):
    """On what ground a Revision is public."""

    REVIEWED = "reviewed", "reviewed"  # an approval of exactly this content stands behind it
    EMERGENCY = "emergency", "emergency"  # published first, review follows
    STARTER = "starter", "starter"  # starter catalogue, not reviewed by a clinician of this society


class ChangeKind(TextChoices):
    PUBLISHED = "published", _("First published")
    UPDATED = "updated", _("Updated")
    CORRECTED = "corrected", _("Corrected")
    SAFETY = "safety", _("Safety update")
    REVIEWED = "reviewed", _("Reviewed, nothing changed")
    REISSUED = "reissued", _("Reissued after a term changed")
    MOVED = "moved", _("Moved to a new address")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REINSTATED = "reinstated", _("Put back")
    SUPPRESSED = "suppressed", _("Text of an old version removed")


class KeyScope(TextChoices):
    """What a partner's key is for besides reading, which needs none."""

    WEBHOOKS = "webhooks", "webhooks"


class WebhookStop(TextChoices):
    """Why nothing is sent to a webhook any more."""

    HOLDER = "holder", "stopped by the holder of the key"
    STAFF = "staff", "stopped by staff"
    GONE = "gone", "the receiver answered 410 (gone)"
    FAILING = "failing", "nothing got through for days"
    SECRET_LOST = "secret_lost", "its secret cannot be read any more; it needs a new one"


class Weight(TextChoices):
    """How much a difference between two versions can matter to a reader; the review policy says who must approve it."""

    TYPO = "typo", "a typo"
    WORDING = "wording", "wording"
    CLINICAL = "clinical", "dose, warning, side effect, use or generic claim"


class Matter(TextChoices):
    """What a difference between two versions touches, in the order in which it is told."""

    DOSE = "dose", _("dose or how to take it")
    WARNING = "warning", _("warning")
    SIDE_EFFECT = "side_effect", _("side effect")
    USE = "use", _("use")
    GENERIC = "generic", _("generic claim")
    NAME = "name", _("name of a medicine")
    NUMBER = "number", _("number")
    NEGATION = "negation", _("negation")
    DEGREE = "degree", _("how much, when or whether")
    LOOK_ALIKE = "look_alike", _("unusual character")
    FACT = "fact", _("fact about the medicine")
    SOURCE = "source", _("source")
    WORDING = "wording", _("wording")
    TYPO = "typo", _("typo")


class ReviewNeed(TextChoices):
    """Who must have approved a version before it is published, from least to most."""

    PUBLISHER = "publisher", "one publisher"
    SECOND_PERSON = "second_person", "a second person"
    CLINICAL_REVIEWER = "clinical_reviewer", "a clinical reviewer"


class SectionKind(TextChoices):
    ABOUT = "about", _("About")
    PROPER_USAGE = "proper_usage", _("Proper usage")
    PRECAUTIONS = "precautions", _("Precautions")
    PREGNANCY = "pregnancy", _("Pregnancy and breastfeeding")
    INTERACTIONS = "interactions", _("Interactions")
    OVERDOSE = "overdose", _("Overdose")
    STORAGE = "storage", _("Storage")
    OTHER = "other", _("Other")


class StatementKind(TextChoices):
    """A short statement under "At a glance"; two kinds must not be missed."""

    POINT = "point", _("Point")
    STOPPING = "stopping", _("Stopping")
    MISSED_DOSE = "missed_dose", _("Missed dose")


class SideEffectGroup(TextChoices):
    """Side effects by what to do about them."""

    USUALLY_SETTLES = "usually_settles", _("Usually settles")
    TELL_CLINICIAN = "tell_clinician", _("Tell your doctor or nurse")
    EMERGENCY = "emergency", _("Get emergency help")


class When(TextChoices):
    """When an emergency sign counts: at any time, or as a sign of overdose."""

    ANY = "any", _("at any time")
    OVERDOSE = "overdose", _("sign of overdose")


class UseStatus(TextChoices):
    APPROVED = "approved", _("approved for this use")
    OFF_LABEL = "off_label", _("off-label")
    UNAPPROVED = "unapproved", _("not approved")
    UNKNOWN = "unknown", _("approval not known")


class Availability(TextChoices):
    PRESCRIPTION = "prescription", _("Prescription only")
    OVER_THE_COUNTER = "over_the_counter", _("Without a prescription")
    BOTH = "both", _("With or without a prescription")


class GenericAvailable(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class BrandStatus(TextChoices):
    MARKETED = "marketed", _("sold")
    DISCONTINUED = "discontinued", _("no longer sold")
    UNKNOWN = "unknown", _("not known")


class ControlledSchedule(TextChoices):
    """Schedule of the US Controlled Substances Act."""

    I = "I", _("Schedule I")  # noqa: E741 - the law's own name
    II = "II", _("Schedule II")
    III = "III", _("Schedule III")
    IV = "IV", _("Schedule IV")
    V = "V", _("Schedule V")


class SourceType(TextChoices):
    BOOK = "book", _("book")
    LABEL = "label", _("official label")
    GUIDELINE = "guideline", _("guideline")
    WEBPAGE = "webpage", _("web page")
    ARTICLE = "article", _("article")


class SourceGrade(TextChoices):
    PRIMARY = "primary", _("primary source")
    SECONDARY = "secondary", _("secondary source")


class CodeSystem(TextChoices):
    RXNORM = "rxnorm", "RxNorm"
    ATC = "atc", "ATC"
    UNII = "unii", "UNII"
    SNOMED_CT = "snomed_ct", "SNOMED CT"


class Route(TextChoices):
    ORAL = "oral", _("by mouth")
    SUBLINGUAL = "sublingual", _("under the tongue")
    OROMUCOSAL = "oromucosal", _("sprayed inside the mouth")
    NASAL = "nasal", _("into the nose")
    RECTAL = "rectal", _("into the rectum")
    INTRAVENOUS = "intravenous", _("into a vein")
    SUBCUTANEOUS = "subcutaneous", _("under the skin")
    INTRAMUSCULAR = "intramuscular", _("into a muscle")
    INTRATHECAL = "intrathecal", _("into the fluid around the spinal cord")
    INTRADETRUSOR = "intradetrusor", _("into the bladder wall")
    INTRACAVERNOSAL = "intracavernosal", _("into the penis")
    URETHRAL = "urethral", _("into the urethra")
    TRANSDERMAL = "transdermal", _("through the skin")


class DosageForm(TextChoices):
    CAPSULE = "capsule", _("capsule")
    CHEWABLE_TABLET = "chewable-tablet", _("chewable tablet")
    DELAYED_RELEASE_CAPSULE = "delayed-release-capsule", _("delayed-release capsule")
    DELAYED_RELEASE_TABLET = "delayed-release-tablet", _("delayed-release tablet")
    EFFERVESCENT_POWDER = "effervescent-powder", _("effervescent powder")
    EFFERVESCENT_TABLET = "effervescent-tablet", _("effervescent tablet")
    ENEMA = "enema", _("enema")
    EXTENDED_RELEASE_CAPSULE = "extended-release-capsule", _("extended-release capsule")
    EXTENDED_RELEASE_TABLET = "extended-release-tablet", _("extended-release tablet")
    GEL_FOR_INJECTION = "gel-for-injection", _("gel for injection")
    GRANULES = "granules", _("granules")
    GRANULES_FOR_ORAL_SUSPENSION = "granules-for-oral-suspension", _("granules for oral suspension")
    GUMMY = "gummy", _("gummy")
    MOUTH_SPRAY = "mouth-spray", _("mouth spray")
    NASAL_SPRAY = "nasal-spray", _("nasal spray")
    ORAL_EMULSION = "oral-emulsion", _("oral emulsion")
    ORAL_LIQUID = "oral-liquid", _("oral liquid")
    ORAL_SOLUTION = "oral-solution", _("oral solution")
    ORAL_SUSPENSION = "oral-suspension", _("oral suspension")
    ORALLY_DISINTEGRATING_TABLET = "orally-disintegrating-tablet", _("orally disintegrating tablet")
    POWDER = "powder", _("powder")
    POWDER_FOR_INJECTION = "powder-for-injection", _("powder for injection")
    POWDER_FOR_ORAL_SOLUTION = "powder-for-oral-solution", _("powder for oral solution")
    PREFILLED_PEN = "prefilled-pen-or-autoinjector", _("prefilled pen or autoinjector")
    PREFILLED_SYRINGE = "prefilled-syringe", _("prefilled syringe")
    SKIN_GEL = "skin-gel", _("skin gel")
    SKIN_PATCH = "skin-patch", _("skin patch")
    SOLUTION_FOR_INFUSION = "solution-for-infusion", _("solution for infusion")
    SOLUTION_FOR_INJECTION = "solution-for-injection", _("solution for injection")
    SOLUTION_FOR_SPINAL_PUMP = "solution-for-spinal-infusion-pump", _("solution for spinal infusion pump")
    SUBLINGUAL_TABLET = "sublingual-tablet", _("sublingual tablet")
    SUPPOSITORY = "suppository", _("suppository")
    SYRUP = "syrup", _("syrup")
    TABLET = "tablet", _("tablet")
    URETHRAL_PELLET = "urethral-pellet", _("urethral pellet")
    WAFER = "wafer", _("wafer")


# ISO 3166-1 alpha-2 codes of the markets we name; EU is exceptionally reserved there.
MARKETS = {
    "US": _("United States"),
    "CA": _("Canada"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "EU": _("European Union"),
    "AU": _("Australia"),
    "NZ": _("New Zealand"),
    "HK": _("Hong Kong"),
    "MY": _("Malaysia"),
    "SG": _("Singapore"),
    "PH": _("Philippines"),
    "TH": _("Thailand"),
    "IN": _("India"),
    "CH": _("Switzerland"),
    "IT": _("Italy"),
}
