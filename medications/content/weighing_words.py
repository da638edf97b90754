"""Words and signs that carry a dose, a negation or a degree, and the words that English has. What changes one is no typo.

The lists are long on purpose: a word too many costs a second look, a word too few may cost more.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from spellchecker import SpellChecker

NUMBER = "a number, dose or unit"
NEGATION = "a negation"
DEGREE = "how much, when, or whether one may or must"
NAME = "the name of a medicine"
LOOK_ALIKE = "a character that may be taken for another"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion half halves halved quarter quarters third thirds fourth fifth sixth seventh eighth ninth "
    "tenth first second once twice thrice single double doubled doubling triple tripled dozen couple pair both each every "
    "per times fold percent hourly daily nightly weekly fortnightly monthly yearly hour hours minute minutes second seconds "
    "day days night nights week weeks fortnight month months year years morning mornings noon midday afternoon evening "
    "evenings bedtime midnight minus plus point dose doses dosage overdose bid tid qid qd od prn stat bd tds qds hs ac pc "
    "ii iii iv vi vii viii ix xi xii teaspoon teaspoons teaspoonful tablespoon tablespoons tablespoonful spoonful"
)
UNITS = _words(
    "g mg mcg ug µg μg kg ng l ml mls dl cl µl μl cc iu ui u unit units meq mmol mol mm cm m h hr hrs min mins sec s wk mo "
    "yr kcal kj c f gram grams gramme grammes milligram milligrams milligramme milligrammes microgram micrograms "
    "microgramme microgrammes kilogram kilograms kilo kilos nanogram nanograms liter liters litre litres milliliter "
    "milliliters millilitre millilitres centimeter centimeters centimetre centimetres millimeter millimeters millimole "
    "millimoles mole moles ounce ounces oz lb lbs pound pounds degree degrees celsius fahrenheit"
)
# Beside a number they make it a dose, or say how often one is taken. Most units of one letter stand for too much else.
DOSES = frozenset(unit for unit in UNITS if len(unit) > 1 or unit == "g") - _words("mm cm kcal kj celsius fahrenheit min sec")
DOSES |= _words(
    "dose doses dosage overdose tablet tablets capsule capsules pill pills drop drops puff puffs spray sprays patch patches "
    "once twice thrice times daily hourly nightly weekly monthly bid tid qid qd od prn bd tds qds teaspoon teaspoons "
    "tablespoon tablespoons"
)
NEGATIONS = _words(
    "no not nor never none non nothing nobody nowhere neither without cannot cant dont doesnt didnt wont wouldnt shouldnt "
    "mustnt neednt isnt arent wasnt werent hasnt havent hadnt couldnt aint except excluding unless until till lest instead "
    "rather lack lacks lacking absent absence free avoid avoids avoided avoiding avoidance stop stops stopped stopping "
    "refrain refuse prevent prevents prevented forbid forbidden prohibited contraindicated contraindication skip skipped "
    "miss missed missing omit omitted hardly scarcely barely rarely seldom unlikely impossible unable fail fails failed "
    "false untrue wrong"
)
DEGREES = _words(
    "may might must should shall can could would will ought need needs needed required require requires allowed allow "
    "permitted recommended advised only just exactly always often sometimes occasionally usually mostly frequently more "
    "less most least few fewer fewest enough lot over under above below beyond within if before after until increase "
    "increases increased increasing decrease decreases decreased decreasing raise raises raised raising reduce reduces "
    "reduced reducing reduction lower lowers lowered lowering higher high low rise rises rising fall falls falling drop "
    "drops minimum maximum minimal maximal max start starts started starting begin begins beginning continue continues "
    "continued continuing discontinue discontinued resume keep swallow inject immediately suddenly slowly gradually early "
    "late earlier later longer shorter worse worsen worsens unsafe safe dangerous harmful harmless serious mild severe "
    "emergency overdose"
)
# Too common to make a text clinical by themselves, yet nothing that a misspelt word may be taken for without a second look.
LINKING = _words(
    "take takes taken taking give gives given apply use uses used and or but either by at from since between while when "
    "whenever during on in off out up down then some several any all many much little left right upper inner outer inside "
    "outside full empty same different better best common rare now even"
)
# Groups of medicines, and what is often taken along, besides the names in the file.
_MEDICINES = _words(
    "insulin insulins lithium interferon interferons steroid steroids corticosteroid corticosteroids statin statins triptan "
    "triptans opioid opioids opiate opiates benzodiazepine benzodiazepines barbiturate barbiturates antacid antacids "
    "antibiotic antibiotics antidepressant antidepressants antihistamine antihistamines anticonvulsant anticonvulsants "
    "anticoagulant anticoagulants diuretic diuretics sedative sedatives tranquilizer tranquilizers nsaid nsaids maoi maois "
    "ssri ssris vaccine vaccines alcohol grapefruit caffeine nicotine potassium sodium calcium magnesium iron zinc vitamin "
    "vitamins azole azoles"
)
# In "About" and the like: a sentence with one of these says what it is for, what it does, who may have it or how it is kept.
CLAIMS = _words(
    "use uses used using treat treats treated treating treatment ease eases eased easing relieve relieves relieved relief "
    "help helps helped cure cures cured heal heals slow slows slowed work works worked act acts relax relaxes block blocks "
    "calm calms approve approves approved approval label labels labeled labelled unlabeled off-label prescription prescribe "
    "prescribed counter indicated meant sold licensed generic take takes taken taking give gives given get gets inject "
    "injected injection swallow swallowed chew chewed crush crushed split mix mixed drink drinks food foods meal meals milk "
    "water juice eat drive driving keep kept store stored throw cool cold warm heat hot freeze frozen freezer fridge "
    "refrigerate refrigerated refrigerator room temperature light dark dry moisture expired expiry reach child children "
    "adult adults man men woman women people patient patients pregnant pregnancy nursing breastfeeding older younger "
    "elderly doctor doctors nurse nurses pharmacist hospital risk risks warning danger symptom symptoms effect effects "
    "reaction reactions allergy allergic pain spasm spasms seizure seizures spasticity fatigue tremor relapse relapses "
    "liver kidney kidneys heart bladder brain blood oral tablet tablets capsule capsules patch liquid"
)
_LISTS = {
    **dict.fromkeys(DEGREES, DEGREE),
    **dict.fromkeys(NEGATIONS, NEGATION),
    **dict.fromkeys(UNITS | NUMBER_WORDS, NUMBER),
}
DANGEROUS = frozenset(_LISTS) | LINKING

# As many medicines are called, whether or not this page names them.
_STEMS = re.compile(
    r"(?:mab|nib|mib|zepam|zolam|olol|opril|sartan|statin|azole|cillin|mycin|floxacin|oxetine|triptan|tidine|dipine|setron|profen|"
    r"coxib|parin|barbital|codone|limod|fumarate|dronate|gliptin|caine|phylline|thiazide|predniso(?:lo)?ne|zosin|tadine)$"
)
_ROMAN = re.compile(r"[IVXLCDM]+$")
_HIGH_OR_LOW = re.compile(r"hyp(?:er|o)")
PREFIXES = (
    "un",
    "in",
    "im",
    "ir",
    "il",
    "non",
    "dis",
    "de",
    "mis",
    "anti",
    "over",
    "under",
    "re",
    "pre",
    "post",
    "inter",
    "intra",
    "a",
)
_SUFFIXES = ("less", "ful", "free")
_TYPOGRAPHY = frozenset(" \t\n‘’“”–—…•§©®™")
_MATHS = frozenset("<>=~%+&/°±×÷≤≥≈^|")


@cache
def how_often() -> dict[str, int]:
    """English words in small letters, each with how often it is said. It has few names of medicines."""
    return dict(SpellChecker(language="en").word_frequency.dictionary)


@cache
def english() -> frozenset[str]:
    return frozenset(how_often())


@cache
def medicines() -> frozenset[str]:
    """Names of medicines in small letters, and of groups of them."""
    lines = Path(__file__).with_name("medicine_names.txt").read_text(encoding="utf-8").splitlines()
    return _MEDICINES.union(line for line in lines if not line.startswith("#"))


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; what holds a digit is none."""
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", straight(text).casefold())


