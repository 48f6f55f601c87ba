"""A factsheet to the rows of every dataset, and the rows of many inputs, with what people corrected, to those of a release."""
