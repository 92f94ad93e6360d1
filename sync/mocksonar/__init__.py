"""The mock Sonar: an invented, calibrated population served as the real feed would be (no Django in here)."""
