"""A factsheet to the rows of every dataset, and the rows of many inputs to those of a release."""
