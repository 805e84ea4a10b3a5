"""All eighteen pitfalls of brief 4.9, in its order."""

from functools import cache
from types import MappingProxyType

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.cases import counting, luck, people, places, words

_ORDER = (
    words.deficit_framing,
    luck.small_n,
    luck.multiple_comparisons,
    places.ecological_fallacy,
    places.simpsons_paradox,
    luck.regression_to_the_mean,
    counting.survivorship,
    counting.moving_denominators,
    places.erasing_categories,
    luck.cherry_picked_years,
    counting.truncated_axis,
    counting.average_of_averages,
    luck.rank_table,
    people.scraped_names,
    words.shaming_a_school,
    words.data_instead_of_people,
    people.whose_story,
    people.collecting_status,
)


@cache
def cases() -> MappingProxyType[str, Case]:
    """Every pitfall by its id."""
    return MappingProxyType({case.id: case for case in (make() for make in _ORDER)})
