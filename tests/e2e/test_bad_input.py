"""Searches too long for anyone, sent to the real server: a page that says what to do, not a refusal by the server."""

import urllib.error
import urllib.request

import pytest


def refused(address: str) -> str:
    """The text of the page that refuses."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address, timeout=60)
    assert caught.value.code == 400
    return caught.value.read().decode()


def test_ten_kilobytes_of_words_get_the_search_page_back(site: str) -> None:
    text = refused(f"{site}/kandidaten/?regio=4&q={'heftruk+' * 1300}")

    assert "Gebruik hoogstens 20 woorden en 200 tekens." in text


def test_thousands_of_keys_get_the_search_page_back(site: str) -> None:
    text = refused(f"{site}/kandidaten/?{'&'.join(['regio=4'] * 5000)}")

    assert "hoogstens 50 per filter" in text
