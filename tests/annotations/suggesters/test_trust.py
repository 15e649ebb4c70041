import json
import os
import sys
from pathlib import Path

import pytest

from annotations.errors import PipelineBroken, PipelineChanged
from annotations.suggesters.spacy_pipeline import installed_package
from annotations.suggesters.trust import inspect, verify
from tests.annotations.suggesters.own_pipelines import copy_of, folder_of, package_of, trusted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "ships")


def test_a_folder_says_what_is_in_it(folder: Path):
    seen = inspect(str(folder))
    assert seen.location == str(folder)
    assert (seen.name, seen.language, seen.version) == ("en_pipeline", "en", "0.0.0")
    assert seen.components == ("entity_ruler", "span_ruler")
    assert seen.labels == ("GOODS", "HULL", "PORT", "SHIP")
    assert seen.groups == ("ruler",)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert (seen.files, seen.size) == (len(files), sum(path.stat().st_size for path in files))


def test_a_folder_is_named_by_its_whole_path_however_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder.parent)
    assert inspect("ships") == inspect("./ships") == inspect(str(folder))


def test_the_installed_pipeline_is_inspected_without_importing_anything(fresh_python):
    done = fresh_python(
        "import sys\n"
        "from annotations.suggesters.trust import inspect\n"
        f"seen = inspect({installed_package()!r})\n"
        "assert 'PERSON' in seen.labels and 'nsubj' not in seen.labels and 'NN' not in seen.labels\n"
        f"print(sorted({{'spacy', 'thinc', {installed_package()!r}}} & set(sys.modules)))"
    )
    assert (done.stderr, done.stdout.strip()) == ("", "[]")


def test_neither_looking_nor_checking_runs_code_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    canary = tmp_path / "canary"
    package_of(tmp_path / "site", "ships_a", canary, monkeypatch)
    pipeline = trusted("ships-a", {})
    assert pipeline.location == "ships_a"
    assert verify(pipeline).name == "en_ships_a-0.1"
    assert not canary.exists()
    assert "ships_a" not in sys.modules


def test_a_package_goes_before_a_folder_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package_of(tmp_path / "site", "ships_b", tmp_path / "canary", monkeypatch)
    pipeline = trusted("ships_b", {})
    folder_of(tmp_path / "ships_b")
    monkeypatch.chdir(tmp_path)
    assert trusted("ships_b", {}) == pipeline
    assert verify(pipeline).is_relative_to(tmp_path / "site")


