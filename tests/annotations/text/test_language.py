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
