"""Pictures of decks and handouts, and LibreOffice as a second opinion on them."""
