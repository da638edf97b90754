from django.db import models

from medications.content.choices import Basis, DocumentKind
from medications.models.document import Document
from medications.models.revision import Revision


class IndexRow(models.Model):
    """The disposable projection of a live Revision: what filters and search run on, and the stored HTML and JSON.

    Dropped and rebuilt from Revisions at any time (`rebuild_index`). The long texts come last, so that reading a list of rows
    does not touch them.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="index_row")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    slug = models.CharField(max_length=100)
    code = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=300)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    publication_number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    role = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=10, choices=Basis)
    last_updated = models.DateField()
    last_reviewed = models.DateField(null=True)
    review_due = models.DateField(null=True)
    search_text = models.TextField()
    row_html = models.TextField()
    row_json = models.TextField()
    page_html = models.TextField()
    record_json = models.TextField()
    related_html = models.TextField(blank=True)
    structured_json = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["sort_key", "document"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="index_slug_once_a_kind")]
        indexes = [models.Index(fields=["kind", "sort_key", "document"], name="index_by_kind_and_name")]

    def __str__(self):
        return f"{self.kind}/{self.slug}"