def test_the_hash_is_that_of_paths_and_contents_alone(folder: Path, tmp_path: Path):
    other = copy_of(folder, tmp_path / "elsewhere")
    (other / "__pycache__").mkdir()
    (other / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x")
    assert inspect(str(other)).sha256 == inspect(str(folder)).sha256


@pytest.mark.parametrize(
    "path",
    ["__pycache__/patterns.jsonl", "__pycache__/evil.pyc", "__pycache__/x.pyc/cfg", "a/__pycache__/b", "a.c.pyc"],
)
def test_all_but_the_bytecode_that_python_keeps_is_hashed(folder: Path, path: str):
    hidden = folder / path
    hidden.parent.mkdir(parents=True, exist_ok=True)
    hidden.write_text("one")
    pipeline = trusted(folder, {})
    hidden.write_text("two")
    with pytest.raises(PipelineChanged):
        verify(pipeline)


def test_the_data_of_a_component_is_hashed_whatever_it_is_called(tmp_path: Path):
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", name="__pycache__")
    ruler.add_patterns([{"label": "SHIP", "pattern": "Deniz"}])
    nlp.to_disk(tmp_path / "ships")
    pipeline = trusted(tmp_path / "ships", {})
    patterns = tmp_path / "ships" / "__pycache__" / "patterns.jsonl"
    patterns.write_text(patterns.read_text().replace("Deniz", "Falcon"))
    with pytest.raises(PipelineChanged):
        verify(pipeline)


@pytest.mark.parametrize("name", ["../ships", "/ships", "__pycache__/rules.pyc", "..", "a\\b", "c:x"])
def test_a_component_that_lies_elsewhere_is_refused(folder: Path, name: str):
    listed = json.dumps([name])
    (folder / "config.cfg").write_text(f"[nlp]\npipeline = {listed}\n")
    with pytest.raises(PipelineBroken, match="does not lie in a folder of its own"):
        inspect(str(folder))


@pytest.mark.parametrize("how", ["changed", "added", "removed", "renamed", "swapped"])
def test_any_change_of_the_files_is_noticed(folder: Path, how: str):
    pipeline = trusted(folder, {})
    assert verify(pipeline) == folder
    meta, config = folder / "meta.json", folder / "config.cfg"
    if how == "changed":
        meta.write_text(meta.read_text() + " ")
    elif how == "added":
        (folder / "sitecustomize.py").write_text("")
    elif how == "removed":
        (folder / "tokenizer").unlink()
    elif how == "renamed":
        (folder / "tokenizer").rename(folder / "tokeniser")
    else:
        first, second = meta.read_bytes(), (folder / "tokenizer").read_bytes()
        meta.write_bytes(second)
        (folder / "tokenizer").write_bytes(first)
    assert config.exists()
    with pytest.raises(PipelineChanged, match="changed since it was trusted") as caught:
        verify(pipeline)
    assert caught.value.name == pipeline.name


def test_code_of_a_package_counts_as_much_as_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = package_of(tmp_path / "site", "ships_c", tmp_path / "canary", monkeypatch)
    pipeline = trusted("ships_c", {})
    (package / "__init__.py").write_text((package / "__init__.py").read_text() + "\n# more")
    with pytest.raises(PipelineChanged):
        verify(pipeline)


def test_a_pipeline_that_is_gone_is_broken(folder: Path, tmp_path: Path):
    pipeline = trusted(folder, {}, name="mine")
    folder.rename(tmp_path / "away")
    with pytest.raises(PipelineBroken, match="mine: no such folder"):
        verify(pipeline)


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("meta.json", None, "meta.json"),
        ("meta.json", "{", "no spaCy pipeline"),
        ("meta.json", "[]", "not an object"),
        ("meta.json", b"\xff\xfe{", "no spaCy pipeline"),
        ("config.cfg", None, "config.cfg"),
        ("config.cfg", "[nlp", "no spaCy pipeline"),
        ("config.cfg", "[nlp]\n", "no spaCy pipeline"),
        ("config.cfg", "[nlp]\npipeline = 3\n", "components"),
        ("config.cfg", "[nlp]\npipeline = [3]\n", "components"),
        ("config.cfg", '[nlp]\npipeline = ["a"]\n[components.a]\nsource = "en_other"\n', "another pipeline"),
    ],
)
def test_what_is_no_pipeline_is_refused_in_words(folder: Path, file: str, content: str | bytes | None, why: str):
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PipelineBroken, match=why):
        inspect(str(folder))


@pytest.mark.parametrize("location", ["no_such_package_here", "/no/such/folder", "a.b", "", "json", "sys"])
def test_places_without_a_pipeline(location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PipelineBroken):
        inspect(location)


def test_a_package_cannot_point_outside_itself(tmp_path: Path):
    (tmp_path / "outer").mkdir()
    (tmp_path / "outer" / "meta.json").write_text('{"lang": "..", "name": "/x", "version": "1"}')
    with pytest.raises(PipelineBroken, match="is missing"):
        inspect(str(tmp_path / "outer"))


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are for administrators there")
def test_links_to_folders_and_pipes_are_refused_and_links_to_files_are_read(folder: Path, tmp_path: Path):
    before = inspect(str(folder)).sha256
    (tmp_path / "real").write_bytes((folder / "tokenizer").read_bytes())
    (folder / "tokenizer").unlink()
    (folder / "tokenizer").symlink_to(tmp_path / "real")
    assert inspect(str(folder)).sha256 == before
    (tmp_path / "real").write_bytes(b"other")
    assert inspect(str(folder)).sha256 != before

    (folder / "more").symlink_to(tmp_path)
    with pytest.raises(PipelineBroken, match="more is a link"):
        inspect(str(folder))
    (folder / "more").unlink()
    os.mkfifo(folder / "pipe")
    with pytest.raises(PipelineBroken, match="pipe is not a file"):
        inspect(str(folder))
