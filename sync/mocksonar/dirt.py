"""The dirt of the real system: odd municipality codes, rows without content, records that nobody can use."""

from sync.mocksonar.draws import Choice

Item = dict[str, object]

NO_MUNICIPALITY = Choice.of({"": 4, "9999": 3, "GM9999": 2, None: 1})
SPELLINGS = Choice.of({"GM0114": 995, "0114": 3, "114": 2})
TARGET_GROUP = Choice.of({"Nee": 14, "Onbekend": 3, "": 3})  # of people outside it
CONSENT = Choice.of({"Ja": 94, "Nee": 4, "": 1, "Onbekend": 1})
DAMAGES = Choice.of(
    {"no party": 4, "odd party": 2, "no such day": 4, "reversed": 2, "no registration": 2, "person as text": 2}
    | {"profile as list": 2, "day as number": 2}
)


def spelled(code: str, spelling: str) -> str | int:
    """A municipality code as typed by someone who leaves out the prefix, or has a spreadsheet take the zeros off."""
    if spelling == "0114":
        return code[2:]
    return int(code[2:]) if spelling == "114" else code


def damage(item: Item, how: str) -> None:
    """Makes an item unusable in one way."""
    match how:
        case "no party":
            item["klantsoort"] = None
        case "odd party":
            item["klantsoort"] = "XXX"
        case "no such day":
            item["inschrijfdatum"] = f"{str(item['inschrijfdatum'])[:4]}-02-30"
        case "reversed":
            item["uitschrijfdatum"] = "1999-12-31"
        case "no registration":
            item["inschrijfdatum"] = None
        case "person as text":
            item["persoon"] = "geen gegevens"
        case "profile as list":
            item["klantprofiel"] = ["zie dossier"]
        case "day as number":
            item["inschrijfdatum"] = 45292
