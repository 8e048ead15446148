"""A mandate's file is taken as the contract has it, or refused with file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.portfolio.mandate_file import MandateError, MandateFile, read_mandate

FILE = """\
id: cn-demo
from: 2026-01-01
to: 2026-12-31
creditor:
  name: 示例消费金融
  lender: consumer_finance
  place: 上海
caller:
  role: agency
  id: agency-1
  name: 示例催收有限公司
  public_name: 示例客户服务
  phone: "4000000000"
  licence_until: 2026-06-30
on_behalf_of: lender-1
channels: [voice, sms]
policy:
  max_promise_days: 14
  min_instalment: 100.50
payment:
  zh-CN: {url: https://pay.example, instructions: 请在官方应用内还款}
consequences:
  late_fee: 合同第八条约定的逾期罚息
recording: always
retention_days: {recordings: 730}
agents: {phones: ["4000000001"], hours: "09:00-18:00"}
sample: true
"""


def read(folder: Path, text: str) -> MandateFile:
    path = folder / "mandate.yaml"
    path.write_text(text, "utf-8")
    return read_mandate(path, lambda words: "催收" in words)


def test_a_whole_mandate_is_read_with_its_defaults(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    document = found.document()
    assert (document["from"], document["texts_state_debt"], document["creditor"]["place"]) == ("2026-01-01", False, "CN-SH")
    assert document["policy"]["min_instalment"] == "100.5"
    assert document["policy"]["max_instalments"] == 0


def test_contacts_end_with_the_licence(tmp_path: Path) -> None:
    assert read(tmp_path, FILE).valid_to == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sample: true", "smaple: true", r"mandate.yaml:27: there is no key `smaple`"),
        ("  role: agency", "  rolle: agency", r"mandate.yaml:9: there is no key `caller.rolle`"),
        ("id: cn-demo\n", "", r"mandate.yaml:1: `id` is needed"),
        ("  id: agency-1\n", "", r"mandate.yaml:8: `caller.id` is needed"),
        ("[voice, sms]", "[voice, letter]", r"mandate.yaml:16: `channels.1`"),
        ("to: 2026-12-31", "to: 2025-12-31", "`to` is before `from`"),
        ("place: 上海", "place: 火星", r"mandate.yaml:7: `creditor.place`: the place is not known"),
        ("public_name: 示例客户服务", "public_name: 示例催收", r"mandate.yaml:12: `caller.public_name` .* give the debt away"),
        ("late_fee:", "prison:", r"mandate.yaml:2[0-9]: `consequences`: `prison`"),
        ("licence_until: 2026-06-30", "licence_until: 2025-06-30", "licence ends before"),
        ("id: cn-demo", "id: [", "is not YAML"),
        ("recording: always", "recording: sometimes", r"`recording`"),
    ],
)
def test_a_wrong_mandate_is_refused_with_file_line_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(MandateError, match=message):
        read(tmp_path, FILE.replace(old, new))


def test_a_list_is_no_mandate(tmp_path: Path) -> None:
    with pytest.raises(MandateError, match="is a mapping"):
        read(tmp_path, "- id: x\n")
