"""Whether a text speaks well or badly of what it is about."""
