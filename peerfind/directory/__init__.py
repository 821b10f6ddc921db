"""The records: model, vocabulary, reading YAML, freshness."""
