"""Sentences spoken by several engines and many voices, with the time at which each sound begins."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import soundfile
from numpy.typing import NDArray

from tools.speech_models import espeak
from tools.speech_models.phones import ARPABET, INITIALS, MANDARIN_BY_ENGLISH, PHONES, SILENCE, syllable

OTHER = "?"
"""`OTHER`: a sound that we have no name for; it is left out of training."""
Segment = tuple[str, float]
"""A sound, and the second at which it begins."""


@dataclass(frozen=True)
class Utterance:
    """Sound, and what is heard in it from when on."""

    pcm: NDArray[np.float32]
    rate: int
    segments: list[Segment]

    @property
    def seconds(self) -> float:
        return len(self.pcm) / self.rate


VARIANTS = ("Alex", "Alicia", "Andrea", "Andy", "Denis", "Diogo", "Gene", "Gene2", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Michael", "Mike", "Nguyen", "Reed", "RicishayMax", "adam", "anika", "announcer", "antonio", "aunty", "belinda", "benjamin", "boris", "caleb", "david", "ed", "edward", "f1", "f2", "f3", "f4", "f5", "grandma", "grandpa", "gustave", "ian", "iven", "iven2", "iven3", "john", "kaukovalta", "klatt", "klatt2", "klatt3", "klatt4", "klatt5", "linda", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "marcelo", "max", "michel", "miguel", "mike2", "norbert", "pablo", "paul", "pedro", "quincy", "robert", "sandro", "steph", "steph2", "travis", "victor", "zac")
"""All but Annie, rob and shelby, which crash espeak-ng 1.52 at low pitches with a wide range."""
HELD_OUT = ("f4", "m6", "klatt3", "Andrea", "steph", "Mario", "linda", "grandpa", "edward", "Lee")
"""Voices never trained on: the tests speak with them."""
TRAINED_ON = (*(voice for voice in VARIANTS if voice not in HELD_OUT), "", "", "", "")

_ACCENTS = (*["en-us"] * 6, "en", "en-us-nyc", "en-gb-x-rp", "en-029", "en-gb-scotland")
_ESPEAK_SOUNDS = dict(
    pair.split("=")
    for pair in ["n=N", "s=S", "l=L", "k=K", "t=T", "I=IH", "r=R", "@=AH", "m=M", "d=D", "a=AE", "z=Z", "E=EH", "b=B", "p=P", "oU=OW", "3=ER", "0=AA", "i=IY", "f=F", "I2=IH", "eI=EY", "i:=IY", "g=G", "V=AH", "N=NG", "a#=AH", "v=V", "h=HH", "aI=AY", "w=W", "S=SH", "u:=UW", "dZ=JH", "3:=ER", "j=Y", "A@=AA_R", "@L=AH_L", "tS=CH", "I#=IH", "o@=AO_R", "t#=T", "O:=AO", "aU=AW", "A:=AA", "T=TH", "i@=IY_AH", "r-=R", "U=UH", "O@=AO_R", "aa=AE", "e@=EH_R", "OI=OY", "i@3=IH_R", "O2=AO", "aI@=AY_ER", "U@=UH_R", "D=DH", "aI2=AY", "t[=T", "VR=AH_R", "Z=ZH", "IR=IH_R", "n-=N", "@-=AH", "t2=T", "aI3=AY_ER", "w#=W", "@5=AH", "u=UW", "o=OW"]
)
_FESTIVAL_SOUNDS = {"ax": "AH", "hv": "HH", "dx": "T", "nx": "N", "el": "L", "em": "M", "en": "N", "axr": "ER", "ix": "IH", "ux": "UW"}
_PAUSES = ("pau", "h#", "brth", "sil", "ssil")
_STRESS = "',%="


class EspeakVoices:
    """espeak-ng in all its variants, English and Mandarin."""

    def __init__(self, random: Random) -> None:
        self._engine = espeak.Espeak()
        self._random = random

    def english(self, text: str, variant: str, *, pace: int, pitch: int, pitch_range: int) -> Utterance:
        voice = self._random.choice(_ACCENTS) + (f"+{variant}" if variant else "")
        spoken = self._engine.say(text, voice, words_a_minute=pace, pitch=pitch, pitch_range=pitch_range)
        sounds = [(name.lstrip(_STRESS), at) for name, at, word in spoken.events if not word]
        end = len(spoken.pcm) / espeak.RATE
        segments: list[Segment] = []
        for index, (name, at) in enumerate(sounds):
            until = sounds[index + 1][1] if index + 1 < len(sounds) else end
            if name.startswith("_"):
                segments.append((SILENCE, at))
            elif name in _ESPEAK_SOUNDS:
                parts = _ESPEAK_SOUNDS[name].split("_")
                segments += [(part, at + (until - at) * place / len(parts)) for place, part in enumerate(parts)]
            elif name != ";":
                segments.append((OTHER, at))
        return Utterance(spoken.pcm, espeak.RATE, segments)

    def mandarin(self, syllables: Sequence[str], variant: str, *, pace: int, pitch: int, pitch_range: int) -> Utterance | None:
        """Pinyin syllables with tones, a comma after one makes a pause. `None` where the engine falls back to English for one of them."""
        voice = "cmn-latn-pinyin" + (f"+{variant}" if variant else "")
        spoken = self._engine.say(" ".join(syllables), voice, words_a_minute=pace, pitch=pitch, pitch_range=pitch_range)
        groups: list[list[tuple[str, float]]] = []
        for name, at, word in spoken.events:
            if word:
                groups.append([])
            elif groups:
                groups[-1].append((name.lstrip(_STRESS), at))
        if len(groups) != len(syllables):
            return None
        segments: list[Segment] = []
        starts = [group[0][1] if group else 0.0 for group in groups] + [len(spoken.pcm) / espeak.RATE]
        for said, group, following in zip(syllables, groups, starts[1:], strict=True):
            found = _mandarin_syllable(syllable(said.rstrip(",")), group, following)
            if found is None:
                return None
            segments += found
        return Utterance(spoken.pcm, espeak.RATE, segments)


def _mandarin_syllable(sounds: tuple[str, ...], group: list[tuple[str, float]], following: float) -> list[Segment] | None:
    spoken = [(name, at) for name, at in group if not name.startswith("_")]
    if not spoken or any(name.startswith("(") for name, _ in spoken):
        return None
    end = next((at for name, at in group if name.startswith("_") and at > spoken[-1][1]), following)
    begin = vowel_at = spoken[0][1]
    segments: list[Segment] = []
    if sounds[0] in INITIALS:
        vowels = (at for name, at in spoken if name[0] in "aeiouyA@OIEUVx&")
        first_vowel = next(vowels, None)
        vowel_at = first_vowel if first_vowel is not None and first_vowel > begin else begin + 0.35 * (end - begin)
        segments.append((sounds[0], begin))
        sounds = sounds[1:]
    segments += [(sound, vowel_at + (end - vowel_at) * (0.3 if place else 0)) for place, sound in enumerate(sounds)]
    if following - end > 0.05:
        segments.append((SILENCE, end))
    return segments


FLITE_VOICES = ("kal16", "awb", "slt", "rms")
FLITE_TRAINED_ON = ("kal16", "awb", "slt")
FLITE_HELD_OUT = "rms"


def _named(sound: str) -> str:
    name = SILENCE if sound in _PAUSES else _FESTIVAL_SOUNDS.get(sound, sound.upper())
    return name if name == SILENCE or name in ARPABET else OTHER


def flite(said: str, voice: str, stretch: float, pitch: float = 1.0, *, as_phones: bool = False) -> Utterance:
    """A recorded American or Scot, at times its usual length and pitch. `as_phones`: `said` is in the engine's own sounds, as `d aa1 pau`."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "said.wav"
        command = ["flite", "-psdur", "-voice", voice, "--setf", f"duration_stretch={stretch:.2f}", "--setf", f"f0_shift={pitch:.2f}", "-p" if as_phones else "-t", said]
        printed = subprocess.run([*command, "-o", str(wav)], capture_output=True, text=True, check=True).stdout
        pcm, rate = soundfile.read(wav, dtype="float32")
    segments: list[Segment] = []
    begin = 0.0
    for each in printed.split():
        sound, end = each.rsplit(":", 1)
        segments.append((_named(sound), begin))
        begin = float(end)
    return Utterance(pcm * 32768, rate, segments)


