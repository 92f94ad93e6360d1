"""Published data and the rules that make it publishable; knows neither the sync nor the website."""
