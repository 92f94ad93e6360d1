"""Tries a feed from outside, as our client would, before it is connected."""
