"""Published medicines as FHIR R5 resources (https://hl7.org/fhir/R5/). docs/adr/0028-fhir.md says why each is mapped as it is.

A resource is made of one publication and of the safety notices posted over it, with their days; never of the day's date. So its
version, the publication number, tells truly whether it has changed.
"""
