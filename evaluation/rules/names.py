"""Words in which somebody might be named, for a person to look at. Pure: no Django, no database.

Nobody is named in what is released (domain words §2 and §3: posts, never names). A rule can't
know a name from a place for sure, so it warns and a person decides: it would rather warn once
too often. It warns of
- the name of somebody who is known here (an account), wherever it stands;
- a title with a name (Mrs Reid, Dr Shah), and an initial with one (J. Reid);
- a word with a capital letter inside a sentence, and two or more together anywhere;
- the first word of a sentence that no sentence ordinarily begins with (“Morag helped me”),
  unless it stands in small letters elsewhere in the text, or ends as no name does;
- a name that is given as one (my name is …, called …), in small letters too;
- an e-mail address, a telephone number, a postcode, an account (@somebody).
Names of places and organisations of the programme are not warned of, nor are days, months and
the like. What was found once is found wherever it stands again in the text.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

KNOWN_HERE = "somebody who is known here has this name"
TITLED = "a title with a name"
CAPITAL = "a capital letter inside a sentence"
TOGETHER = "words with capital letters together"
FIRST = "the first word of a sentence, and no ordinary one"
GIVEN = "given as a name"
REACHED = "a way to reach somebody"

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
STARTS = re.compile(r"(?:^|[.?!:…\n•*][\"”’)]*\s*)[\s\"“‘'(\[–—-]*$")
TITLES = re.compile(
    r"\b(?:(?i:mrs?|ms|mx|dr|prof|cllr|rev)\.?|Miss|Master|Doctor|Professor|Councillor|Reverend|Sir"
    r"|Dame|Lord|Lady|Sister|Nurse|Father|Aunt(?:ie|y)?|Uncle|Gran(?:ny|dad|dma|dpa)?|Nana|Papa"
    r"|Constable|Sergeant|PC)\s+(?P<name>[^\W\d_][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)"
)
INITIALS = re.compile(r"\b(?!I\b)[A-Z]\.?\s?(?:[A-Z]\.?\s?)?\s(?P<name>[A-Z][^\W\d_]+)")
GIVEN_AS = re.compile(
    r"\b(?i:(?:my|his|her|their|whose) (?:first |full )?name(?:[’']s| is| was)"
    r"|(?:am|[’']m|is|[’']s) called|named|known as|yours,?|signed,?|dear)\s+"
    r"(?P<name>[^\W\d_][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)"
)
WAYS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"  # e-mail
    r"|(?<![\w@])@\w{2,}"  # account
    r"|(?<!\d)(?:\+44|0)(?:[\s-]?\d){9,10}(?!\d)"  # telephone
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # postcode
)
ABBREVIATED = re.compile(r"[A-Z]{2,}[’']?s")  # GPs
BEGINS = """
a about above access activities actually adults advice after again age all almost already also
although always am an and another anxious any anybody anyone anything anyway apart appointments
are around arts as ask at aware back based be because before being below beside best better
books both boys brilliant bringing bus buses but by can cannot carer carers centre change
changes chat children choice classes clearly clients clubs coffee colleagues coming company
computers confidence cost costs could courses craft crafts dad dads day dear did digital do
doctor doctors does doing done don’t down drop during each early easy either elderly else email
enough equally especially even events eventually everybody everyone everything everywhere
excellent except families fantastic feedback feels felt few figures finally finding first
following for friendly friends from fun further games generally getting girls give given giving
go going gone good gps great group groups had half happy hard has have having he health hearing
hello help her here hers him his honestly hopefully hospital hospitals hours house how however
huge i ideally if imagine in individuals information initially instead into is isn’t isolation
it its it’d it’ll it’s i’d i’ll i’m i’ve just knitting knowing knowledge last later leaflets
learning less let let’s librarians libraries library like link listening little local loneliness
lonely long look looking lots love loved lovely managers many massive maths may maybe me
medicine meeting members memory men mental might mindfulness mine money more mornings most
mostly mothers much mum mums music must my myself near neighbours neither never new next nice no
nobody none nor normally not nothing now nurse nurses obviously of off often oh ok okay older on
once one ones only open opening opportunities or ordinarily other others our ours out outside
over pain parents particularly partners patients people perhaps personally pharmacists phone
phones physically places please plenty posters prescriptions previously probably professionals
programmes public pupils quiet quite rather readers reading really reception referrals relaxed
reminiscence residents right rooms rural sadly safe say saying school schools see seeing self
services sessions several she should signposting silent simply since so social some somebody
someone something sometimes soon sorry space spaces speaking staff still stories stress students
such support sure surely surprisingly tablets taking talking tea teachers teenagers telling term
than thank thankful thanking thanks that that’s the their theirs them then there therefore
there’s these they they’d they’ll they’re they’ve thing things this those though through time to
today together tomorrow too training transport travel travelling trust trying twice two under
unfortunately unless unlike unsure until unusual up us users using usually various very visiting
visitors volunteers waiting walking wanting was wasn’t watching we weekly well wellbeing were
we’d we’ll we’re we’ve what whatever what’s when where wherever whether which while who whoever
whole whose who’s why will wish with within without women won’t word workers working workshops
worried would yes yesterday yet you young younger your yours yourself you’d you’ll you’re you’ve
"""  # begins a sentence, and is nobody
CAPITALS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december spring summer autumn winter christmas easter hogmanay
ramadan eid diwali covid facebook google zoom teams internet wifi youtube whatsapp scotland
scottish scots england english wales welsh ireland irish britain british europe european gaelic
polish urdu punjabi arabic ukrainian chinese french german spanish god bible quran christian
muslim makerspace
"""  # has a capital letter, and is nobody
NO_NAME = ("ing", "tion", "ness")  # how no name ends
ORDINARY = frozenset((BEGINS + CAPITALS).split())


