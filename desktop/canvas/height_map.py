"""HeightMap: how tall each paragraph is, and which one is found at a given height."""

from collections.abc import Sequence


class HeightMap:
    """A Fenwick tree of whole pixels: change one height, or ask for a sum, in logarithmic time."""

    def __init__(self, heights: Sequence[int]) -> None:
        self.heights = list(heights)
        self._tree = [0, *self.heights]
        for position in range(1, len(self._tree)):
            parent = position + (position & -position)
            if parent < len(self._tree):
                self._tree[parent] += self._tree[position]
        self.total = sum(self.heights)

    def __len__(self) -> int:
        return len(self.heights)

    def set(self, index: int, height: int) -> int:
        """Give a paragraph its height; the difference to what it was."""
        difference = height - self.heights[index]
        if difference:
            self.heights[index] = height
            self.total += difference
            position = index + 1
            while position < len(self._tree):
                self._tree[position] += difference
                position += position & -position
        return difference

    def before(self, index: int) -> int:
        """The pixels above paragraph `index`."""
        result = 0
        while index > 0:
            result += self._tree[index]
            index -= index & -index
        return result

    def find(self, y: float) -> int:
        """The paragraph that covers pixel `y`; the first or the last one beyond the ends."""
        position, step = 0, 1 << len(self.heights).bit_length()
        while step:
            following = position + step
            if following < len(self._tree) and self._tree[following] <= y:
                position = following
                y -= self._tree[following]
            step >>= 1
        return min(position, len(self.heights) - 1)
