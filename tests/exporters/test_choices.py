import pytest

from exporters.choices import settled


def test_what_is_not_asked_for_has_its_default():
    assert settled({}, ents="longest|shortest", widest="8") == {"ents": "longest", "widest": "8"}
    assert settled({"ents": "shortest", "widest": "12"}, ents="longest|shortest", widest="8") == {
        "ents": "shortest",
        "widest": "12",
    }


@pytest.mark.parametrize(
    "options", [{"nonsense": "1"}, {"ents": "widest"}, {"ents": ""}, {"widest": "0"}, {"widest": "x"}, {"widest": "-1"}]
)
def test_anything_else_is_refused(options: dict[str, str]):
    with pytest.raises(ValueError, match=f"no such option: {next(iter(options))}="):
        settled(options, ents="longest|shortest", widest="8")
