"""What `scitech` and `python -m helpers` start."""

import signal


def main() -> None:
    """Run the command; as long as it imports, Ctrl-C ends it without a word: there is nothing to clean up."""
    interrupt = signal.getsignal(signal.SIGINT)
    if interrupt is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from helpers.cli import app

    signal.signal(signal.SIGINT, interrupt)
    app()


if __name__ == "__main__":
    main()
