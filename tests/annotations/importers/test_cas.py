import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import cas, read
from annotations.importers.base import ImportedArticle
from annotations.importers.layers import NO_MENTION, NOTHING_COVERED
from annotations.importers.relations import SAID_TWICE, TRIMMED
from annotations.model.annotation_set import Status
from annotations.model.mention import EventMention
from annotations.model.project import Rejected
from exporters.cas import JSON_EXPORTER, XMI_EXPORTER
from exporters.files import OutputFolder
from tests.annotations.importers.damage import assert_survived, damaged
from tests.exporters.hard import astral, hard_schema, nested_event, two_roles

cassis = pytest.importorskip("cassis")

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
EVENT, LINK, SPAN = "webanno.custom.Attack", "webanno.custom.AttackWhoLink", "webanno.custom.Quote"
TEXT = "😀 Ana Ruiz attacked Erbil."


class Foreign:
    """A CAS as another tool makes it, by types of DKPro Core and layers of somebody's project."""

    def __init__(self, text: str = TEXT) -> None:
        with files("cassis").joinpath("resources", "dkpro-core-types.xml").open("rb") as stream:
            self.types = cassis.load_typesystem(stream)
        add, feature = self.types.create_type, self.types.create_feature
        link = add(name=LINK, supertypeName="uima.cas.TOP")
        feature(domainType=link, name="role", rangeType="uima.cas.String")
        feature(domainType=link, name="target", rangeType="uima.tcas.Annotation")
        event = add(name=EVENT, supertypeName="uima.tcas.Annotation")
        feature(domainType=event, name="certainty", rangeType="uima.cas.Integer")
        feature(domainType=event, name="sort", rangeType="uima.cas.String")
        feature(domainType=event, name="who", rangeType="uima.cas.FSArray", elementType=link)
        add(name=SPAN, supertypeName="uima.tcas.Annotation")
        self.cas = cassis.Cas(typesystem=self.types, sofa_string=text, sofa_mime="text/plain")

    def mark(self, type_name: str, surface: str, **features: Any) -> Any:
        start = self.cas.sofa_string.index(surface)
        made = self.types.get_type(type_name)(begin=start, end=start + len(surface), **features)
        self.cas.add(made)
        return made

    def event(self, surface: str, *roles: tuple[str | None, Any], **features: Any) -> Any:
        links = [self.types.get_type(LINK)(role=role, target=target) for role, target in roles]
        return self.mark(EVENT, surface, who=self.types.get_type("uima.cas.FSArray")(elements=links), **features)

    def save(self, folder: Path, suffix: str = ".xmi") -> Path:
        file = folder / f"a{suffix}"
        if suffix == ".xmi":
            self.types.to_xml(folder / "TypeSystem.xml")
            self.cas.to_xmi(file)
        else:
            self.cas.to_json(file)
        return file


def only(file: Path, annotator: str | None = None) -> ImportedArticle:
    (record,) = read([file], annotator=annotator)
    assert isinstance(record, ImportedArticle), record
    return record


def refused(file: Path) -> str:
    (record,) = read([file])
    assert isinstance(record, Rejected), record
    assert record.file == str(file)
    return record.reason


def shown(record: ImportedArticle) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    (made,) = record.sets
    by_id = {mention.id: mention for mention in made.mentions}
    text = record.article.text
    return [
        (
            each.kind.value,
            each.label,
            each.span.of(text),
            [(argument.role, by_id[argument.target].span.of(text)) for argument in each.arguments]
            if isinstance(each, EventMention)
            else [],
        )
        for each in made.mentions
    ]


@pytest.mark.parametrize("suffix", [".xmi", ".json"])
def test_entities_and_events_of_somebody_elses_project(tmp_path: Path, suffix: str):
    made = Foreign()
    ana, erbil = made.mark(NER, "Ana Ruiz", value="PER"), made.mark(NER, "Erbil", value="LOC")
    made.event("attacked", ("who", ana), ("where", erbil), sort="ASSAULT")
    record = only(made.save(tmp_path, suffix), "gold")
    assert record.article.text == TEXT
    assert record.changes == {}
    assert (record.sets[0].annotator, record.sets[0].status) == ("gold", Status.OPEN)
    assert shown(record) == [
        ("entity", "PER", "Ana Ruiz", []),
        ("event", "ASSAULT", "attacked", [("who", "Ana Ruiz"), ("where", "Erbil")]),
        ("entity", "LOC", "Erbil", []),
    ]


