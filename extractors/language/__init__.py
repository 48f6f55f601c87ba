"""Language: sentences, lemmas, mentions and topics."""
