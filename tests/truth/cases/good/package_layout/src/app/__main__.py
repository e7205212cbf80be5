from cdktf import App

from app import __version__
from app.constructs.queue import DeadLetterQueue as Dead
from app.stacks import messaging


def main():
    app = App()
    stack = messaging.Messaging(app, "messaging", version=__version__)
    assert isinstance(stack.dead, Dead)
    app.synth()


if __name__ == "__main__":
    main()
