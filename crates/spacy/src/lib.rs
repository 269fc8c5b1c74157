//! Runs trained spaCy v3 CNN pipelines from their own package folders: text to tokens, tags, lemmas, heads, sentences, entities.