def mandarin_by_english(syllables: Sequence[str], voice: str, stretch: float, pitch: float) -> Utterance | None:
    """Mandarin in the sounds of a recorded English voice: wrong in the details, right in what human speech is like."""
    names, owners = [], []
    for said in syllables:
        for sound in syllable(said):
            for part in MANDARIN_BY_ENGLISH[sound].split():
                names.append(f"{part.lower()}1" if part[0] in "AEIOU" else part.lower())
                owners.append(sound)
    spoken = flite(" ".join(names), voice, stretch, pitch, as_phones=True)
    begins = [at for sound, at in spoken.segments if sound != SILENCE]
    silences = [(sound, at) for sound, at in spoken.segments if sound == SILENCE]
    if len(begins) != len(owners):
        return None
    merged: list[Segment] = []
    for place, (owner, at) in enumerate(zip(owners, begins, strict=True)):
        if place == 0 or owner != owners[place - 1] or names[place] == names[place - 1]:
            merged.append((owner if owner not in ("ii", "iii", "v", "M_v", "r") else OTHER, at))
    return Utterance(spoken.pcm, spoken.rate, sorted([*merged, *silences], key=lambda segment: segment[1]))


FESTIVAL_TRAINED_ON = ("kal_diphone", "cmu_us_slt_arctic_hts")


def festival(texts: Sequence[str], voice: str, stretches: Sequence[float]) -> list[Utterance | None]:
    """Many sentences in one run: the engine is slow to start. `None` for a sentence that it could not say."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "say.scm"
        lines = [f"(voice_{voice})"]
        for index, (text, stretch) in enumerate(zip(texts, stretches, strict=True)):
            lines += [
                f"(Parameter.set 'Duration_Stretch {stretch:.2f})",
                f'(set! said (utt.synth (Utterance Text "{text}")))',
                f"(utt.save.wave said \"{folder}/{index}.wav\" 'riff)",
                f'(utt.save.segs said "{folder}/{index}.lab")',
            ]
        script.write_text("\n".join(lines))
        subprocess.run(["festival", "-b", str(script)], capture_output=True, check=False)
        return [_read_festival(Path(folder), index) for index in range(len(texts))]


def _read_festival(folder: Path, index: int) -> Utterance | None:
    wav, labels = folder / f"{index}.wav", folder / f"{index}.lab"
    if not wav.exists() or not labels.exists():
        return None
    pcm, rate = soundfile.read(wav, dtype="float32")
    segments: list[Segment] = []
    begin = 0.0
    for line in labels.read_text().splitlines():
        fields = line.split()
        if len(fields) == 3:
            segments.append((_named(fields[2]), begin))
            begin = float(fields[0])
    return Utterance(pcm * 32768, rate, segments)


def labels_of(lang: str) -> dict[str, int]:
    """The network's outputs: silence is 0, then each sound of the language."""
    return {SILENCE: 0, **{sound: place for place, sound in enumerate(PHONES[lang], 1)}}
