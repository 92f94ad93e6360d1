"""The spreadsheet that Sonar itself exports, read as if it were a feed."""
