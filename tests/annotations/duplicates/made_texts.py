"""News that never was, made of words drawn at random: no two stories share more than a phrase."""

from random import Random


def _words(listed: str) -> list[str]:
    return listed.split()


_NOUNS = _words(
    "minister harbour bridge committee orchard railway court budget storm village factory treaty election teacher river"
    " hospital envoy market ferry tunnel archive senator drought festival border convoy museum wheat strike pipeline"
    " verdict governor stadium patrol grant school island refinery council airport widow surgeon mayor valley shipment"
    " orchestra library inspector quarry dialect lighthouse census vaccine turbine caravan mosque chapel referendum"
)
_ADJECTIVES = _words(
    "northern disputed quiet former rural wealthy broken coastal early foreign narrow steady annual crowded bitter"
    " rapid modest ancient private local joint hidden fragile southern heavy brief unpaid rival formal lasting"
)
_VERBS = _words(
    "approved delayed visited rebuilt questioned flooded praised closed abandoned inspected expanded lost announced"
    " blocked rescued funded ignored repaired opened welcomed accused replaced examined promised moved"
)
_PLACES = _words("Arvel Bresk Corvo Dannet Elmar Fossa Garrin Holm Istra Jelva Korrin Lusk Marat Nevin Orsa Pell Quist")
_DAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")


class Newsroom:
    """Writes stories; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def sentence(self) -> str:
        """A sentence of some fifteen words."""
        pick = self.random.choice
        return (
            f"The {pick(_ADJECTIVES)} {pick(_NOUNS)} of {pick(_PLACES)} {pick(_VERBS)} {self.random.randint(2, 990)}"
            f" {pick(_ADJECTIVES)} {pick(_NOUNS)}s near {pick(_PLACES)} on {pick(_DAYS)},"
            f" a {pick(_NOUNS)} {pick(_VERBS)} by {pick(_PLACES)}'s {pick(_NOUNS)} said."
        )

    def story(self, words: int) -> list[str]:
        """Paragraphs with about so many words."""
        return [" ".join(self.sentence() for _ in range(3)) for _ in range(max(1, words // 66))]

    def headline(self) -> str:
        """A few words."""
        return " ".join(self.sentence().split()[1:10])

    def edited(self, story: list[str], share: float) -> list[str]:
        """The story with that share of its words replaced by others."""
        return [
            " ".join(self.random.choice(_NOUNS) if self.random.random() < share else word for word in part.split())
            for part in story
        ]

    def furniture(self, words: int) -> str:
        """What a site puts on every page."""
        return " ".join(" ".join(self.story(words + 66)).split()[:words])


def page(*parts: str) -> str:
    """The parts, each a paragraph."""
    return "\n\n".join(part for part in parts if part)