@dataclass(frozen=True, order=True)
class Likely:
    """Words of a text from `start` to `end` in which somebody might be named; `why` says so."""

    start: int
    end: int
    words: str
    why: str


def likely_names(
    text: str, *, people: Collection[str] = (), known: Collection[str] = ()
) -> tuple[Likely, ...]:
    """Where somebody might be named, in the order of the text, none overlapping another.

    `people` are names of people who are known; `known` those of places, organisations and
    the like. A name of somebody wins over a place of the same name.
    """
    spared = _spans(text, known)
    found = [*_known_people(text, people), *_reached(text)]
    doubtful = (*_titled(text), *_given(text), *_capitals(text), *_beginning(text))
    found += [each for each in doubtful if not _within(each, spared)]
    found = _apart(found)
    return tuple(_apart([*found, *_again(text, found, spared)]))


def pieces(text: str, found: Iterable[Likely]) -> tuple[tuple[str, bool], ...]:
    """The text cut up for the page: each piece, and whether it is one of those found."""
    cut, at = [], 0
    for each in found:
        cut += [(text[at : each.start], False), (text[each.start : each.end], True)]
        at = each.end
    return tuple((words, is_found) for words, is_found in [*cut, (text[at:], False)] if words)


def _spans(text: str, phrases: Collection[str]) -> list[tuple[int, int]]:
    """Where any of the phrases stand as whole words, in whatever letters."""
    folded = text.casefold()  # most of many phrases are not there at all
    there = {each.strip() for each in phrases if each.strip() and each.strip().casefold() in folded}
    wanted = sorted(there, key=len, reverse=True)
    if not wanted:
        return []
    pattern = "|".join(re.escape(each) for each in wanted)
    return [each.span() for each in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I)]


def _known_people(text: str, people: Collection[str]) -> Iterator[Likely]:
    for start, end in _spans(text, people):
        yield Likely(start, end, text[start:end], KNOWN_HERE)


def _reached(text: str) -> Iterator[Likely]:
    for each in WAYS.finditer(text):
        yield Likely(*each.span(), each.group(), REACHED)


def _titled(text: str) -> Iterator[Likely]:
    for pattern in (TITLES, INITIALS):
        for each in pattern.finditer(text):
            if each["name"].casefold() not in ORDINARY:
                yield Likely(*each.span(), each.group(), TITLED)


def _given(text: str) -> Iterator[Likely]:
    for each in GIVEN_AS.finditer(text):
        if each["name"].casefold().replace("'", "’") not in ORDINARY:
            yield Likely(*each.span("name"), each["name"], GIVEN)


def _capitals(text: str) -> Iterator[Likely]:
    """Runs of words with capital letters: any of two or more, one alone inside a sentence."""
    for run in _runs(text):
        start, end = run[0].start(), run[-1].end()
        if len(run) > 1:
            yield Likely(start, end, text[start:end], TOGETHER)
        elif not _begins(text, start):
            yield Likely(start, end, text[start:end], CAPITAL)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        if run and (not _is_name_like(word) or text[run[-1].end() : word.start()] != " "):
            yield run
            run = []
        if _is_name_like(word):
            run.append(word)
    if run:
        yield run


def _beginning(text: str) -> Iterator[Likely]:
    """A sentence’s first word, unless it may be an ordinary one."""
    small = {word for word in WORD.findall(text) if word.islower()}
    for word in WORD.finditer(text):
        if not (_is_name_like(word) and _begins(text, word.start())):
            continue
        bare = _bare(word.group()).casefold()
        if bare not in small and not bare.endswith(NO_NAME):
            yield Likely(*word.span(), word.group(), FIRST)


def _begins(text: str, at: int) -> bool:
    return bool(STARTS.search(text[max(0, at - 12) : at])) or not text[:at].strip()


def _is_name_like(word: re.Match[str]) -> bool:
    """A capital letter and small ones after it, and no word that anybody may begin with."""
    letters = word.group()
    if not letters[0].isupper() or _bare(letters).isupper() or ABBREVIATED.fullmatch(letters):
        return False
    plain = letters.casefold().replace("'", "’")
    return plain not in ORDINARY and _bare(plain) not in ORDINARY


def _bare(letters: str) -> str:
    """Morag, of Morag’s."""
    return re.sub(r"[’']s?$", "", letters)


def _again(text: str, found: list[Likely], spared: list[tuple[int, int]]) -> Iterator[Likely]:
    """Where what was found, or a word of it, stands again, at a sentence’s start too."""
    for each in found:
        words = [] if each.why == REACHED else WORD.findall(each.words)
        names = {_bare(word) for word in words if word[0].isupper() and len(word) > 1}
        for name in names:
            if name.casefold() in ORDINARY or TITLES.fullmatch(f"{name} X"):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                again = Likely(*match.span(), match.group(), each.why)
                if not _within(again, spared):
                    yield again


def _within(each: Likely, spared: list[tuple[int, int]]) -> bool:
    """Whether every word of it is of a known place or the like."""
    return all(
        any(start <= each.start + word.start() and each.start + word.end() <= end
            for start, end in spared)
        for word in WORD.finditer(each.words)
    )  # fmt: skip


def _apart(found: Iterable[Likely]) -> list[Likely]:
    """The earliest and longest, none within or across another."""
    kept: list[Likely] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
