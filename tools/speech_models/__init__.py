"""How small speech models are made for what borrowers say: `python -m tools.speech_models zh-CN --into FOLDER`.

synthesize (espeak, flite, festival) -> telephone -> features and phone labels -> network -> Vosk folder (am, graph) -> measure.
Not part of the installed package, and the models that ship are not made by it yet. It needs torch, vosk, scipy, soundfile, kaldi-native-fbank,
kaldifst, pocketsphinx (its CMU dictionary) and jieba beside Courtesy's own requirements, and Debian's libfst-tools, flite, festival,
festvox-kallpc16k, festvox-kdlpc16k and festvox-us-slt-hts.
"""

from __future__ import annotations
