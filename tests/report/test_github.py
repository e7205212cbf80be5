from presynth.findings import Severity
from presynth.report import github
from presynth.report.model import FileError
from report.samples import finding, place, report


def test_commands() -> None:
    found = (
        finding(place("f(b)", "b"), message="100% a\nb: c"),
        finding(place("f(\n  b)", "f(\n  b)", "/project/x,y.py"), severity=Severity.WARNING),
        finding(place("f(b)", "b"), severity=Severity.INFO),
    )
    first, second, third, error = github.render(
        report(*found, errors=(FileError("/project/a.py", None, "no such file"),))
    ).splitlines()
    assert first == (
        "::error title=PS103 unknown-argument,file=stacks/app.py,line=1,col=3,endColumn=4,endLine=1"
        "::stacks/app.py:1:3: PS103 100%25 a%0Ab: c"
    )
    assert second.startswith("::warning title=PS103 unknown-argument,file=x%2Cy.py,line=1,endLine=2::")
    assert third.startswith("::notice ")
    assert error == "::error title=presynth,file=a.py::no such file"
