"""How the intent model is made: its corpus, its training and its evaluation. Nothing here runs in the service."""
