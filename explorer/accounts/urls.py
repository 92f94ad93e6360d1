"""Addresses of signing up and in, and of one's own account; included by `explorer/urls.py`."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from explorer.views.accounts import account, elsewhere, passwords, second_factor, sign_in, sign_up, tokens

urlpatterns = [
    path("aanmelden/", sign_up.ask, name="sign_up"),
    path("aanmelden/bevestigen/", sign_up.confirm, name="confirm_sign_up"),
    path("inloggen/", sign_in.SignIn.as_view(), name="sign_in"),
    path("inloggen/tweede-stap/", sign_in.second_step, name="second_step"),
    path("inloggen/elders/", elsewhere.there, name="sign_in_elsewhere"),
    path("inloggen/elders/terug/", elsewhere.back, name="oidc_callback"),
    path("uitloggen/", LogoutView.as_view(), name="sign_out"),
    path("wachtwoord/vergeten/", passwords.forgotten, name="forgotten_password"),
    path("wachtwoord/nieuw/", passwords.new, name="new_password"),
    path("account/", account.account, name="account"),
    path("account/wachtwoord/", passwords.change, name="change_password"),
    path("account/e-mail/", account.change_address, name="change_address"),
    path("account/e-mail/bevestigen/", account.confirm_address, name="confirm_address"),
    path("account/tweede-stap/", second_factor.set_up, name="second_factor"),
    path("account/tweede-stap/codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("account/tweede-stap/uitzetten/", second_factor.take_away, name="take_away_factor"),
    path("account/overal-uitloggen/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/sleutels/", tokens.own_tokens, name="own_tokens"),
    path("account/sleutels/<uuid:key>/intrekken/", tokens.withdraw, name="withdraw_token"),
    path("account/verwijderen/", account.remove, name="remove_account"),
]
