"""Lines that break naive canvases: two directions, joined letters, astral characters, controls."""

ENGLISH = "Sudani and Romanowski discussed bilateral cooperation, the recent developments and Iraq’s office “in full”."
ARABIC = "وكانت فصائل مسلحة قد هاجمت بالصواريخ قاعدة عين الأسد في محافظة الأنبار، ضد تنظيم داعش (ISIS) سنة 2023."
KURDISH = "مەسرور بارزانی، سەرۆکی حکومەتی هەرێمی کوردستان، لە هەولێر پێشوازی لە شاندە\u200cکە کرد."
EMOJI = "three 👨\u200d👩\u200d👧 families left 🇮🇶 on Monday 👍🏽 with 1\ufe0f\u20e3 bag and 𝒳 more"
NASTY = (
    "e\u0301te\u0301 na\u00a0ve\u00adco\u200bop \ufeffBOM \ufffe \x0c ff \x07 bell ﬁne \u2066iso\u2069 x\u0332 tab\tend"
)
MIXED = "see محمد شياع in 2023, (Baghdad) بغداد and “عين الأسد” in the text"
ALL = {
    "english": ENGLISH,
    "arabic": ARABIC,
    "kurdish": KURDISH,
    "emoji": EMOJI,
    "nasty": NASTY,
    "mixed": MIXED,
}
