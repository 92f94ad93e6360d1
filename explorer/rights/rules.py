"""The table of rights: what each kind of process may do with each table of the database, and nothing else."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

WHO = ("web", "staff", "worker", "sealer")
TEMPORARY = frozenset({"worker"})
"""Who may make tables for the time being: the sync brings whole pages of the feed in by way of one."""
LETTERS = MappingProxyType({"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"})


class Rights(NamedTuple):
    """Of one table, by process: S(elect), I(nsert), U(pdate), D(elete); a dot is none, to keep the columns."""

    web: str
    staff: str
    worker: str
    sealer: str

    def of(self, who: str) -> str:
        """The letters of one process."""
        return str(getattr(self, who)).replace(".", "")


# fmt: off
RULES: Mapping[str, Rights] = MappingProxyType({
    #                                       web     staff   worker  sealer
    # what is not yet generalised: staff see runs and what was set aside, nobody's record
    "sync_syncrun":                  Rights("....", "S.U.", "SIUD", "...."),
    "sync_shard":                    Rights("....", "S.U.", "SIUD", "...."),
    "sync_approval":                 Rights("....", "SI..", "SIUD", "...."),
    "sync_removal":                  Rights("....", "S..D", "SIUD", "...."),
    "sync_rejection":                Rights("....", "S...", "SIUD", "...."),
    "sync_bar":                      Rights("....", "....", "SIUD", "...."),
    "sync_censusrow":                Rights("....", "....", "SIUD", "...."),
    "sync_lastlabels":               Rights("....", "....", "SIUD", "...."),
    "sync_regionrelease":            Rights("....", "....", "SIUD", "...."),
    "sync_releasedprofile":          Rights("....", "....", "SIUD", "...."),
    "sync_seenpage":                 Rights("....", "....", "SIUD", "...."),
    "sync_stagedprofile":            Rights("....", "....", "SIUD", "...."),
    # the audit log: what waits for a seal is put there by a trigger, what is sealed goes only with its month
    "profiles_auditevent":           Rights("SI..", "SI..", "SI..", "SI.D"),
    "profiles_auditpending":         Rights("S...", "S...", "S...", "S..D"),
    "profiles_auditseal":            Rights("....", "S...", "....", "SI.D"),
    "profiles_auditcheckpoint":      Rights("....", "S...", "....", "SI.."),
    "profiles_auditremoval":         Rights("....", "S...", "....", "SI.."),
    "profiles_alarm":                Rights("SI..", "SI..", "SI..", "SI.D"),
    "profiles_lastshown":            Rights("....", "S...", "S...", "SIUD"),
    "profiles_recordtrace":          Rights("....", "S...", "SIUD", "S..D"),
    # what is published
    "profiles_card":                 Rights("S...", "S...", "SIUD", "...."),
    "profiles_generation":           Rights("S...", "S...", "SIUD", "...."),
    "profiles_live":                 Rights("S...", "S...", "SIUD", "...."),
    "profiles_mask":                 Rights("S...", "SI..", "SIUD", "...."),
    "profiles_progress":             Rights("S...", "SIU.", "SIU.", "...."),
    "profiles_route":                Rights("S...", "S...", "SIUD", "S..."),
    "profiles_objection":            Rights("....", "SI.D", "S...", "...."),
    "profiles_withdrawal":           Rights("....", "SI..", "SI.D", "...."),
    "profiles_lease":                Rights("....", "....", "SIUD", "SIUD"),
    # figures: counted by workers, decided by staff, kept by triggers
    "profiles_quartercount":         Rights("S...", "S...", "SIUD", "...."),
    "profiles_municipalitycount":    Rights("S...", "S...", "SIUD", "...."),
    "profiles_registercount":        Rights("S...", "S...", "SIUD", "...."),
    "profiles_visibilitycount":      Rights("....", "S...", "SI.D", "...."),
    "profiles_emptyfieldcount":      Rights("....", "S...", "SI.D", "...."),
    "profiles_edition":              Rights("S...", "SIUD", "SIU.", "...."),
    "profiles_editioncorrection":    Rights("S...", "SI.D", "SI..", "...."),
    "profiles_editionfile":          Rights("S...", "S..D", "SI.D", "...."),
    "profiles_figureevent":          Rights("....", "SI..", "SI..", "...."),
    # reference data: loaded by the owner
    "profiles_label":                Rights("S...", "S...", "S...", "...."),
    "profiles_merger":               Rights("S...", "S...", "S...", "...."),
    "profiles_municipality":         Rights("S...", "S...", "S...", "...."),
    "profiles_postcode":             Rights("S...", "S...", "S...", "...."),
    "profiles_region":               Rights("S...", "S...", "S...", "...."),
    "profiles_region_neighbours":    Rights("S...", "S...", "S...", "...."),
    "profiles_regionname":           Rights("S...", "S...", "S...", "...."),
    "profiles_subregion":            Rights("S...", "S...", "S...", "...."),
    "profiles_term":                 Rights("S...", "S...", "S...", "...."),
    # accounts
    "auth_user":                     Rights("SIUD", "SIUD", "S...", "...."),
    "auth_user_groups":              Rights("SI.D", "SI.D", "S...", "...."),
    "auth_user_user_permissions":    Rights("S..D", "S..D", "S...", "...."),
    "auth_group":                    Rights("S...", "S...", "S...", "...."),
    "auth_group_permissions":        Rights("S...", "S...", "S...", "...."),
    "auth_permission":               Rights("S...", "S...", "S...", "...."),
    "django_content_type":           Rights("S...", "S...", "S...", "...."),
    "django_admin_log":              Rights("S..D", "SI.D", "....", "...."),
    "axes_accessattempt":            Rights("SIUD", "SIUD", "S...", "...."),
    "axes_accessattemptexpiration":  Rights("SIUD", "SIUD", "....", "...."),
    "axes_accessfailurelog":         Rights("SI.D", "SI.D", "....", "...."),
    "axes_accesslog":                Rights("SIUD", "SIUD", "....", "...."),
    "otp_static_staticdevice":       Rights("SIUD", "SIUD", "....", "...."),
    "otp_static_statictoken":        Rights("SI.D", "SI.D", "....", "...."),
    "otp_totp_totpdevice":           Rights("SIUD", "SIUD", "....", "...."),
    "explorer_accountsession":       Rights("SIUD", "SIUD", "S..D", "...."),
    "explorer_apitoken":             Rights("SIUD", "SIUD", "S..D", "...."),
    "explorer_externalidentity":     Rights("SIUD", "SIUD", "....", "...."),
    "explorer_invitation":           Rights("SIUD", "SIUD", "S..D", "...."),
    "explorer_mailrequest":          Rights("SI..", "SI..", "S..D", "...."),
    "explorer_membership":           Rights("SIUD", "SIUD", "S...", "...."),
    "explorer_organisation":         Rights("SIUD", "SIUD", "S...", "...."),
    "explorer_signup":               Rights("SIUD", "SIUD", "S..D", "...."),
    # what people keep and ask
    "explorer_absence":              Rights("S..D", "SIUD", "S..D", "...."),
    "explorer_clientfolder":         Rights("SIUD", "SIUD", "S...", "...."),
    "explorer_contactcandidate":     Rights("SIUD", "SIUD", "SIUD", "...."),
    "explorer_contactrequest":       Rights("SIUD", "SIUD", "S.UD", "...."),
    "explorer_keptanswer":           Rights("SI.D", "SI.D", "S..D", "...."),
    "explorer_mailconsent":          Rights("SIUD", "SIUD", "S.UD", "...."),
    "explorer_outgoingmail":         Rights("SI..", "SI..", "SIUD", "...."),
    "explorer_profilenumber":        Rights("S...", "S...", "SI.D", "...."),
    "explorer_profilereference":     Rights("SIUD", "SIUD", "S..D", "...."),
    "explorer_savedsearch":          Rights("SIUD", "SIUD", "S.UD", "...."),
    "explorer_searchchange":         Rights("S..D", "S..D", "SI.D", "...."),
    "explorer_searchstate":          Rights("S.UD", "S.UD", "SIUD", "...."),
    "explorer_shortlistentry":       Rights("SIUD", "SIUD", "S.UD", "...."),
    "explorer_sonardoubt":           Rights("....", "SI..", "S..D", "...."),
    # which migrations were applied: to know whether to take visitors
    "django_migrations":             Rights("S...", "S...", "S...", "S..."),
})
# fmt: on