def test_a_layer_without_a_label_gives_its_name(tmp_path: Path):
    made = Foreign()
    made.mark(SPAN, "Ana Ruiz")
    made.mark("de.tudarmstadt.ukp.dkpro.core.api.ner.type.Location", "Erbil")
    made.event("attacked", (None, made.mark(NER, "Ana")))
    assert shown(only(made.save(tmp_path))) == [
        ("entity", "Quote", "Ana Ruiz", []),
        ("entity", "NamedEntity", "Ana", []),
        ("event", "Attack", "attacked", [("who", "Ana")]),
        ("entity", "Location", "Erbil", []),
    ]


def test_what_is_left_out_is_counted(tmp_path: Path):
    made = Foreign()
    for word in ("Ana", "Erbil"):
        made.mark(POS, word, PosValue="NNP")
    made.mark("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "Ana")
    made.mark(NER, "Ana Ruiz", value="PER")
    made.mark(NER, "Ana Ruiz", value="PER")
    made.mark(NER, " Erbil", value="LOC")
    made.mark(NER, "", value="LOC")
    event = made.event("attacked", sort="ASSAULT")
    event.who.elements.append(made.types.get_type(LINK)(role="again", target=event))
    record = only(made.save(tmp_path))
    assert [surface for _kind, _label, surface, _roles in shown(record)] == ["Ana Ruiz", "attacked", "Erbil"]
    assert record.changes == {
        "annotation of the layer POS left out": 2,
        SAID_TWICE: 1,
        TRIMMED: 1,
        NOTHING_COVERED: 1,
        NO_MENTION: 1,
    }


def test_what_fills_a_role_is_a_mention_whatever_its_layer(tmp_path: Path):
    made = Foreign()
    made.event("attacked", ("who", made.mark(POS, "Ana", PosValue="NNP")), sort="ASSAULT")
    record = only(made.save(tmp_path))
    assert shown(record)[0] == ("entity", "NNP", "Ana", [])
    assert record.changes == {}


def test_an_address_in_a_knowledge_base_is_kept(tmp_path: Path):
    made = Foreign()
    for surface in ("Ana Ruiz", "Ana"):
        made.mark(NER, surface, value="PER", identifier="http://www.wikidata.org/entity/Q42")
    (annotations,) = only(made.save(tmp_path)).sets
    (cluster,) = annotations.clusters
    assert cluster.knowledge_base == "http://www.wikidata.org/entity/Q42"
    assert {mention.cluster for mention in annotations.mentions} == {cluster.id}


def test_offsets_are_carried_through_the_fixing_of_the_text(tmp_path: Path):
    made = Foreign("One\r\n\r\nAna met")
    made.mark(NER, "Ana", value="PER")
    record = only(made.save(tmp_path))
    assert record.article.text == "One\n\nAna met"
    assert shown(record) == [("entity", "PER", "Ana", [])]


def test_nobody_is_known_to_have_looked_at_a_document_without_mentions(tmp_path: Path):
    assert only(Foreign().save(tmp_path)).sets == ()


def test_the_types_are_read_with_the_documents_and_not_by_themselves(tmp_path: Path):
    file = Foreign().save(tmp_path)
    assert len(list(read([tmp_path]))) == 1
    assert list(read([file.with_name("TypeSystem.xml")])) == []


def test_an_xmi_file_without_its_types_is_refused(tmp_path: Path):
    file = Foreign().save(tmp_path)
    file.with_name("TypeSystem.xml").unlink()
    assert refused(file) == "no TypeSystem.xml is beside it, without which XMI cannot be read"


def test_an_offset_inside_a_character_is_refused(tmp_path: Path):
    file = Foreign().save(tmp_path)
    made = Foreign()
    made.mark(NER, "Ana", value="PER")
    file = made.save(tmp_path)
    file.write_text(file.read_text("utf-8").replace('begin="3" end="6"', 'begin="1" end="6"'), "utf-8")
    assert refused(file) == "an annotation begins or ends inside a character or outside the text"


def test_a_file_with_entities_of_its_own_is_refused(tmp_path: Path):
    file = Foreign().save(tmp_path)
    lol = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    file.write_text(file.read_text("utf-8").replace("<xmi:XMI", f"{lol}<xmi:XMI", 1), "utf-8")
    (record,) = read([file], format_id="cas-xmi")
    assert isinstance(record, Rejected)
    assert record.reason == "has a document type declaration, which no CAS has"


def test_a_copy_of_a_mention_of_ours_is_another_mention(tmp_path: Path):
    (name, types) = XMI_EXPORTER.write([astral()], hard_schema(), OutputFolder(tmp_path), {}).files
    copied = cassis.load_cas_from_xmi(Path(name), typesystem=cassis.load_typesystem(Path(types)))
    force, *_others = copied.select(NER)
    made = copied.typesystem.get_type(NER)
    copied.add(made(begin=force.begin, end=force.end, value="ORG", spandeskId=force.spandeskId))
    copied.to_xmi(name)
    ours = astral().sets[0].mentions
    labels = [
        (each.id in ours, each.label) for each in only(Path(name)).sets[0].mentions if each.span.start == force.begin
    ]
    assert labels == [(True, "ARMED GROUP"), (False, "ORG")]


def test_a_type_that_is_its_own_supertype_is_refused(tmp_path: Path):
    file = Foreign().save(tmp_path)
    types = file.with_name("TypeSystem.xml")
    text = types.read_text("utf-8")
    own = f"<name>{SPAN}</name><description/><supertypeName>"
    assert own in text
    types.write_text(text.replace(f"{own}uima.tcas.Annotation", own + SPAN), "utf-8")
    assert refused(file).startswith("not a CAS, or a damaged one")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cas, "LARGEST_FILE", 100)
    assert refused(Foreign().save(tmp_path, ".json")) == "the file is larger than 100 bytes"


