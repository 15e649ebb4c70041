from dataclasses import replace

from annotations.model.mention import Kind
from annotations.model.schema import AttributeType, Label, Role, Schema
from exporters.relabelling import closed, renamed, schema_with, without_twins
from tests.factories import article, entity, event, small_schema, span

OF = article("Ana met Omar.")
ANA, OMAR = entity("PERSON", span(OF, "Ana")), entity("PERSON", span(OF, "Omar"))
MET = event("CONSULT", span(OF, "met"), ("ACTOR", ANA), ("ACTOR", OMAR))


def label(schema: Schema, code: str, kind: Kind) -> Label:
    found = schema.label(code, kind)
    assert found is not None
    return found


def test_a_schema_from_which_nothing_is_taken_stays():
    assert schema_with(small_schema(), (), {}) == small_schema()


def test_roles_that_nothing_could_fill_go_with_the_labels():
    schema = schema_with(small_schema(), ("PERSON", "ASSAULT"), {})
    assert [each.code for each in schema.labels] == ["PERSON", "ASSAULT"]
    roles = {role.name: role.fillers for role in label(schema, "ASSAULT", Kind.EVENT).roles}
    assert roles == {"ACTOR": ("PERSON",), "RECIPIENT": ("PERSON",), "INSTRUMENT": ()}


def test_fillers_have_the_new_names():
    schema = schema_with(small_schema(), (), {"ORG": "GROUP", "GPE": "GROUP", "ASSAULT": "ATTACK"})
    assert [each.code for each in schema.labels if each.kind is Kind.ENTITY] == ["PERSON", "GROUP", "LAW"]
    assert label(schema, "GROUP", Kind.ENTITY).title == "Organisation"
    assert label(schema, "ATTACK", Kind.EVENT).roles[0].fillers == ("PERSON", "GROUP")
    assert label(schema, "CONSULT", Kind.EVENT).roles[1].fillers == ("ATTACK",)


def test_labels_that_become_one_have_the_roles_and_attributes_of_all():
    def made(code: str, *roles: Role, values: tuple[str, ...], active: bool = True) -> Label:
        kind = AttributeType(name="modality", title="Modality", values=values)
        return Label(code=code, kind=Kind.EVENT, title=code.title(), roles=roles, attributes=(kind,), active=active)

    old = made(
        "RAID",
        Role(name="ACTOR", title="Actor", fillers=("PERSON",), required=True),
        Role(name="PLACE", title="Place", fillers=("GPE",)),
        values=("asserted", "denied"),
        active=False,
    )
    new = made(
        "ATTACK",
        Role(name="ACTOR", title="Actor", fillers=("ORG",)),
        Role(name="PLACE", title="Place"),
        values=("asserted", "planned"),
    )
    (one,) = schema_with(Schema(name="s", title="S", labels=(old, new)), (), {"RAID": "ATTACK"}).labels
    assert (one.code, one.title, one.active) == ("ATTACK", "Attack", True)
    assert [(role.name, role.fillers, role.required) for role in one.roles] == [
        ("ACTOR", ("PERSON", "ORG"), False),
        ("PLACE", (), False),
    ]
    assert one.attributes[0].values == ("asserted", "denied", "planned")


def test_a_code_of_both_kinds_stays_two_labels():
    labels = tuple(Label(code="EVENT", kind=kind, title="Event") for kind in Kind)
    assert len(schema_with(Schema(name="s", title="S", labels=labels), ("EVENT",), {"EVENT": "X"}).labels) == 2


def test_twins_are_one_with_the_arguments_of_all():
    twin = replace(OMAR, id="mz", cluster=None)
    also = event("CONSULT", MET.span, ("RECIPIENT", twin), ("ACTOR", ANA), id="mzz")
    (ana, met, omar) = without_twins([also, MET, ANA, OMAR, twin])
    assert (ana, omar.span) == (ANA, OMAR.span)
    assert [(each.role, each.target) for each in met.arguments] == [
        ("ACTOR", ANA.id),
        ("ACTOR", omar.id),
        ("RECIPIENT", omar.id),
    ]


def test_no_event_fills_a_role_of_its_own():
    inner = event("RAID", MET.span)
    outer = event("CONSULT", MET.span, ("CAUSE", inner))
    (one,) = without_twins(renamed([inner, outer], {"RAID": "CONSULT"}))
    assert one == replace(one, arguments=())


def test_arguments_go_with_their_fillers():
    assert closed([ANA, OMAR, MET]) == ([ANA, OMAR, MET], [])
    kept, dropped = closed([ANA, MET])
    assert kept == [ANA, MET.with_arguments(MET.arguments[:1])]
    assert dropped == [(MET, MET.arguments[1])]
