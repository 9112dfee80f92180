"""What a reader sees: numbers in words, sentences, tables, charts, and how each number was made."""