@pytest.mark.parametrize(
    "head", [b"", b"{}", b'{"text": "%TYPES"}', b"<xml/>", b"<html>XMI http://www.omg.org/XMI</html>"]
)
def test_other_files_are_not_claimed(head: bytes):
    assert not cas.XMI_IMPORTER.recognises(head)
    assert not cas.JSON_IMPORTER.recognises(head)


def test_many_comments_before_the_root_take_no_time():
    assert not cas.XMI_IMPORTER.recognises(b"<!-- -->" * 8_000)
    assert cas.XMI_IMPORTER.recognises(b"<!-- -->" * 5 + b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">')


@pytest.mark.parametrize("suffix", [".xmi", ".json"])
def test_the_format_is_recognised_by_content(tmp_path: Path, suffix: str):
    file = Foreign().save(tmp_path, suffix)
    assert only(file.rename(tmp_path / "a.txt")).article.text == TEXT


@pytest.mark.parametrize("exporter", [XMI_EXPORTER, JSON_EXPORTER], ids=lambda exporter: exporter.id)
def test_damaged_files_cost_only_themselves(tmp_path: Path, exporter: Any):
    good = tmp_path / "good"
    made = Foreign()
    made.event("attacked", ("who", made.mark(NER, "Ana Ruiz", value="PER")), sort="ASSAULT")
    report = exporter.write([astral(), two_roles(), nested_event()], hard_schema(), OutputFolder(good), {})
    sources = [Path(name).read_bytes() for name in report.files if name.endswith(exporter.suffix)]
    sources.append(made.save(good, exporter.suffix).read_bytes())
    if exporter is XMI_EXPORTER:
        shutil.copy(good / "TypeSystem.xml", tmp_path)
    spoilt = []
    for number, data in enumerate(damaged(sources, 200)):
        file = tmp_path / f"{number}{exporter.suffix}"
        file.write_bytes(data)
        spoilt.append(file)
    taken, refused_ = assert_survived(spoilt, exporter.id)
    assert taken + refused_ == len(spoilt)
    assert refused_ > len(spoilt) // 2


def test_damaged_types_cost_only_their_documents(tmp_path: Path):
    file = Foreign().save(tmp_path)
    types = file.with_name("TypeSystem.xml").read_bytes()
    good = XMI_EXPORTER.write([two_roles()], hard_schema(), OutputFolder(tmp_path / "ours"), {}).files
    spoilt = []
    for number, data in enumerate(damaged([types[:20_000], (tmp_path / "ours" / "TypeSystem.xml").read_bytes()], 60)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "TypeSystem.xml").write_bytes(data)
        spoilt.append(Path(shutil.copy(good[0], folder)))
    taken, refused_ = assert_survived(spoilt, "cas-xmi")
    assert taken + refused_ == len(spoilt)
