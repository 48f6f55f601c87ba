"""Text dumps that keep their layout: characters of a grid to words with places, and lines to cells."""
