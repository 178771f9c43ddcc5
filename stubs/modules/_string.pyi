"""The C half of `string.Formatter`."""

from __stub__ import raises


@raises(ValueError)
def formatter_parser(object, /) -> list[tuple[str, str | None, str | None, str | None]]: ...
@raises(ValueError)
def formatter_field_name_split(object, /) -> tuple[object, list[tuple[bool, object]]]: ...
