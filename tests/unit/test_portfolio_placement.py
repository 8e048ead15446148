"""Whole placement files: encodings, shapes, headers, and what the rows of one file are to each other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.portfolio.placement import Counts, PlacementError, Refused, Row, load_mapping, parse, report
from bot.portfolio.placement.columns import field_of

TODAY = date(2026, 11, 20)
HEADER = "借款编号,客户姓名,手机号,证件后四位,出生年份,地区,剩余本金,利息,罚息,应还总额,到期日,数据日期,逾期天数,备注"
GOOD = "A1,张示例,13800000101,123X,1990,广东省,100,5,1,106,2026-09-11,2026-11-20,70,早上联系"


def read(path: Path, **options: Any) -> tuple[list[Row], list[tuple[int, str, str]], Any]:
    parsed = parse(path, today=TODAY, default_creditor="示例银行", **options)
    found = list(parsed)
    rows = [each for each in found if isinstance(each, Row)]
    assert parsed.read == len(found) == len(rows) + parsed.duplicate + parsed.rejected
    return rows, [(finding.line, finding.field, finding.code) for finding in parsed.errors], parsed


def write(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\n") -> Path:
    path = folder / "file.csv"
    path.write_bytes(end.join([header, *lines, ""]).encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(tmp_path: Path, encoding: str, said: str, end: str) -> None:
    rows, errors, parsed = read(write(tmp_path, GOOD, encoding=encoding, end=end))
    assert (errors, parsed.encoding) == ([], said)
    assert (rows[0].name, rows[0].line, dict(rows[0].notes)) == ("张示例", 2, {"备注": "早上联系"})


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("account", "合同编号 借款编号 案件编号 account_id loan_no 合同编号*"), ("creditor", "委托方 债权人 creditor"),
        ("name", "姓名 客户姓名 name Name"), ("phone", "手机号 联系电话 phone mobile"), ("phone2", "备用电话 phone2"),
        ("id_last4", "证件后四位 身份证后四位 ssn_last4 id_last4 SSN-Last4"), ("birth_year", "出生年份 birth_year"),
        ("place", "地区 省市 state place"), ("zone", "时区 timezone"), ("language", "语言 language"), ("product", "产品 产品类型 product"),
        ("principal", "剩余本金 本金 principal"), ("interest", "利息 interest"), ("fees", "费用 罚息 违约金 fees"),
        ("total", "应还总额 逾期总额 欠款金额 total amount_due 应还总额（元） 应还总额(元)"), ("currency", "币种 currency"),
        ("due_date", "到期日 逾期起始日 due_date"), ("as_of", "数据日期 as_of"), ("days_overdue", "逾期天数 days_past_due dpd"),
        ("allowed_consequences", "可告知后果"), ("consent_voice", "电话同意 consent_voice"), ("consent_sms", "短信同意 consent_sms"),
        ("do_not_contact", "停催 禁止联系 do_not_contact"),
    ],
)  # fmt: skip
def test_headers_are_recognised_in_both_languages(field: str, headers: str) -> None:
    assert {field_of(header) for header in headers.split()} == {field}


def test_a_third_person_s_number_is_a_note() -> None:
    assert {field_of(header) for header in ("紧急联系人电话", "联系人1电话", "spouse_phone", "备注")} == {None}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(tmp_path: Path, delimiter: str) -> None:
    rows, _, _ = read(write(tmp_path, GOOD.replace(",", delimiter), header=HEADER.replace(",", delimiter)))
    assert rows[0].total == 106


def test_a_line_that_is_damaged_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, "A2,BAD", GOOD.replace("A1", "A3"), '"A4,张示例,13800000101', GOOD.replace("A1", "A5"))
    path.write_bytes(path.read_bytes().replace(b"BAD", b"\xff\xfe\xfd"))
    rows, errors, _ = read(path)
    assert [row.account for row in rows] == ["A1", "A3", "A5"]
    assert errors == [(3, "", "bad_row"), (5, "", "bad_row")]


def test_a_quoted_cell_may_hold_a_line_break_and_lines_are_still_counted(tmp_path: Path) -> None:
    rows, errors, _ = read(write(tmp_path, GOOD.replace("早上联系", '"早上\n""联系"""'), "", GOOD.replace("A1", "A2")))
    assert errors == []
    assert [row.line for row in rows] == [2, 5]
    assert rows[0].notes["备注"] == '早上 "联系"'


