"""Layout: words with places to text blocks and table rows in reading order."""
