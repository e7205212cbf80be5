"""The stack under test."""
from cdktf import App

from stack import Site

if __name__ == "__main__":
    app = App()
    Site(app, "site")
    app.synth()
