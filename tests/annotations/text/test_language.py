import pytest

from annotations.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoy met the mayor of Erbil (هەولێر) on Sunday.", "en"),
        ("Élysée: réunion à Besançon", "en"),
        ("قال الرئيس إن المحادثات في بغداد مستمرة", "ar"),
        ("سەرۆکی هەرێم لە هەولێر پێشوازی لە شاندەکە کرد", "ckb"),
        ("رئیس جمهور گفت که مذاکرات در تهران ادامه دارد", "fa"),
        ("وزیر اعظم نے کہا ہے کہ مذاکرات جاری ہیں", "ur"),
        ("Президент сказал", "xx"),
        ("1 + 1 = 2", "xx"),
        ("", "xx"),
    ],
)
def test_guess(text: str, language: str):
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister of defence said that the army was on its way to the border, and for good."),
        ("fr", "Le ministre a dit que les troupes et la police sont dans la ville pour la nuit et une semaine."),
        ("es", "El ministro dijo que las tropas y los agentes están en la ciudad por una semana con el alcalde."),
        ("de", "Der Minister sagte, die Truppen und der Rat sind mit den Leuten von dort nicht im Gespräch."),
        ("en", "Le Monde, El País and Der Spiegel reported it."),
    ],
)
def test_small_words_tell_languages_in_latin_letters(language: str, text: str) -> None:
    assert guess_language(text) == language
