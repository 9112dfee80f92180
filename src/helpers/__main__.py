"""What `scitech` and `python -m helpers` start."""

import signal


def main() -> None:
    """Run the command; until it makes something, Ctrl-C ends it without a word: there is nothing to clean up."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from helpers.cli import app

    app()


if __name__ == "__main__":
    main()
