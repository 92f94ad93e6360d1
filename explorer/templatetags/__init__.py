"""Tags that the Django templates of the website load."""
