"""Closed vocabularies. Each value is stored and published as it stands here; each label is what staff and readers see.

Stored values never change their meaning: a new meaning is a new value.
"""

from django.db.models import TextChoices


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
    PUBLISHED = "published", "First published"
    UPDATED = "updated", "Updated"
    CORRECTED = "corrected", "Corrected"
    SAFETY = "safety", "Safety update"
    REVIEWED = "reviewed", "Reviewed, nothing changed"
    REISSUED = "reissued", "Reissued after a term changed"
    MOVED = "moved", "Moved to a new address"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REINSTATED = "reinstated", "Put back"
    SUPPRESSED = "suppressed", "Text of an old version removed"


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

    DOSE = "dose", "dose or how to take it"
    WARNING = "warning", "warning"
    SIDE_EFFECT = "side_effect", "side effect"
    USE = "use", "use"
    GENERIC = "generic", "generic claim"
    NAME = "name", "name of a medicine"
    NUMBER = "number", "number"
    NEGATION = "negation", "negation"
    DEGREE = "degree", "how much, when or whether"
    LOOK_ALIKE = "look_alike", "unusual character"
    FACT = "fact", "fact about the medicine"
    SOURCE = "source", "source"
    WORDING = "wording", "wording"
    TYPO = "typo", "typo"


class ReviewNeed(TextChoices):
    """Who must have approved a version before it is published, from least to most."""

    PUBLISHER = "publisher", "one publisher"
    SECOND_PERSON = "second_person", "a second person"
    CLINICAL_REVIEWER = "clinical_reviewer", "a clinical reviewer"


class SectionKind(TextChoices):
    ABOUT = "about", "About"
    PROPER_USAGE = "proper_usage", "Proper usage"
    PRECAUTIONS = "precautions", "Precautions"
    PREGNANCY = "pregnancy", "Pregnancy and breastfeeding"
    INTERACTIONS = "interactions", "Interactions"
    OVERDOSE = "overdose", "Overdose"
    STORAGE = "storage", "Storage"
    OTHER = "other", "Other"


class StatementKind(TextChoices):
    """A short statement under "At a glance"; two kinds must not be missed."""

    POINT = "point", "Point"
    STOPPING = "stopping", "Stopping"
    MISSED_DOSE = "missed_dose", "Missed dose"


class SideEffectGroup(TextChoices):
    """Side effects by what to do about them."""

    USUALLY_SETTLES = "usually_settles", "Usually settles"
    TELL_CLINICIAN = "tell_clinician", "Tell your doctor or nurse"
    EMERGENCY = "emergency", "Get emergency help"


class When(TextChoices):
    """When an emergency sign counts: at any time, or as a sign of overdose."""

    ANY = "any", "at any time"
    OVERDOSE = "overdose", "sign of overdose"


class UseStatus(TextChoices):
    APPROVED = "approved", "approved for this use"
    OFF_LABEL = "off_label", "off-label"
    UNAPPROVED = "unapproved", "not approved"
    UNKNOWN = "unknown", "approval not known"


class Availability(TextChoices):
    PRESCRIPTION = "prescription", "Prescription only"
    OVER_THE_COUNTER = "over_the_counter", "Without a prescription"
    BOTH = "both", "With or without a prescription"


