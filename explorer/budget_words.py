"""What to say of a budget: how much is left when it runs out, and what to do when it is spent."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.budget import Budget, Whose, tightest
from explorer.showing import Showing


@dataclass(frozen=True)
class Spent:
    """A spent budget in words: what happened, why, and what to do; `may_sign_in` when an account helps."""

    title: str
    reason: str
    missing: str
    advice: str
    may_sign_in: bool


def remainder(showing: Showing) -> str:
    """How many new profiles may be seen today, once a budget is nearly spent; else empty."""
    nearly = tightest(budget for budget in showing.budgets if budget.is_nearly_spent)
    if nearly is None or showing.left_out:
        return ""
    return _counted(nearly) % {"left": nearly.left}


def spent(showing: Showing) -> Spent | None:
    """What to say about profiles that were kept back; None when none were."""
    budget = showing.tightest
    if budget is None or not showing.left_out:
        return None
    is_visitor = budget.limit.whose in (Whose.VISITOR, Whose.NETWORK)
    return Spent(
        title=_("Log in en zoek verder") if is_visitor else _("Morgen ziet u weer nieuwe profielen"),
        reason=_reason(budget) % {"most": budget.limit.most},
        missing=ngettext(
            "Op deze pagina ontbreekt daarom %(number)d kandidaat.",
            "Op deze pagina ontbreken daarom %(number)d kandidaten.",
            showing.left_out,
        )
        % {"number": showing.left_out},
        advice=_advice(budget),
        may_sign_in=is_visitor,
    )


def _counted(budget: Budget) -> str:
    if budget.limit.whose is Whose.PERSON:
        return ngettext(
            "U kunt vandaag nog %(left)d nieuw profiel bekijken.",
            "U kunt vandaag nog %(left)d nieuwe profielen bekijken.",
            budget.left,
        )
    if budget.limit.whose is Whose.ORGANISATION:
        return ngettext(
            "Uw organisatie kan vandaag nog %(left)d nieuw profiel bekijken.",
            "Uw organisatie kan vandaag nog %(left)d nieuwe profielen bekijken.",
            budget.left,
        )
    return ngettext(
        "Zonder account kunt u vandaag nog %(left)d nieuw profiel bekijken. Log in als u meer wilt zien.",
        "Zonder account kunt u vandaag nog %(left)d nieuwe profielen bekijken. Log in als u meer wilt zien.",
        budget.left,
    )


def _reason(budget: Budget) -> str:
    return {
        Whose.PERSON: _("U kunt op één dag %(most)d nieuwe profielen bekijken."),
        Whose.ORGANISATION: _("Uw organisatie kan op één dag %(most)d nieuwe profielen bekijken."),
        Whose.VISITOR: _("Zonder account kunt u op één dag %(most)d nieuwe profielen bekijken."),
        Whose.NETWORK: _(
            "Zonder account kunnen alle bezoekers van uw netwerk samen op één dag %(most)d nieuwe profielen bekijken."
        ),
    }[budget.limit.whose]


def _advice(budget: Budget) -> str:
    if budget.limit.whose in (Whose.VISITOR, Whose.NETWORK):
        return _("Met een account kunt u nu verder zoeken. Of kom morgen terug.")
    ask = _("Heeft u er vandaag meer nodig? Vraag dat aan het %(service_point)s.")
    return ask % {"service_point": settings.SERVICE_POINT_NAME}
