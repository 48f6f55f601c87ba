"""Tests, their labelled data, and the generator of sample factsheets."""
