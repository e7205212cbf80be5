from pathlib import Path

from cli.running import Run

PROGRAM = """\
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


def owner():
    return open("owner.txt", encoding="utf-8").read()


class Storage(TerraformStack):
    def __init__(self, scope, id, env):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for name in ("logs", "data"):
            S3Bucket(
                self,
                name,
                bucket=f"{env}-{name}",  # presynth: ignore[PS900]
                tags={"of": owner()},
            )


app = App()
Storage(app, "storage", "prod")
app.synth()
"""


def test_a_line_of_a_call_shows_what_it_makes(run: Run, project: Path) -> None:
    (project / "main.py").write_text(PROGRAM, encoding="utf-8")
    ran = run("explain", "main.py:19")
    assert ran.status == 0
    blocks = ran.out.strip().split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "aws_s3_bucket.logs: S3Bucket of cdktf_cdktf_provider_aws.s3_bucket",
        "aws_s3_bucket.data: S3Bucket of cdktf_cdktf_provider_aws.s3_bucket",
    ]
    assert [line.split() for line in blocks[1].splitlines()[1:]] == [
        ["scope", "a", "Storage"],
        ["id_", "'data'"],
        ["bucket", "'prod-data'"],
        ["tags", "{'of':", "?}"],
    ]


def test_a_finding_comes_with_its_rules_page(run: Run, project: Path) -> None:
    (project / "main.py").write_text(PROGRAM.replace("PS900", "no-such-rule"), encoding="utf-8")
    ran = run("explain", "main.py:18")
    assert "no rule is called `no-such-rule`" in ran.out
    assert "# unused-ignore (PS900)" in ran.out


def test_a_line_that_says_nothing(run: Run, project: Path) -> None:
    (project / "main.py").write_text(PROGRAM, encoding="utf-8")
    ran = run("explain", "main.py:4")
    assert (ran.status, ran.out) == (0, "main.py:4: no construct and no finding\n")


def test_a_file_that_is_not_there(run: Run) -> None:
    ran = run("explain", "gone.py:1")
    assert (ran.status, ran.out) == (2, "")
    assert "presynth: gone.py cannot be read: " in ran.err
