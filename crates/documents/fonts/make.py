#!/usr/bin/env python3
"""Makes the built-in pdf fonts from Debian's fonts-noto-cjk.

Needs: apt packages fonts-noto-cjk and unicode-data, pip package fonttools. Run it in this folder; with the versions
named in README.md it gives the same bytes again.
"""

import bz2
import glob
import re
from pathlib import Path

from fontTools import subset

SOURCE = "/usr/share/fonts/opentype/noto/Noto{}.ttc"
SIMPLIFIED_CHINESE_FACE = 2
HERE = Path(__file__).parent

# file, source, whether it also carries the characters of IICore beyond the two national lists
FONTS = [
    ("serif-regular.otf", "SerifCJK-Regular", True),
    ("serif-bold.otf", "SerifCJK-Bold", False),
    ("sans-bold.otf", "SansCJK-Bold", False),
]


def gb2312():
    """Every character of GB/T 2312: 6763 hanzi and 682 signs."""
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue


def unihan(key):
    """Every character that carries `key` in the Unihan database."""
    for path in glob.glob("/usr/share/unicode/Unihan_*.txt.bz2"):
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                match = re.match(r"U\+([0-9A-F]+)\t" + key + "\t", line)
                if match:
                    yield chr(int(match.group(1), 16))


def signs():
    """Latin, punctuation and signs of office texts."""
    ranges = [
        (0x20, 0x7F),
        (0xA0, 0x180),
        (0x2010, 0x2028),
        (0x2030, 0x2040),
        (0x2103, 0x2104),
        (0x2116, 0x2117),
        (0x2150, 0x2190),
        (0x2190, 0x219A),
        (0x2460, 0x2500),
        (0x25A0, 0x25D0),
        (0x2610, 0x2613),
        (0x2713, 0x2714),
        (0x2717, 0x2718),
        (0x3000, 0x3040),
        (0x3220, 0x3244),
        (0x3280, 0x32B1),
        (0x3380, 0x33E0),
        (0xFE30, 0xFE50),
        (0xFF00, 0xFFF0),
    ]
    return {chr(code) for start, end in ranges for code in range(start, end)}


def make(name, source, wide):
    wanted = set(gb2312()) | signs() | set(unihan("kTGH"))
    if wide:
        wanted |= set(unihan("kIICore"))
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.recalc_timestamp = False
    options.font_number = SIMPLIFIED_CHINESE_FACE
    font = subset.load_font(SOURCE.format(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted])
    subsetter.subset(font)
    subset.save_font(font, HERE / name, options)
    print(name, (HERE / name).stat().st_size, len(font.getBestCmap()))


for entry in FONTS:
    make(*entry)
