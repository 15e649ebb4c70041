import importlib.util
import py_compile
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import PipelineBroken, PipelineChanged
from annotations.model.project_settings import Pipeline
from annotations.suggesters.pipelines import PipelineRunner, free_name, load, trusted_before
from tests.annotations.suggesters.helpers import article_text
from tests.annotations.suggesters.own_pipelines import folder_of, package_of, trusted

TEXT = "The Mavi Deniz left Umm Qasr.\n\n😀 The Sea Falcon carried 300 tonnes of barley and 12 tractors."


def found(runner: PipelineRunner, text: str = TEXT, **more: str) -> list[tuple[str, str, float | None]]:
    """(surface, label, score) of all that the pipeline marks."""
    article = article_text(text, **more)
    return [
        (article.text[stretch.start + each.extent.start : stretch.start + each.extent.end], each.label, each.score)
        for stretch, of_stretch in runner.find(article)
        for each in of_stretch
    ]


def test_entities_come_with_our_labels_and_the_rest_is_counted(tmp_path: Path):
    runner = PipelineRunner(trusted(folder_of(tmp_path / "ships"), {"SHIP": "PRODUCT", "PORT": "FAC"}, name="ships"))
    assert found(runner) == [
        ("Mavi Deniz", "PRODUCT", None),
        ("Umm Qasr", "FAC", None),
        ("Sea Falcon", "PRODUCT", None),
    ]
    assert runner.dropped == {"GOODS": 1}


def test_groups_are_read_when_they_are_named_and_may_lie_inside_entities(tmp_path: Path):
    pipeline = trusted(folder_of(tmp_path / "ships"), {"SHIP": "PRODUCT", "HULL": "PRODUCT"}, "ruler", "not-there")
    assert found(PipelineRunner(pipeline)) == [
        ("Mavi Deniz", "PRODUCT", None),
        ("Sea Falcon", "PRODUCT", None),
        ("Falcon", "PRODUCT", None),
    ]


def test_a_package_runs_only_after_it_was_checked_and_gives_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    canary = tmp_path / "canary"
    package = package_of(tmp_path / "site", "ships_d", canary, monkeypatch)
    pipeline = trusted("ships_d", {"COUNT": "CARDINAL"}, "counts")
    with pytest.raises(PipelineChanged):
        load(replace(pipeline, sha256="0" * 64))
    assert not canary.exists()
    assert found(PipelineRunner(pipeline)) == [("300", "CARDINAL", 0.25), ("12", "CARDINAL", 0.75)]
    assert canary.read_text() == "imported "
    assert not list(package.rglob("__pycache__"))
    out, err = capsys.readouterr()
    assert (out, "marking" in err) == ("", True)


def steal(source: Path, folder: Path) -> None:
    """Put bytecode beside a source that makes the file `stolen` when it is run."""
    bad = folder / "bad.py"
    bad.write_text(f"from pathlib import Path\nPath({str(folder / 'stolen')!r}).touch()\n")
    cached = importlib.util.cache_from_source(str(source))
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(bad), cached, doraise=True, invalidation_mode=mode)


def test_bytecode_beside_a_package_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = package_of(tmp_path / "site", "ships_e", tmp_path / "canary", monkeypatch)
    pipeline = trusted("ships_e", {"COUNT": "CARDINAL"}, "counts")
    steal(package / "__init__.py", tmp_path)
    assert found(PipelineRunner(pipeline)) == [("300", "CARDINAL", 0.25), ("12", "CARDINAL", 0.75)]
    assert not (tmp_path / "stolen").exists()


def test_bytecode_beside_a_module_that_is_imported_while_it_works_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = package_of(tmp_path / "site", "ships_h", tmp_path / "canary", monkeypatch)
    code = (package / "__init__.py").read_text()
    late = "def mark(doc):\n    from ships_h import late"
    (package / "__init__.py").write_text(code.replace("def mark(doc):", late))
    (package / "late.py").write_text("")
    pipeline = trusted("ships_h", {"COUNT": "CARDINAL"}, "counts")
    steal(package / "late.py", tmp_path)
    before = sys.pycache_prefix
    assert len(found(PipelineRunner(pipeline))) == 2
    assert "ships_h.late" in sys.modules
    assert not (tmp_path / "stolen").exists()
    assert sys.pycache_prefix == before


def test_a_pipeline_is_known_by_its_place_and_gets_a_name_nobody_has():
    here, there = (Pipeline(name=name, location=f"/{name}", sha256="") for name in ("en_pipeline", "en_pipeline-3"))
    assert trusted_before("/en_pipeline-3", [here, there]) == there
    assert trusted_before("/ships", [here, there]) is None
    assert free_name("en_pipeline", []) == "en_pipeline"
    assert free_name("en_pipeline", [here, there]) == "en_pipeline-2"
    assert free_name("en_pipeline", [here, replace(there, name="en_pipeline-2")]) == "en_pipeline-3"


def test_a_crash_in_foreign_code_names_the_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package_of(tmp_path / "site", "ships_f", tmp_path / "canary", monkeypatch)
    runner = PipelineRunner(trusted("ships_f", {"COUNT": "CARDINAL"}, "counts", name="ships"))
    with pytest.raises(PipelineBroken, match="ships: RuntimeError: the crew has left"):
        found(runner, "A mutiny.")


def test_a_pipeline_that_cannot_be_loaded_names_itself(tmp_path: Path):
    folder = folder_of(tmp_path / "ships")
    config = folder / "config.cfg"
    config.write_text(config.read_text().replace('factory = "span_ruler"', 'factory = "nowhere_registered"'))
    with pytest.raises(PipelineBroken, match="nowhere_registered"):
        load(trusted(folder, {}))


def test_code_that_ends_the_program_ends_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = package_of(tmp_path / "site", "ships_g", tmp_path / "canary", monkeypatch)
    (package / "__init__.py").write_text("raise SystemExit('bye')")
    with pytest.raises(PipelineBroken, match="SystemExit: bye"):
        load(trusted("ships_g", {}))


@pytest.mark.parametrize(
    ("language", "article_language", "reads"),
    [
        ("en", "en", True),
        ("en", "ar", False),
        ("xx", "ar", True),
        ("tr", "tr-TR", True),
        ("tr", "", True),
        ("tr", "en", False),
    ],
)
def test_a_pipeline_reads_articles_of_its_language(tmp_path: Path, language: str, article_language: str, reads: bool):
    folder = folder_of(tmp_path / language, {"SHIP": ["Deniz"]}, language=language)
    runner = PipelineRunner(trusted(folder, {"SHIP": "PRODUCT"}))
    assert found(runner, "Deniz", language=article_language) == ([("Deniz", "PRODUCT", None)] if reads else [])


def test_extents_never_begin_or_end_with_a_blank(tmp_path: Path):
    folder = folder_of(tmp_path / "ships", {"SHIP": ["Sea  Falcon ", " "]})
    runner = PipelineRunner(trusted(folder, {"SHIP": "PRODUCT"}))
    assert {words for words, _, _ in found(runner, "The Sea  Falcon  sank .")} <= {"Sea  Falcon"}