class GenericAvailable(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class BrandStatus(TextChoices):
    MARKETED = "marketed", "sold"
    DISCONTINUED = "discontinued", "no longer sold"
    UNKNOWN = "unknown", "not known"


class ControlledSchedule(TextChoices):
    """Schedule of the US Controlled Substances Act."""

    I = "I", "Schedule I"  # noqa: E741 - the law's own name
    II = "II", "Schedule II"
    III = "III", "Schedule III"
    IV = "IV", "Schedule IV"
    V = "V", "Schedule V"


class SourceType(TextChoices):
    BOOK = "book", "book"
    LABEL = "label", "official label"
    GUIDELINE = "guideline", "guideline"
    WEBPAGE = "webpage", "web page"
    ARTICLE = "article", "article"


class SourceGrade(TextChoices):
    PRIMARY = "primary", "primary source"
    SECONDARY = "secondary", "secondary source"


class CodeSystem(TextChoices):
    RXNORM = "rxnorm", "RxNorm"
    ATC = "atc", "ATC"
    UNII = "unii", "UNII"
    SNOMED_CT = "snomed_ct", "SNOMED CT"


class Route(TextChoices):
    ORAL = "oral", "by mouth"
    SUBLINGUAL = "sublingual", "under the tongue"
    OROMUCOSAL = "oromucosal", "sprayed inside the mouth"
    NASAL = "nasal", "into the nose"
    RECTAL = "rectal", "into the rectum"
    INTRAVENOUS = "intravenous", "into a vein"
    SUBCUTANEOUS = "subcutaneous", "under the skin"
    INTRAMUSCULAR = "intramuscular", "into a muscle"
    INTRATHECAL = "intrathecal", "into the fluid around the spinal cord"
    INTRADETRUSOR = "intradetrusor", "into the bladder wall"
    INTRACAVERNOSAL = "intracavernosal", "into the penis"
    URETHRAL = "urethral", "into the urethra"
    TRANSDERMAL = "transdermal", "through the skin"


class DosageForm(TextChoices):
    CAPSULE = "capsule", "capsule"
    CHEWABLE_TABLET = "chewable-tablet", "chewable tablet"
    DELAYED_RELEASE_CAPSULE = "delayed-release-capsule", "delayed-release capsule"
    DELAYED_RELEASE_TABLET = "delayed-release-tablet", "delayed-release tablet"
    EFFERVESCENT_POWDER = "effervescent-powder", "effervescent powder"
    EFFERVESCENT_TABLET = "effervescent-tablet", "effervescent tablet"
    ENEMA = "enema", "enema"
    EXTENDED_RELEASE_CAPSULE = "extended-release-capsule", "extended-release capsule"
    EXTENDED_RELEASE_TABLET = "extended-release-tablet", "extended-release tablet"
    GEL_FOR_INJECTION = "gel-for-injection", "gel for injection"
    GRANULES = "granules", "granules"
    GRANULES_FOR_ORAL_SUSPENSION = "granules-for-oral-suspension", "granules for oral suspension"
    GUMMY = "gummy", "gummy"
    MOUTH_SPRAY = "mouth-spray", "mouth spray"
    NASAL_SPRAY = "nasal-spray", "nasal spray"
    ORAL_EMULSION = "oral-emulsion", "oral emulsion"
    ORAL_LIQUID = "oral-liquid", "oral liquid"
    ORAL_SOLUTION = "oral-solution", "oral solution"
    ORAL_SUSPENSION = "oral-suspension", "oral suspension"
    ORALLY_DISINTEGRATING_TABLET = "orally-disintegrating-tablet", "orally disintegrating tablet"
    POWDER = "powder", "powder"
    POWDER_FOR_INJECTION = "powder-for-injection", "powder for injection"
    POWDER_FOR_ORAL_SOLUTION = "powder-for-oral-solution", "powder for oral solution"
    PREFILLED_PEN = "prefilled-pen-or-autoinjector", "prefilled pen or autoinjector"
    PREFILLED_SYRINGE = "prefilled-syringe", "prefilled syringe"
    SKIN_GEL = "skin-gel", "skin gel"
    SKIN_PATCH = "skin-patch", "skin patch"
    SOLUTION_FOR_INFUSION = "solution-for-infusion", "solution for infusion"
    SOLUTION_FOR_INJECTION = "solution-for-injection", "solution for injection"
    SOLUTION_FOR_SPINAL_PUMP = "solution-for-spinal-infusion-pump", "solution for spinal infusion pump"
    SUBLINGUAL_TABLET = "sublingual-tablet", "sublingual tablet"
    SUPPOSITORY = "suppository", "suppository"
    SYRUP = "syrup", "syrup"
    TABLET = "tablet", "tablet"
    URETHRAL_PELLET = "urethral-pellet", "urethral pellet"
    WAFER = "wafer", "wafer"


# ISO 3166-1 alpha-2 codes of the markets we name; EU is exceptionally reserved there.
MARKETS = {
    "US": "United States",
    "CA": "Canada",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "EU": "European Union",
    "AU": "Australia",
    "NZ": "New Zealand",
    "HK": "Hong Kong",
    "MY": "Malaysia",
    "SG": "Singapore",
    "PH": "Philippines",
    "TH": "Thailand",
    "IN": "India",
    "CH": "Switzerland",
    "IT": "Italy",
}
