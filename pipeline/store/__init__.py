"""The output folder: rows that are kept, releases that are whole or not there."""