def straight(text: str) -> str:
    """With straight quotation marks and apostrophes, and one kind of line end."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).replace("\r\n", "\n").replace("\r", "\n")


def is_number(token: str) -> bool:
    """Digits of any script, fractions, superscripts, Roman numerals of their own code."""
    if token.isalpha() and token.isascii():
        return False  # most tokens, at no cost
    return any(char.isnumeric() for char in token)


def is_word(token: str) -> bool:
    return token[:1].isalpha() and not is_number(token)


def is_plain(token: str) -> bool:
    """Only characters that are what they look like: of Latin script, without invisible ones."""
    if token.isascii() and token.isprintable():
        return True
    return all(
        (char.isascii() and char.isprintable()) or char in _TYPOGRAPHY or ("\u00c0" <= char <= "\u017f" and char.isalpha())
        for char in token
    )


@lru_cache(maxsize=20_000)
def signal(token: str, names: frozenset[str] = frozenset()) -> str:
    """Why a change of this token is never a typo; nothing if it may be one."""
    plain = token.casefold().removesuffix("'s")
    if not is_plain(token):
        return LOOK_ALIKE
    if is_number(token) or not _MATHS.isdisjoint(token) or (is_word(token) and _ROMAN.match(token)):
        return NUMBER
    if plain in _LISTS:
        return _LISTS[plain]
    if plain.endswith("n't"):
        return NEGATION
    if _HIGH_OR_LOW.match(plain):
        return DEGREE
    return NAME if plain in names or plain in medicines() or _STEMS.search(plain) else ""


def readable(text: str) -> str:
    """What a reader sees: without invisible characters, each look-alike of a compatible form as the plain one."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if char.isspace() or unicodedata.category(char) not in ("Cf", "Cc", "Mn", "Me"))


def opposites(word: str) -> set[str]:
    """Words that differ from this one by a syllable which turns the meaning round: safe and unsafe, helpful and helpless."""
    stems = {word.removeprefix(prefix) for prefix in PREFIXES} | {word}
    found = {prefix + stem for stem in stems for prefix in PREFIXES} | stems
    for suffix in _SUFFIXES:
        if word.endswith(suffix):
            found |= {word.removesuffix(suffix) + other for other in (*_SUFFIXES, "")}
    return {each for each in found - {word} if each in english()}
