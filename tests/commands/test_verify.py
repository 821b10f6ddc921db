"""verify, report and stats, as volunteers use them."""

import json
import os
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.test_editing import answer, folder, national
from tests.conftest import Outcome
from tests.curation.test_pages import Site, site

__all__ = ["folder", "site"]
Run = Callable[..., Outcome]


def test_the_queue_is_a_line_for_each_listing_when_it_is_piped(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2027-06-01T12:00:00+00:00")
    lines = [line.split("\t") for line in run("verify", "--in", "anywhere").out.splitlines()]
    assert [line[0] for line in lines] == [
        "ke-simu",
        "harbour-lifeline",
        "thirteen-line",
        "oh-night-warmline",
        "aunty-line",
    ]
    assert lines[1][1:5] == ["crisis_line", "stale", "2026-10-01", "copy"]
    assert folder.is_dir()


def test_filters_narrow_the_queue(run: Run, folder: Path) -> None:
    lines = run("verify", "--in", "Kenya", "--kind", "crisis_line").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["ke-simu"]
    outcome = run("verify", "--in", "Kenya", "--kind", "warmline")
    assert (outcome.status, outcome.out) == (1, "")
    assert folder.is_dir()


def test_a_yes_writes_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = national(folder)
    answer(monkeypatch, "y")
    outcome = run("verify", "--in", "Kenya", "--by", "Ada")
    assert (outcome.status, outcome.out) == (0, "")
    assert "1 confirmed." in outcome.err
    line = '    - {url: "https://simu.example/", checked: 2026-11-23, how: call, by: [Ada]}\n'
    assert line in national(folder)
    assert national(folder).replace(line, "", 1) == before


def test_a_changed_number_is_asked_for_and_put_into_the_command(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, "c", "1191")
    outcome = run("verify", "--in", "Kenya")
    assert "The new number" in asked[-1]
    assert "peerfind edit ke-simu 'contacts[1].value=1191'" in outcome.err
    assert folder.is_dir()


def test_a_no_writes_nothing_and_says_how_to_mend_it(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = national(folder)
    answer(monkeypatch, "n")
    outcome = run("verify", "--in", "Kenya")
    assert "peerfind edit ke-simu 'contacts[1].value=...'" in outcome.err
    assert "0 confirmed; to mend: ke-simu." in outcome.err
    assert national(folder) == before


def test_what_is_confirmed_stays_when_somebody_stops(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2027-06-01T12:00:00+00:00")
    answer(monkeypatch, "y")
    assert run("verify", "--in", "anywhere").status == 130
    assert national(folder).count("checked: 2027-06-01, how: call") == 1


def test_a_sheet_is_written_dialled_and_read_back(run: Run, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "calls.csv"
    assert run("verify", "--in", "Kenya", "--call-sheet", str(sheet)).status == 0
    assert run("verify", "--in", "Kenya", "--call-sheet").out == sheet.read_text("utf-8")
    filled = sheet.read_text("utf-8").replace(",,,,\n", ",yes,2026-11-21,Ada,\n")
    sheet.write_text(filled, "utf-8")
    before = national(folder)
    outcome = run("verify", "--read", str(sheet))
    assert (outcome.status, outcome.out) == (0, "ke-simu\tconfirmed\n")
    line = '    - {url: "https://simu.example/", checked: 2026-11-21, how: call, by: [Ada]}\n'
    assert national(folder).replace(line, "", 1) == before


def test_a_sheet_with_a_no_ends_with_what_to_mend(run: Run, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "calls.csv"
    row = "ke-simu,1190,no,2026-11-21,rings a shop\n"
    sheet.write_text("id,number,matches,dialled_on,note\n" + row, "utf-8")
    before = national(folder)
    outcome = run("verify", "--read", str(sheet))
    assert (outcome.status, outcome.out) == (1, "ke-simu\tno (rings a shop)\n")
    assert (outcome.err.splitlines()[0], national(folder)) == ("To mend: ke-simu.", before)


@pytest.mark.parametrize(
    ("options", "status"),
    [(["calls.csv"], 2), (["--read", "none.csv"], 3), (["--call-sheet", "none/there.csv"], 3)],
)
def test_misuse_is_one_clear_line(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], status: int
) -> None:
    monkeypatch.chdir(folder)
    outcome = run("verify", "--in", "Kenya", *options)
    assert (outcome.status, outcome.out) == (status, "")
    assert "Traceback" not in outcome.err


def test_what_is_overdue_fails_with_a_status_of_its_own(run: Run, folder: Path) -> None:
    outcome = run("verify", "--fail", "--in", "Kenya")
    assert (outcome.status, outcome.out.split("\t")[:3]) == (6, ["ke-simu", "crisis_line", "undated"])
    assert "overdue for a check" in outcome.err
    outcome = run("verify", "--fail", "--kind", "warmline", "--in", "US")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "Nothing is overdue.\n")
    assert folder.is_dir()


def test_links_tell_whether_numbers_stand_and_write_nothing(
    run: Run, folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_CACHE", str(folder / "cache"))
    text = national(folder).replace("https://simu.example/", f"{site.address}/simu")
    (folder / "resources.yaml").write_text(text, "utf-8")
    site.put("/simu", "<p>Piga simu 1190</p>")
    outcome = run("verify", "--links", "--in", "Kenya")
    assert (outcome.status, outcome.out) == (0, f"ke-simu\tCall 1190\tstands\t{site.address}/simu\n")
    site.put("/simu", "<p>Piga simu 1191</p>")
    outcome = run("verify", "--links", "--in", "Kenya")
    assert (outcome.status, outcome.out.split("\t")[2]) == (1, "not on its pages")
    del site.pages["/simu"]
    assert run("verify", "--links", "--in", "Kenya").status == 4
    assert national(folder) == text


def test_a_report_is_ready_to_paste_and_is_not_sent(run: Run) -> None:
    outcome = run("report", "ke-simu", "--what", "Nobody\nanswers.")
    assert outcome.status == 0
    assert outcome.out.startswith("Subject: Wrong: Simu ya Msaada (ke-simu)\n\nListing: ke-simu (Simu ya Msaada)\n")
    assert "- Call 1190\n" in outcome.out
    assert "What is wrong:\nNobody answers.\n" in outcome.out
    assert outcome.err.endswith("Nothing was sent.\n")


def test_a_report_has_a_link_to_the_mail_or_issue(run: Run) -> None:
    mail = run("report", "ke-simu", "--to", "help@example.org").out.split("filled in: ")[1]
    parts = urllib.parse.urlsplit(mail.strip())
    assert (parts.scheme, parts.path) == ("mailto", "help@example.org")
    assert "Call 1190" in urllib.parse.parse_qs(parts.query)["body"][0]
    issue = run("report", "ke-simu", "--to", "https://code.example/us/peerfind.git").out.split("filled in: ")[1]
    assert issue.startswith("https://code.example/us/peerfind/issues/new?title=Wrong")
    assert run("report", "ke-simu", "--to", "somewhere").status == 2


def test_stats_count_in_lines_json_and_a_picture(run: Run, tmp_path: Path) -> None:
    assert "Kind\tcrisis_line\t1\t2\n" in run("stats", "--in", "Kenya").out
    counted = json.loads(run("stats", "--json").out)
    assert (counted["schema_version"], counted["total"]) == (1, 8)
    kinds = {row["code"]: row["count"] for row in counted["tables"]["Kind"]}
    assert kinds["warmline"] == 2
    assert sum(kinds.values()) == counted["total"]
    assert run("stats", "--svg", str(tmp_path / "a.svg")).status == 0
    picture = ET.fromstring((tmp_path / "a.svg").read_text("utf-8"))
    assert picture.findtext("{http://www.w3.org/2000/svg}title") == "8 listings on 2026-11-23"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("command", [("stats", "--svg"), ("verify", "--in", "Kenya", "--call-sheet")])
def test_what_is_written_to_a_pipe_comes_out_of_it(
    run: Run, folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    out = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert (run(*command, str(pipe)).status, folder.is_dir()) == (0, True)
        assert (len(os.read(out, 1 << 16)) > 100, pipe.is_fifo()) == (True, True)
    finally:
        os.close(out)


@pytest.mark.usefixtures("on_terminal")
def test_stats_draw_bars_on_a_terminal(run: Run) -> None:
    assert "█" in run("stats").out
    plain = run("stats", "--ascii").out
    assert plain.isascii()
    assert "##" in plain
    assert max(map(len, plain.splitlines())) <= 80


def test_nothing_to_count_is_told(run: Run) -> None:
    assert run("stats", "--in", "Norway", "--kind", "training").status == 1


def test_a_call_sheet_is_no_pdf(run: Run, folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    outcome = run("verify", "--call-sheet", str(sheet))
    assert (outcome.status, sheet.exists(), folder.is_dir()) == (2, False, True)
    assert f"peerfind print --layout call-sheet -o {sheet}" in outcome.err


def test_what_has_no_number_and_needs_checking_is_told(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2029-06-01T12:00:00+00:00")
    outcome = run("verify", "--in", "Ohio", "--kind", "certification")
    assert (outcome.status, folder.is_dir()) == (1, True)
    assert "1 listing without a number is stale: read its page. First: oh-peer-specialist." in outcome.err


def test_what_serves_a_state_alone_can_be_asked_for(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2027-06-01T12:00:00+00:00")
    lines = run("verify", "--in", "Ohio", "--local").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["oh-night-warmline"]
    assert len(run("verify", "--in", "Ohio").out.splitlines()) > 1
    assert folder.is_dir()
