"""Where people stand in the picture: as far apart as the steps between them, as far as paper allows.

Nothing here is random, so the same network always gives the same picture.
"""

from typing import TYPE_CHECKING, Any

from course_tools.activities.relational_map.measures import steps_between
from course_tools.activities.relational_map.model import Network

if TYPE_CHECKING:
    import numpy as np

Spot = tuple[float, float]

WIDTH, HEIGHT = 2.0, 1.0  # those with ties stand in 0..WIDTH and 0..HEIGHT
ROW = -0.3  # height of the first row of those who have met nobody yet
ROW_STEP = 0.16
IN_ROW = (5, 10)  # with names, and in a crowd without
CROWD = 30  # people; above that, only those the words speak of are named in the picture
_ROUNDS = 60
_MOST_STRETCH = 3.0


def spots_of(network: Network) -> dict[str, Spot]:
    """A place for everybody; those who have met nobody stand in rows below the others."""
    met = {alias for tie in network.ties for alias in tie}
    tied = [person.alias for person in network.people if person.alias in met]
    alone = [person.alias for person in network.people if person.alias not in met]
    spots: dict[str, Spot] = {}
    if tied:
        places = _in_frame(_settled(_wanted(network, tied)))
        spots = {alias: (float(x), float(y)) for alias, (x, y) in zip(tied, places, strict=True)}
    in_row = IN_ROW[len(network.people) > CROWD]
    top = ROW if tied else HEIGHT + ROW
    for number, alias in enumerate(alone):
        row, column = divmod(number, in_row)
        spots[alias] = (column * WIDTH / in_row, top - row * ROW_STEP)
    return spots


def _wanted(network: Network, tied: list[str]) -> "np.ndarray[Any, Any]":
    """Steps between all who have ties; people in different parts want a little more than most."""
    import numpy as np  # noqa: PLC0415

    place = {alias: at for at, alias in enumerate(tied)}
    wanted = np.full((len(tied), len(tied)), np.nan)
    for alias, found in steps_between(network).items():
        for other, steps in found.items():
            if alias in place and other in place:
                wanted[place[alias], place[other]] = steps
    far = float(np.nanmax(wanted))
    wanted[np.isnan(wanted)] = far + 0.7
    return wanted


def _settled(wanted: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Places whose distances come near the wanted ones (stress majorization), the long side across."""
    import numpy as np  # noqa: PLC0415

    count = len(wanted)
    places = _begin(wanted)
    weights = 1 / (wanted + np.eye(count)) ** 2
    np.fill_diagonal(weights, 0)
    # The sum of all places is free, so a constant makes the matrix one that has an inverse.
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / count)
    wanted = weights * wanted
    for _ in range(_ROUNDS):
        x, y = places.T
        apart = np.hypot(x[:, None] - x, y[:, None] - y)
        pull = wanted / np.maximum(apart, 1e-9)
        places = inverse @ (pull.sum(axis=1)[:, None] * places - pull @ places)
    return _lying(places - places.mean(axis=0))


def _begin(wanted: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Across: from one end of the network to the other. Up: away from a third person.

    A little circle keeps people with the same acquaintances apart.
    """
    import numpy as np  # noqa: PLC0415

    count = len(wanted)
    one_end = int(wanted[0].argmax())
    other_end = int(wanted[one_end].argmax())
    third = int(np.minimum(wanted[one_end], wanted[other_end]).argmax())
    across = (wanted[one_end] - wanted[other_end]) / 2
    turn = 2 * np.pi * np.arange(count) / count
    return np.stack([across + 0.3 * np.cos(turn), wanted[third] + 0.3 * np.sin(turn)], axis=1)


def _lying(places: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Turned so that the long side lies across."""
    import numpy as np  # noqa: PLC0415

    x, y = places.T
    angle = np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(places @ turn)


def _in_frame(places: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    import numpy as np  # noqa: PLC0415

    low, high = places.min(axis=0), places.max(axis=0)
    size = np.maximum(high - low, 1e-9)
    across, up = WIDTH / size[0], HEIGHT / size[1]
    # A chain of people stays a line: what is nearly flat is not blown up.
    scale = np.array([min(across, _MOST_STRETCH * up), min(up, _MOST_STRETCH * across)])
    return np.asarray((places - (low + high) / 2) * scale + np.array([WIDTH, HEIGHT]) / 2)
