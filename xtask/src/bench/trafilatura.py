"""Takes the article with its metadata out of every page of a folder; writes how many pages."""

import pathlib
import sys

import trafilatura

pages = sorted(pathlib.Path(sys.argv[1]).iterdir())
for page in pages:
    trafilatura.bare_extraction(page.read_bytes(), with_metadata=True)
print(len(pages))
