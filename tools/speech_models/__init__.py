"""How the small speech models are made for what borrowers say: `make models`, or `python -m tools.speech_models zh-CN --into FOLDER`.

collect (corpus, phrases) -> speak (espeak, flite, festival; telephone; features and phone labels) -> network -> folder (am, graph) -> measure.
Not part of the installed package. What it needs is in requirements-train.lock, and Debian's libfst-tools, flite, festival,
festvox-kallpc16k and festvox-us-slt-hts.
"""

from __future__ import annotations
