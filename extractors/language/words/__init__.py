"""Word forms: what is known of them, and how lines become running text."""