def test_a_cell_with_an_unquoted_delimiter_is_refused_not_shifted(tmp_path: Path) -> None:
    _, errors, _ = read(write(tmp_path, GOOD.replace(",106,", ",1,106,")))
    assert errors == [(2, "", "bad_row")]


def test_an_american_file_in_any_order(tmp_path: Path) -> None:
    header = "state,amount_due,account_id,name,mobile,due_date,as_of,consent_voice,ssn_last4"
    rows, errors, _ = read(write(tmp_path, 'FL,"1,234.50",U1,Echo Sample,(305) 555-0174,05/01/2026,11/20/2026,Y,0588', header=header))
    assert errors == []
    row = rows[0]
    assert (row.place, row.total, row.due_date, row.currency, row.language) == ("US-FL", 1234.5, date(2026, 5, 1), "USD", "en-US")
    assert (row.phones[0].number, row.phones[0].kind, row.consent_voice, row.consent_sms) == ("+13055550174", "unknown", True, None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("A1,", ",", [("account", "missing")]),
        ("张示例", " ", [("name", "missing")]),
        ("13800000101", "", [("phone", "missing")]),
        ("13800000101", "1.38E+10", [("phone", "bad_phone")]),
        ("广东省", "火星", [("place", "unknown_place")]),
        ("1990", "2024", [("birth_year", "bad_year")]),
        ("123X", "12", [("id_last4", "bad_id")]),
        (",106,", ",107,", [("total", "sum_mismatch")]),
        (",106,", ",0,", [("total", "bad_amount")]),
        (",106,", ",-5,", [("total", "bad_amount")]),
        (",106,", ",,", [("total", "missing")]),
        (",106,", ",$106,", []),
        (",106,", ",USD 106,", [("total", "bad_currency")]),
        ("2026-09-11", "2026-02-30", [("due_date", "bad_date")]),
        ("2026-09-11", "2026-11-21", [("due_date", "bad_date")]),
        ("2026-11-20", "2026-12-20", [("as_of", "bad_date"), ("days_overdue", "dpd_mismatch")]),
        (",70,", ",71,", [("days_overdue", "dpd_mismatch")]),
        (",70,", ",-1,", [("days_overdue", "dpd_mismatch")]),
        ("张示例,13800000101", ",1", [("phone", "bad_phone"), ("name", "missing")]),
    ],
)
def test_a_row_is_refused_for_what_is_wrong_with_it(tmp_path: Path, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    _, errors, _ = read(write(tmp_path, GOOD.replace(old, new, 1)))
    assert errors == [(2, *each) for each in expected]


def test_a_second_row_for_an_account_is_a_duplicate_unless_the_first_was_refused(tmp_path: Path) -> None:
    bad = GOOD.replace("A1", "A2").replace("13800000101", "1")
    rows, errors, parsed = read(write(tmp_path, GOOD, GOOD, bad, GOOD.replace("A1", "A2")))
    assert [row.line for row in rows] == [2, 5]
    assert errors == [(4, "phone", "bad_phone")]
    assert [(finding.line, finding.code) for finding in parsed.warnings] == [(3, "duplicate")]


def test_data_older_than_a_week_is_taken_with_a_warning(tmp_path: Path) -> None:
    week, older = GOOD.replace("2026-11-20,70", "2026-11-13,63"), GOOD.replace("A1", "A2").replace("2026-11-20,70", "2026-11-12,62")
    _, errors, parsed = read(write(tmp_path, week, older))
    assert errors == []
    assert [(finding.line, finding.code) for finding in parsed.warnings] == [(3, "stale")]


def test_fees_in_several_columns_add_up_and_a_second_number_is_the_spare(tmp_path: Path) -> None:
    header = "合同编号,姓名,手机号,联系电话,地区,本金,利息,罚息,违约金,欠款金额,身份证号"
    rows, errors, parsed = read(write(tmp_path, "A1,张示例,13800000101,010-88888888,北京,100,5,1,2,108,11010119900101123X", header=header))
    assert errors == []
    assert (rows[0].fees, [phone.kind for phone in rows[0].phones], rows[0].id_last4) == (3, ["mobile", "landline"], "123X")
    assert parsed.columns["联系电话"] == "phone2"


def test_an_opt_out_in_a_refused_row_says_whom_it_names(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("106", "-5") + ",是", header=HEADER + ",停催")
    (refused,) = list(parse(path, today=TODAY, default_creditor="示例银行"))
    assert isinstance(refused, Refused)
    assert refused.opt_out is not None
    assert (refused.opt_out.account, refused.opt_out.numbers) == ("A1", ("+8613800000101",))


def test_the_report_adds_up_and_holds_nothing_personal(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, GOOD, GOOD.replace("A1", "A2").replace("13800000101", "13800000101999").replace("123X", "98765"))
    rows, _, parsed = read(path)
    said = report(parsed, Counts(created=len(rows)), None)
    counts = said["rows"]
    assert counts == {"read": 3, "created": 1, "updated": 0, "unchanged": 0, "duplicate": 1, "rejected": 1}
    text = json.dumps(said, ensure_ascii=False)
    assert all(secret not in text for secret in ("13800000101", "98765", "张示例"))


def test_a_sheet_with_a_title_numbers_and_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某银行委托清单"])
    sheet.append(["合同编号", "姓名", "手机号", "证件后四位", "地区", "应还总额", "到期日", "备注"])
    sheet.append([10023, "张示例", 13800000101, "0588", "广东", 106.1, date(2026, 5, 1), True])
    sheet.append([])
    sheet.append(["A2", "李样例", "1.38E+10", "588", "广东", 106, "x", None])
    sheet.append(["A3", "李样例", "13800000102", 110101199001011234, "广东", 106, None, None])
    book.save(tmp_path / "file.xlsx")
    rows, errors, parsed = read(tmp_path / "file.xlsx")
    assert (rows[0].line, rows[0].account, rows[0].phones[0].number) == (3, "10023", "+8613800000101")
    assert (str(rows[0].total), rows[0].due_date) == ("106.10", date(2026, 5, 1))
    assert errors == [(5, "phone", "bad_phone"), (5, "id_last4", "bad_id"), (5, "due_date", "bad_date"), (6, "id_last4", "bad_id")]
    assert parsed.encoding == "xlsx"


def test_half_a_character_in_json_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text('{"account_id": "J1", "name": "\\ud800", "\\udfff": "x"}\n', "utf-8")
    _, errors, parsed = read(path)
    json.dumps(report(parsed, Counts(), None), ensure_ascii=False).encode("utf-8")
    assert ("name", "missing") in {(field, code) for _, field, code in errors}


def test_json_lines_with_types_and_damage(tmp_path: Path) -> None:
    entry = {"account_id": "J1", "name": "Echo Sample", "phone": "+1 305 555 0174", "state": "FL", "total": 10.5, "do_not_contact": True}
    endless = json.dumps(entry | {"account_id": 7, "total": float("inf"), "extra": {"a": 1}})
    lines = [json.dumps(entry), "{broken", "", "[1]", endless, "{" * 50_000]
    path = tmp_path / "file.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    rows, errors, parsed = read(path)
    assert (rows[0].line, str(rows[0].total), rows[0].do_not_contact) == (1, "10.50", True)
    assert errors == [(2, "", "bad_row"), (4, "", "bad_row"), (5, "total", "bad_amount"), (6, "", "bad_row")]
    assert parsed.columns["extra"] is None


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "empty"), (b"\x00\x00", "empty"), (b"PK\x03\x04junk", "no workbook"), (b"\xd0\xcf\x11\xe0junk", ".xls"),
     (b"a,b\n1,2\n", "no header"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "no header")],
)  # fmt: skip
def test_what_is_no_placement_is_refused_whole(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(PlacementError, match=message):
        read(path)


def test_a_mapping_names_columns_that_we_can_t_know(tmp_path: Path) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("甲: account\n乙: name\n手机号: null\n丙: phone\n", "utf-8")
    path = write(tmp_path, "A1,张示例,13800000109,13800000101,广东,10", header="甲,乙,手机号,丙,地区,应还总额")
    rows, _, parsed = read(path, mapping=load_mapping(mapping))
    assert rows[0].phones[0].number == "+8613800000101"
    assert parsed.columns["手机号"] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: account\nb: nmae\n", "map.yaml:2: there is no such field"), ("a: account\nb: account\n", "map.yaml:2: another header"),
     ("- a\n", "map.yaml:1"), ("a: [\n", "not YAML")],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    with pytest.raises(PlacementError, match=message):
        load_mapping(tmp_path / "map.yaml")


def test_a_mapping_for_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlacementError, match="does not have: 合同"):
        read(write(tmp_path, GOOD), mapping={"合同": "account"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(junk=st.binary(max_size=200), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_junk_after_the_header_never_breaks_the_reading(tmp_path: Path, junk: bytes, encoding: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes((HEADER + "\n").encode(encoding) + junk + ("\n" + GOOD + "\n").encode(encoding).removeprefix(b"\xff\xfe"))
    _, errors, _ = read(path)
    assert all(code for _, _, code in errors)
