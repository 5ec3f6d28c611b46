"""Made-up speech: words, phrases, sentences and addresses of a language, the same for the same number."""

import random

from tests.corpus.languages import ACTORS, NAMES, TONGUES


class Speech:
    """A speaker of one language; what is said next depends on the number and on what was said before."""

    def __init__(self, number: int, lang: str) -> None:
        self.lang = lang
        self._dice = random.Random(f"corpus {number}")  # noqa: S311 - made up, not secret
        self._words = TONGUES[lang].split()

    def between(self, least: int, most: int) -> int:
        return self._dice.randint(least, most)

    def word(self) -> str:
        return self._dice.choice(self._words)

    def phrase(self, letters: int) -> str:
        """Return some words of at most `letters` letters together, the first with a capital."""
        words = [self.word()[:letters]]
        while len(" ".join(words)) < letters * 0.7:
            word = self.word()
            if len(" ".join([*words, word])) > letters:
                break
            words.append(word)
        text = " ".join(words)
        return text[0].upper() + text[1:]

    def sentence(self, least: int, most: int) -> str:
        """Return a sentence of `least` to `most` words."""
        words = [self.word() for _ in range(self.between(least, most))]
        for at in range(5, len(words) - 2, 7):
            words[at] += ","
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def address(self, letters: int) -> str:
        """Return an address without a space, about as long as asked."""
        path = "".join(self._dice.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(letters))
        return f"https://example.org/{path}"

    def name(self) -> str:
        return self._dice.choice(NAMES)

    def names(self, count: int) -> list[str]:
        """Return the names of `count` different actors."""
        return self._dice.sample(ACTORS, count)
