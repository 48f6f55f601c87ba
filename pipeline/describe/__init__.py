"""Pages and packages that describe the datasets and codes, made from their one source."""
