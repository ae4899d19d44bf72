"""Write src/duiqi/data/punkt_en.json: the parameters of Punkt for English.

    python -m data.punkt.build_punkt TATOEBA.tsv TICO19.tmx src/duiqi/data/punkt_en.json

Trained with NLTK's PunktTrainer on the English sides of both files: sentence starters, and the casing of each word
seen at least twice. Of the abbreviations it finds only those with a full stop inside are kept (``a.m``, ``u.s``): on
short everyday sentences the others are ordinary words (``gym``, ``liar``). The rest are listed below. Inputs are
checked against their digests, so the output is the same bytes each time (NLTK 3.9 and later).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

from data.corpora import sentence_pairs

# Before a name: never the end of a sentence.
TITLES = """mr mrs ms mx messrs mme mlle dr drs prof profs rev hon sen sens rep reps gov govs gen lt col maj capt cmdr
cpl sgt adm brig supt insp det pres amb atty mt ft st ste"""
# Before a number.
NUMBERED = """no nos fig figs eq eqs sec secs ch chap vol vols art arts para paras p pp pt pts tab cl ex ed reg app
bk col ver v vv n nn l ll sect sects subsec subsect subpara ref refs res doc docs add corr supp suppl ser fn fol tit
lib amend amends sched exh regs eqn eqns thm lem prop cor def lect ann cap bull stat ord sess mtg pl
s ss r rr sch cls"""
MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"
# Anywhere else.
OTHERS = """jr sr esq inc ltd co corp llc plc bros cos mfg assn assoc dept depts univ inst ave blvd rd hwy apt bldg
mon tue tues wed thu thur thurs fri sat sun
vs viz cf ca approx est etc al ibid et seq op cit e.g i.e a.m p.m a.k.a n.b q.v a.d b.c b.c.e c.e
u.s u.s.a u.n u.k u.s.s.r e.u d.c n.y l.a p.r.c r.o.c h.k ph.d m.d b.a m.a b.s m.sc b.sc m.b.a ll.b ll.m d.phil m.p
ala ariz ark calif colo conn fla ga ill ind kan ky mass md mich minn mo mont neb nev okla ore pa tenn tex va vt wash
wis wyo ont que hr hrs min mins wk wks yr yrs oz lb lbs mm cm km kg mg ml sq ft incl excl max avg temp tel ext
trans rev repr orig tr govt natl intl admin"""


# Words that begin sentences and are hardly ever part of a name.
OPENERS = """the this that these those a an he she it they we you his her its their our my there here what when where
why who how which in on at by for from with to as of and but or so if because since although though while after before
during however moreover therefore meanwhile then thus also yet no not such some many most all both each every one
another do does did is are was were has have had can could will would may might should let please"""


def main(tatoeba: str, tico19: str, output: str) -> None:
    """Train, merge with the lists, write."""
    text = "\n".join(dict.fromkeys(english for _, english in sentence_pairs(tatoeba, tico19)))
    trainer = PunktTrainer()
    trainer.train(text, finalize=True)
    trained = trainer.get_params()
    words = Counter(text.lower().replace("\n", " ").split(" "))
    parameters = {
        "abbreviations": sorted(set(OTHERS.split()) | {word for word in trained.abbrev_types if "." in word}),
        "titles": sorted(set(TITLES.split())),
        "numbered": sorted(set(NUMBERED.split())),
        "months": sorted(MONTHS.split()),
        "openers": sorted(set(OPENERS.split())),
        "starters": sorted(trained.sent_starters),
        "casing": {word: trained.ortho_context[word] for word in sorted(trained.ortho_context) if words[word] >= 2},
    }
    Path(output).write_text(json.dumps(parameters, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
