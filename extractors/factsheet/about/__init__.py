"""What a factsheet is about: its municipality, its approaches and its month."""
