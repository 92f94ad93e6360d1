"""The model field that keeps a list of terms on the row of its card."""

from typing import TYPE_CHECKING, Any

from django.db import models

from profiles.terms import IMPLIED, MORE, Terms, decoded, encoded

if TYPE_CHECKING:
    TextField = models.TextField[Terms | str, Terms]
    Lookup = models.Lookup[bool]
else:  # Django's own classes take no type arguments at run time
    TextField = models.TextField
    Lookup = models.Lookup


class TermsField(TextField):
    """A `Terms` value stored as delimited text; see `profiles.terms` for its form."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": "", "blank": True, **options})

    def from_db_value(self, value: str, *_: object) -> Terms:
        return decoded(value)

    def to_python(self, value: Any) -> Terms:
        return value if isinstance(value, Terms) else decoded(value or "")

    def get_prep_value(self, value: Any) -> str:
        return encoded(value) if isinstance(value, Terms) else value


@TermsField.register_lookup
class Mentions(Lookup):
    """`sectors__mentions="C"`: the list shows C or something below it."""

    lookup_name = "mentions"
    prepare_rhs = False

    def marks(self) -> tuple[str, ...]:
        return (str(self.rhs), IMPLIED + str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        marks = self.marks()
        sql = " OR ".join([f"{column} LIKE %s"] * len(marks))
        return f"({sql})", tuple(value for mark in marks for value in (*params, f"%|{mark}|%"))


@TermsField.register_lookup
class Shows(Mentions):
    """`occupations__shows="83"`: exactly this code stands on the card."""

    lookup_name = "shows"

    def marks(self) -> tuple[str, ...]:
        return (str(self.rhs),)


@TermsField.register_lookup
class IsOpen(Lookup):
    """`sectors__open=True`: nothing filled in, or "en meer": a term that is not shown may still be there."""

    lookup_name = "open"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        sql = f"({column} = '' OR {column} LIKE %s)"
        return (sql if self.rhs else f"NOT {sql}"), (*params, *params, f"%|{MORE}|%")
