from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils import timezone

from medications.content.choices import ReviewNeed
from medications.models.frozen import Actor, FrozenModel

DISCLAIMER = (
    "This page gives general information. It does not list every use, warning or side effect, and it does not replace advice "
    "from your doctor, nurse or pharmacist. Do not start, stop or change a medicine because of what you read here."
)

CONTACT = "Write an e-mail address, or the address of a form, which begins with https://."


class SocietyProfile(FrozenModel, Actor):
    """What staff decide about the site. Every save is a new version; the newest one counts, the others stay."""

    version = models.PositiveIntegerField(unique=True, editable=False)
    name = models.CharField("name of the society", max_length=200, default="Your MS society")
    site_title = models.CharField(max_length=200, default="Medications used in MS")
    helpline_name = models.CharField(max_length=200, blank=True)
    helpline_phone = models.CharField(max_length=50, blank=True)
    emergency_number = models.CharField(
        max_length=50, blank=True, help_text="Such as 911. Left empty, pages say: your local emergency number."
    )
    poison_line_name = models.CharField(max_length=200, blank=True)
    poison_line_phone = models.CharField(max_length=50, blank=True)
    report_name = models.CharField("where side effects are reported", max_length=200, blank=True)
    report_url = models.CharField(
        "address for reporting side effects", max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    disclaimer = models.TextField(default=DISCLAIMER)
    content_licence = models.CharField(max_length=300, default="All rights reserved by the publisher")
    attribution = models.CharField(
        max_length=300, blank=True, help_text="How partners name you. Left empty: the name of the society."
    )
    review_policy = models.TextField(
        "more on how pages are reviewed",
        blank=True,
        default="",
        help_text="Shown publicly, after the rules that follow from the three choices above. They need not be repeated.",
    )
    typo_needs = models.CharField("a corrected typo needs", max_length=20, choices=ReviewNeed, default=ReviewNeed.PUBLISHER)
    wording_needs = models.CharField("other wording needs", max_length=20, choices=ReviewNeed, default=ReviewNeed.SECOND_PERSON)
    clinical_needs = models.CharField(
        "a dose, warning, side effect, use or generic claim needs",
        max_length=20,
        choices=[choice for choice in ReviewNeed.choices if choice[0] != ReviewNeed.PUBLISHER],
        default=ReviewNeed.CLINICAL_REVIEWER,
    )
    review_months = models.PositiveSmallIntegerField(
        "months between reviews", default=12, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    copy_lifetime_days = models.PositiveSmallIntegerField(
        "days a partner's copy may be shown without asking again",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    security_contact = models.CharField(
        max_length=500,
        blank=True,
        help_text="Where somebody who found a hole writes to: an e-mail address or the address of a form. Shown in security.txt.",
    )
    publisher_disclosure = models.TextField(
        "who publishes this site",
        blank=True,
        default="",
        help_text="Who you are, who decides on the texts, and what ties you have to makers of medicines. Shown as the editorial "
        "policy. Leave a blank line between paragraphs.",
    )
    funding_disclosure = models.TextField(
        "how it is paid for",
        blank=True,
        default="",
        help_text="Who pays for this site, whether there is money from makers of medicines, and whether you take ads. Shown as "
        "the editorial policy.",
    )
    reader_contact = models.CharField(
        "where readers write to",
        max_length=500,
        blank=True,
        default="",
        help_text="For questions about a text, or about something hard to use: an e-mail address or the address of a form.",
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(FrozenModel.Meta):
        ordering = ["-version"]
        get_latest_by = "version"
        verbose_name = "society profile"
        verbose_name_plural = "society profiles"
        constraints = [
            models.CheckConstraint(
                # Never less for what matters more.
                condition=~models.Q(clinical_needs=ReviewNeed.PUBLISHER)
                & (models.Q(typo_needs=ReviewNeed.PUBLISHER) | ~models.Q(wording_needs=ReviewNeed.PUBLISHER))
                & (~models.Q(typo_needs=ReviewNeed.CLINICAL_REVIEWER) | models.Q(wording_needs=ReviewNeed.CLINICAL_REVIEWER))
                & (~models.Q(wording_needs=ReviewNeed.CLINICAL_REVIEWER) | models.Q(clinical_needs=ReviewNeed.CLINICAL_REVIEWER)),
                name="review_policy_asks_more_for_what_matters_more",
            ),
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}"

    def clean(self):
        faults = {name: CONTACT for name in ("security_contact", "reader_contact") if not _is_contact(getattr(self, name))}
        if faults:
            raise ValidationError(faults)


def _is_contact(text: str) -> bool:
    """An e-mail address, the address of a form, or nothing."""
    check = URLValidator(["https"]) if ":" in text else EmailValidator()
    try:
        return not text or check(text) is None
    except ValidationError:
        return False
