"""What the figures mean, in Dutch for whoever reads them: printed beside every table and in every file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term and what it means. `assumption`: the source does not say, so this is our choice."""

    term: str
    text: str
    assumption: bool = False


def _(text: str) -> str:
    """Marks a text for translation and leaves it as it is: files stay Dutch, pages translate."""
    return text


EXPLANATIONS = (
    Explanation(
        _("Transparantie"),
        _(
            "Gemeenten en UWV laten samen zien wie er werk zoekt. Werkgevers kunnen dan zelf naar kandidaten "
            "zoeken. Dit overzicht laat zien hoeveel mensen zo vindbaar zijn gemaakt."
        ),
    ),
    Explanation(
        _("Sonar"),
        _("Sonar is het landelijke systeem waarin UWV bijhoudt wie werk zoekt. Gemeenten mogen het ook gebruiken."),
    ),
    Explanation(
        _("Klantprofiel"),
        _(
            "Een medewerker vult in Sonar samen met de klant een profiel in: opleiding, vaardigheden, competenties, "
            "affiniteiten, beroepssectoren en taaksoorten."
        ),
    ),
    Explanation(
        _("Banenafspraak"),
        _(
            "Werkgevers en overheid hebben afgesproken extra banen te maken voor mensen met een arbeidsbeperking. "
            "Wie daarvoor meetelt, staat in het doelgroepregister."
        ),
    ),
)
"""The four terms that the publication explains before its table."""

DEFINITIONS = (
    Explanation(
        _("Wie tellen we?"),
        _(
            "Mensen die in Sonar bij de doelgroep van de banenafspraak horen. Ook als zij geen toestemming gaven om "
            "hun profiel te tonen. Iedereen telt één keer."
        ),
    ),
    Explanation(
        _("Op welke dag?"),
        _(
            "De laatste dag van het kwartaal. Wie op die dag of eerder is ingeschreven, telt mee. Wie op die dag al "
            "is uitgeschreven, telt niet mee."
        ),
        assumption=True,
    ),
    Explanation(
        _("In welke gemeente?"),
        _(
            "De gemeente waar iemand volgens Sonar woont. We gebruiken de gemeenten en regio’s van dat kwartaal. "
            "Is een gemeente opgegaan in een andere? Dan telt iemand mee in de nieuwe gemeente."
        ),
        assumption=True,
    ),
    Explanation(
        _("Gemeente onbekend"),
        _(
            "Soms weten we de gemeente niet, of bestond die in dat kwartaal nog niet. Ook als een gemeente over "
            "meer gemeenten is verdeeld, weten we het niet. Deze mensen tellen alleen mee voor heel Nederland."
        ),
        assumption=True,
    ),
    Explanation(
        _("Gemeenteklant of UWV-klant?"),
        _(
            "Dat hangt af van wie iemand helpt: de gemeente of UWV. Het maakt niet uit wie het profiel invulde. "
            "Noemen gemeente en UWV dezelfde persoon als klant? Dan geldt de laatste inschrijving."
        ),
        assumption=True,
    ),
    Explanation(
        _("Profiel in Sonar"),
        _(
            "Er is op die dag een klantprofiel in Sonar, ook als het bijna leeg is of niet getoond mag worden. "
            "Dit is dus niet het aantal profielen dat werkgevers zien."
        ),
        assumption=True,
    ),
    Explanation(
        _("Bekend in Sonar"),
        _(
            "Het totaal in Sonar, gedeeld door het aantal mensen in het doelgroepregister. We ronden af op hele "
            "procenten; een half procent gaat naar boven. Is het register onbekend of kleiner dan het totaal? "
            "Dan is het percentage onbekend."
        ),
        assumption=True,
    ),
    Explanation(
        _("Teruggerekend of vastgesteld?"),
        _(
            "Vastgesteld: Sonar is kort na het kwartaal gelezen. Teruggerekend: het kwartaal was al voorbij toen "
            "Sonar voor het eerst werd gelezen. We gebruiken dan de gemeente en de klantsoort van nu."
        ),
    ),
)
"""The rules of counting, in the order in which a reader asks for them."""
