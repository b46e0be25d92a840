"""How far one word is from another."""


def distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, take out or exchange; `most` + 1 where it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        above, row = row, [place]
        for column, against in enumerate(other, start=1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
