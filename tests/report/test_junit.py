from xml.etree import ElementTree

from presynth.report import junit
from presynth.report.model import FileError
from report.samples import finding, place, report


def test_findings_are_failures_and_unreadable_files_errors() -> None:
    found = (finding(place("f(b)", "b"), message='<é> "b"\x00'), finding(place("f(b)", "b", "/project/c.py")))
    text = junit.render(report(*found, errors=(FileError("/project/a.py", None, "no such file"),)))
    assert text.startswith("<?xml ")
    assert text.isascii()
    root = ElementTree.fromstring(text)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "1")
    assert [suite.get("name") for suite in root] == ["stacks/app.py", "c.py", "a.py"]
    case = root[0][0]
    assert case.attrib == {
        "name": "PS103 unknown-argument",
        "classname": "stacks/app.py",
        "file": "stacks/app.py",
        "line": "1",
    }
    assert case[0].get("message") == '<é> "b"\N{REPLACEMENT CHARACTER}'
    assert (case[0].text or "").startswith("line 1, column 3: error: <é>")
    assert root[2][0][0].tag == "error"


def test_a_clean_run_has_a_test_that_passed() -> None:
    root = ElementTree.fromstring(junit.render(report()))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("1", "0", "0")
