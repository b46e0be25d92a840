"""A page of papers as somebody saves it, for tests that need some papers."""

PAGE = """Counting Sheep in Large Meadows

We count sheep in meadows of every size, and show that the count depends on the fence. Our method
walks along the fence once and asks each sheep for its number. It is fast, it is fair to the sheep,
and it finds more of them than any method before. The code is at https://github.com/meadow/count.

Goats That Climb: A Curriculum

We teach goats to climb by a curriculum of ever steeper rocks. The goats that began with small
stones climb higher than those that began with a cliff, and they fall less often. We measure the
height with a rope, and we discuss what this means for chamois, whose rocks are steeper still.

Wool as a Model of Memory

This paper asks whether wool remembers the sheep that it came from. We knit scarves of two kinds
and wash them often. The scarves shrink, and our model tells by how much. We also show that the
memory of wool fades with each washing, and that a curriculum of cold washes preserves it.
"""
