"""Storage. Four kinds of rows, kept apart: frozen (written once), state (moved by actions), index (rebuilt at will), working copy
(what staff edit; never read by the public side). tests/models/test_storage.py sorts every model into one of them.
"""

from medications.models.api_key import ApiKey
from medications.models.autosave import Autosave
from medications.models.brand_name import BrandName
from medications.models.change import Change
from medications.models.change_stream import ChangeStream
from medications.models.document import Document
from medications.models.drug_class import DrugClass
from medications.models.emergency_publication import EmergencyPublication
from medications.models.error_report import ErrorReport
from medications.models.event import Event, EventKind
from medications.models.external_code import ExternalCode
from medications.models.finding import Finding
from medications.models.former_address import FormerAddress
from medications.models.import_batch import ImportBatch
from medications.models.import_file import FileState, ImportFile
from medications.models.import_run import ImportRun
from medications.models.index_facet import Facet, IndexFacet
from medications.models.index_row import IndexRow
from medications.models.index_state import IndexState
from medications.models.lead_sentence import LeadSentence
from medications.models.medication import Medication
from medications.models.medication_use import MedicationUse
from medications.models.parked_draft import ParkedDraft
from medications.models.policy_violation import PolicyViolation
from medications.models.preview_link import PreviewLink
from medications.models.publication import Publication
from medications.models.review import Review, ReviewDecision
from medications.models.review_comment import ReviewComment
from medications.models.review_invitation import ReviewInvitation
from medications.models.review_request import ReviewRequest
from medications.models.revision import Origin, Revision
from medications.models.revision_term import RevisionTerm
from medications.models.safety_notice import SafetyNotice
from medications.models.section import Section
from medications.models.side_effect import SideEffect
from medications.models.side_effect_row import SideEffectRow
from medications.models.slug import Slug
from medications.models.society_profile import SocietyProfile
from medications.models.source import Source
from medications.models.statement import Statement
from medications.models.suppression import Suppression
from medications.models.symptom import Symptom
from medications.models.symptom_resource import SymptomResource
from medications.models.webhook import Webhook
from medications.models.webhook_attempt import WebhookAttempt
from medications.models.webhook_delivery import WebhookDelivery
from medications.models.withdrawal import Withdrawal, WithdrawalKind
from medications.models.written_approval import HowWritten, WrittenApproval

FROZEN = (
    Change,
    EmergencyPublication,
    Event,
    Review,
    Revision,
    RevisionTerm,
    SocietyProfile,
    Suppression,
    WrittenApproval,
)
STATE = (
    ApiKey,
    ChangeStream,
    Document,
    ErrorReport,
    Finding,
    FormerAddress,
    ImportBatch,
    ImportFile,
    ImportRun,
    ParkedDraft,
    PolicyViolation,
    PreviewLink,
    Publication,
    ReviewComment,
    ReviewInvitation,
    ReviewRequest,
    SafetyNotice,
    Slug,
    Webhook,
    WebhookAttempt,
    WebhookDelivery,
    Withdrawal,
)
INDEX = (IndexFacet, IndexRow, IndexState)
WORKING_COPY = (
    Autosave,
    BrandName,
    DrugClass,
    ExternalCode,
    LeadSentence,
    Medication,
    MedicationUse,
    Section,
    SideEffect,
    SideEffectRow,
    Source,
    Statement,
    Symptom,
    SymptomResource,
)

__all__ = [
    "FROZEN",
    "INDEX",
    "STATE",
    "WORKING_COPY",
    "EventKind",
    "Facet",
    "FileState",
    "HowWritten",
    "Origin",
    "ReviewDecision",
    "WithdrawalKind",
    *(model.__name__ for model in (*FROZEN, *STATE, *INDEX, *WORKING_COPY)),
]
