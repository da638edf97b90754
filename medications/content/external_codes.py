"""Codes that other systems give a medicine, in the one form in which they are looked up: `rxnorm:2598`."""


def external_code(system: str, code: str) -> str:
    """Capitals count for nothing: no system has two codes that differ by them alone."""
    return f"{system}:{code.strip()}".lower()[:100]
