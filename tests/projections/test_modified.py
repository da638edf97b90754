"""What tells one state of an answer from another."""

import importlib.util

import pytest

from medications.projections import modified
from medications.projections.memory import Memory


@pytest.mark.django_db
def test_version_is_the_same_in_every_process_though_files_were_replaced_meanwhile(tmp_path):
    memory, started_alike = Memory(), loaded_anew()
    (tmp_path / "replaced.py").write_text("# of the next release\n")
    started_alike.CODE = tmp_path

    assert started_alike.version_of(memory) == modified.version_of(memory)


def loaded_anew():
    """The module as another process has it."""
    spec = importlib.util.find_spec(modified.__name__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
